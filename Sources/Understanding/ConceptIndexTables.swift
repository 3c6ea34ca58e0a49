import Knowledge

/// Which label of which concept.
struct LabelName {
  let concept: Int
  let label: Int
  let layer: Layer
}

/// A label without gap.
struct LabelEntry {
  /// Where its keys stand.
  let keys: Range<Int>
  let name: LabelName
}

/// A label with a gap: parts that follow each other with up to `ConceptIndex.gap` other words between.
struct LabelPattern {
  /// Where the keys of each part stand.
  let parts: [Range<Int>]
  let name: LabelName
}

/// What a `ConceptIndex` looks words up in.
struct ConceptIndexTables: Sendable {
  let keys: KeySet
  let vocabulary: Vocabulary
  let formWords: [String: String]
  /// The keys of all labels, one label after the other.
  private let labelKeys: Numbers
  /// For each key where the labels that begin with it are in `entries`, the longest first.
  private let buckets: Numbers
  /// In rows of `Row`.
  private let entries: Numbers
  /// Multi-word labels written as one word, and the other way round ("x 12", "x12"), in rows of `Row`.
  private let joined: Numbers
  /// For each key the place in `joined` of the label that it stands for, or -1.
  private let joinedByKey: Numbers
  /// For each key where the labels with gaps that begin with it are in `patterns`.
  private let patternBuckets: Numbers
  /// In rows of `Row`; `start` and `count` are of `patternParts`.
  private let patterns: Numbers
  /// For each part of a label with gaps where its keys begin and how many they are.
  private let patternParts: Numbers

  /// What a row says of a label.
  private enum Row {
    static let start = 0, count = 1, concept = 2, label = 3, layer = 4, width = 5
  }

  /// The places of the labels that begin with a key.
  func places(of key: Int) -> Range<Int> { buckets[key]..<buckets[key + 1] }

  /// Where the keys of the label at a place stand.
  func keys(at place: Int) -> Range<Int> { Self.keys(at: place, in: entries) }

  /// The name of the label at a place.
  func name(at place: Int) -> LabelName { Self.name(at: place, in: entries) }

  /// The key at a place of a label.
  func key(at place: Int) -> Int { labelKeys[place] }

  /// The label that a key stands for when words are joined or split.
  func joined(_ key: Int) -> LabelName? {
    guard key < joinedByKey.count, joinedByKey[key] >= 0 else { return nil }
    return Self.name(at: joinedByKey[key], in: joined)
  }

  /// The numbers of the labels with gaps that begin with a key.
  func patterns(of key: Int) -> Range<Int> { patternBuckets[key]..<patternBuckets[key + 1] }

  /// The name of a label with gaps.
  func name(ofPattern number: Int) -> LabelName { Self.name(at: number, in: patterns) }

  /// The numbers of the parts of a label with gaps.
  func parts(of pattern: Int) -> Range<Int> { Self.keys(at: pattern, in: patterns) }

  /// Where the keys of a part of a label with gaps stand.
  func part(_ number: Int) -> Range<Int> {
    let start = patternParts[2 * number]
    return start..<(start + patternParts[2 * number + 1])
  }

  private static func keys(at place: Int, in rows: Numbers) -> Range<Int> {
    let start = rows[place * Row.width + Row.start]
    return start..<(start + rows[place * Row.width + Row.count])
  }

  private static func name(at place: Int, in rows: Numbers) -> LabelName {
    let row = place * Row.width
    return LabelName(
      concept: rows[row + Row.concept], label: rows[row + Row.label],
      layer: Layer(rawValue: rows[row + Row.layer])!)
  }

  private static func rows(_ entries: [LabelEntry]) -> Numbers {
    Numbers(
      entries.flatMap {
        [
          Int32($0.keys.lowerBound), Int32($0.keys.count), Int32($0.name.concept), Int32($0.name.label),
          Int32($0.name.layer.rawValue),
        ]
      })
  }

  // MARK: Making

  /// Takes what `ConceptIndexBuilder` found: labels in their order, and for each key where its labels end.
  init(
    keys: KeySet, vocabulary: Vocabulary, formWords: [String: String], labelKeys: [Int32],
    entries: [LabelEntry], buckets: [Int32], joined: [LabelEntry], joinedByKey: [Int32],
    patterns: [(key: Int, pattern: LabelPattern)]
  ) {
    self.keys = keys
    self.vocabulary = vocabulary
    self.formWords = formWords
    self.labelKeys = Numbers(labelKeys)
    self.entries = Self.rows(entries)
    self.buckets = Numbers(buckets)
    self.joined = Self.rows(joined)
    self.joinedByKey = Numbers(joinedByKey)
    var bounds = [Int32](repeating: 0, count: keys.count + 1)
    for (key, _) in patterns { bounds[key + 1] += 1 }
    for key in 0..<keys.count { bounds[key + 1] += bounds[key] }
    patternBuckets = Numbers(bounds)
    var parts: [Int32] = []
    var rows: [LabelEntry] = []
    for (_, pattern) in patterns {
      let start = parts.count / 2
      for part in pattern.parts { parts += [Int32(part.lowerBound), Int32(part.count)] }
      rows.append(LabelEntry(keys: start..<(parts.count / 2), name: pattern.name))
    }
    self.patterns = Self.rows(rows)
    patternParts = Numbers(parts)
  }

  /// Uses the tables of a compiled pack in place.
  init(in image: PackImage) {
    keys = KeySet(StringTable("index.keys", in: image))
    vocabulary = Vocabulary(in: image)
    var reader = RecordReader("index.forms", in: image)
    let forms = reader.elements { ($0.string(), $0.string()) }
    formWords = Dictionary(uniqueKeysWithValues: forms)
    labelKeys = image.numbers("index.label-keys")
    buckets = image.numbers("index.buckets")
    entries = image.numbers("index.entries")
    joined = image.numbers("index.joined")
    joinedByKey = image.numbers("index.joined-by-key")
    patternBuckets = image.numbers("index.pattern-buckets")
    patterns = image.numbers("index.patterns")
    patternParts = image.numbers("index.pattern-parts")
  }

  /// Adds the tables to a compiled pack.
  func add(to image: inout ImageWriter) {
    keys.table.add("index.keys", to: &image)
    vocabulary.add(to: &image)
    var writer = RecordWriter()
    writer.write(formWords.sorted { $0.key < $1.key }) { writer, form in
      writer.write(form.key)
      writer.write(form.value)
    }
    writer.add("index.forms", to: &image)
    image.add("index.label-keys", labelKeys)
    image.add("index.buckets", buckets)
    image.add("index.entries", entries)
    image.add("index.joined", joined)
    image.add("index.joined-by-key", joinedByKey)
    image.add("index.pattern-buckets", patternBuckets)
    image.add("index.patterns", patterns)
    image.add("index.pattern-parts", patternParts)
  }
}
