import Knowledge

/// Makes the tables of a `ConceptIndex` from the labels of a lexicon.
struct ConceptIndexBuilder {
  private let concepts: ConceptTable
  private var keys = InternTable(capacity: 8192)
  private var words = InternTable(capacity: 8192)
  /// The highest layer that uses each word.
  private var layers: [Layer] = []
  private var formWords: [String: String] = [:]
  private var labelKeys: [Int32] = []
  private var entries: [LabelEntry] = []
  private var patterns: [(key: Int, pattern: LabelPattern)] = []
  private var joined: [LabelEntry] = []
  private var joinedByKey: [Int32] = []

  /// Reads the labels of some concepts.
  init(_ concepts: ConceptTable) {
    self.concepts = concepts
    var scanner = LabelScanner()
    var reading = LabelReading()
    /// The key of each word of the vocabulary, so that none is made twice.
    var wordKeys: [Int32] = []
    concepts.forEachLabel { concept, label, text in
      let (layer, role) = concepts.standing(concept)
      reading.clear()
      scanner.scan(text) { part in
        switch part {
        case .gap: reading.gaps.append(reading.keys.count)
        case .word(let bytes, let isNumber):
          if isNumber {
            reading.keys.append(insertKey(of: bytes))
          } else {
            let word = insert(bytes, layer)
            if word == wordKeys.count { wordKeys.append(insertKey(of: bytes)) }
            reading.keys.append(wordKeys[word])
          }
          reading.whole.append(contentsOf: bytes)
        }
      }
      // What remains of "C++" is a letter, and a letter names nothing.
      if reading.whole.count == 1, text.count > 1 { return }
      add(reading, role, LabelName(concept: concept, label: label, layer: layer))
    }
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

  /// Adds the key of a folded word.
  private mutating func insertKey(of word: UnsafeBufferPointer<UInt8>) -> Int32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { letters in
      _ = letters.initialize(from: word)
      let length = WordKey.reduce(letters)
      return Int32(keys.insert(UnsafeBufferPointer(rebasing: letters[..<length])))
    }
  }

  /// Adds a word of a layer; a word that a higher layer uses stays with that one.
  private mutating func insert(_ word: UnsafeBufferPointer<UInt8>, _ layer: Layer) -> Int {
    let number = words.insert(word)
    if number == layers.count {
      layers.append(layer)
    } else if layers[number] < layer {
      layers[number] = layer
    }
    return number
  }

  private mutating func add(_ reading: LabelReading, _ role: Role, _ name: LabelName) {
    guard let first = reading.keys.first else { return }
    let start = labelKeys.count
    guard reading.gaps.isEmpty else {
      let bounds = [0] + reading.gaps + [reading.keys.count]
      let parts = zip(bounds, bounds.dropFirst()).map { (start + $0)..<(start + $1) }
      guard !parts.contains(where: \.isEmpty) else { return }
      labelKeys += reading.keys
      patterns.append((Int(first), LabelPattern(parts: parts, name: name)))
      return
    }
    let count = reading.keys.count
    if role == .form, count == 1 {
      let key = String(decoding: keys[Int(first)], as: UTF8.self)
      if formWords[key] == nil { formWords[key] = concepts[name.concept].id }
    }
    let entry = LabelEntry(keys: start..<(start + count), name: name)
    labelKeys += reading.keys
    entries.append(entry)
    if count > 1, reading.whole.count >= 4, name.layer == .pack || name.layer == .field, role != .form {
      join(reading.whole.withUnsafeBufferPointer { insertKey(of: $0) }, entry)
    }
    if count == 1, reading.whole.count >= 6 { join(first, entry) }
  }

  private mutating func join(_ key: Int32, _ entry: LabelEntry) {
    while joinedByKey.count <= Int(key) { joinedByKey.append(-1) }
    let place = Int(joinedByKey[Int(key)])
    if place < 0 {
      joinedByKey[Int(key)] = Int32(joined.count)
      joined.append(entry)
    } else if joined[place].name.layer < entry.name.layer {
      joined[place] = entry
    }
  }

  /// The tables of all labels that were read.
  func tables() -> ConceptIndexTables {
    let (sorted, buckets) = sortedEntries()
    return ConceptIndexTables(
      keys: KeySet(StringTable(keys)), vocabulary: Vocabulary(words, layers), formWords: formWords,
      labelKeys: labelKeys, entries: sorted, buckets: buckets, joined: joined, joinedByKey: joinedByKey,
      patterns: patterns.enumerated().sorted { one, other in
        let (left, right) = (one.element, other.element)
        if left.key != right.key { return left.key < right.key }
        let (layer, otherLayer) = (left.pattern.name.layer, right.pattern.name.layer)
        return layer == otherLayer ? one.offset < other.offset : layer > otherLayer
      }.map(\.element))
  }

  /// The labels in the order in which they are tried, key by key, and for each key where its labels begin.
  private func sortedEntries() -> ([LabelEntry], buckets: [Int32]) {
    var buckets = [Int32](repeating: 0, count: keys.count + 1)
    for entry in entries { buckets[Int(labelKeys[entry.keys.lowerBound]) + 1] += 1 }
    for key in 0..<keys.count { buckets[key + 1] += buckets[key] }
    var next = buckets
    var order = [Int](repeating: 0, count: entries.count)
    for (position, entry) in entries.enumerated() {
      let key = Int(labelKeys[entry.keys.lowerBound])
      // Within a key: an insertion, since most have few labels.
      var place = Int(next[key])
      while place > Int(buckets[key]), precedes(entry, entries[order[place - 1]]) {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = position
      next[key] += 1
    }
    return (order.map { entries[$0] }, buckets)
  }

  private func precedes(_ one: LabelEntry, _ other: LabelEntry) -> Bool {
    one.keys.count == other.keys.count ? one.name.layer > other.name.layer : one.keys.count > other.keys.count
  }
}
