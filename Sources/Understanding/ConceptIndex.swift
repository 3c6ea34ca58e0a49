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
  /// Multi-word labels written as one word, and the other way round ("5 hiaa", "5hiaa").
  private var joined: [Int32: Entry] = [:]

  init(_ lexicon: Lexicon) {
    concepts = lexicon.order.compactMap { lexicon.concepts[$0] }
    var scanner = LabelScanner()
    var builder = Builder()
    for (concept, position) in zip(concepts, 0...) {
      for (label, labelPosition) in zip(concept.labels, 0...) {
        builder.clear()
        scanner.scan(label.text) { part in
          switch part {
          case .gap: builder.parts.append([])
          case .word(let bytes, let isNumber):
            if !isNumber { vocabulary.insert(bytes, concept.layer) }
            builder.add(bytes, key: keys.insert(wordOf: bytes))
          }
        }
        add(&builder, concept, Name(concept: Int32(position), label: Int32(labelPosition), layer: concept.layer))
      }
    }
    sortEntries()
  }

  /// The label being read.
  private struct Builder {
    var parts: [[Int32]] = [[]]
    /// The bytes of all its words, one after the other.
    var whole: [UInt8] = []

    mutating func clear() {
      parts.removeSubrange(1...)
      parts[0].removeAll(keepingCapacity: true)
      whole.removeAll(keepingCapacity: true)
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, key: Int32) {
      parts[parts.count - 1].append(key)
      whole.append(contentsOf: bytes)
    }
  }

  private mutating func add(_ builder: inout Builder, _ concept: Concept, _ name: Name) {
    guard !builder.parts.contains(where: \.isEmpty) else { return }
    // What remains of "C++" is a letter, and a letter names nothing.
    if builder.whole.count == 1, concept.labels[Int(name.label)].text.utf8.count > 1 { return }
    guard builder.parts.count == 1 else {
      patterns[builder.parts[0][0], default: []].append(Pattern(parts: builder.parts, name: name))
      return
    }
    let count = builder.parts[0].count
    if concept.role == .form, count == 1 {
      let key = keys.text(of: builder.parts[0][0])
      if formWords[key] == nil { formWords[key] = concept.id }
    }
    let entry = Entry(start: Int32(entryKeys.count), count: Int32(count), name: name)
    entryKeys.append(contentsOf: builder.parts[0])
    entries.append(entry)
    if count > 1, builder.whole.count >= 4, concept.layer == .pack || concept.layer == .field, concept.role != .form {
      join(builder.whole.withUnsafeBufferPointer { keys.insert(wordOf: $0) }, entry)
    }
    if count == 1, builder.whole.count >= 6 { join(builder.parts[0][0], entry) }
  }

  private mutating func join(_ key: Int32, _ entry: Entry) {
    if let earlier = joined[key], earlier.name.layer >= entry.name.layer { return }
    joined[key] = entry
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
      mention.role == .aspect && patterns.contains { Set($0.tokens).isStrictSuperset(of: mention.tokens) }
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
      let entry = joined[whole]
    {
      return (entry, 2)
    }
    if let key, let entry = joined[key] { return (entry, 1) }
    return nil
  }

  /// How many tokens a label takes from `index` on, or nil. Hyphens within a label may or may not be there.
  private func match(_ wanted: ArraySlice<Int32>, at index: Int, in row: TokenRow) -> Int? {
    var position = index
    for number in wanted.indices {
      if number > wanted.startIndex, position < row.tokens.count, isJoint(row.tokens[position].text) { position += 1 }
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
        if number > 0, tokens[position..<start].contains(where: { $0.kind == .mark && ".?!;\n".contains($0.text) }) {
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
