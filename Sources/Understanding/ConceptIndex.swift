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
  /// By the numbers of their keys the single words that by themselves are cues for a form, also where they are part of a
  /// longer label; it ends with the last of them.
  private let cues: [FormCue?]

  /// Indexes a lexicon, or takes the tables of the compiled pack that it is of.
  init(_ lexicon: Lexicon) {
    concepts = lexicon.concepts
    tables = lexicon.image.map(ConceptIndexTables.init) ?? ConceptIndexBuilder(lexicon.concepts).tables()
    var cues: [FormCue?] = []
    for (word, concept) in tables.formWords {
      guard let key = tables.keys.number(of: word) else { continue }
      while cues.count <= key { cues.append(nil) }
      cues[key] = FormCue(concept)
    }
    self.cues = cues
  }

  /// What the single words with a key do for the form of a question.
  func cue(_ key: Int?) -> FormCue? { if let key, key < cues.count { cues[key] } else { nil } }

  /// Looks up the keys of tokens.
  func row(of tokens: [Token]) -> TokenRow {
    TokenRow(tokens: tokens, keys: tokens.map { keys.number(of: $0.key) })
  }

  /// Puts another word in the place of a token.
  func replace(_ position: Int, with word: String, in row: inout TokenRow) {
    let token = Token(
      text: word, key: WordKey.key(of: word), range: row.tokens[position].range, kind: .word,
      endsGroup: row.tokens[position].endsGroup)
    row.tokens[position] = token
    row.keys[position] = keys.number(of: token.key)
  }

  /// The mentions in a row of tokens. Marks end a label.
  func mentions(in row: TokenRow, surface: (Range<Int>) -> Substring) -> [Mention] {
    let tokens = row.tokens
    // All mentions by adjacent tokens refer to a part of the one list.
    let positions = Array(tokens.indices)
    var mentions: [Mention] = []
    mentions.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      if let (name, count) = longest(at: index, in: row) {
        mentions.append(mention(name, positions[index..<(index + count)], tokens, surface))
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
      (patternsAt[mention.first] ?? []).contains { pattern in
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
    return mentions.sorted { ($0.first, $1.tokens.count) < ($1.first, $0.tokens.count) }
  }

  private func longest(at index: Int, in row: TokenRow) -> (LabelName, Int)? {
    let tokens = row.tokens
    if tokens[index].kind == .mark { return nil }
    let key = row.keys[index]
    if let key, let (place, count) = longest(of: tables.places(of: key), at: index, in: row) {
      return (tables.name(at: place), count)
    }
    // "telo tristat": two words that are one.
    if index + 1 < tokens.count, tokens[index + 1].kind != .mark,
      let whole = keys.number(of: WordKey.key(of: tokens[index].text + tokens[index + 1].text)),
      let name = tables.joined(whole)
    {
      return (name, 2)
    }
    if let key, let name = tables.joined(key) { return (name, 1) }
    return nil
  }

  /// Of some labels, the longest first, the first that stands there; of others of its length one with the very words is
  /// preferred.
  private func longest(of places: Range<Int>, at index: Int, in row: TokenRow) -> (place: Int, count: Int)? {
    var first: (place: Int, count: Int)?
    var length = 0
    var hasRivals = false
    let follower = follower(of: index, in: row)
    for place in places {
      let wanted = tables.keys(at: place)
      if first != nil, wanted.count < length { break }
      // Of the many labels that begin with a common word most go on with another.
      if wanted.count > 1, tables.key(at: wanted.lowerBound + 1) != follower { continue }
      guard let count = match(wanted, at: index, in: row) else { continue }
      guard let leader = first else {
        (first, length) = ((place, count), wanted.count)
        continue
      }
      // The words are looked at only if there is something to choose from.
      if !hasRivals, isExact(leader.place, row.tokens[index..<(index + leader.count)]) { return leader }
      hasRivals = true
      if isExact(place, row.tokens[index..<(index + count)]) { return (place, count) }
    }
    return first
  }

  /// The key of the word that follows a token in a label, with a hyphen between them or without; nil if no label has it.
  private func follower(of index: Int, in row: TokenRow) -> Int? {
    var position = index + 1
    if position < row.tokens.count, isJoint(row.tokens[position]) { position += 1 }
    return position < row.tokens.count ? row.keys[position] : nil
  }

  /// How many tokens a label takes from `index` on, or nil. Hyphens within a label may or may not be there.
  private func match(_ wanted: Range<Int>, at index: Int, in row: TokenRow) -> Int? {
    var position = index
    for place in wanted {
      if place > wanted.lowerBound, position < row.tokens.count, isJoint(row.tokens[position]) {
        position += 1
      }
      guard position < row.tokens.count, row.keys[position] == tables.key(at: place) else { return nil }
      position += 1
    }
    return position - index
  }

  /// Whether the words are those of the label and not only forms of them.
  private func isExact(_ label: Int, _ tokens: ArraySlice<Token>) -> Bool {
    // Byte by byte and without sequences of sequences, whose types alone would take as long to make as the answer.
    let name = tables.name(at: label)
    var letters = concepts[name.concept].labels[name.label].text.utf8.makeIterator()
    func next() -> UInt8? {
      while let byte = letters.next() {
        if byte != UInt8(ascii: " "), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "/") {
          return TextCleaner.lowercased(byte)
        }
      }
      return nil
    }
    for token in tokens where token.kind != .mark {
      for byte in token.text.utf8 where next() != byte { return false }
    }
    return next() == nil
  }

  private func isJoint(_ token: Token) -> Bool {
    token.kind == .mark && (token.text == "-" || token.text == "/" || token.text == "'")
  }

  private func patternMentions(
    in row: TokenRow, surface: (Range<Int>) -> Substring
  ) -> [Mention] {
    var found: [Mention] = []
    for index in row.tokens.indices {
      guard let key = row.keys[index] else { continue }
      var best: (name: LabelName, places: [Int])?
      for pattern in tables.patterns(of: key) {
        guard let places = match(parts: tables.parts(of: pattern), at: index, in: row) else { continue }
        if places.count > best?.places.count ?? 0 { best = (tables.name(ofPattern: pattern), places) }
      }
      if let best { found.append(mention(best.name, best.places[...], row.tokens, surface)) }
    }
    return found
  }

  private func match(parts: Range<Int>, at index: Int, in row: TokenRow) -> [Int]? {
    let tokens = row.tokens
    var places: [Int] = []
    var position = index
    for number in parts {
      let part = tables.part(number)
      let isFirst = number == parts.lowerBound
      var found: Int?
      for start in position...(isFirst ? position : position + Self.gap) where start < tokens.count {
        if !isFirst, tokens[position..<start].contains(where: \.endsSentence) { break }
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
    _ name: LabelName, _ places: ArraySlice<Int>, _ tokens: [Token], _ surface: (Range<Int>) -> Substring
  ) -> Mention {
    let concept = concepts[name.concept]
    let range = tokens[places.first!].range.lowerBound..<tokens[places.last!].range.upperBound
    return Mention(
      of: concept, tokens: places, range: range, surface: surface(range), corrected: nil,
      label: concept.labels[name.label])
  }
}

/// Tokens with the numbers of their keys, nil for keys that no label has.
struct TokenRow {
  fileprivate(set) var tokens: [Token]
  fileprivate(set) var keys: [Int?]
}
