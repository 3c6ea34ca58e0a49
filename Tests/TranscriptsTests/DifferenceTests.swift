import Testing

@testable import Transcripts

struct DifferenceTests {
  private func turn(_ recorded: String, _ replayed: String?) throws -> ReplayedTurn {
    let transcript = Transcript(header: try header(), turns: [Turn(input: "q", reply: recorded)])
    return TranscriptReplay.replay(transcript) { _ in replayed }.turns[0]
  }

  private func facts(_ outcome: String = "answered", _ verdict: String? = nil, _ citations: String...)
    -> ReplyFacts
  {
    ReplyFacts(outcome: outcome, verdict: verdict, citations: citations)
  }

  @Test("The gravest thing that differs gives the class: outcome, verdict, citations, then words")
  func classes() throws {
    let turn = try turn("old", "new")
    let recorded = facts("answered", "yes", "1.1 \"a\"")
    let cases: [(ReplyFacts, DifferenceClass)] = [
      (facts("outside", "no", "1.2"), .outcome), (facts("answered", "no", "1.2"), .verdict),
      (facts("answered", nil, "1.1 \"a\""), .verdict), (facts("answered", "yes", "1.1 \"b\""), .citations),
      (recorded, .wording),
    ]
    for (replayed, kind) in cases {
      let both = TurnFacts(recorded: recorded, replayed: replayed)
      #expect(Difference(turn, facts: both, isKnowledgeChanged: false)?.kind == kind)
    }
    #expect(Difference(turn, facts: nil, isKnowledgeChanged: true)?.kind == .command)
  }

  @Test(
    "A question without a reply is missing one; a turn after the end was not reached; the same is no difference"
  )
  func otherClasses() throws {
    let same = facts()
    let both = TurnFacts(recorded: same, replayed: same)
    #expect(Difference(try turn("", "new"), facts: both, isKnowledgeChanged: false)?.kind == .missing)
    #expect(Difference(try turn("old", nil), facts: both, isKnowledgeChanged: false)?.kind == .ended)
    #expect(Difference(try turn("old", "old"), facts: both, isKnowledgeChanged: false) == nil)
    #expect(Difference(try turn("", nil), facts: nil, isKnowledgeChanged: false) == nil)
  }

  @Test("A search for what differs stops at the first reply that does")
  func differs() throws {
    let turns = ["a", "b", "c"].map { Turn(input: $0, reply: $0) }
    let transcript = Transcript(header: try header(), turns: turns)
    var asked: [String] = []
    #expect(
      TranscriptReplay.differs(transcript) { input in
        asked.append(input)
        return input == "b" ? "other" : input
      })
    #expect(asked == ["a", "b"])
    #expect(!TranscriptReplay.differs(transcript) { $0 })
    #expect(TranscriptReplay.differs(transcript) { $0 == "c" ? nil : $0 })
    let quitting = Transcript(header: try header(), turns: [Turn(input: "/quit", reply: "")])
    #expect(!TranscriptReplay.differs(quitting) { _ in nil })
  }

  @Test("What differs and what does not agree with a whole replay", arguments: 0..<40)
  func agreement(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let turns = (0..<4).map { Turn(input: "\($0)", reply: Bool.random(using: &generator) ? "x" : "") }
    let replies = turns.map { _ -> String? in [nil, "", "x"].randomElement(using: &generator)! }
    let transcript = Transcript(header: try header(), turns: turns)
    func respond(_ input: String) -> String? { replies[Int(input)!] }
    #expect(
      TranscriptReplay.differs(transcript, respond: respond)
        == !TranscriptReplay.replay(transcript, respond: respond).isSame)
  }

  @Test("A mutant is noticed by the first transcript in its order that differs, on any number of threads")
  func mutants() throws {
    let transcripts = try (0..<4).map {
      Transcript(header: try header(), turns: [Turn(input: "\($0)", reply: "")])
    }
    for jobs in [1, 3] {
      let outcomes = MutationSearch.run(
        count: 3, transcripts: transcripts, jobs: jobs, order: { $0 == 0 ? [3, 2, 1, 0] : [0, 1, 2, 3] },
        session: { mutant in { { $0 == "0" || mutant == 2 ? "" : "changed" } } })
      #expect(outcomes == [.noticed(by: 3), .noticed(by: 1), .unnoticed])
    }
  }
}
