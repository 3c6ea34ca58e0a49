public import Answering
import Foundation
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

  /// Reads graded answers, one JSON object a line; blank lines are skipped.
  ///
  /// - Throws: a `KnowledgeProblem` with the 1-based line of the first that is not one.
  public static func read(_ text: String, file: String) throws(KnowledgeProblem) -> [GradedAnswer] {
    var answers: [GradedAnswer] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { !$0.isWhitespace }) {
      do {
        answers.append(try JSONDecoder().decode(GradedAnswer.self, from: Data(line.utf8)))
      } catch {
        throw KnowledgeProblem(
          .malformedAnswer(reason: LabelledQuestion.reason(error)),
          at: SourceLocation(file: file, line: index + 1))
      }
    }
    return answers
  }
}
