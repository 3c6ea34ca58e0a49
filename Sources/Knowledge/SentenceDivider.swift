/// Divides the body of a document into sentences: a sentence ends at `.`, `!` or `?` before a blank or the line's end.
enum SentenceDivider {
  static func sentences(of bytes: [UInt8], body: ClosedRange<Int>) -> [Sentence] {
    var sentences: [Sentence] = []
    var paragraph = 0
    for (index, line) in lines(of: bytes).enumerated() where body.contains(index + 1) {
      let ranges = sentenceRanges(of: bytes, in: line)
      guard !ranges.isEmpty else { continue }
      paragraph += 1
      for (position, range) in ranges.enumerated() {
        let number = SentenceNumber(paragraph: paragraph, sentence: position + 1)
        sentences.append(Sentence(number: number, line: index + 1, range: range))
      }
    }
    return sentences
  }

  /// The byte ranges of the lines, without their newline; the last line needs none.
  static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(start..<offset)
      start = offset + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }

  private static func sentenceRanges(of bytes: [UInt8], in line: Range<Int>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = line.lowerBound
    for offset in line where isTerminator(bytes[offset]) {
      let next = offset + 1
      guard next == line.upperBound || isBlank(bytes[next]) else { continue }
      append(start..<next, of: bytes, to: &ranges)
      start = next
    }
    append(start..<line.upperBound, of: bytes, to: &ranges)
    return ranges
  }

  private static func append(_ range: Range<Int>, of bytes: [UInt8], to ranges: inout [Range<Int>]) {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, isBlank(bytes[lower]) { lower += 1 }
    while lower < upper, isBlank(bytes[upper - 1]) { upper -= 1 }
    if lower < upper { ranges.append(lower..<upper) }
  }

  private static func isTerminator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
