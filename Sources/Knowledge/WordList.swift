/// A sorted list of words, searched in place so that loading it costs nothing.
public struct WordList: Sendable {
  let bytes: Bytes

  /// Takes UTF-8 text with one word a line, sorted by bytes.
  public init(_ bytes: [UInt8]) { self.bytes = Bytes(bytes) }

  /// Takes such text where it is.
  init(_ bytes: Bytes) { self.bytes = bytes }

  /// Whether the list holds a folded word.
  public func contains(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { wanted in
      bytes.withAll { bytes in
        var low = 0
        var high = bytes.count
        while low < high {
          let line = Self.lineRange(around: (low + high) / 2, in: bytes)
          switch Self.compare(wanted, line, in: bytes) {
          case 0: return !wanted.isEmpty
          case ..<0: high = line.lowerBound
          default: low = min(line.upperBound + 1, high)
          }
        }
        return false
      }
    }
  }

  /// The 1-based line of the first word that does not come after the one before it, or nil.
  static func firstUnsortedLine(in bytes: [UInt8]) -> Int? {
    var before: ArraySlice<UInt8> = []
    var start = 0
    var line = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      line += 1
      let word = bytes[start..<end]
      guard line == 1 || before.lexicographicallyPrecedes(word) else { return line }
      before = word
      start = end + 1
    }
    return nil
  }

  private static func lineRange(around offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    var start = offset
    while start > 0, bytes[start - 1] != newline { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != newline { end += 1 }
    return start..<max(start, end)
  }

  private static func compare(
    _ wanted: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    for (position, byte) in wanted.enumerated() {
      guard line.lowerBound + position < line.upperBound else { return 1 }
      let other = bytes[line.lowerBound + position]
      if byte != other { return byte < other ? -1 : 1 }
    }
    return wanted.count == line.count ? 0 : -1
  }
}
