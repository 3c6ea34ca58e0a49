import Testing

@testable import Transcripts

struct TruncationTests {
  @Test(
    "A recording cut off at any byte after its front matter is valid up to its last turn", arguments: 0..<6)
  func everyByte(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let turns = (0..<4).map { _ in
      Turn(input: NastyText.text(&generator), reply: NastyText.text(&generator, pieces: 12))
    }
    let header = try header(title: "Cut")
    let whole = Transcript(header: header, turns: turns).serialized()
    var seen = 0
    for end in header.source.utf8.count...whole.count {
      let cut = Array(whole[..<end])
      let parsed = try Transcript(parsing: cut, file: "cut.md")
      #expect(contents(parsed.turns) == contents(turns.prefix(parsed.turns.count)))
      #expect(parsed.turns.count >= seen, "a longer file has no fewer turns")
      #expect(parsed.serialized() == cut)
      seen = parsed.turns.count
      let isInBlock = cut.count > header.source.utf8.count && end < whole.count && seen > 0
      #expect(!isInBlock || parsed.warning != nil || seen == turns.count)
    }
    #expect(seen == turns.count)
  }

  @Test("What is left of a recording can be accepted and replayed again, at whatever byte it was cut off")
  func accepting() throws {
    let turns = ["one", "two", "three"].map { Turn(input: $0, reply: "old\n\n  \"quote\"") }
    let header = try header()
    let whole = Transcript(header: header, turns: turns).serialized()
    for end in header.source.utf8.count...whole.count {
      let parsed = try Transcript(parsing: whole[..<end], file: "cut.md")
      let result = TranscriptReplay.replay(parsed) { "new \($0)" }
      let accepted = parsed.replacingReplies(result.replies)
      let again = try Transcript(parsing: accepted.serialized(), file: "cut.md")
      #expect(TranscriptReplay.replay(again) { "new \($0)" }.isSame)
    }
  }
}
