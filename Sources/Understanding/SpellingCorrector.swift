import Knowledge
import Synchronization

/// Corrects words that no layer knows to the nearest word of the vocabulary.
///
/// It never touches an ordinary word of the language, and a word that carries a drug's stem becomes another
/// drug only where one letter is off: a doctor who types an unknown drug's name must not be given a known one.
struct SpellingCorrector: Sendable {
  private let lexicon: Lexicon
  private let vocabulary: Vocabulary
  private let tables = LazyTables()

  init(lexicon: Lexicon, vocabulary: Vocabulary) {
    self.lexicon = lexicon
    self.vocabulary = vocabulary
  }

  /// The word meant, or nil if nothing is near enough.
  ///
  /// Of words equally near, one that stands beside the same neighbour in a label is preferred.
  func correction(of word: String, before previous: String?, after next: String?) -> String? {
    let length = word.utf8.count
    guard length >= 4, !word.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    if lexicon.words.contains(word) || lexicon.givenNames.contains(word) { return nil }
    if let drawn = drawnOut(word) {
      let meant = drawn.first { lexicon.words.contains($0) || vocabulary[$0] != nil }
      return meant ?? correction(of: drawn[0], before: previous, after: next)
    }
    let limit = self.limit(word)
    let tables = self.tables.of(lexicon, vocabulary)
    let candidates = tables.words.nearest(to: word, limit: limit, strangersWithinOne: true).filter {
      candidate in
      candidate.word.utf8.count >= 4
        && (candidate.distance == 1 || candidate.word.utf8.first == word.utf8.first)
        // A short word is near to too many: only a name of the pack or a word that asks is worth the guess.
        && (length > 4 || layer(of: candidate.word) != .field)
    }
    let least = candidates.map(\.distance).min() ?? 0
    let fitting = candidates.filter { candidate in
      candidate.distance == least
        && (previous.map { tables.contain($0, candidate.word) } ?? false
          || next.map { tables.contain(candidate.word, $0) } ?? false)
    }
    return (fitting.isEmpty ? candidates : fitting).min { rank($0) < rank($1) }?.word
  }

  /// What a word may be whose letters are drawn out ("noooo", "tumooour"): with each of them once, and twice; nil if
  /// none stands three times in a row, as in no word.
  private func drawnOut(_ word: String) -> [String]? {
    var runs: [(letter: UInt8, count: Int)] = []
    for letter in word.utf8 {
      if let last = runs.last, last.letter == letter {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((letter, 1))
      }
    }
    guard runs.contains(where: { $0.count > 2 }) else { return nil }
    return [1, 2].map { times in
      let letters = runs.flatMap { repeatElement($0.letter, count: $0.count > 2 ? times : $0.count) }
      return String(decoding: letters, as: UTF8.self)
    }
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
    (candidate.distance, -layer(of: candidate.word).rawValue, candidate.word)
  }

  /// The highest layer that uses a word; shorthand is of the language.
  private func layer(of word: String) -> Layer { vocabulary[word] ?? .language }
}

/// What words are corrected by.
struct SpellingTables: Sendable {
  /// The words of all labels, and shorthand.
  let words: SpellingIndex
  /// The pairs of words that stand beside each other in the labels of the pack and the field, with a blank between.
  private let pairs: StringTable

  /// Takes them from the compiled pack that a lexicon is of, or makes them.
  init(_ lexicon: Lexicon, _ vocabulary: Vocabulary) {
    if let image = lexicon.image {
      words = SpellingIndex(in: image)
      pairs = StringTable("spelling.pairs", in: image)
      return
    }
    var words = InternTable(capacity: vocabulary.words.count)
    for number in 0..<vocabulary.words.count { _ = vocabulary.words.with(number) { words.insert($0) } }
    for word in lexicon.shorthand.all { _ = words.insert(word) }
    self.words = SpellingIndex(words, minimum: 3)
    var pairs = InternTable(capacity: 8192)
    let tokenizer = Tokenizer(shorthand: [:])
    lexicon.concepts.forEachLabel { concept, _, label in
      guard lexicon.concepts.standing(concept).layer != .language,
        label.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") })
      else { return }
      let words = tokenizer.tokens(of: TextCleaner.clean(String(decoding: label, as: UTF8.self)))
        .filter { $0.kind != .mark }.map(\.text)
      for (one, next) in zip(words, words.dropFirst()) { _ = pairs.insert(one, " ", next) }
    }
    self.pairs = StringTable(pairs)
  }

  /// Whether a label has these two words one after the other.
  func contain(_ one: String, _ next: String) -> Bool { pairs.number(of: one + " " + next) != nil }

  /// Adds the tables to a compiled pack.
  func add(to image: inout ImageWriter) {
    words.add(to: &image)
    pairs.add("spelling.pairs", to: &image)
  }
}

/// The tables, made when the first unknown word comes: most questions have none.
private final class LazyTables: Sendable {
  private let made = Mutex<SpellingTables?>(nil)

  func of(_ lexicon: Lexicon, _ vocabulary: Vocabulary) -> SpellingTables {
    made.withLock { made in
      if let made { return made }
      let tables = SpellingTables(lexicon, vocabulary)
      made = tables
      return tables
    }
  }
}
