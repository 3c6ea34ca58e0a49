/// What an input shows of all that the classifiers of a pack have weights for: nothing else counts when they decide.
///
/// A name is written into memory on the stack, hashed once and looked up in the tables of both.
public struct WeighedFeatures: FeatureSink, Sendable {
  /// What counts for the sentences.
  public private(set) var answers: ShownFeatures
  /// What counts for the verdict.
  public private(set) var verdicts: ShownFeatures

  /// Nothing shown.
  public init(_ learned: LearnedReading) {
    answers = ShownFeatures(learned.answers)
    verdicts = ShownFeatures(learned.verdicts)
  }

  /// Shows a feature; of several values the greatest stays.
  public mutating func show(
    _ first: String, _ second: String, _ third: String, _ fourth: String, _ value: Double
  ) {
    withName(first, second, third, fourth) { name in
      let hash = InternTable.hash(name)
      answers.show(name, hash, value)
      verdicts.show(name, hash, value)
    }
  }

  /// Shows that two things are named together, which no weight of a verdict hangs on.
  public mutating func showPair(_ one: String, _ mark: String, _ other: String, _ value: Double) {
    answers.show(one, mark, other, "", value)
  }

  /// Adds to a feature.
  public mutating func add(_ first: String, _ second: String, _ value: Double) {
    answers.add(first, second, value)
    verdicts.add(first, second, value)
  }
}

/// What an input shows of all that one classifier has weights for.
public struct ShownFeatures: FeatureSink, Sendable {
  /// One feature as it was shown.
  private struct Entry {
    let number: Int32
    let isAdded: Bool
    var value: Double
  }

  private let names: StringTable
  private var entries: [Entry] = []

  /// Nothing shown.
  public init(_ classifier: NeuralClassifier) {
    names = classifier.names
    entries.reserveCapacity(128)
  }

  /// Shows a feature; of several values the greatest stays.
  public mutating func show(
    _ first: String, _ second: String, _ third: String, _ fourth: String, _ value: Double
  ) {
    withName(first, second, third, fourth) { show($0, InternTable.hash($0), value) }
  }

  /// Shows that two things are named together; of several values the greatest stays.
  public mutating func showPair(_ one: String, _ mark: String, _ other: String, _ value: Double) {
    show(one, mark, other, "", value)
  }

  /// Adds to a feature.
  public mutating func add(_ first: String, _ second: String, _ value: Double) {
    withName(first, second, "", "") { show($0, InternTable.hash($0), value, isAdded: true) }
  }

  fileprivate mutating func show(
    _ name: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ value: Double, isAdded: Bool = false
  ) {
    guard let number = names.find(name, hash) else { return }
    entries.append(Entry(number: Int32(number), isAdded: isAdded, value: value))
  }

  /// The features by the numbers of their names, each once.
  var values: [(number: Int, value: Double)] {
    // Equal numbers stay in the order in which they were shown.
    let order = entries.indices.map { UInt64(entries[$0].number) << 32 | UInt64($0) }.sorted()
    var values: [(number: Int, value: Double)] = []
    values.reserveCapacity(order.count)
    for place in order {
      let entry = entries[Int(place & 0xFFFF_FFFF)]
      if let last = values.last, last.number == Int(entry.number) {
        values[values.count - 1].value =
          entry.isAdded ? last.value + entry.value : max(last.value, entry.value)
      } else {
        values.append((Int(entry.number), entry.value))
      }
    }
    return values
  }
}

/// Writes the parts of a name one after the other, as long as `body` runs.
private func withName(
  _ first: String, _ second: String, _ third: String, _ fourth: String,
  _ body: (UnsafeBufferPointer<UInt8>) -> Void
) {
  let ends = (first.utf8.count, second.utf8.count, third.utf8.count, fourth.utf8.count)
  let count = ends.0 + ends.1 + ends.2 + ends.3
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, count)) { bytes in
    var start = 0
    func write(_ part: String, _ count: Int) {
      guard count > 0 else { return }
      _ = UnsafeMutableBufferPointer(rebasing: bytes[start..<(start + count)]).initialize(from: part.utf8)
      start += count
    }
    write(first, ends.0)
    write(second, ends.1)
    write(third, ends.2)
    write(fourth, ends.3)
    body(UnsafeBufferPointer(rebasing: bytes[..<count]))
  }
}
