/// The strings of an `InternTable` under their numbers, only read: made at run time or used in place from a compiled
/// pack. It is a class because it is handed around with lexicons: a copy of one is a reference, and not four.
package final class StringTable: Sendable, Equatable {
  private let bytes: Bytes
  /// Where each string begins in `bytes`, and at the end where the next one would.
  private let starts: Numbers
  /// What of each hash a compiled pack has room for.
  private let hashes: Numbers
  /// As in `InternTable`.
  private let slots: Numbers

  /// Takes the strings of a table.
  package init(_ table: InternTable) {
    bytes = Bytes(table.bytes)
    starts = Numbers(table.starts)
    hashes = Numbers(table.hashes.map(Self.kept))
    slots = Numbers(table.slots)
  }

  /// Uses the strings of a part of a compiled pack in place.
  package init(_ name: String, in image: PackImage) {
    bytes = image.bytes(name + ".bytes")
    starts = image.numbers(name + ".starts")
    hashes = image.numbers(name + ".hashes")
    slots = image.numbers(name + ".slots")
  }

  /// Adds the strings to a compiled pack.
  package func add(_ name: String, to image: inout ImageWriter) {
    image.add(name + ".bytes", bytes)
    image.add(name + ".starts", starts)
    image.add(name + ".hashes", hashes)
    image.add(name + ".slots", slots)
  }

  private static func kept(_ hash: UInt32) -> Int32 { Int32(hash & 0x7F_FFFF) }

  /// How many strings there are.
  package var count: Int { hashes.count }

  /// The number of a string, or nil.
  package func number(of string: UnsafeBufferPointer<UInt8>) -> Int? {
    find(string, InternTable.hash(string))
  }

  /// The number of a string, or nil.
  package func number(of string: String) -> Int? {
    var string = string
    return string.withUTF8 { number(of: $0) }
  }

  /// The number of a string with that `InternTable.hash`, or nil.
  func find(_ string: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int? {
    let kept = Int(Self.kept(hash))
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let number = slots[slot] - 1
      if number < 0 { return nil }
      if hashes[number] == kept, with(number, { Self.areEqual($0, string) }) {
        return number
      }
      slot = (slot + 1) & mask
    }
  }

  private static func areEqual(
    _ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard one.count == other.count else { return false }
    for place in 0..<one.count where one[place] != other[place] { return false }
    return true
  }

  /// Whether the strings and their numbers are equal.
  package static func == (left: StringTable, right: StringTable) -> Bool {
    left.bytes == right.bytes && left.starts == right.starts
  }

  /// Reads the bytes of the string with that number; the buffer holds as long as `body` runs.
  package func with<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.with(starts[number]..<starts[number + 1], body)
  }

  /// The string with that number.
  package func string(_ number: Int) -> String { with(number) { String(decoding: $0, as: UTF8.self) } }
}
