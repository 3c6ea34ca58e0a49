public import Answering
public import Knowledge

/// A free answer to an item, with how a careful teacher grades it.
public struct GradedAnswer: Sendable, Equatable, Decodable {
  /// Its unique name; the part before the first hyphen names the writer.
  public let id: String
  /// The name of the item.
  public let item: String
  /// The answer as it was typed.
  public let answer: String
  /// Whether the teacher passes it.
  public let right: Bool
  /// Whether it is there to learn from or to examine; nil where a file does not say.
  public let set: QuestionSet?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, item, answer, right, set
  }

  /// Reads graded answers, one JSON object a line; blank lines are skipped.
  ///
  /// - Throws: a `KnowledgeProblem` with the 1-based line of the first that is not one, or has the name of another.
  public static func read(_ text: String, file: String) throws(KnowledgeProblem) -> [GradedAnswer] {
    try LabelledLines.read(
      text, file: file, what: "graded answer", keys: CodingKeys.allCases.map(\.rawValue),
      id: \.id,
      malformed: { .malformedAnswer(reason: $0) })
  }
}
