/// What an input shows, to be weighed by classifiers: all of it, by the fingerprints of the names.
///
/// Nothing is looked up while it is shown. A classifier looks for all of it in one go, so that it waits for the memory of
/// many features at a time and not of each in turn.
public struct ShownFeatures: FeatureSink, Sendable {
  /// One feature as it was shown.
  private struct Entry {
    let fingerprint: Fingerprint
    /// In thousandths.
    let value: Int16
    let isAdded: Bool
  }

  /// In the order in which they were shown.
  private var entries: [Entry] = []
  /// Those of `showPair`.
  private var pairs: [Entry] = []

  /// What a value of 1 counts.
  static let scale = 1000.0

  /// Nothing shown.
  public init() {
    entries.reserveCapacity(192)
    pairs.reserveCapacity(32)
  }

  /// Shows a feature; of several values the greatest stays.
  public mutating func show(
    _ first: String, _ second: String, _ third: String, _ fourth: String, _ value: Double
  ) {
    entries.append(Self.entry(first, second, third, fourth, value, isAdded: false))
  }

  /// Shows that two things are named together; of several values the greatest stays.
  public mutating func showPair(_ one: String, _ mark: String, _ other: String, _ value: Double) {
    pairs.append(Self.entry(one, mark, other, "", value, isAdded: false))
  }

  /// Adds to a feature.
  public mutating func add(_ first: String, _ second: String, _ value: Double) {
    entries.append(Self.entry(first, second, "", "", value, isAdded: true))
  }

  /// All of it but the pairs, on which no weight of a verdict hangs.
  public var withoutPairs: ShownFeatures {
    var rest = self
    rest.pairs = []
    return rest
  }

  private static func entry(
    _ first: String, _ second: String, _ third: String, _ fourth: String, _ value: Double, isAdded: Bool
  ) -> Entry {
    let value = Int16(min(Double(Int16.max), (value * scale).rounded()))
    return withName(first, second, third, fourth) {
      Entry(fingerprint: Fingerprint($0), value: value, isAdded: isAdded)
    }
  }

  /// The features that an index has, by their numbers, each once, with their values in thousandths.
  func values(in index: FeatureIndex) -> [(number: Int, value: Int16)] {
    let count = entries.count + pairs.count
    var values: [(number: Int, value: Int16)] = []
    values.reserveCapacity(count)
    var slotCount = 64
    while slotCount < count * 2 { slotCount *= 2 }
    // Open addressing: the place of a feature in `values` plus one, or 0.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: slotCount) { slots in
      slots.initialize(repeating: 0)
      // One look for each before the first is needed: their memory comes all at the same time.
      var seen = 0
      for entry in entries { seen |= index.look(entry.fingerprint) }
      for entry in pairs { seen |= index.look(entry.fingerprint) }
      guard seen != 0 else { return }
      func take(_ entry: Entry) {
        guard let number = index.number(of: entry.fingerprint) else { return }
        var slot = Self.slot(of: number) & (slotCount - 1)
        while slots[slot] != 0 {
          let place = Int(slots[slot]) - 1
          if values[place].number == number {
            let value = values[place].value
            values[place].value =
              entry.isAdded ? Int16(clamping: Int(value) + Int(entry.value)) : max(value, entry.value)
            return
          }
          slot = (slot + 1) & (slotCount - 1)
        }
        values.append((number, entry.value))
        slots[slot] = Int32(values.count)
      }
      for entry in entries { take(entry) }
      for entry in pairs { take(entry) }
    }
    return values
  }

  /// Neighbours in the order of names are apart by the greater part of the table. (Knuth, The Art of Computer
  /// Programming, volume 3, 6.4, on multiplying by the golden ratio.)
  private static func slot(of number: Int) -> Int {
    Int(UInt32(truncatingIfNeeded: number) &* 0x9E37_79B1 >> 12)
  }
}

/// Writes the parts of a name one after the other, as long as `body` runs.
private func withName<Result>(
  _ first: String, _ second: String, _ third: String, _ fourth: String,
  _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  let ends = (first.utf8.count, second.utf8.count, third.utf8.count, fourth.utf8.count)
  let count = ends.0 + ends.1 + ends.2 + ends.3
  return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, count)) { bytes in
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
    return body(UnsafeBufferPointer(rebasing: bytes[..<count]))
  }
}
