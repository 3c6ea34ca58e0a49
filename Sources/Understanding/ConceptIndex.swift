import Knowledge

/// Finds the labels of a lexicon in a row of tokens: the longest label wins, and a word means one thing only.
///
/// Where the labels of two concepts have the same keys, the one with the very words that were typed wins, then the
/// one of the higher layer, then the one defined first.
struct ConceptIndex: Sendable {
  /// A label without gap: a row of keys.
  private struct Entry {
    /// Where its keys begin in `entryKeys`, and how many they are.
    let start: Int32
    let count: Int32
    let name: Name
  }
  /// A label with a gap: parts that follow each other with up to `ConceptIndex.gap` other words between.
  private struct Pattern {
    let parts: [[Int32]]
    let name: Name
  }
  /// Which label of which concept.
  private struct Name {
    let concept: Int32
    let label: Int32
    let layer: Layer
  }

  /// How many other words `..` stands for at the most.
  static let gap = 6

  private let concepts: [Concept]
  /// The keys of all words of all labels: those that are known, whatever they mean.
  private(set) var keys = KeySet()
  /// The folded words of all labels with the highest layer that uses each.
  private(set) var vocabulary = Vocabulary()
  /// The single words that by themselves are cues for a form, also where they are part of a longer label.
  private(set) var formWords: [String: String] = [:]

  private var entryKeys: [Int32] = []
  /// The labels by their first key, the longest first.
  private var entries: [Entry] = []
  /// For each key where the labels that begin with it are in `entries`.
  private var buckets: [Int32] = []
  private var patterns: [Int32: [Pattern]] = [:]
  /// Multi-word labels written as one word, and the other way round ("x 12", "x12").
  private var joined: [Entry] = []
  /// For each key the place in `joined` of the label that it stands for, or -1.
  private var joinedByKey: [Int32] = []

  init(_ lexicon: Lexicon) {
    concepts = lexicon.order.compactMap { lexicon.concepts[$0] }
    var scanner = LabelScanner()
    var reading = LabelReading()
    /// The key of each word of the vocabulary, so that none is made twice.
    var wordKeys: [Int32] = []
    for (concept, position) in zip(concepts, 0...) {
      for (label, labelPosition) in zip(concept.labels, 0...) {
        reading.clear()
        scanner.scan(label.text) { part in
          switch part {
          case .gap: reading.gaps.append(reading.keys.count)
          case .word(let bytes, let isNumber):
            if isNumber {
              reading.keys.append(keys.insert(wordOf: bytes))
            } else {
              let word = vocabulary.insert(bytes, concept.layer)
              if word == wordKeys.count { wordKeys.append(keys.insert(wordOf: bytes)) }
              reading.keys.append(wordKeys[word])
            }
            reading.whole.append(contentsOf: bytes)
          }
        }
        let name = Name(concept: Int32(position), label: Int32(labelPosition), layer: concept.layer)
        add(reading, label, concept, name)
      }
    }
    sortEntries()
  }

  /// What has been read of a label.
  private struct LabelReading {
    var keys: [Int32] = []
    /// How many keys stand before each gap.
    var gaps: [Int] = []
    /// The bytes of all its words, one after the other.
    var whole: [UInt8] = []

    mutating func clear() {
      keys.removeAll(keepingCapacity: true)
      gaps.removeAll(keepingCapacity: true)
      whole.removeAll(keepingCapacity: true)
    }
  }

  private mutating func add(_ reading: LabelReading, _ label: Label, _ concept: Concept, _ name: Name) {
    let keysOfLabel = reading.keys
    guard let first = keysOfLabel.first else { return }
    // What remains of "C++" is a letter, and a letter names nothing.
    if reading.whole.count == 1, label.text.utf8.count > 1 { return }
    guard reading.gaps.isEmpty else {
      let bounds = [0] + reading.gaps + [keysOfLabel.count]
      let parts = zip(bounds, bounds.dropFirst()).map { Array(keysOfLabel[$0..<$1]) }
      guard !parts.contains(where: \.isEmpty) else { return }
      patterns[first, default: []].append(Pattern(parts: parts, name: name))
      return
    }
    let count = keysOfLabel.count
    if concept.role == .form, count == 1 {
      let key = keys.text(of: first)
      if formWords[key] == nil { formWords[key] = concept.id }
    }
    let entry = Entry(start: Int32(entryKeys.count), count: Int32(count), name: name)
    entryKeys.append(contentsOf: keysOfLabel)
    entries.append(entry)
    if count > 1, reading.whole.count >= 4, concept.layer == .pack || concept.layer == .field,
      concept.role != .form
    {
      join(reading.whole.withUnsafeBufferPointer { keys.insert(wordOf: $0) }, entry)
    }
    if count == 1, reading.whole.count >= 6 { join(first, entry) }
  }

  private mutating func join(_ key: Int32, _ entry: Entry) {
    while joinedByKey.count <= Int(key) { joinedByKey.append(-1) }
    let place = Int(joinedByKey[Int(key)])
    if place < 0 {
      joinedByKey[Int(key)] = Int32(joined.count)
      joined.append(entry)
    } else if joined[place].name.layer < entry.name.layer {
      joined[place] = entry
    }
  }

  private func joined(_ key: Int32) -> Entry? {
    guard Int(key) < joinedByKey.count, joinedByKey[Int(key)] >= 0 else { return nil }
    return joined[Int(joinedByKey[Int(key)])]
  }

  /// Puts the labels in the order in which they are tried, key by key.
  private mutating func sortEntries() {
    buckets = [Int32](repeating: 0, count: keys.count + 1)
    for entry in entries { buckets[Int(entryKeys[Int(entry.start)]) + 1] += 1 }
    for key in 0..<keys.count { buckets[key + 1] += buckets[key] }
    var next = buckets
    var order = [Int](repeating: 0, count: entries.count)
    for (position, entry) in entries.enumerated() {
      let key = Int(entryKeys[Int(entry.start)])
      // Within a key: an insertion, since most have few labels.
      var place = Int(next[key])
      while place > Int(buckets[key]), precedes(entry, entries[order[place - 1]]) {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = position
      next[key] += 1
    }
    entries = order.map { entries[$0] }
    for key in Array(patterns.keys) {
      patterns[key]?.sort { $0.name.layer > $1.name.layer }
    }
  }

  private func precedes(_ one: Entry, _ other: Entry) -> Bool {
    one.count == other.count ? one.name.layer > other.name.layer : one.count > other.count
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
    mentions.removeAll { mention in
      patterns.contains { pattern in
        guard Set(pattern.tokens).isStrictSuperset(of: mention.tokens) else { return false }
        switch mention.role {
        case .aspect, .nuance: return true
        case .finding: return pattern.role == .condition
        case .topic: return pattern.role == .topic
        default: return false
        }
      }
    }
    mentions += patterns
    return mentions.sorted { ($0.tokens[0], $1.tokens.count) < ($1.tokens[0], $0.tokens.count) }
  }

  /// Tokens with the numbers of their keys, nil for keys that no label has.
  private struct TokenRow {
    let tokens: [Token]
    let keys: [Int32?]
  }

  private func longest(at index: Int, in row: TokenRow) -> (Entry, Int)? {
    let tokens = row.tokens
    if tokens[index].kind == .mark { return nil }
    let key = row.keys[index]
    if let key {
      var best: (Entry, Int)?
      for place in Int(buckets[Int(key)])..<Int(buckets[Int(key) + 1]) {
        let entry = entries[place]
        if let best, entry.count < best.0.count { break }
        let wanted = entryKeys[Int(entry.start)..<Int(entry.start + entry.count)]
        guard let count = match(wanted, at: index, in: row) else { continue }
        if best == nil { best = (entry, count) }
        if isExact(entry, tokens[index..<(index + count)]) { return (entry, count) }
      }
      if let best { return best }
    }
    // "telo tristat": two words that are one.
    if index + 1 < tokens.count, tokens[index + 1].kind != .mark,
      let whole = keys.number(of: WordKey.key(of: tokens[index].text + tokens[index + 1].text)),
      let entry = joined(whole)
    {
      return (entry, 2)
    }
    if let key, let entry = joined(key) { return (entry, 1) }
    return nil
  }

  /// How many tokens a label takes from `index` on, or nil. Hyphens within a label may or may not be there.
  private func match(_ wanted: ArraySlice<Int32>, at index: Int, in row: TokenRow) -> Int? {
    var position = index
    for number in wanted.indices {
      if number > wanted.startIndex, position < row.tokens.count, isJoint(row.tokens[position].text) {
        position += 1
      }
      guard position < row.tokens.count, row.keys[position] == wanted[number] else { return nil }
      position += 1
    }
    return position - index
  }

  /// Whether the words are those of the label and not only forms of them.
  private func isExact(_ entry: Entry, _ tokens: ArraySlice<Token>) -> Bool {
    var words = tokens.lazy.filter { $0.kind != .mark }.flatMap { $0.text.utf8 }.makeIterator()
    for byte in concepts[Int(entry.name.concept)].labels[Int(entry.name.label)].text.utf8 {
      let byte = TextCleaner.lowercased(byte)
      guard byte != UInt8(ascii: " "), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "/") else { continue }
      guard words.next() == byte else { return false }
    }
    return words.next() == nil
  }

  private func isJoint(_ text: String) -> Bool { text == "-" || text == "/" || text == "'" }

  private func patternMentions(
    in row: TokenRow, surface: (Range<Int>) -> String
  ) -> [Mention] {
    var found: [Mention] = []
    for index in row.tokens.indices {
      var best: [Int]?
      var bestPattern: Pattern?
      guard let key = row.keys[index], let candidates = patterns[key] else { continue }
      for pattern in candidates {
        guard let places = match(pattern.parts, at: index, in: row) else { continue }
        if places.count > best?.count ?? 0 { (best, bestPattern) = (places, pattern) }
      }
      guard let places = best, let pattern = bestPattern else { continue }
      found.append(mention(pattern.name, places, row.tokens, surface))
    }
    return found
  }

  private func match(_ parts: [[Int32]], at index: Int, in row: TokenRow) -> [Int]? {
    let tokens = row.tokens
    var places: [Int] = []
    var position = index
    for (number, part) in parts.enumerated() {
      var found: Int?
      for start in position...(number == 0 ? position : position + Self.gap) where start < tokens.count {
        if number > 0,
          tokens[position..<start].contains(where: { $0.kind == .mark && ".?!;\n".contains($0.text) })
        {
          break
        }
        if match(part[...], at: start, in: row) == part.count {
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
    _ name: Name, _ places: [Int], _ tokens: [Token], _ surface: (Range<Int>) -> String
  ) -> Mention {
    let concept = concepts[Int(name.concept)]
    let range = tokens[places[0]].range.lowerBound..<tokens[places[places.count - 1]].range.upperBound
    return Mention(
      concept: concept.id, role: concept.role, tokens: places, range: range, surface: surface(range),
      corrected: nil, label: concept.labels[Int(name.label)])
  }
}
