/// Finds the numbers of a classifier's features by fingerprints of their names.
///
/// A name is taken for a feature if 46 bits of its fingerprint are equal, and it is looked for at a place that the other
/// bits choose: of names that have no weights one in a million million is taken for one that has. So a look-up touches one
/// line of memory, and not also the name. (Weinberger and others, Feature Hashing for Large Scale Multitask Learning,
/// 2009, on why collisions far more frequent do no harm.)
struct FeatureIndex: Sendable {
  /// Open addressing, three numbers a slot: the number of a feature plus one, or 0, and two halves of a fingerprint. The
  /// count of slots is a power of two.
  private let slots: Numbers
  private let mask: Int

  /// Indexes names under their numbers in a table.
  init(_ names: InternTable) {
    var size = 64
    while size < names.count * 2 { size *= 2 }
    var slots = [Int32](repeating: 0, count: size * 3)
    for number in 0..<names.count {
      let fingerprint = names[number].withUnsafeBufferPointer { Fingerprint($0) }
      var slot = fingerprint.place & (size - 1)
      while slots[slot * 3] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot * 3] = Int32(number + 1)
      slots[slot * 3 + 1] = Int32(fingerprint.first)
      slots[slot * 3 + 2] = Int32(fingerprint.second)
    }
    self.init(Numbers(slots))
  }

  private init(_ slots: Numbers) {
    self.slots = slots
    mask = slots.count / 3 - 1
  }

  /// Uses the index of a compiled pack in place.
  init(_ name: String, in image: PackImage) { self.init(image.numbers(name)) }

  /// Adds the index to a compiled pack.
  func add(_ name: String, to image: inout ImageWriter) { image.add(name, slots) }

  /// Reads the place where a fingerprint is looked for first; 0 if nothing is there, and then no feature has it.
  @inline(__always) func look(_ fingerprint: Fingerprint) -> Int { slots[(fingerprint.place & mask) * 3] }

  /// The number of the feature with that fingerprint, or nil.
  func number(of fingerprint: Fingerprint) -> Int? {
    var slot = fingerprint.place & mask
    while true {
      let number = slots[slot * 3] - 1
      if number < 0 { return nil }
      if slots[slot * 3 + 1] == fingerprint.first, slots[slot * 3 + 2] == fingerprint.second { return number }
      slot = (slot + 1) & mask
    }
  }
}
