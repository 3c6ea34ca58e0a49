/// A row of whole numbers that is only read: in memory of its own, or in place in a compiled pack.
public struct Numbers: @unchecked Sendable, Equatable {
  // Unchecked: the memory is never written again, and `owner` keeps it, or it is the program's own.
  @usableFromInline let base: UnsafeRawPointer
  /// How many there are.
  public let count: Int
  /// Whether each stands as four characters of a compiled pack.
  @usableFromInline let isPacked: Bool
  private let owner: OwnMemory?

  /// Copies numbers into memory of their own.
  package init(_ numbers: [Int32]) {
    let owner = numbers.withUnsafeBytes { OwnMemory($0) }
    self.owner = owner
    base = owner.base
    count = numbers.count
    isPacked = false
  }

  /// Uses packed numbers in place.
  init(packed bytes: UnsafeRawBufferPointer) {
    owner = nil
    base = bytes.baseAddress!
    count = bytes.count / Packing.width
    isPacked = true
  }

  /// The number at a 0-based place.
  @inlinable @inline(__always) public subscript(place: Int) -> Int {
    precondition(place >= 0 && place < count)
    let word = UInt32(littleEndian: base.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
    return Int(isPacked ? Packing.number(word) : Int32(bitPattern: word))
  }

  /// All of them, copied.
  var all: [Int32] { (0..<count).map { Int32(self[$0]) } }

  /// Whether the numbers are equal, wherever they stand.
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && (0..<left.count).allSatisfy { left[$0] == right[$0] }
  }
}

/// Bytes that are only read: in memory of their own, or in place in a compiled pack.
package struct Bytes: @unchecked Sendable, Equatable {
  // Unchecked: as for `Numbers`.
  private let base: UnsafeRawPointer
  /// How many there are.
  package let count: Int
  private let owner: OwnMemory?

  /// Copies bytes into memory of their own.
  package init(_ bytes: [UInt8]) {
    let owner = bytes.withUnsafeBytes { OwnMemory($0) }
    self.owner = owner
    base = owner.base
    count = bytes.count
  }

  /// Uses bytes in place.
  init(inPlace bytes: UnsafeRawBufferPointer) {
    owner = nil
    base = bytes.baseAddress!
    count = bytes.count
  }

  /// Reads a part of them; the buffer holds as long as `body` runs.
  package func with<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    defer { withExtendedLifetime(self) {} }
    let start = (base + range.lowerBound).assumingMemoryBound(to: UInt8.self)
    return body(UnsafeBufferPointer(start: start, count: range.count))
  }

  /// Reads all of them.
  package func withAll<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    with(0..<count, body)
  }

  /// Whether the bytes are equal, wherever they stand.
  package static func == (left: Self, right: Self) -> Bool {
    left.withAll { one in right.withAll { other in one.elementsEqual(other) } }
  }
}

/// Memory that lives as long as what refers to it.
private final class OwnMemory {
  let base: UnsafeRawPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
    memory.copyMemory(from: bytes)
    base = UnsafeRawPointer(memory.baseAddress!)
  }

  deinit { base.deallocate() }
}

/// How a compiled pack writes a whole number: as four characters of six bits each, the lowest first.
///
/// So a compiled pack is text, and a string literal can hold it. That is the only form of data that a build plug-in
/// can hand over, the compiler takes in at once, and the program finds in its memory without doing anything.
@usableFromInline enum Packing {
  /// The bytes of a number.
  static let width = 4
  /// What numbers can be packed: 24 bits with the sign.
  static let range: ClosedRange<Int32> = -0x80_0000...0x7F_FFFF
  /// The character of the six bits 000000; all 64 are printable and none ends a literal.
  private static let zero = UInt8(ascii: "0")

  static func append(_ number: Int32, to bytes: inout [UInt8]) {
    var rest = UInt32(bitPattern: number)
    for _ in 0..<width {
      bytes.append(zero + UInt8(rest & 0x3F))
      rest >>= 6
    }
  }

  /// The number that four characters stand for.
  @inlinable @inline(__always) static func number(_ word: UInt32) -> Int32 {
    let sixes = word &- 0x3030_3030
    let twelves = (sixes & 0x003F_003F) | (sixes & 0x3F00_3F00) >> 2
    let bits = (twelves & 0xFFF) | (twelves & 0xFFF_0000) >> 4
    return Int32(bitPattern: bits << 8) >> 8
  }
}
