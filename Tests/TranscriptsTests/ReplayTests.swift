import Testing

@testable import Transcripts

struct ReplayTests {
  @Test("A conversation that comes back the same passes, turn by turn and in order")
  func same() throws {
    let transcript = try parse(sample)
    var asked: [String] = []
    var replies = transcript.turns.map(\.reply).makeIterator()
    let result = TranscriptReplay.replay(transcript) { input in
      asked.append(input)
      return replies.next()
    }
    #expect(result.isSame && result.differences.isEmpty && result.firstDifference == nil)
    #expect(asked == transcript.turns.map(\.input))
    #expect(result.turns.allSatisfy { $0.diff().lines.isEmpty })
  }

  @Test("Other replies and turns not reached differ; after the end nothing more is said")
  func differences() throws {
    let transcript = try parse(sample)
    var asked = 0
    let result = TranscriptReplay.replay(transcript) { _ in
      asked += 1
      return asked == 1 ? "It controls symptoms. \n\t[1.5]" : nil
    }
    #expect(asked == 2)
    #expect(
      result.turns.map(\.outcome) == [
        .different("It controls symptoms. \n\t[1.5]"), .notReached, .notReached,
      ])
    #expect(result.followOns.map(\.turn.input) == ["and lanreotide?", "thanks"])
    #expect(
      result.firstDifference?.diff(context: nil).text == #"""
        --- t.md:20 recorded
        +++ replayed
        @@ -20,3 +20,3 @@ ibid> what is octreotide for
         ibid> what is octreotide for
        -It controls symptoms.
        -    [1.5]
        +It controls symptoms.\u{20}
        +\t[1.5]

        """#)
    #expect(
      result.followOns[0].diff().text == """
        --- t.md:24 recorded
        +++ not reached: the conversation had ended
        @@ -24,2 +23,0 @@ ibid> and lanreotide?
        -ibid> and lanreotide?
        -The same.

        """)
  }

  @Test("A conversation may end at a turn that was recorded without a reply")
  func ending() throws {
    let transcript = try parse(sample)
    var replies = transcript.turns.dropLast().map(\.reply).makeIterator()
    #expect(TranscriptReplay.replay(transcript) { _ in replies.next() }.isSame)
  }

  @Test("Replies are compared byte for byte")
  func bytes() throws {
    let transcript = Transcript(header: try header(), turns: [Turn(input: "q", reply: "caf\u{E9}")])
    let result = TranscriptReplay.replay(transcript) { _ in "cafe\u{301}" }
    #expect(result.differences.count == 1)
    #expect(result.turns[0].diff().lines.suffix(2).map(\.printed) == [#"-caf\u{E9}"#, #"+cafe\u{301}"#])
    #expect(transcript.replacingReplies(result.replies).serialized() != transcript.serialized())
  }

  @Test("Accepting a replay makes the next one pass, and its diff told the lines", arguments: 0..<4)
  func accepting(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<60 {
      let turns = (0..<4).map { _ in
        Turn(input: NastyText.text(&generator), reply: NastyText.text(&generator, pieces: 16))
      }
      let transcript = Transcript(header: try header(), turns: turns)
      let lines = String(decoding: transcript.serialized(), as: UTF8.self).unicodeScalars
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let replies = turns.map { turn in
        Bool.random(using: &generator) ? turn.reply : NastyText.text(&generator, pieces: 16)
      }
      var next = replies.makeIterator()
      let result = TranscriptReplay.replay(transcript) { _ in next.next() }
      for turn in result.differences { expectLines(of: turn.diff(), in: lines) }
      let accepted = transcript.replacingReplies(result.replies)
      let parsed = try Transcript(parsing: accepted.serialized(), file: "")
      next = replies.makeIterator()
      #expect(TranscriptReplay.replay(parsed) { _ in next.next() }.isSame)
    }
  }

  @Test("An error of the conversation passes through with its type")
  func errors() throws {
    struct Broken: Error {}
    let transcript = try parse(sample)
    #expect(throws: Broken.self) {
      try TranscriptReplay.replay(transcript) { (_) throws(Broken) -> String? in throw Broken() }
    }
  }

  /// Checks every line of the old side against the file, unless it is spelled out for the eye.
  private func expectLines(of diff: UnifiedDiff, in lines: [String]) {
    var number = 0
    for line in diff.lines {
      switch line.kind {
      case .hunkHeader: number = Int(line.text.dropFirst(4).prefix { $0.isNumber })!
      case .context, .removed:
        let recorded = lines[number - 1]
        #expect(line.text.bytes == recorded.bytes || line.text.bytes == Escaping.spelledOut(recorded).bytes)
        number += 1
      case .fileHeader, .added: break
      }
    }
  }
}
