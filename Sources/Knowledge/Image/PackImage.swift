/// A compiled pack: named parts, each a row of numbers or of bytes, used where they are.
///
/// It begins with how many parts there are; then for each the length of its name, the name, and how many bytes it has, as
/// whole mebibytes and the rest; then the parts, one after the other.
package struct PackImage: @unchecked Sendable {
  // Unchecked: the memory is the program's own and never written.
  private let bytes: UnsafeRawBufferPointer
  private let parts: [(name: UnsafeRawBufferPointer, range: Range<Int>)]
  /// How many bits a length is shifted by to be told in mebibytes: no packed number is as great as that of the bytes of
  /// the largest parts.
  fileprivate static let mebibyte = 20

  /// Takes what `ImageWriter` wrote, as a literal of the program.
  package init(_ literal: StaticString) {
    self.init(inPlace: UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Takes what `ImageWriter` wrote, which has to stay where it is for as long as anything of the pack is used.
  init(inPlace bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    var place = 0
    func number() -> Int {
      defer { place += Packing.width }
      return Int(
        Packing.number(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))))
    }
    var parts: [(name: UnsafeRawBufferPointer, range: Range<Int>)] = []
    var start = 0
    for _ in 0..<number() {
      let length = number()
      let name = UnsafeRawBufferPointer(rebasing: bytes[place..<(place + length)])
      place += length
      let count = number() << PackImage.mebibyte + number()
      parts.append((name, start..<(start + count)))
      start += count
    }
    // The parts begin where this list ends.
    self.parts = parts.map { ($0.name, ($0.range.lowerBound + place)..<($0.range.upperBound + place)) }
  }

  private func part(_ name: String) -> UnsafeRawBufferPointer {
    guard let part = parts.first(where: { $0.name.elementsEqual(name.utf8) }) else {
      // The program wrote it for itself: there is nothing that a user could do.
      preconditionFailure("a compiled pack lacks its part \(name)")
    }
    return UnsafeRawBufferPointer(rebasing: bytes[part.range])
  }

  /// The numbers of a part.
  package func numbers(_ name: String) -> Numbers { Numbers(packed: part(name)) }

  /// The bytes of a part.
  package func bytes(_ name: String) -> Bytes { Bytes(inPlace: part(name)) }
}

/// Writes a compiled pack, part by part.
package struct ImageWriter {
  private var parts: [(name: String, bytes: [UInt8])] = []
  /// Whether all numbers could be written.
  private var fits = true

  /// Begins a pack without parts.
  package init() {}

  /// Adds a part of numbers.
  package mutating func add(_ name: String, _ numbers: Numbers) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * Packing.width)
    for number in numbers.all {
      if !Packing.range.contains(number) { fits = false }
      Packing.append(number, to: &bytes)
    }
    parts.append((name, bytes))
  }

  /// Adds a part of bytes.
  package mutating func add(_ name: String, _ bytes: Bytes) {
    parts.append((name, bytes.withAll { Array($0) }))
  }

  /// The pack as UTF-8 text; nil if a number is too great, or the bytes of a part are not UTF-8.
  package var text: String? {
    var bytes: [UInt8] = []
    Packing.append(Int32(parts.count), to: &bytes)
    for part in parts {
      Packing.append(Int32(part.name.utf8.count), to: &bytes)
      bytes += part.name.utf8
      let count = part.bytes.count
      Packing.append(Int32(count >> PackImage.mebibyte), to: &bytes)
      Packing.append(Int32(count & (1 << PackImage.mebibyte - 1)), to: &bytes)
    }
    for part in parts { bytes += part.bytes }
    guard fits else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
