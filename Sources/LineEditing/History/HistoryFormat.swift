/// The text form of a history file.
///
/// An own format rather than libedit's: libedit saves by rewriting the whole file, so two terminals would lose each
/// other's lines, and it refuses a whole file for one bad byte. Here an entry is one line, so that it can be
/// appended, read with any tool, and damaged without harm to its neighbours.
enum HistoryFormat {
  /// The first line of every file; it tells our files from anybody else's.
  static let header = "line-history 1"

  /// Returns the entry as one line: backslashes and control characters are escaped, all else stays as it is.
  static func encode(_ entry: String) -> String {
    var line = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let hex = String(scalar.value, radix: 16)
        line += "\\x" + (hex.count < 2 ? "0" : "") + hex
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// Returns the entry that a line stands for, or nil when no entry is written like this.
  static func decode(_ line: some Sequence<UInt8>) -> String? {
    guard let text = String(validating: Array(line), as: UTF8.self), !text.isEmpty else { return nil }
    var entry = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        guard scalar.value >= 0x20, !(0x7F..<0xA0).contains(scalar.value) else { return nil }
        entry.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\\": entry.append("\\")
      case "n": entry.append("\n")
      case "x":
        guard rest.count >= 2, let value = UInt8(String(rest.prefix(2)), radix: 16) else { return nil }
        rest = rest.dropFirst(2)
        entry.append(Unicode.Scalar(value))
      default: return nil
      }
    }
    return String(entry)
  }
}
