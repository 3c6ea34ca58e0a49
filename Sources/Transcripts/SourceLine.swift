/// One line of a file, with the bytes that ended it.
struct SourceLine: Equatable {
  /// The line without its terminator.
  let content: String
  /// `"\n"`, `"\r\n"`, or empty at the end of a file that does not end its last line. A CR there counts as the
  /// terminator too: it is what is left of `"\r\n"`.
  let terminator: String
  /// 1-based.
  let number: Int

  var source: String { content + terminator }

  /// Whether a merge of two versions left it there, for somebody to choose one.
  var isConflictMarker: Bool { Self.isConflictMarker(content) }

  static func isConflictMarker(_ content: String) -> Bool {
    content.hasPrefix("<<<<<<< ") || content.hasPrefix(">>>>>>> ")
  }

  /// The lines of a file, and the 1 to 3 bytes of a character cut off at its end.
  static func lines(of bytes: [UInt8]) throws(NotUTF8) -> (lines: [SourceLine], incompleteEnd: [UInt8]) {
    var lines: [SourceLine] = []
    var incompleteEnd: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
      var end = newline ?? bytes.count
      if newline == nil {
        incompleteEnd = Array(bytes[start..<end].incompleteCharacter)
        end -= incompleteEnd.count
      }
      let next = newline.map { $0 + 1 } ?? bytes.count
      let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      guard let content = String(validating: bytes[start..<(hasReturn ? end - 1 : end)], as: UTF8.self) else {
        throw NotUTF8(line: lines.count + 1)
      }
      let terminator = (hasReturn ? "\r" : "") + (newline == nil ? "" : "\n")
      lines.append(SourceLine(content: content, terminator: terminator, number: lines.count + 1))
      start = next
    }
    return (lines, incompleteEnd)
  }

  struct NotUTF8: Error {
    let line: Int
  }
}

extension ArraySlice<UInt8> {
  /// The first bytes of a UTF-8 sequence whose rest is missing at the end, if there are any.
  fileprivate var incompleteCharacter: ArraySlice<UInt8> {
    for length in 1...3 where length <= count {
      let tail = suffix(length)
      guard let lead = tail.first else { break }
      let expected =
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
      if expected > length, tail.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) { return tail }
    }
    return []
  }
}

extension String {
  /// Without the mark that some editors put at the beginning of a file.
  var withoutByteOrderMark: String {
    unicodeScalars.first == "\u{FEFF}" ? String(String.UnicodeScalarView(unicodeScalars.dropFirst())) : self
  }
}
