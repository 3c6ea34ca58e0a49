/// What a line of front matter is, by a grammar that is a small part of YAML's.
enum FrontMatterLine: Equatable {
  case edge
  case blank
  case comment
  /// `key: value`, the key of ASCII letters, digits, hyphens and underscores, at the margin.
  case entry(key: String)
  case malformed

  init(_ line: String) {
    let bytes = Array(line.utf8)[...]
    let text = bytes.trimmingBlanks()
    if bytes.starts(with: "---".utf8), bytes.dropFirst(3).trimmingBlanks().isEmpty {
      self = .edge
    } else if text.isEmpty {
      self = .blank
    } else if text.first == UInt8(ascii: "#") {
      self = .comment
    } else {
      let key = bytes.prefix(while: Self.isKeyByte)
      let after = bytes.dropFirst(key.count)
      let afterColon = after.dropFirst().first
      let ends = afterColon == nil || afterColon == UInt8(ascii: " ") || afterColon == UInt8(ascii: "\t")
      let isEntry = !key.isEmpty && after.first == UInt8(ascii: ":") && ends
      self = isEntry ? .entry(key: String(decoding: key, as: UTF8.self)) : .malformed
    }
  }

  /// The text after `key:`, without blanks around it.
  static func value(in line: String, of key: String) -> String {
    String(decoding: Array(line.utf8).dropFirst(key.utf8.count + 1).trimmingBlanks(), as: UTF8.self)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// Free text as a value of front matter, plain where that is safe for any reader of YAML, else in double quotes.
enum FrontMatterValue {
  static func written(_ text: String) -> String {
    if isPlain(text) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      default:
        guard let escape = Escaping.visible(scalar) else {
          quoted.unicodeScalars.append(scalar)
          continue
        }
        // YAML spells code points with a fixed number of digits.
        quoted += escape.hasPrefix("\\u{") ? codePoint(scalar) : escape
      }
    }
    return quoted + "\""
  }

  /// Nil when `value` opens a quotation that does not end, or holds an unknown escape.
  static func read(_ value: String) -> String? {
    guard value.utf8.first == UInt8(ascii: "\"") else { return value }
    var scalars = value.unicodeScalars.dropFirst()
    var result = String.UnicodeScalarView()
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"": return scalars.isEmpty ? String(result) : nil
      case "\\":
        guard let escaped = readEscape(&scalars) else { return nil }
        result.append(escaped)
      default: result.append(scalar)
      }
    }
    return nil
  }

  private static func readEscape(_ scalars: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
    let digits: Int
    switch scalars.popFirst() {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "\\": return "\\"
    case "\"": return "\""
    case "u": digits = 4
    case "U": digits = 8
    default: return nil
    }
    let text = String(String.UnicodeScalarView(scalars.prefix(digits)))
    guard text.utf8.count == digits, text.utf8.allSatisfy(Escaping.isHexDigit),
      let value = UInt32(text, radix: 16)
    else { return nil }
    scalars.removeFirst(digits)
    return Unicode.Scalar(value)
  }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let width = hex.utf8.count > 4 ? 8 : 4
    return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - hex.utf8.count) + hex
  }

  private static func isPlain(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, first.isASCII, first.properties.isAlphabetic, scalars.last != " ",
      scalars.allSatisfy({ Escaping.visible($0) == nil }),
      !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    else { return false }
    return !zip(scalars, scalars.dropFirst() + [" "]).contains { pair in
      pair == (":", " ") || pair == (" ", "#")
    }
  }
}
