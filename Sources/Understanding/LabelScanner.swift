import Knowledge

/// Divides labels into words as the tokenizer does, without making strings: a lexicon has thousands.
///
/// A label of other than ASCII letters, or with an apostrophe or a percent sign, takes the way of any text.
struct LabelScanner {
  private let tokenizer = Tokenizer(shorthand: [:])
  private var word: [UInt8] = []

  /// What a label is made of, in order.
  enum Part {
    /// A folded word or number.
    case word(UnsafeBufferPointer<UInt8>, isNumber: Bool)
    /// `..`
    case gap
  }

  /// Calls `body` for each word and gap of a label.
  mutating func scan(_ label: UnsafeBufferPointer<UInt8>, _ body: (Part) -> Void) {
    if label.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "%") }) {
      scanASCII(label, body)
    } else {
      scanText(label, body)
    }
  }

  private mutating func scanASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Part) -> Void) {
    var index = 0
    while index < bytes.count {
      if isGap(bytes, index) {
        body(.gap)
        index += 2
        continue
      }
      var letter = TextCleaner.lowercased(bytes[index])
      guard isLetter(letter) || isDigit(letter) else {
        index += 1
        continue
      }
      word.removeAll(keepingCapacity: true)
      var isNumber = true
      while true {
        word.append(letter)
        if isLetter(letter) { isNumber = false }
        index += 1
        guard index < bytes.count else { break }
        letter = TextCleaner.lowercased(bytes[index])
        if isLetter(letter) || isDigit(letter) { continue }
        // A point within a number.
        if letter == UInt8(ascii: "."), isDigit(bytes[index - 1]), index + 1 < bytes.count,
          isDigit(bytes[index + 1])
        {
          continue
        }
        break
      }
      emit(isNumber, body)
    }
  }

  private func emit(_ isNumber: Bool, _ body: (Part) -> Void) {
    if word.withUnsafeBufferPointer(Contraction.mayBeIrregular) {
      let text = String(decoding: word, as: UTF8.self)
      if let words = Contraction.expand(text) {
        for var word in words { word.withUTF8 { body(.word($0, isNumber: false)) } }
        return
      }
    }
    word.withUnsafeBufferPointer { body(.word($0, isNumber: isNumber)) }
  }

  private func scanText(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Part) -> Void) {
    var start = 0
    func emit(_ end: Int) {
      let part = String(decoding: bytes[start..<end], as: UTF8.self)
      for token in tokenizer.tokens(of: TextCleaner.clean(part)) where token.kind != .mark {
        var text = token.text
        text.withUTF8 { body(.word($0, isNumber: token.kind == .number)) }
      }
    }
    var index = 0
    while index < bytes.count {
      guard isGap(bytes, index) else {
        index += 1
        continue
      }
      emit(index)
      body(.gap)
      index += 2
      start = index
    }
    emit(bytes.count)
  }

  private func isGap(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: ".") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: ".")
  }
  private func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
