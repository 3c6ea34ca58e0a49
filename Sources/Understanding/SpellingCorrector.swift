import Knowledge
import Synchronization

/// Corrects words that no layer knows to the nearest word of the vocabulary.
///
/// It never touches an ordinary word of the language, and a word that carries a drug's stem becomes another
/// drug only where one letter is off: a doctor who types an unknown drug's name must not be given a known one.
struct SpellingCorrector: Sendable {
  private let lexicon: Lexicon
  private let vocabulary: Vocabulary
  private let index: LazyIndex
  private let pairs = LazyPairs()

  init(lexicon: Lexicon, vocabulary: Vocabulary) {
    self.lexicon = lexicon
    self.vocabulary = vocabulary
    self.index = LazyIndex()
  }

  /// The word meant, or nil if nothing is near enough.
  ///
  /// Of words equally near, one that stands beside the same neighbour in a label is preferred.
  func correction(of word: String, before previous: String?, after next: String?) -> String? {
    let length = word.utf8.count
    guard length >= 4, !word.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    if lexicon.words.contains(word) { return nil }
    let limit = self.limit(word)
    let candidates = index.of(vocabulary).nearest(to: word, limit: limit, strangers: 1).filter { candidate in
      candidate.word.utf8.count >= 4
        && (candidate.distance == 1 || candidate.word.utf8.first == word.utf8.first)
        // A short word is near to too many: only a name of the pack or a word that asks is worth the guess.
        && (length > 4 || vocabulary[candidate.word] != .field)
    }
    let least = candidates.map(\.distance).min() ?? 0
    let pairs = self.pairs.of(lexicon)
    let fitting = candidates.filter { candidate in
      candidate.distance == least
        && (previous.map { pairs.contains($0 + " " + candidate.word) } ?? false
          || next.map { pairs.contains(candidate.word + " " + $0) } ?? false)
    }
    return (fitting.isEmpty ? candidates : fitting).min { rank($0) < rank($1) }?.word
  }

  private func limit(_ word: String) -> Int {
    let length = word.utf8.count
    if lexicon.stems.contains(where: { $0.matches(word) }) { return length >= 12 ? 2 : 1 }
    switch length {
    case ..<7: return 1
    case ..<13: return 2
    default: return 3
    }
  }

  private func rank(_ candidate: (word: String, distance: Int)) -> (Int, Int, String) {
    (candidate.distance, -(vocabulary[candidate.word]?.rawValue ?? 0), candidate.word)
  }
}

/// The spelling index, made when the first unknown word comes: most questions have none.
private final class LazyIndex: Sendable {
  private let made = Mutex<SpellingIndex?>(nil)

  func of(_ vocabulary: Vocabulary) -> SpellingIndex {
    made.withLock { made in
      if let made { return made }
      let index = SpellingIndex(vocabulary.words, minimum: 3)
      made = index
      return index
    }
  }
}

/// The pairs of words that stand beside each other in the labels of the pack and the field.
private final class LazyPairs: Sendable {
  private let made = Mutex<Set<String>?>(nil)

  func of(_ lexicon: Lexicon) -> Set<String> {
    made.withLock { made in
      if let made { return made }
      var pairs: Set<String> = []
      let tokenizer = Tokenizer(shorthand: [:])
      for concept in lexicon.concepts.values where concept.layer != .language {
        for label in concept.labels where label.text.contains(" ") || label.text.contains("-") {
          let words = tokenizer.tokens(of: TextCleaner.clean(label.text)).filter { $0.kind != .mark }.map(
            \.text)
          for (one, next) in zip(words, words.dropFirst()) { pairs.insert(one + " " + next) }
        }
      }
      made = pairs
      return pairs
    }
  }
}
