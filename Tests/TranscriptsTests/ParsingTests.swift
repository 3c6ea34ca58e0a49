import Testing

@testable import Transcripts

struct ParsingTests {
  static let front = "---\nibid-transcript: 1\npack: p\n---\n"

  @Test("Blocks are one conversation; other blocks are prose")
  func sampleParses() throws {
    let transcript = try parse(sample)
    #expect(
      transcript.turns == [
        Turn(input: "what is octreotide for", reply: "It controls symptoms.\n    [1.5]", line: 20),
        Turn(input: "and lanreotide?", reply: "The same.", line: 24),
        Turn(input: "thanks", reply: "", line: 32),
      ])
    #expect(transcript.header.pack == "net-systemic-therapy")
    #expect(transcript.header.documentSHA256 == sha)
    #expect(transcript.header.title == "Octreotide")
    #expect(transcript.elements.count == 4)
    #expect(transcript.file == "t.md")
    #expect(transcript.warning == nil)
  }

  @Test("An example inside a longer fence, or one of tildes, is prose")
  func examplesAreProse() throws {
    for fence in ["````", "~~~", "~~~~markdown"] {
      let close = fence.hasPrefix("~") ? "~~~~" : "````"
      let text = Self.front + "\(fence)\n```ibid\nibid> no\n```\n\(close)\n```ibid\nibid> yes\n```\n"
      #expect(try parse(text).turns.map(\.input) == ["yes"])
    }
  }

  @Test("Indented, quoted and inline fences are prose, and a closing fence may be longer or indented")
  func commonMarkRules() throws {
    let text =
      Self.front + "    ```ibid\n> ```ibid\n``` a ``` b\n```ibid\nibid> one\n``\n  ````  \nibid> prose\n"
    #expect(try parse(text).turns.map(\.reply) == ["``"])
  }

  @Test("A hand-written escape and a needless one are read, and kept until the reply changes")
  func foreignSpelling() throws {
    let text = Self.front + "```ibid\nibid> \\u{61}\\!\n\\[1\\]\\nx\n```\n"
    let transcript = try parse(text)
    #expect(transcript.turns == [Turn(input: "a!", reply: "[1]\nx", line: 6)])
    #expect(transcript.replacingReplies(["[1]\nx"]).serialized() == text.bytes)
  }

  @Test("A file that ends inside a block keeps its whole turns and its bytes")
  func unfinishedTurn() throws {
    let text = Self.front + "```ibid\nibid> a\nA\n\nibid> b\nB \\u{2"
    let transcript = try parse(text)
    #expect(transcript.turns == [Turn(input: "a", reply: "A", line: 6)])
    #expect(transcript.unfinished == .init(line: 9, text: "ibid> b\nB \\u{2"))
    #expect(transcript.warning?.hasPrefix("t.md:9: ") == true)
    #expect(transcript.serialized() == text.bytes)
    let accepted = transcript.replacingReplies(["1\n2\n3"])
    #expect(accepted.unfinished?.line == 11)
    #expect(accepted.turns.map(\.reply) == ["1\n2\n3"])
  }

  @Test(
    "Errors name the line and the problem",
    arguments: [
      ("", 1, .noFrontMatter), ("# Title\n", 1, .noFrontMatter), ("\n---\n", 1, .noFrontMatter),
      ("---\nibid-transcript: 1\npack: p\n", 3, .unclosedFrontMatter),
      ("---\npack: p\n---\n", 3, .missingKey("ibid-transcript")),
      ("---\nibid-transcript: 1\n\n---\n", 4, .missingKey("pack")),
      ("---\nibid-transcript: 2\n - new: {}\n---\n", 2, .unsupportedVersion("2")),
      ("---\nibid-transcript:\n---\n", 2, .unsupportedVersion("")),
      ("---\nibid-transcript: 1\npack: p\npack: q\n---\n", 4, .duplicateKey("pack", firstLine: 3)),
      ("---\nibid-transcript: 1\n  pack: p\n---\n", 3, .malformedFrontMatter("  pack: p")),
      ("---\nibid-transcript: 1\npack:p\n---\n", 3, .malformedFrontMatter("pack:p")),
      ("---\nibid-transcript: 1\npack: a/b\n---\n", 3, .invalidValue(.init(key: "pack", value: "a/b"))),
      (
        "---\nibid-transcript: 1\npack: p\ntitle: \"x\n---\n", 4,
        .invalidValue(.init(key: "title", value: "\"x"))
      ),
      (
        "---\nibid-transcript: 1\npack: p\ndocument-sha256: 12\n---\n", 4,
        .invalidValue(.init(key: "document-sha256", value: "12"))
      ),
      (front + "``` ibid x\n", 5, .malformedOpeningFence("``` ibid x")),
      (front + "~~~ibid\n", 5, .malformedOpeningFence("~~~ibid")),
      (front + " ```ibid\n", 5, .malformedOpeningFence(" ```ibid")),
      (front + "````Ibid\n", 5, .malformedOpeningFence("````Ibid")),
      (front + "```sh\nx\n```ibid\nibid> a\n```\n", 7, .hiddenBlock(fence: 5)),
      (front + "````\n```ibid\nibid> a\n```\n", 6, .hiddenBlock(fence: 5)),
      (front + "```ibid\nibid> a\n\n```ibid\nibid> b\n```\n", 8, .unclosedBlock(opened: 5)),
      (front + "```ibid\nibid> a\n```sh\n```\n", 7, .unclosedBlock(opened: 5)),
      (front + "```ibid\nibid> a\nok\n```\nmore\nibid> b\nok\n```\n", 10, .turnOutsideBlock),
      (front + "```ibid\nibid> a\n<<<<<<< ours\nok\n=======\n", 7, .conflictMarker("<<<<<<< ours")),
      (front + ">>>>>>> theirs\n```ibid\nibid> a\n```\n", 5, .conflictMarker(">>>>>>> theirs")),
      ("---\n<<<<<<< ours\nibid-transcript: 1\n---\n", 2, .conflictMarker("<<<<<<< ours")),
      (front + "```ibid\n\nhello\nibid> a\n```\n", 7, .textBeforePrompt("hello")),
      (front + "```ibid\nhello\n```\n", 6, .textBeforePrompt("hello")),
      (front + "```ibid\nhello\n", 6, .textBeforePrompt("hello")),
      (front + "```ibid\nibid> a\nibid>b\n```\n", 7, .malformedPrompt("ibid>b")),
      (front + "```ibid\nibid> a\\x\n```\n", 6, .invalidEscape("\\\\x", column: 8)),
      (front + "```ibid\nibid> a\nok\nC:\\dir\n```\n", 8, .invalidEscape("\\\\dir", column: 3)),
    ] as [(String, Int, TranscriptError.Problem)])
  func errors(text: String, line: Int, problem: TranscriptError.Problem) {
    let error = #expect(throws: TranscriptError.self) { try parse(text, file: "x.md") }
    #expect(error == TranscriptError(file: "x.md", line: line, problem: problem))
    #expect(error?.description.hasPrefix("x.md:\(line): ") == true)
    #expect(error?.description.contains("\n") == false)
  }

  @Test("Bytes that are not UTF-8 are an error on their line")
  func invalidUTF8() {
    for bytes in [[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] as [[UInt8]] {
      let error = #expect(throws: TranscriptError.self) {
        try Transcript(parsing: Self.front.bytes + "x\n".bytes + bytes + "\n".bytes, file: "x.md")
      }
      #expect(error == TranscriptError(file: "x.md", line: 6, problem: .notUTF8))
    }
  }

  @Test("Random bytes never crash the parser")
  func randomBytes() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: "`\\>-\n".utf8.shuffled(using: &generator), at: place)
        }
      }
      guard let transcript = try? Transcript(parsing: bytes, file: "") else { continue }
      #expect(transcript.serialized() == bytes)
    }
  }
}

struct HeaderTests {
  @Test("Front matter is written in a fixed order")
  func written() throws {
    #expect(
      try header(title: "Octreotide").source
        == "---\nibid-transcript: 1\npack: net-systemic-therapy\ndocument-sha256: \(sha)\ntitle: Octreotide\n---\n"
    )
  }

  @Test(
    "A title is quoted where YAML would misread it",
    arguments: [
      ("Two words: three", #""Two words: three""#), ("a #b", #""a #b""#), ("a#b: c", #""a#b: c""#),
      ("Why not?", "Why not?"), ("yes", #""yes""#), ("1.5", #""1.5""#), ("a:", #""a:""#),
      (#"a "b""#, #"a "b""#),
      (#""b""#, #""\"b\"""#), ("a\\b\n", #""a\\b\n""#), ("\u{1F600}\u{200D}", "\"\u{1F600}\\u200D\""),
      ("\u{E0041}", #""\U000E0041""#),
    ])
  func titles(title: String, value: String) {
    #expect(FrontMatterValue.written(title).bytes == value.bytes)
    #expect(FrontMatterValue.read(value)?.bytes == title.bytes)
  }

  @Test("Values that no reader would take are refused")
  func invalid() {
    for pack in ["", "a b", "../x", "é", "-x", "a\n---"] {
      #expect(throws: TranscriptHeader.InvalidValue(key: "pack", value: pack)) {
        try TranscriptHeader(pack: pack)
      }
    }
    for hex in ["", sha + "0", String(sha.dropLast()) + "g"] {
      #expect(throws: TranscriptHeader.InvalidValue(key: "document-sha256", value: hex)) {
        try TranscriptHeader(pack: "p", documentSHA256: hex)
      }
    }
  }

  @Test("The knowledge's SHA-256 is written, read and replaced beside the document's")
  func knowledge() throws {
    let other = String(sha.reversed())
    let header = try TranscriptHeader(pack: "p", documentSHA256: sha, knowledgeSHA256: other)
    var transcript = try parse(header.source)
    #expect(transcript.header == header && transcript.header.knowledgeSHA256 == other)
    try transcript.setKnowledgeSHA256(sha)
    #expect(transcript.header.source == header.source.replacing(other, with: sha))
    var without = try parse("---\nibid-transcript: 1\npack: p\n---\n")
    try without.setKnowledgeSHA256(sha)
    #expect(without.header.source == "---\nibid-transcript: 1\npack: p\nknowledge-sha256: \(sha)\n---\n")
    #expect(throws: TranscriptHeader.InvalidValue(key: "knowledge-sha256", value: "x")) {
      try TranscriptHeader(pack: "p", knowledgeSHA256: "x")
    }
  }

  @Test("A missing SHA-256 is added below the pack, and lines below move")
  func addingTheDocument() throws {
    var transcript = try parse(
      "---\r\nibid-transcript: 1\r\npack: p\r\nx: y\r\n---\r\n```ibid\r\nibid> a\r\n```\r\n")
    #expect(transcript.turns[0].line == 7)
    try transcript.setDocumentSHA256(sha)
    #expect(
      transcript.header.source
        == "---\r\nibid-transcript: 1\r\npack: p\r\ndocument-sha256: \(sha)\r\nx: y\r\n---\r\n")
    #expect(transcript.turns[0].line == 8)
    #expect(throws: TranscriptHeader.InvalidValue.self) { try transcript.setDocumentSHA256("") }
  }
}
