import Testing

@testable import Transcripts

struct RoundTripTests {
  @Test("Writing and parsing are inverse for any turns", arguments: 0..<8)
  func turnsRoundTrip(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<250 {
      let turns = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        Turn(input: NastyText.text(&generator), reply: NastyText.text(&generator, pieces: 14))
      }
      let title = NastyText.text(&generator)
      let written = Transcript(header: try header(title: title), turns: turns)
      let parsed = try Transcript(parsing: written.serialized(), file: "")
      #expect(contents(parsed.turns) == contents(turns))
      #expect(parsed.turns.map(\.line) == written.turns.map(\.line))
      #expect((parsed.header.title ?? "").bytes == title.bytes)
      #expect(parsed.unfinished == nil)
      #expect(parsed.serialized() == written.serialized())
    }
  }

  @Test("Whatever parses serialises to the same bytes", arguments: 0..<4)
  func parsedFilesKeepTheirBytes(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(100 + seed))
    let lines = [
      "```ibid", "```ibid  ", "```", "````", "```sh", "~~~", "ibid> question", "ibid>", "ibid> ",
      #"ibid> a\nb"#,
      "reply", #"reply\n"#, #"\u{41}"#, #"\q"#, "", "", "  ", "prose  ", "# heading", "---", "é", "   ```",
      "\u{2028}",
    ]
    var accepted = 0
    for _ in 0..<3000 {
      let ending = Bool.random(using: &generator) ? "\n" : "\r\n"
      var text = "---\nibid-transcript: 1\npack: p\n---\n"
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        text += lines.randomElement(using: &generator)! + ending
      }
      if Bool.random(using: &generator) { text += lines.randomElement(using: &generator)! }
      guard let transcript = try? parse(text) else { continue }
      accepted += 1
      #expect(transcript.serialized() == text.bytes)
      // Accepting what is there already changes nothing.
      #expect(transcript.replacingReplies(transcript.turns.map(\.reply)).serialized() == text.bytes)
      // Each turn's line is the line of its prompt.
      let physical = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
      for turn in transcript.turns { #expect(physical[turn.line - 1].utf8.starts(with: "ibid>".utf8)) }
    }
    #expect(accepted > 300)
  }

  @Test(
    "Every prefix of a file parses to a prefix of its turns, or fails in the front matter", arguments: 0..<6)
  func prefixesParse(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(200 + seed))
    let turns = (0..<4).map { _ in
      Turn(input: NastyText.text(&generator), reply: NastyText.text(&generator, pieces: 10))
    }
    let header = try header(title: "Zürich 漢字")
    let whole = Transcript(header: header, turns: turns).serialized()
    let headerSize = header.source.utf8.count
    var counts: Set<Int> = []
    for size in 0...whole.count {
      let prefix = Array(whole[..<size])
      do {
        let parsed = try Transcript(parsing: prefix, file: "cut.md")
        #expect(contents(parsed.turns) == contents(turns.prefix(parsed.turns.count)))
        #expect(parsed.serialized() == prefix)
        counts.insert(parsed.turns.count)
      } catch {
        #expect(size < headerSize, "\(error)")
        #expect([.noFrontMatter, .unclosedFrontMatter].contains(error.problem))
      }
    }
    #expect(counts == [0, 1, 2, 3, 4], "a turn counts as soon as the next one begins")
  }

  @Test("A file with a byte order mark and CRLF keeps both, and new replies follow suit")
  func windowsFiles() throws {
    let text =
      "\u{FEFF}" + sample.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let transcript = try parse(text)
    #expect(contents(transcript.turns) == contents(try parse(sample).turns))
    #expect(transcript.serialized() == text.bytes)
    let accepted = transcript.replacingReplies(["a\nb", nil, "c"])
    let bytes = accepted.serialized()
    let newlines = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    #expect(newlines.allSatisfy { bytes[$0 - 1] == UInt8(ascii: "\r") })
    #expect(try Transcript(parsing: bytes, file: "").turns.map(\.reply) == ["a\nb", "The same.", "c"])
  }

  @Test("Replacing replies changes replies only")
  func proseIsPreserved() throws {
    let transcript = try parse(sample)
    var accepted = transcript.replacingReplies(["It does.\n```\nibid> no", nil, "You are welcome."])
    try accepted.setDocumentSHA256(String(repeating: "f", count: 64))
    let expected =
      sample
      .replacing("It controls symptoms.\n    [1.5]\n", with: "It does.\n\\```\nibid\\> no\n")
      .replacing("ibid> thanks\n", with: "ibid> thanks\nYou are welcome.\n")
      .replacing(sha, with: String(repeating: "f", count: 64))
    #expect(accepted.serialized() == expected.bytes)
    #expect(accepted == (try parse(expected)), "line numbers follow")
  }

  @Test(
    "Replacing replies of random transcripts keeps prompts and prose, and can be undone", arguments: 0..<4)
  func replacementsRoundTrip(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(300 + seed))
    for _ in 0..<200 {
      let turns = (0..<3).map { _ in
        Turn(input: NastyText.text(&generator), reply: NastyText.text(&generator))
      }
      let replies = turns.map { _ in NastyText.text(&generator) }
      let old = Transcript(header: try header(), turns: turns)
      let new = old.replacingReplies(replies)
      let parsed = try Transcript(parsing: new.serialized(), file: "")
      #expect(contents(parsed.turns) == zip(turns, replies).map { [$0.input.bytes, $1.bytes] })
      #expect(parsed.turns.map(\.line) == new.turns.map(\.line))
      #expect(new.replacingReplies(turns.map(\.reply)).serialized() == old.serialized())
    }
  }

  @Test("Questions without replies are legal, and accepting gives them room")
  func questionsOnly() throws {
    let text = "---\nibid-transcript: 1\npack: p\n---\n```ibid\nibid> a\nibid> b\n\nibid> c\n```\n"
    let transcript = try parse(text)
    #expect(transcript.turns.map(\.reply) == ["", "", ""])
    #expect(
      String(decoding: transcript.replacingReplies(["A", "B", "C"]).serialized(), as: UTF8.self)
        == text.replacing("a\n", with: "a\nA\n\n").replacing("b\n", with: "b\nB\n").replacing(
          "c\n", with: "c\nC\n"))
  }
}
