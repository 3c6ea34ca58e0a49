/// What an input shows, to be weighed by classifiers: all of it, by the fingerprints of the names.
///
/// Nothing is looked up while it is shown. A classifier looks for all of it in one go, so that it waits for the memory of
/// many features at a time and not of each in turn.
public struct ShownFeatures: FeatureSink, Sendable {
  /// One feature as it was shown.
  @usableFromInline struct Entry: Sendable {
    @usableFromInline let fingerprint: Fingerprint
    /// In thousandths.
    @usableFromInline let value: Int16
    @usableFromInline let isAdded: Bool

    @inlinable init(_ fingerprint: Fingerprint, _ value: Double, isAdded: Bool) {
      self.fingerprint = fingerprint
      self.value = Int16(min(Double(Int16.max), (value * ShownFeatures.scale).rounded()))
      self.isAdded = isAdded
    }
  }

  /// In the order in which they were shown.
  @usableFromInline var entries: [Entry] = []
  /// Those of `showPair`.
  @usableFromInline var pairs: [Entry] = []

  /// What a value of 1 counts.
  @usableFromInline static let scale = 1000.0

  /// Nothing shown.
  public init() {
    entries.reserveCapacity(192)
    pairs.reserveCapacity(32)
  }

  /// Shows a feature; of several values the greatest stays.
  @inlinable public mutating func show(
    _ first: NamePart, _ second: NamePart, _ third: NamePart, _ fourth: NamePart, _ value: Double
  ) {
    // Nothing adds nothing to any sum; only what learns has to know that it was seen.
    guard value != 0 else { return }
    entries.append(Entry(Fingerprint(first, second, third, fourth), value, isAdded: false))
  }

  /// Shows that two things are named together; of several values the greatest stays.
  @inlinable public mutating func showPair(
    _ one: NamePart, _ mark: NamePart, _ other: NamePart, _ value: Double
  ) {
    pairs.append(Entry(Fingerprint(one, mark, other, NamePart()), value, isAdded: false))
  }

  /// Adds to a feature.
  @inlinable public mutating func add(_ first: NamePart, _ second: NamePart, _ value: Double) {
    entries.append(Entry(Fingerprint(first, second, NamePart(), NamePart()), value, isAdded: true))
  }

  /// All of it but the pairs, on which no weight of a verdict hangs.
  public var withoutPairs: ShownFeatures {
    var rest = self
    rest.pairs = []
    return rest
  }

  /// The features that an index has, by their numbers, each once, with their values in thousandths.
  func values(in index: FeatureIndex) -> [(number: Int, value: Int16)] {
    let count = entries.count + pairs.count
    // One look for each before the first is needed: their memory comes all at the same time.
    var seen = 0
    for entry in entries { seen |= index.look(entry.fingerprint) }
    for entry in pairs { seen |= index.look(entry.fingerprint) }
    guard seen != 0 else { return [] }
    var values = ValuesByNumber(capacity: count)
    for entry in entries {
      if let number = index.number(of: entry.fingerprint) { values.take(entry, as: number) }
    }
    for entry in pairs {
      if let number = index.number(of: entry.fingerprint) { values.take(entry, as: number) }
    }
    return values.all
  }
}

/// The values of features by their numbers.
private struct ValuesByNumber {
  private(set) var all: [(number: Int, value: Int16)] = []
  /// Open addressing: the place of a feature in `all` plus one, or 0. Their count is a power of two.
  private var slots: [Int32]
  private let mask: Int

  /// Makes room for some features.
  init(capacity: Int) {
    all.reserveCapacity(capacity)
    var slotCount = 64
    while slotCount < capacity * 2 { slotCount *= 2 }
    slots = [Int32](repeating: 0, count: slotCount)
    mask = slotCount - 1
  }

  /// Takes what was shown of a feature beside what was shown of it before.
  mutating func take(_ entry: ShownFeatures.Entry, as number: Int) {
    var slot = Self.slot(of: number) & mask
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if all[place].number == number {
        let value = all[place].value
        all[place].value =
          entry.isAdded ? Int16(clamping: Int(value) + Int(entry.value)) : max(value, entry.value)
        return
      }
      slot = (slot + 1) & mask
    }
    all.append((number, entry.value))
    slots[slot] = Int32(all.count)
  }

  /// Neighbours in the order of names are apart by the greater part of the table. (Knuth, The Art of Computer
  /// Programming, volume 3, 6.4, on multiplying by the golden ratio.)
  private static func slot(of number: Int) -> Int {
    Int(UInt32(truncatingIfNeeded: number) &* 0x9E37_79B1 >> 12)
  }
}
