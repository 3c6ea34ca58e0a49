import Knowledge

/// Finds the labels of a lexicon in a row of tokens: the longest label wins, and a word means one thing only.
///
/// Where the labels of two concepts have the same keys, the one with the very words that were typed wins, then the
/// one of the higher layer, then the one defined first.
///
/// All of it is tables of numbers, which a compiled pack has ready-made.
struct ConceptIndex: Sendable {
  /// How many other words `..` stands for at the most.
  static let gap = 6

  private let concepts: ConceptTable
  private let tables: ConceptIndexTables

  /// The keys of all words of all labels: those that are known, whatever they mean.
  var keys: KeySet { tables.keys }
  /// The folded words of all labels with the highest layer that uses each.
  var vocabulary: Vocabulary { tables.vocabulary }
  /// The single words that by themselves are cues for a form, also where they are part of a longer label.
  var formWords: [String: String] { tables.formWords }

  /// Indexes a lexicon, or takes the tables of the compiled pack that it is of.
  init(_ lexicon: Lexicon) {
    concepts = lexicon.concepts
    tables = lexicon.image.map(ConceptIndexTables.init) ?? ConceptIndexBuilder(lexicon.concepts).tables()
  }

  /// The mentions in a row of tokens. Marks end a label.
  func mentions(in tokens: [Token], surface: (Range<Int>) -> String) -> [Mention] {
    let row = TokenRow(tokens: tokens, keys: tokens.map { keys.number(of: $0.key) })
    var mentions: [Mention] = []
    var index = 0
    while index < tokens.count {
      if let (entry, count) = longest(at: index, in: row) {
        mentions.append(mention(entry.name, Array(index..<(index + count)), tokens, surface))
        index += count
      } else {
        index += 1
      }
    }
    let patterns = patternMentions(in: row, surface: surface)
    // "how .. work" has taken its words: "work" alone says nothing more.
    if patterns.isEmpty { return mentions }
    var patternsAt: [Int: [Mention]] = [:]
    for pattern in patterns { for token in pattern.tokens { patternsAt[token, default: []].append(pattern) } }
    mentions.removeAll { mention in
      (patternsAt[mention.tokens[0]] ?? []).contains { pattern in
        let takes =
          switch mention.role {
          case .aspect, .nuance: true
          case .finding: pattern.role == .condition
          case .topic: pattern.role == .topic
          default: false
          }
        return takes && pattern.tokens.count > mention.tokens.count
          && mention.tokens.allSatisfy(pattern.tokens.contains)
      }
    }
    mentions += patterns
    return mentions.sorted { ($0.tokens[0], $1.tokens.count) < ($1.tokens[0], $0.tokens.count) }
  }

  /// Tokens with the numbers of their keys, nil for keys that no label has.
  private struct TokenRow {
    let tokens: [Token]
    let keys: [Int?]
  }

  private func longest(at index: Int, in row: TokenRow) -> (LabelEntry, Int)? {
    let tokens = row.tokens
    if tokens[index].kind == .mark { return nil }
    let key = row.keys[index]
    if let key {
      var best: (LabelEntry, Int)?
      for place in tables.places(of: key) {
        let entry = tables.entry(place)
        if let best, entry.keys.count < best.0.keys.count { break }
        guard let count = match(entry.keys, at: index, in: row) else { continue }
        if best == nil { best = (entry, count) }
        if isExact(entry, tokens[index..<(index + count)]) { return (entry, count) }
      }
      if let best { return best }
    }
    // "telo tristat": two words that are one.
    if index + 1 < tokens.count, tokens[index + 1].kind != .mark,
      let whole = keys.number(of: WordKey.key(of: tokens[index].text + tokens[index + 1].text)),
      let entry = tables.joined(whole)
    {
      return (entry, 2)
    }
    if let key, let entry = tables.joined(key) { return (entry, 1) }
    return nil
  }

  /// How many tokens a label takes from `index` on, or nil. Hyphens within a label may or may not be there.
  private func match(_ wanted: Range<Int>, at index: Int, in row: TokenRow) -> Int? {
    var position = index
    for place in wanted {
      if place > wanted.lowerBound, position < row.tokens.count, isJoint(row.tokens[position].text) {
        position += 1
      }
      guard position < row.tokens.count, row.keys[position] == tables.key(at: place) else { return nil }
      position += 1
    }
    return position - index
  }

  /// Whether the words are those of the label and not only forms of them.
  private func isExact(_ entry: LabelEntry, _ tokens: ArraySlice<Token>) -> Bool {
    // Byte by byte and without sequences of sequences, whose types alone would take as long to make as the answer.
    var (token, place) = (tokens.startIndex, 0)
    func next() -> UInt8? {
      while token < tokens.endIndex {
        let word = tokens[token].text.utf8
        if tokens[token].kind != .mark, place < word.count {
          defer { place += 1 }
          return word[word.index(word.startIndex, offsetBy: place)]
        }
        (token, place) = (token + 1, 0)
      }
      return nil
    }
    for byte in concepts[entry.name.concept].labels[entry.name.label].text.utf8 {
      let byte = TextCleaner.lowercased(byte)
      guard byte != UInt8(ascii: " "), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "/") else { continue }
      guard next() == byte else { return false }
    }
    return next() == nil
  }

  private func isJoint(_ text: String) -> Bool { text == "-" || text == "/" || text == "'" }

  private func patternMentions(
    in row: TokenRow, surface: (Range<Int>) -> String
  ) -> [Mention] {
    var found: [Mention] = []
    for index in row.tokens.indices {
      var best: [Int]?
      var bestPattern: LabelPattern?
      guard let key = row.keys[index] else { continue }
      for pattern in tables.patterns(of: key) {
        guard let places = match(pattern.parts, at: index, in: row) else { continue }
        if places.count > best?.count ?? 0 { (best, bestPattern) = (places, pattern) }
      }
      guard let places = best, let pattern = bestPattern else { continue }
      found.append(mention(pattern.name, places, row.tokens, surface))
    }
    return found
  }

  private func match(_ parts: [Range<Int>], at index: Int, in row: TokenRow) -> [Int]? {
    let tokens = row.tokens
    var places: [Int] = []
    var position = index
    for (number, part) in parts.enumerated() {
      var found: Int?
      for start in position...(number == 0 ? position : position + Self.gap) where start < tokens.count {
        if number > 0,
          tokens[position..<start].contains(where: \.endsSentence)
        {
          break
        }
        if match(part, at: start, in: row) == part.count {
          found = start
          break
        }
      }
      guard let start = found else { return nil }
      places += start..<(start + part.count)
      position = start + part.count
    }
    return places
  }

  private func mention(
    _ name: LabelName, _ places: [Int], _ tokens: [Token], _ surface: (Range<Int>) -> String
  ) -> Mention {
    let concept = concepts[name.concept]
    let range = tokens[places[0]].range.lowerBound..<tokens[places[places.count - 1]].range.upperBound
    return Mention(
      concept: concept.id, role: concept.role, tokens: places, range: range, surface: surface(range),
      corrected: nil, label: concept.labels[name.label])
  }
}
