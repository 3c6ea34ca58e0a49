import CMessageDigest

/// A source document, kept byte for byte, with its body divided into numbered sentences.
public struct Document: Sendable, Equatable {
  /// The name of the pack, which citations carry.
  public let name: String
  /// The document's bytes, exactly as published.
  public let bytes: [UInt8]
  /// The body's sentences in reading order.
  public let sentences: [Sentence]

  /// Divides the lines of `body` into paragraphs (one a non-empty line) and sentences.
  ///
  /// - Parameters:
  ///   - name: the pack's name.
  ///   - bytes: the document's bytes.
  ///   - body: 1-based line numbers that belong to the body; all other lines are kept but never cited.
  public init(name: String, bytes: [UInt8], body: ClosedRange<Int>) {
    self.init(name: name, bytes: bytes, sentences: SentenceDivider.sentences(of: bytes, body: body))
  }

  /// Takes sentences that were found before.
  init(name: String, bytes: [UInt8], sentences: [Sentence]) {
    self.name = name
    self.bytes = bytes
    self.sentences = sentences
  }

  /// The text between two byte offsets (0-based, end exclusive); bytes that are not UTF-8 are repaired.
  public func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The sentence of that number, or nil.
  public func sentence(_ number: SentenceNumber) -> Sentence? {
    sentences.first { $0.number == number }
  }

  /// The sentences of one paragraph (1-based) in order.
  public func paragraph(_ number: Int) -> [Sentence] {
    sentences.filter { $0.number.paragraph == number }
  }

  /// The SHA-256 of `bytes` in lower-case hexadecimal.
  public var sha256: String { Self.sha256(of: bytes) }

  /// The SHA-256 of some bytes in lower-case hexadecimal.
  public static func sha256(of bytes: [UInt8]) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    SHA256Update(&context, bytes, bytes.count)
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    return digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

/// The number of a sentence, written `paragraph.sentence`; both parts are 1-based.
public struct SentenceNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1-based paragraph of the body.
  public let paragraph: Int
  /// 1-based sentence within the paragraph.
  public let sentence: Int

  /// Makes a number from its two 1-based parts.
  public init(paragraph: Int, sentence: Int) {
    self.paragraph = paragraph
    self.sentence = sentence
  }

  /// Reads `1.5`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let paragraph = Int(parts[0]), let sentence = Int(parts[1]), paragraph > 0,
      sentence > 0
    else { return nil }
    self.init(paragraph: paragraph, sentence: sentence)
  }

  /// As it is written in messages.
  public var description: String { "\(paragraph).\(sentence)" }

  /// The order of the cases or of the numbers.
  public static func < (left: Self, right: Self) -> Bool {
    (left.paragraph, left.sentence) < (right.paragraph, right.sentence)
  }
}

/// One sentence of the body.
public struct Sentence: Sendable, Equatable {
  /// Its number.
  public let number: SentenceNumber
  /// 1-based line of the document.
  public let line: Int
  /// Byte offsets into the document, 0-based, end exclusive, without surrounding blanks.
  public let range: Range<Int>
}
