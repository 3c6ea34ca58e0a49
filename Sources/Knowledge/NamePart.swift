/// A piece of the names of features, with what it brings to their fingerprints.
///
/// The same word, concept or sentence stands in the names of many features: it is gone through once, and the fingerprints of
/// all these names are put together from those of their pieces.
public struct NamePart: Sendable {
  /// As it is written.
  public let text: String
  /// The bytes as the digits of a number, and what the digits of a piece before this one are multiplied by.
  @usableFromInline let digits: UInt64
  @usableFromInline let power: UInt64

  /// Goes through a piece.
  public init(_ text: String) {
    self.text = text
    var text = text
    (digits, power) = text.withUTF8(Fingerprint.digits(of:))
  }

  /// Nothing, in names of fewer pieces.
  @inlinable init() { (text, digits, power) = ("", 0, 1) }
}

extension NamePart: ExpressibleByStringLiteral {
  /// Goes through a piece.
  public init(stringLiteral text: String) { self.init(text) }
}

extension NamePart: Equatable {
  /// Whether the same is written.
  public static func == (left: Self, right: Self) -> Bool {
    left.digits == right.digits && left.text == right.text
  }
}

/// 64 bits that tell one name from another.
///
/// Its bytes are taken as the digits of a number, modulo 2 to the 64th, so that the number of a name follows from those of its
/// pieces; then the bits are mixed. (Karp and Rabin, Efficient Randomized Pattern-Matching Algorithms, 1987.)
@usableFromInline struct Fingerprint: Sendable {
  private let bits: UInt64

  /// Where it is looked for.
  var place: Int { Int(bits >> 46) }
  /// Halves of 23 bits, as a compiled pack has room for.
  var first: Int { Int(bits & 0x7F_FFFF) }
  var second: Int { Int(bits >> 23 & 0x7F_FFFF) }

  /// Of a whole name.
  init(_ name: UnsafeBufferPointer<UInt8>) { self.init(digits: Self.digits(of: name).digits) }

  @usableFromInline init(digits: UInt64) {
    let product = digits.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    bits = product.high ^ product.low
  }

  /// Of the name that some pieces make one after the other.
  @inlinable @inline(__always)
  init(_ first: NamePart, _ second: NamePart, _ third: NamePart, _ fourth: NamePart) {
    var digits = first.digits &* second.power &+ second.digits
    digits = digits &* third.power &+ third.digits
    self.init(digits: digits &* fourth.power &+ fourth.digits)
  }

  /// The number that bytes are the digits of, and what digits before them are multiplied by.
  ///
  /// The base is odd, so that no digit is ever multiplied away.
  static func digits(of bytes: UnsafeBufferPointer<UInt8>) -> (digits: UInt64, power: UInt64) {
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    return bytes.reduce((digits: 0, power: 1)) { ($0.digits &* base &+ UInt64($1), $0.power &* base) }
  }
}
