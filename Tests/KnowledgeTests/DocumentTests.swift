import EmbeddedKnowledge
import Knowledge
import Testing

@Suite("Documents, sentences and quotes")
struct DocumentTests {
  @Test func theShippedDocumentHasTwelveSentences() throws {
    let pack = try PackLoader.load("net-systemic-therapy", from: MemoryFiles(EmbeddedKnowledge.files))
    let sentences = pack.document.sentences
    #expect(sentences.map(\.number.description) == (1...8).map { "1.\($0)" } + (1...4).map { "2.\($0)" })
    #expect(pack.document.paragraph(1).count == 8)
    #expect(pack.document.paragraph(2).count == 4)
    for sentence in sentences {
      let text = pack.document.text(in: sentence.range)
      #expect(text.last == "." && text.first!.isUppercase && !text.contains("\n"))
      let before = pack.document.bytes[..<sentence.range.lowerBound]
      #expect(before.count { $0 == UInt8(ascii: "\n") } + 1 == sentence.line)
    }
    #expect(pack.document.sha256 == "2e5d2921e5007163808c307b9d92a1fdc250725f8935dd98dc3497dc1aa7c7c4")
  }

  @Test func everyQuoteOfTheShippedPackIsWhereItIsCited() throws {
    let pack = try PackLoader.load("net-systemic-therapy", from: MemoryFiles(EmbeddedKnowledge.files))
    #expect(!pack.statements.isEmpty)
    for statement in pack.statements {
      let citation = statement.citation
      #expect(pack.document.text(in: citation.range) == citation.quote)
      let sentence = try #require(pack.document.sentence(citation.sentence))
      #expect(sentence.range.lowerBound <= citation.range.lowerBound)
      #expect(citation.range.upperBound <= sentence.range.upperBound)
      #expect(citation.line == sentence.line)
    }
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func theChecksumIsSHA256(_ text: String, _ digest: String) {
    #expect(Document.sha256(of: Array(text.utf8)) == digest)
  }

  /// The digests of messages of 0 to 199 bytes, which end at every place of a block, and of a long one, as Python's
  /// hashlib has them.
  @Test func theChecksumIsSHA256AtEveryLength() {
    let digests = (0..<200).map { length in
      Document.sha256(of: (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) })
    }
    #expect(
      Document.sha256(of: Array(digests.joined().utf8))
        == "b8f5d54cfd1cbbcae2003d1365d9fab7e5bc61813fa3486ee6a6a6bf38db4745")
    #expect(
      Document.sha256(of: Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func sentencesEndBeforeABlankOrTheEndOfTheLine() {
    let document = Document(
      name: "d", bytes: Array("skip. me\n\n A 1.5 mg dose?  Yes! No\r\n \nLast.one. Two".utf8), body: 3...5)
    #expect(
      document.sentences.map { document.text(in: $0.range) } == [
        "A 1.5 mg dose?", "Yes!", "No", "Last.one.", "Two",
      ])
    #expect(document.sentences.map(\.number.description) == ["1.1", "1.2", "1.3", "2.1", "2.2"])
    #expect(document.sentences.map(\.line) == [3, 3, 3, 5, 5])
  }

  @Test func aQuoteIsFoundInItsOwnSentenceOnly() throws {
    let pack = try SmallPack.load()
    let citation = try #require(pack.statement("two")?.citation)
    #expect(citation.line == 3)
    #expect(pack.document.text(in: citation.range) == "Alpha is oral; alpha is cheap.")
    #expect(
      SmallPack.problems("small/statements.yaml", "quote: Delta stops.", "quote: Alpha").map(\.defect)
        == [.quoteNotFound(quote: "Alpha", sentence: "2.1")])
  }

  @Test(arguments: ["1", "1.", ".1", "0.1", "1.0", "1.2.3", "a.b", "-1.2", " 1.2"])
  func whatIsNoSentenceNumberIsNone(_ text: String) { #expect(SentenceNumber(text) == nil) }

  @Test func sentenceNumbersAreOrderedByTheirParts() {
    #expect(SentenceNumber("1.10")! > SentenceNumber("1.9")!)
    #expect(SentenceNumber("2.1")! > SentenceNumber("1.10")!)
  }
}
