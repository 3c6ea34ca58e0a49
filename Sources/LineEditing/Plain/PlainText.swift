/// Makes lines of bytes that come from anywhere.
enum PlainText {
  /// The text of some bytes, with invalid UTF-8 as U+FFFD.
  static func line(from bytes: some Collection<UInt8>) -> String {
    line(String(decoding: bytes, as: UTF8.self))
  }

  /// The text with NUL, which C libraries take for its end, as U+FFFD, and line ends as spaces.
  static func line(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else { return text }
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\0": line.append("\u{FFFD}")
      case "\n", "\r": line.append(" ")
      default: line.append(scalar)
      }
    }
    return String(line)
  }
}
