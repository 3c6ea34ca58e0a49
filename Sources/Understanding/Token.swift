import Knowledge

/// One word, number or mark of the input.
public struct Token: Sendable, Equatable {
  /// The folded text; for a word that shorthand stands for, the word meant.
  public let text: String
  /// What words that differ only in ending or in British or American spelling have in common.
  public let key: String
  /// Byte offsets in the original, 0-based, end exclusive.
  public let range: Range<Int>
  /// What sort of token it is.
  public let kind: Kind
  /// Whether it is followed by a blank or stands at the end.
  public let endsGroup: Bool

  /// Whether it is a mark at which a sentence may end.
  var endsSentence: Bool {
    guard kind == .mark, let byte = text.utf8.first, text.utf8.count == 1 else { return false }
    return switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: "\n"): true
    default: false
    }
  }

  /// The sorts of token.
  public enum Kind: Sendable, Equatable {
    /// Letters, or letters with digits.
    case word
    /// Digits only.
    case number
    /// A single other character.
    case mark
  }
}

/// Divides cleaned text into tokens and writes shorthand out in full.
struct Tokenizer {
  let shorthand: Shorthand
  /// What is part of a name of the pack in it is no shorthand ("5-FU").
  var names: Vocabulary?

  func tokens(of text: CleanText) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(text.scalars.count / 4)
    let scalars = text.scalars
    var index = 0
    while index < scalars.count {
      if isBlank(scalars[index]) {
        index += 1
        continue
      }
      let end = endOfToken(scalars, from: index)
      // "Mr. Lee": this point ends no sentence.
      if scalars[index] == ".", end < scalars.count, let title = tokens.last,
        title.range.upperBound == text.ranges[index].lowerBound,
        Self.titles.contains(title.text)
      {
        index = end
        continue
      }
      let range = text.ranges[index].lowerBound..<text.ranges[end - 1].upperBound
      let endsGroup = end == scalars.count || isBlank(scalars[end])
      append(string(scalars[index..<end]), range, endsGroup, to: &tokens)
      index = end
    }
    return tokens
  }

  private static let titles: Set = ["mr", "mrs", "ms", "dr", "prof"]

  private func endOfToken(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    if let end = slashShorthand(scalars, from: start) { return end }
    guard isWordPart(scalars[start]) else { return start + 1 }
    var end = start + 1
    while end < scalars.count {
      if isWordPart(scalars[end]) {
        end += 1
      } else if end + 1 < scalars.count, isWordPart(scalars[end + 1]), joins(scalars, at: end) {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  /// An apostrophe within a word, or a point within a number.
  private func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    switch scalars[index] {
    case "'": scalars[index - 1].properties.isAlphabetic && scalars[index + 1].properties.isAlphabetic
    case ".": isDigit(scalars[index - 1]) && isDigit(scalars[index + 1])
    default: false
    }
  }

  /// `w/`, `s/p`, `y/n` and their like, where the shorthand knows them.
  private func slashShorthand(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard start == 0 || !isWordPart(scalars[start - 1]) else { return nil }
    var end = start
    while end < scalars.count, isWordPart(scalars[end]), end - start < 4 { end += 1 }
    guard end > start, end < scalars.count, scalars[end] == "/" else { return nil }
    var far = end + 1
    while far < scalars.count, isWordPart(scalars[far]), far - end < 4 { far += 1 }
    for candidate in [far, end + 1] where meaning(of: string(scalars[start..<candidate])) != nil {
      return candidate
    }
    return nil
  }

  private func meaning(of word: String) -> [String]? {
    guard let words = shorthand[word], names?[word] != .pack else { return nil }
    return words
  }

  private func append(_ text: String, _ range: Range<Int>, _ endsGroup: Bool, to tokens: inout [Token]) {
    func append(_ word: String) {
      tokens.append(
        Token(
          text: word, key: WordKey.key(of: word), range: range, kind: kind(of: word), endsGroup: endsGroup))
    }
    func appendInFull(_ word: String) {
      if let words = Contraction.expand(word) { words.forEach(append) } else { append(word) }
    }
    if let words = meaning(of: text) {
      words.forEach(appendInFull)
    } else {
      appendInFull(text == "%" ? "percent" : text)
    }
  }

  private func kind(of word: String) -> Token.Kind {
    var digits = false
    var others = false
    var wordPart = false
    for scalar in word.unicodeScalars {
      if isDigit(scalar) { digits = true } else if scalar != "." { others = true }
      wordPart = wordPart || isWordPart(scalar)
    }
    return digits && !others ? .number : wordPart ? .word : .mark
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("a"..."z").contains(scalar) || isDigit(scalar) }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    if scalars.allSatisfy(\.isASCII) {
      return String(unsafeUninitializedCapacity: scalars.count) { bytes in
        for (offset, scalar) in scalars.enumerated() {
          bytes[offset] = UInt8(truncatingIfNeeded: scalar.value)
        }
        return scalars.count
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

/// Writes `isn't` and its like out in full, so that negation is seen as a word of its own.
enum Contraction {
  /// The words that one stands for; nil if only for itself.
  static func expand(_ word: String) -> [String]? {
    var bytes = word
    guard bytes.withUTF8({ mayBeIrregular($0) || $0.contains(UInt8(ascii: "'")) }) else { return nil }
    if let words = irregular[word] { return words }
    for (ending, full) in endings where word.hasSuffix(ending) && word.count > ending.count {
      let stem = String(word.dropLast(ending.count))
      return full.isEmpty ? [stem] : [stem, full]
    }
    return nil
  }

  /// Whether a word without apostrophe can be among the irregular ones, by its first and last letters.
  static func mayBeIrregular(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count >= 2, word.count <= 8 else { return false }
    func begins(_ letters: StaticString) -> Bool {
      UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount).contains(word[0])
    }
    return switch (word[word.count - 2], word[word.count - 1]) {
    case (UInt8(ascii: "n"), UInt8(ascii: "t")): begins("cwidash")
    case (UInt8(ascii: "o"), UInt8(ascii: "t")): begins("c")
    case (UInt8(ascii: "t"), UInt8(ascii: "s")), (UInt8(ascii: "o"), UInt8(ascii: "s")): begins("wt")
    case (UInt8(ascii: "e"), UInt8(ascii: "s")): begins("twhs")
    case (UInt8(ascii: "w"), UInt8(ascii: "s")): begins("h")
    case (UInt8(ascii: "v"), UInt8(ascii: "e")), (UInt8(ascii: "i"), UInt8(ascii: "m")): begins("i")
    case (UInt8(ascii: "r"), UInt8(ascii: "e")): begins("ty")
    default: false
    }
  }

  private static let endings = [
    ("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "would"),
    ("'s", ""),
  ]
  static let irregular = [
    "can't": ["can", "not"], "cant": ["can", "not"], "won't": ["will", "not"], "wont": ["will", "not"],
    "shan't": ["shall", "not"], "isnt": ["is", "not"], "doesnt": ["does", "not"], "dont": ["do", "not"],
    "didnt": ["did", "not"], "arent": ["are", "not"], "wasnt": ["was", "not"], "shouldnt": ["should", "not"],
    "wouldnt": ["would", "not"], "couldnt": ["could", "not"], "hasnt": ["has", "not"],
    "havent": ["have", "not"],
    "cannot": ["can", "not"], "it's": ["it", "is"], "what's": ["what", "is"], "whats": ["what", "is"],
    "who's": ["who", "is"], "whos": ["who", "is"], "that's": ["that", "is"], "thats": ["that", "is"],
    "there's": ["there", "is"], "theres": ["there", "is"], "where's": ["where", "is"],
    "wheres": ["where", "is"],
    "how's": ["how", "is"], "hows": ["how", "is"], "he's": ["he", "is"], "she's": ["she", "is"],
    "let's": ["let", "us"], "hes": ["he", "is"], "shes": ["she", "is"], "ive": ["i", "have"],
    "im": ["i", "am"],
    "theyre": ["they", "are"], "youre": ["you", "are"], "ain't": ["is", "not"], "aint": ["is", "not"],
  ]
}
