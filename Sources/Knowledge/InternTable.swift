/// Gives strings of bytes small numbers, in the order in which they come: equal bytes, equal number.
///
/// The bytes lie one after the other in one array, so that filling a table with thousands of words costs
/// neither an allocation nor a `String` for each.
package struct InternTable: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each string begins in `bytes`, and at the end where the next one would.
  private(set) var starts: [Int32] = [0]
  private(set) var hashes: [UInt32] = []
  /// Open addressing: the number of a string plus one, or 0; the count is a power of two.
  private(set) var slots: [Int32]

  /// Makes an empty table with room for some strings before it has to grow.
  package init(capacity: Int = 64) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    starts.reserveCapacity(capacity + 1)
    hashes.reserveCapacity(capacity)
    bytes.reserveCapacity(capacity * 8)
  }

  /// How many different strings it holds.
  package var count: Int { hashes.count }

  /// The number of a string, after adding it if it is new.
  package mutating func insert(_ string: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(string)
    let (found, slot) = find(string, hash)
    if let found { return found }
    bytes.append(contentsOf: string)
    return add(hash, at: slot)
  }

  /// Numbers the string that was appended to `bytes`.
  private mutating func add(_ hash: UInt32, at slot: Int) -> Int {
    let number = hashes.count
    slots[slot] = Int32(number + 1)
    hashes.append(hash)
    starts.append(Int32(bytes.count))
    if hashes.count * 2 > slots.count { grow() }
    return number
  }

  /// The number of a string, or nil, and the slot where it is or would be.
  private func find(_ string: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> (number: Int?, slot: Int) {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, equals(number, string) { return (number, slot) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (nil, slot)
  }

  /// The number of a string, after adding it if it is new.
  package mutating func insert(_ string: String) -> Int {
    var string = string
    return string.withUTF8 { insert($0) }
  }

  /// The number of the string that some parts make one after the other, after adding it if it is new.
  package mutating func insert(
    _ first: String, _ second: String, _ third: String = "", _ fourth: String = ""
  ) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: first.utf8)
    bytes.append(contentsOf: second.utf8)
    bytes.append(contentsOf: third.utf8)
    bytes.append(contentsOf: fourth.utf8)
    let hash = bytes.withUnsafeBufferPointer { Self.hash(UnsafeBufferPointer(rebasing: $0[start...])) }
    let (found, slot) = bytes.withUnsafeBufferPointer { bytes in
      find(UnsafeBufferPointer(rebasing: bytes[start...]), hash)
    }
    if let found {
      bytes.removeSubrange(start...)
      return found
    }
    return add(hash, at: slot)
  }

  /// The number of a string, or nil if it was never added.
  package func number(of string: UnsafeBufferPointer<UInt8>) -> Int? {
    find(string, Self.hash(string)).number
  }

  /// The number of a string, or nil if it was never added.
  package func number(of string: String) -> Int? {
    var string = string
    return string.withUTF8 { number(of: $0) }
  }

  /// The bytes of the string with that number.
  package subscript(number: Int) -> ArraySlice<UInt8> { bytes[Int(starts[number])..<Int(starts[number + 1])] }

  private func equals(_ number: Int, _ string: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[number])
    guard Int(starts[number + 1]) - start == string.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for position in 0..<string.count where bytes[start + position] != string[position] { return false }
      return true
    }
  }

  private mutating func grow() {
    var larger = [Int32](repeating: 0, count: slots.count * 2)
    for number in hashes.indices {
      var slot = Int(hashes[number]) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = Int32(number + 1)
    }
    slots = larger
  }

  /// FNV-1a, with the high bits folded into the low ones that choose the slot.
  static func hash(_ string: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in string { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash ^ (hash >> 15)
  }
}
