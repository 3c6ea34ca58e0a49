import Yams

/// A YAML value that knows where it stands, so that each complaint about it can say so.
package struct YAMLValue {
  let node: Node
  let file: String

  /// Where the value begins.
  package var location: SourceLocation { SourceLocation(file: file, line: node.mark?.line ?? 0) }

  /// Reads the text of a file that has to hold something.
  static func parse(_ bytes: [UInt8], file: String) throws(KnowledgeProblem) -> YAMLValue {
    guard let value = try parseIfAny(bytes, file: file) else {
      throw KnowledgeProblem(
        .wrongType(key: "file", expected: "a YAML map"), at: SourceLocation(file: file, line: 1))
    }
    return value
  }

  /// Reads a file's text; nil where it holds nothing but remarks.
  ///
  /// - Throws: what is not YAML, and anchors, with the line of it. The same text always gives the same problem.
  package static func parseIfAny(_ bytes: [UInt8], file: String) throws(KnowledgeProblem) -> YAMLValue? {
    try UTF8Check.check(bytes, file: file)
    var text = String(decoding: bytes, as: UTF8.self)
    // The parser keeps a pointer to the text, which a text of a few bytes, stored in place, would not have.
    if text.utf8.count < 32 { text += String(repeating: "\n", count: 32) }
    if let line = referenceLine(in: bytes) {
      throw KnowledgeProblem(.malformedYAML(reason: anchorReason), at: SourceLocation(file: file, line: line))
    }
    do {
      // No rules: every scalar is the text that stands there, and no regular expression is run on it.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let node = try parser.singleRoot() else { return nil }
      // Anchors are held by the parser only.
      let line = withExtendedLifetime(parser) { () -> Int? in
        bytes.contains(UInt8(ascii: "&")) ? anchorLine(in: node) : nil
      }
      if let line {
        throw KnowledgeProblem(
          .malformedYAML(reason: anchorReason), at: SourceLocation(file: file, line: line))
      }
      return YAMLValue(node: node, file: file)
    } catch let problem as KnowledgeProblem {
      throw problem
    } catch let error as YamlError {
      let (reason, line) = describe(error, text)
      // What is missing at the end is missed after the last line, or after what was added to it.
      let last = bytes.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
      throw KnowledgeProblem(
        .malformedYAML(reason: reason), at: SourceLocation(file: file, line: min(line, last)))
    } catch {
      throw KnowledgeProblem(.malformedYAML(reason: "not YAML"), at: SourceLocation(file: file, line: 1))
    }
  }

  private static let anchorReason = "anchors (&name) and references to them (*name) are not used here"

  /// The 1-based line of the first reference where a file both defines and uses anchors: such a file may stand for
  /// one of any size, so it is refused before it is read.
  private static func referenceLine(in bytes: [UInt8]) -> Int? {
    guard bytes.contains(UInt8(ascii: "&")), bytes.contains(UInt8(ascii: "*")) else { return nil }
    var line = 1
    var hasAnchor = false
    var reference: Int?
    var isRemark = false
    var isStart = true
    for (offset, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") {
        line += 1
        (isStart, isRemark) = (true, false)
        continue
      }
      if isStart, byte == UInt8(ascii: "#") { isRemark = true }
      if !isRemark, isStart || offset > 0 && " \t[{,:?-".utf8.contains(bytes[offset - 1]),
        offset + 1 < bytes.count, isNamePart(bytes[offset + 1])
      {
        if byte == UInt8(ascii: "&") { hasAnchor = true }
        if byte == UInt8(ascii: "*"), reference == nil { reference = line }
      }
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t"), byte != UInt8(ascii: "\r") { isStart = false }
    }
    return hasAnchor ? reference : nil
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func anchorLine(in node: Node) -> Int? {
    switch node {
    case .scalar(let scalar): scalar.anchor == nil ? nil : scalar.mark?.line ?? 1
    case .sequence(let sequence):
      sequence.anchor == nil
        ? sequence.lazy.compactMap { anchorLine(in: $0) }.first : sequence.mark?.line ?? 1
    case .mapping(let mapping):
      mapping.anchor == nil
        ? mapping.lazy.compactMap { anchorLine(in: $0.key) ?? anchorLine(in: $0.value) }.first
        : mapping.mark?.line ?? 1
    case .alias(let alias): alias.mark?.line ?? 1
    }
  }

  private static func describe(_ error: YamlError, _ text: String) -> (reason: String, line: Int) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return (problem, max(1, mark.line))
    case .duplicatedKeysInMapping(let duplicates, let context):
      // Of several, the parser names the place of the least; but lists and maps as keys have no order, and which of
      // them it takes would change from run to run. It has one word for all of these.
      guard let key = duplicates.filter({ $0 != "<uncovertable>" }).min() else {
        return (
          "a list or a map occurs twice as a key in one map",
          duplicates.count == 1 ? max(1, context.mark.line) : 1
        )
      }
      let line = duplicates.count == 1 ? context.mark.line : repeatedKeyLine(key, in: text)
      return ("the key '\(key)' occurs twice in one map", max(1, line))
    case .reader(let problem, let offset, _, _):
      let before = text.utf8.prefix(offset ?? 0)
      return (problem, before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 })
    default:
      return ("not YAML", 1)
    }
  }

  /// The 1-based line where a key stands that comes again at the same column, before anything further to the left.
  private static func repeatedKeyLine(_ key: String, in text: String) -> Int {
    var open: [(column: Int, line: Int)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = line.drop { " -?{'\"".contains($0) }
      guard !content.isEmpty else { continue }
      let column = line.distance(from: line.startIndex, to: content.startIndex)
      open.removeAll { $0.column > column }
      guard content.hasPrefix(key) else { continue }
      if let first = open.last, first.column == column { return first.line }
      open.append((column, index + 1))
    }
    return 1
  }

  package func string(_ key: String) throws(KnowledgeProblem) -> String {
    guard let scalar = node.scalar else {
      throw KnowledgeProblem(.wrongType(key: key, expected: "a text"), at: location)
    }
    // Nobody sees them where they stand, and a terminal obeys them.
    guard !scalar.string.unicodeScalars.contains(where: Self.isControl) else {
      throw KnowledgeProblem(
        .wrongType(key: key, expected: "a text without control characters"), at: location)
    }
    return scalar.string
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
  }

  /// The same, which has to hold more than blanks.
  func filledString(_ key: String) throws(KnowledgeProblem) -> String {
    let text = try string(key)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw KnowledgeProblem(.wrongType(key: key, expected: "a text that is not empty"), at: location)
    }
    return text
  }

  /// Yes or no, as YAML 1.1 and 1.2 write them.
  func truth(_ key: String) throws(KnowledgeProblem) -> Bool {
    switch try string(key).lowercased() {
    case "yes", "true": return true
    case "no", "false": return false
    case let other:
      throw KnowledgeProblem(.unknownValue(key: key, value: other, allowed: ["yes", "no"]), at: location)
    }
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
  package func entries(_ key: String) throws(KnowledgeProblem) -> [(
    name: String, at: SourceLocation, value: YAMLValue
  )] {
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

  /// The entries of a map by name. Those that are not among `known` are reported and left out.
  func fields(
    _ key: String, known: [String], reporting problems: inout [KnowledgeProblem]
  ) throws(KnowledgeProblem) -> [String: YAMLValue] {
    var fields: [String: YAMLValue] = [:]
    for entry in try entries(key) {
      if known.contains(entry.name) {
        fields[entry.name] = entry.value
      } else {
        problems.append(KnowledgeProblem(.unknownKey(entry.name, known: known), at: entry.at))
      }
    }
    return fields
  }

  /// The value of a field that has to be there.
  func require(_ name: String, in fields: [String: YAMLValue]) throws(KnowledgeProblem) -> YAMLValue {
    guard let value = fields[name] else { throw KnowledgeProblem(.missingKey(name), at: location) }
    return value
  }
}
