/// The strings of an `InternTable` by number, only read: made at run time or used in place from a compiled pack.
package struct StringList: Sendable, Equatable {
  private let bytes: Bytes
  /// Where each string begins in `bytes`, and at the end where the next one would.
  private let starts: Numbers

  /// Takes the strings of a table.
  package init(_ table: InternTable) {
    bytes = Bytes(table.bytes)
    starts = Numbers(table.starts)
  }

  /// Uses the strings of a part of a compiled pack in place.
  package init(_ name: String, in image: PackImage) {
    bytes = image.bytes(name + ".bytes")
    starts = image.numbers(name + ".starts")
  }

  /// Adds the strings to a compiled pack.
  package func add(_ name: String, to image: inout ImageWriter) {
    image.add(name + ".bytes", bytes)
    image.add(name + ".starts", starts)
  }

  /// How many strings there are.
  package var count: Int { starts.count - 1 }

  /// Reads the bytes of the string with that number; the buffer holds as long as `body` runs.
  package func with<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.with(starts[number]..<starts[number + 1], body)
  }

  /// The string with that number.
  package subscript(number: Int) -> String { with(number) { String(decoding: $0, as: UTF8.self) } }
}

/// The strings of an `InternTable` with their numbers, only read, to find the one by the other. It is a class because it is
/// handed around with lexicons: a copy of one is a reference, and not three.
package final class StringTable: Sendable, Equatable {
  private let list: StringList
  /// As in `InternTable`, each number followed by what of the hash of its string a compiled pack has room for: most
  /// strings are found, or found not to be there, with one line of memory.
  private let slots: Numbers
  private let mask: Int

  /// Takes the strings of a table.
  package init(_ table: InternTable) {
    list = StringList(table)
    slots = Numbers(table.slots.flatMap { [$0, $0 > 0 ? Self.kept(table.hashes[Int($0) - 1]) : 0] })
    mask = slots.count / 2 - 1
  }

  /// Uses the strings of a part of a compiled pack in place.
  package init(_ name: String, in image: PackImage) {
    list = StringList(name, in: image)
    slots = image.numbers(name + ".slots")
    mask = slots.count / 2 - 1
  }

  /// Adds the strings to a compiled pack.
  package func add(_ name: String, to image: inout ImageWriter) {
    list.add(name, to: &image)
    image.add(name + ".slots", slots)
  }

  private static func kept(_ hash: UInt32) -> Int32 { Int32(hash & 0x7F_FFFF) }

  /// How many strings there are.
  package var count: Int { list.count }

  /// The number of a string, or nil.
  package func number(of string: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = InternTable.hash(string)
    let kept = Int(Self.kept(hash))
    var slot = Int(hash) & mask
    while true {
      let number = slots[slot * 2] - 1
      if number < 0 { return nil }
      if slots[slot * 2 + 1] == kept, list.with(number, { Self.areEqual($0, string) }) { return number }
      slot = (slot + 1) & mask
    }
  }

  /// The number of a string, or nil.
  package func number(of string: String) -> Int? {
    var string = string
    return string.withUTF8 { number(of: $0) }
  }

  private static func areEqual(
    _ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard one.count == other.count else { return false }
    for place in 0..<one.count where one[place] != other[place] { return false }
    return true
  }

  /// Whether the strings and their numbers are equal.
  package static func == (left: StringTable, right: StringTable) -> Bool { left.list == right.list }

  /// Reads the bytes of the string with that number; the buffer holds as long as `body` runs.
  package func with<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    list.with(number, body)
  }

  /// The string with that number.
  package func string(_ number: Int) -> String { list[number] }
}
