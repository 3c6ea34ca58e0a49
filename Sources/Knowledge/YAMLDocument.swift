import Yams

/// A YAML value that knows where it stands, so that each complaint about it can say so.
struct YAMLValue {
  let node: Node
  let file: String

  var location: SourceLocation { SourceLocation(file: file, line: node.mark?.line ?? 0) }

  /// Reads a file's text.
  static func parse(_ bytes: [UInt8], file: String) throws(KnowledgeProblem) -> YAMLValue {
    try UTF8Check.check(bytes, file: file)
    var text = String(decoding: bytes, as: UTF8.self)
    // The parser keeps a pointer to the text, which a text of a few bytes, stored in place, would not have.
    if text.utf8.count < 32 { text += String(repeating: "\n", count: 32) }
    do {
      // No rules: every scalar is the text that stands there, and no regular expression is run on it.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let node = try parser.singleRoot() else {
        throw KnowledgeProblem(
          .wrongType(key: "file", expected: "a YAML map"), at: SourceLocation(file: file, line: 1))
      }
      return YAMLValue(node: node, file: file)
    } catch let problem as KnowledgeProblem {
      throw problem
    } catch let error as YamlError {
      let (reason, line) = describe(error)
      throw KnowledgeProblem(.malformedYAML(reason: reason), at: SourceLocation(file: file, line: line))
    } catch {
      throw KnowledgeProblem(
        .malformedYAML(reason: "not YAML"), at: SourceLocation(file: file, line: 0))
    }
  }

  private static func describe(_ error: YamlError) -> (reason: String, line: Int) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return (problem, mark.line)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return ("the key '\(duplicates.first ?? "")' occurs twice", context.mark.line)
    default:
      return ("not YAML", 0)
    }
  }

  func string(_ key: String) throws(KnowledgeProblem) -> String {
    guard let scalar = node.scalar else {
      throw KnowledgeProblem(.wrongType(key: key, expected: "a text"), at: location)
    }
    return scalar.string
  }

  func integer(_ key: String) throws(KnowledgeProblem) -> Int {
    guard let value = Int(try string(key)) else {
      throw KnowledgeProblem(.wrongType(key: key, expected: "a whole number"), at: location)
    }
    return value
  }

  func list(_ key: String) throws(KnowledgeProblem) -> [YAMLValue] {
    guard let sequence = node.sequence else {
      throw KnowledgeProblem(.wrongType(key: key, expected: "a list"), at: location)
    }
    return sequence.map { YAMLValue(node: $0, file: file) }
  }

  /// One text, or a list of texts.
  func strings(_ key: String) throws(KnowledgeProblem) -> [String] {
    guard node.sequence != nil else { return [try string(key)] }
    var texts: [String] = []
    for value in try list(key) { texts.append(try value.string(key)) }
    return texts
  }

  /// The entries of a map in the order of the file. Names that occur twice are an error.
  func entries(_ key: String) throws(KnowledgeProblem) -> [(name: String, at: SourceLocation, value: YAMLValue)] {
    guard let mapping = node.mapping else {
      throw KnowledgeProblem(.wrongType(key: key, expected: "a map"), at: location)
    }
    var entries: [(name: String, at: SourceLocation, value: YAMLValue)] = []
    for (keyNode, valueNode) in mapping {
      let keyValue = YAMLValue(node: keyNode, file: file)
      entries.append(
        (try keyValue.string("name"), keyValue.location, YAMLValue(node: valueNode, file: file)))
    }
    return entries
  }

  /// The entries of a map by name, all of them among `known`.
  func fields(_ key: String, known: [String]) throws(KnowledgeProblem) -> [String: YAMLValue] {
    var fields: [String: YAMLValue] = [:]
    for entry in try entries(key) {
      guard known.contains(entry.name) else {
        throw KnowledgeProblem(.unknownKey(entry.name, known: known), at: entry.at)
      }
      fields[entry.name] = entry.value
    }
    return fields
  }

  /// The value of a field that has to be there.
  func require(_ name: String, in fields: [String: YAMLValue]) throws(KnowledgeProblem) -> YAMLValue {
    guard let value = fields[name] else { throw KnowledgeProblem(.missingKey(name), at: location) }
    return value
  }
}
