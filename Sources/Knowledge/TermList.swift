/// A plain list of terms: one a line, names of one thing separated by commas, `#` before a remark.
struct TermList {
  /// One line of the list.
  struct Term {
    /// The names; none is empty unless the line is malformed.
    let names: [String]
    /// 1-based.
    let line: Int
  }

  /// Reads the lines that hold terms; lines may end in CR LF, and a byte order mark is skipped.
  static func terms(in bytes: [UInt8]) -> [Term] {
    var terms: [Term] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      line += 1
      let content = trimmed(bytes[start..<end])
      if let first = content.first, first != UInt8(ascii: "#") {
        let names = content.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        terms.append(Term(names: names.map { String(decoding: trimmed($0), as: UTF8.self) }, line: line))
      }
      start = end + 1
    }
    return terms
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }
}
