/// The notation of text inside an `ibid` block: visible, reversible, and never mistaken for a prompt or a fence.
///
/// A backslash before `n`, `t` or `r` is that control character, `\u{HEX}` is any scalar, and a backslash before an
/// ASCII punctuation character is that character, as in Markdown. Everything works on Unicode scalars: a Swift
/// `Character` would join a space to a combining mark after it, or CR to LF, and hide both from the rules.
enum Escaping {
  /// What every turn begins with, at the margin of its line.
  static let prompt = "ibid>"

  /// An escape sequence that does not follow the notation.
  struct InvalidEscape: Error, Equatable {
    /// The sequence as it stands, at most a few characters.
    let sequence: String
    /// Its place in the line: scalars, 1-based.
    let column: Int
  }

  /// The physical line, without terminator, that records a user's line.
  static func promptLine(for input: String) -> String {
    // An empty line has no blank after the prompt, since editors take trailing blanks away.
    input.isEmpty ? prompt : prompt + " " + escaped(input.unicodeScalars[...])
  }

  /// The physical lines, without terminators, that record a reply; none for an empty one.
  ///
  /// The last is never empty, so that blank lines at the end are free to separate turns: a newline that ends the
  /// reply is written `\n` at the end of the last line.
  static func replyLines(for reply: String) -> [String] {
    if reply.isEmpty { return [] }
    var lines = reply.unicodeScalars
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { guarded(escaped($0)) }
    if lines.last == "" {
      lines.removeLast()
      lines[lines.count - 1] += "\\n"
    }
    return lines
  }

  /// One physical line with its escapes resolved.
  static func unescaped(_ line: some StringProtocol) throws(InvalidEscape) -> String {
    if !line.utf8.contains(UInt8(ascii: "\\")) { return String(line) }
    let scalars = Array(line.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      guard scalars[index] == "\\" else {
        result.append(scalars[index])
        index += 1
        continue
      }
      guard let (scalar, length) = escape(at: index, in: scalars) else {
        let shown = scalars[index...].prefix(12).map { visible($0) ?? String($0) }.joined()
        throw InvalidEscape(sequence: shown, column: index + 1)
      }
      result.append(scalar)
      index += length
    }
    return String(result)
  }

  /// `line` with every scalar outside ASCII spelled out, for two lines that look the same and are not.
  static func spelledOut(_ line: String) -> String {
    line.unicodeScalars.map { $0.isASCII ? String($0) : codePoint($0) }.joined()
  }

  /// The escape of a scalar that would not be seen, or not be safe, in print; nil for one that is plain to see.
  static func visible(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case " "..."~": nil
    default: isInvisible(scalar) ? codePoint(scalar) : nil
    }
  }

  // MARK: - Writing

  private static func escaped(_ scalars: Substring.UnicodeScalarView) -> String {
    var result = String.UnicodeScalarView()
    var first = true
    for scalar in scalars {
      if let escape = visible(scalar) {
        result.append(contentsOf: escape.unicodeScalars)
      } else if first, isMark(scalar) {
        result.append(contentsOf: codePoint(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
      first = false
    }
    if result.last == " " {
      result.removeLast()
      result.append(contentsOf: codePoint(" ").unicodeScalars)
    }
    return String(result)
  }

  /// A reply's line with a backslash where it would be read as a prompt, a fence, the edge of front matter or the mark of a merge.
  private static func guarded(_ line: String) -> String {
    let bytes = Array(line.utf8)
    if bytes.starts(with: prompt.utf8) {
      return "ibid\\" + String(decoding: bytes.dropFirst(4), as: UTF8.self)
    }
    if bytes == Array("---".utf8) || SourceLine.isConflictMarker(line) { return "\\" + line }
    let indent = bytes.prefix { $0 == UInt8(ascii: " ") }.count
    let rest = bytes.dropFirst(indent)
    if rest.starts(with: "```".utf8) || rest.starts(with: "~~~".utf8) {
      return String(repeating: " ", count: indent) + "\\" + String(decoding: rest, as: UTF8.self)
    }
    return line
  }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      true
    default:
      // The braille blank is a symbol by category, and empty to the eye.
      scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
    }
  }

  // MARK: - Reading

  private static func escape(at start: Int, in scalars: [Unicode.Scalar]) -> (Unicode.Scalar, length: Int)? {
    guard start + 1 < scalars.count else { return nil }
    switch scalars[start + 1] {
    case "n": return ("\n", 2)
    case "t": return ("\t", 2)
    case "r": return ("\r", 2)
    case "u":
      guard start + 2 < scalars.count, scalars[start + 2] == "{" else { return nil }
      // Eight digits are more than any scalar has; the bound keeps a missing brace from swallowing the line.
      guard let close = scalars[(start + 3)...].prefix(9).firstIndex(of: "}") else { return nil }
      let digits = String(String.UnicodeScalarView(scalars[(start + 3)..<close]))
      guard digits.utf8.allSatisfy(isHexDigit), let value = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(value)
      else { return nil }
      return (scalar, close + 1 - start)
    case "!"..."/", ":"..."@", "["..."`", "{"..."~":
      return (scalars[start + 1], 2)
    default: return nil
    }
  }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
