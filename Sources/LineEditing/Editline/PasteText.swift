/// Makes one editable line of pasted bytes.
enum PasteText {
  /// Returns the text on one line: each run of line ends becomes a space, as does each tab; line ends around the text
  /// are dropped; invalid UTF-8 and control characters, which could drive the terminal, become U+FFFD.
  static func line(from bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    var line = String.UnicodeScalarView()
    var endsPending = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029:
        endsPending = !line.isEmpty
      default:
        if endsPending { line.append(" ") }
        endsPending = false
        switch scalar.value {
        case 0x09: line.append(" ")
        case 0..<0x20, 0x7F..<0xA0: line.append("\u{FFFD}")
        case 0xFEFF where line.isEmpty: break  // A byte order mark.
        default: line.append(scalar)
        }
      }
    }
    return String(line)
  }
}
