public import Knowledge

/// Reads what a person typed: cleaning, tokens, spelling, concepts, clauses.
public struct Reader: Sendable {
  private let lexicon: Lexicon
  private let index: ConceptIndex
  private let corrector: SpellingCorrector
  private let tokenizer: Tokenizer

  /// The greatest number of bytes of an input that is read; the rest is left out.
  public static let limit = 100_000

  /// Prepares a reader for one lexicon.
  public init(lexicon: Lexicon) {
    self.lexicon = lexicon
    index = ConceptIndex(lexicon)
    corrector = SpellingCorrector(lexicon: lexicon, vocabulary: index.vocabulary)
    tokenizer = Tokenizer(shorthand: lexicon.shorthand, names: index.vocabulary)
  }

  /// The names by which a person can ask about a thing of the pack, sorted: for completion.
  public func names(of roles: Set<Role>) -> [(name: String, concept: String)] {
    lexicon.concepts.values.filter { $0.layer == .pack && roles.contains($0.role) }
      .flatMap { concept in concept.labels.map { ($0.text, concept.id) } }
      .filter { !$0.0.contains("..") }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }

  /// Reads one input.
  public func read(_ original: String) -> Reading {
    let bounded = original.utf8.count <= Self.limit ? original : Self.head(of: original)
    var row = index.row(of: tokenizer.tokens(of: TextCleaner.clean(bounded)))
    func surface(_ range: Range<Int>) -> Substring {
      let start = bounded.utf8.index(bounded.startIndex, offsetBy: range.lowerBound)
      return bounded[start..<bounded.utf8.index(start, offsetBy: range.count)]
    }

    var corrections: [Correction] = []
    var correctedTokens: [Int: String] = [:]
    // The same slip again and again is looked up once.
    var known: [[String]: String?] = [:]
    // Of the words that no label has, by their tokens.
    var isOrdinary: [Int: Bool] = [:]
    for position in row.tokens.indices
    where row.keys[position] == nil && row.tokens[position].kind == .word {
      let tokens = row.tokens
      let ordinary = self.isOrdinary(tokens[position].text)
      isOrdinary[position] = ordinary
      if ordinary { continue }
      let place = (position - 1...position + 1).map { tokens.indices.contains($0) ? tokens[$0].text : "" }
      let found = known[place] ?? correction(at: position, in: tokens)
      known[place] = .some(found)
      guard let word = found else { continue }
      let meant = lexicon.shorthand[word]?.joined(separator: " ") ?? word
      correctedTokens[position] = meant
      isOrdinary[position] = nil
      index.replace(position, with: lexicon.shorthand[word]?.first ?? word, in: &row)
    }

    let tokens = row.tokens
    let mentions = index.mentions(in: row, surface: surface)
    var isExplained = [Bool](repeating: false, count: tokens.count)
    for mention in mentions { for token in mention.tokens { isExplained[token] = true } }
    let unknown = tokens.indices.compactMap { position -> UnknownWord? in
      guard !isExplained[position], tokens[position].kind == .word,
        tokens[position].text.utf8.count > 2
      else { return nil }
      let text = tokens[position].text
      let ordinary = isOrdinary[position] ?? self.isOrdinary(text)
      return UnknownWord(
        text: text, token: position, isOrdinary: ordinary,
        looksLikeName: !ordinary && lexicon.stems.contains { $0.matches(text) },
        isGivenName: lexicon.givenNames.contains(text))
    }
    if !correctedTokens.isEmpty {
      let weighty = Set(
        mentions.filter { !$0.plays(.weightless) }.flatMap(\.tokens))
      corrections = correctedTokens.keys.sorted().filter(weighty.contains).map { position in
        Correction(typed: String(surface(tokens[position].range)), read: correctedTokens[position]!)
      }
    }
    let clauses = ClauseDivider(
      tokens: tokens, mentions: mentions, unknown: unknown, cues: row.keys.map { index.cue($0) }
    ).clauses()
    return Reading(
      original: original, tokens: tokens, span: tokens.indices, clauses: clauses, corrections: corrections,
      introducesPatient: PatientIntroduction(tokens: tokens, clauses: clauses).isThere,
      isInOtherLanguage: isInOtherLanguage(tokens, unknown, surface))
  }

  /// Names and slips of the pen are few among the words of a language that is known.
  private func isInOtherLanguage(
    _ tokens: [Token], _ unknown: [UnknownWord], _ surface: (Range<Int>) -> Substring
  ) -> Bool {
    let strange = unknown.filter { !$0.isOrdinary && !$0.looksLikeName }
    guard !strange.isEmpty else { return false }
    let words = tokens.count { $0.kind == .word }
    return strange.count >= 2 && strange.count * 2 >= words
      || strange.contains { word in
        surface(tokens[word.token].range).unicodeScalars.contains {
          !$0.isASCII && $0.properties.isAlphabetic
        }
      }
  }

  /// The beginning of a text that is too long, cut between two scalars.
  private static func head(of text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      count += UTF8.width(scalar)
      if count > limit { break }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private func correction(at position: Int, in tokens: [Token]) -> String? {
    let token = tokens[position]
    // Two halves of one known word are joined later, not corrected.
    for (left, right) in [(position - 1, position), (position, position + 1)]
    where left >= 0 && right < tokens.count {
      if index.keys.contains(WordKey.key(of: tokens[left].text + tokens[right].text)) { return nil }
    }
    return corrector.correction(
      of: token.text, before: position > 0 ? tokens[position - 1].text : nil,
      after: position + 1 < tokens.count ? tokens[position + 1].text : nil)
  }

  /// Whether a word is an ordinary one, maybe with an ending that the list does not carry.
  private func isOrdinary(_ word: String) -> Bool {
    if lexicon.words.contains(word) { return true }
    if lexicon.givenNames.contains(word) { return false }
    for ending in ["s", "es", "ed", "ing", "ly", "er"] where word.hasSuffix(ending) {
      let stem = String(word.dropLast(ending.count))
      guard stem.utf8.count >= 3 else { continue }
      if lexicon.words.contains(stem) || lexicon.words.contains(stem + "e") { return true }
    }
    return false
  }
}
