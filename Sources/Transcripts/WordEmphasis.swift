/// Which parts of two versions of a line differ, for a caller that colours.
enum WordEmphasis {
  /// Byte ranges of the words of `old` that went and the words of `new` that came; both empty when the lines have so
  /// little in common that marking parts of them would only confuse.
  static func spans(old: String, new: String) -> (old: [Range<Int>], new: [Range<Int>]) {
    let a = words(of: old)
    let b = words(of: new)
    // A long line of single characters is not worth the wait, and nobody reads it word by word.
    guard a.count <= 2000, b.count <= 2000 else { return ([], []) }
    var kept = 0
    var spans: (old: [Range<Int>], new: [Range<Int>]) = ([], [])
    for step in MyersDiff.steps(from: a.map(\.bytes), to: b.map(\.bytes)) {
      switch step {
      case .keep(let index, _): if !a[index].isBlank { kept += a[index].range.count }
      case .remove(let index): append(a[index].range, to: &spans.old)
      case .insert(let index): append(b[index].range, to: &spans.new)
      }
    }
    let shorter = min(a.visibleBytes, b.visibleBytes)
    return kept * 3 >= shorter && kept > 0 ? spans : ([], [])
  }

  fileprivate struct Word {
    let bytes: ArraySlice<UInt8>
    var range: Range<Int> { bytes.startIndex..<bytes.endIndex }
    var isBlank: Bool { bytes.allSatisfy { $0 == UInt8(ascii: " ") } }
  }

  /// Runs of letters and digits, runs of blanks, and every other byte of ASCII by itself.
  private static func words(of line: String) -> [Word] {
    let bytes = Array(line.utf8)
    var words: [Word] = []
    var start = 0
    while start < bytes.count {
      let kind = kind(of: bytes[start])
      var end = start + 1
      if kind != .other { while end < bytes.count, self.kind(of: bytes[end]) == kind { end += 1 } }
      words.append(Word(bytes: bytes[start..<end]))
      start = end
    }
    return words
  }

  private enum Kind { case blank, word, other }

  private static func kind(of byte: UInt8) -> Kind {
    switch byte {
    case UInt8(ascii: " "): .blank
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF:
      .word
    default: .other
    }
  }

  private static func append(_ range: Range<Int>, to spans: inout [Range<Int>]) {
    if let last = spans.last, last.upperBound == range.lowerBound {
      spans[spans.count - 1] = last.lowerBound..<range.upperBound
    } else {
      spans.append(range)
    }
  }
}

extension [WordEmphasis.Word] {
  fileprivate var visibleBytes: Int { reduce(0) { $0 + ($1.isBlank ? 0 : $1.range.count) } }
}
