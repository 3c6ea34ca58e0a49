import Foundation
package import Knowledge

/// Reads files of labelled examples: one JSON object a line.
package enum LabelledLines {
  /// The examples of a file in order; blank lines are skipped.
  ///
  /// - Parameters:
  ///   - text: the contents of the file.
  ///   - file: its name, for problems.
  ///   - what: what an example is called in a problem about two of one name.
  ///   - keys: the keys that an example may have.
  ///   - id: its unique name.
  ///   - malformed: the defect of a line that is no example, by the reason.
  ///   - defect: what else is wrong with an example, if anything.
  /// - Throws: a `KnowledgeProblem` with the 1-based line of the first that is not one.
  package static func read<Example: Decodable>(
    _ text: String, file: String, what: String, keys: [String], id: (Example) -> String,
    malformed: (String) -> Defect, defect: (Example) -> Defect? = { _ in nil }
  ) throws(KnowledgeProblem) -> [Example] {
    var examples: [Example] = []
    var first: [String: SourceLocation] = [:]
    let decoder = JSONDecoder()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { !$0.isWhitespace }) {
      let location = SourceLocation(file: file, line: index + 1)
      let example: Example
      do {
        example = try decoder.decode(Example.self, from: Data(line.utf8))
      } catch {
        throw KnowledgeProblem(malformed(reason(error)), at: location)
      }
      if let stranger = try? decoder.decode(Keys.self, from: Data(line.utf8)).names.first(where: {
        !keys.contains($0)
      }) {
        throw KnowledgeProblem(.unknownKey(stranger, known: keys), at: location)
      }
      if let defect = defect(example) { throw KnowledgeProblem(defect, at: location) }
      if let earlier = first.updateValue(location, forKey: id(example)) {
        throw KnowledgeProblem(.duplicate(what: what, id: id(example), first: earlier), at: location)
      }
      examples.append(example)
    }
    return examples
  }

  /// The keys of an object, whatever their values.
  private struct Keys: Decodable {
    let names: [String]

    private struct Name: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      names = try decoder.container(keyedBy: Name.self).allKeys.map(\.stringValue).sorted()
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _)?: "it has no \"\(key.stringValue)\""
    case .typeMismatch(_, let context)? where context.codingPath.isEmpty: "it is not a JSON object"
    case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?:
      "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" is of another type than it has to be"
    case .dataCorrupted(let context)? where !context.codingPath.isEmpty:
      "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" has a value that is not possible"
    case .dataCorrupted?, nil: "it is not JSON"
    @unknown default: "it is not JSON"
    }
  }
}
