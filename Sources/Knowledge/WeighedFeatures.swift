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
      let fingerprint = Fingerprint(name)
      answers.show(fingerprint, value)
      verdicts.show(fingerprint, value)
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
  /// The features by their numbers, each once, in the order in which they were first shown, with their values in
  /// thousandths.
  private(set) var values: [(number: Int, value: Int16)] = []
  private let index: FeatureIndex
  /// Open addressing: the place of a feature in `values` plus one, or 0; the count is a power of two.
  private var slots: [Int32]

  /// What a value of 1 counts.
  static let scale = 1000.0

  /// Nothing shown.
  public init(_ classifier: NeuralClassifier) {
    index = classifier.index
    values.reserveCapacity(128)
    slots = [Int32](repeating: 0, count: 256)
  }

  /// Shows a feature; of several values the greatest stays.
  public mutating func show(
    _ first: String, _ second: String, _ third: String, _ fourth: String, _ value: Double
  ) {
    withName(first, second, third, fourth) { show(Fingerprint($0), value) }
  }

  /// Shows that two things are named together; of several values the greatest stays.
  public mutating func showPair(_ one: String, _ mark: String, _ other: String, _ value: Double) {
    show(one, mark, other, "", value)
  }

  /// Adds to a feature.
  public mutating func add(_ first: String, _ second: String, _ value: Double) {
    withName(first, second, "", "") { name in
      guard let place = place(of: Fingerprint(name)) else { return }
      values[place].value = Self.thousandths(Double(values[place].value) / Self.scale + value)
    }
  }

  fileprivate mutating func show(_ fingerprint: Fingerprint, _ value: Double) {
    guard let place = place(of: fingerprint) else { return }
    values[place].value = max(values[place].value, Self.thousandths(value))
  }

  private static func thousandths(_ value: Double) -> Int16 {
    Int16(min(Double(Int16.max), (value * scale).rounded()))
  }

  /// The place of a feature in `values`, where it is put if it was not shown before; nil if it has no weights.
  private mutating func place(of fingerprint: Fingerprint) -> Int? {
    guard let number = index.number(of: fingerprint) else { return nil }
    var slot = Self.slot(of: number, slots.count)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if values[place].number == number { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    values.append((number, 0))
    slots[slot] = Int32(values.count)
    if values.count * 2 > slots.count { grow() }
    return values.count - 1
  }

  private mutating func grow() {
    var larger = [Int32](repeating: 0, count: slots.count * 2)
    for (place, entry) in values.enumerated() {
      var slot = Self.slot(of: entry.number, larger.count)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = Int32(place + 1)
    }
    slots = larger
  }

  /// Neighbours in the order of names are apart by the greater part of the table. (Knuth, The Art of Computer
  /// Programming, volume 3, 6.4, on multiplying by the golden ratio.)
  private static func slot(of number: Int, _ count: Int) -> Int {
    Int(UInt32(truncatingIfNeeded: number) &* 0x9E37_79B1 >> 12) & (count - 1)
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
