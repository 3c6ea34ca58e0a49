import Testing

@testable import Transcripts

struct ReviewTests {
  private func difference(_ kind: DifferenceClass, seed: String = "q") throws -> Difference {
    let transcript = Transcript(header: try header(), turns: [Turn(input: seed, reply: "old")])
    let turn = TranscriptReplay.replay(transcript) { _ in kind == .ended ? nil : "new" }.turns[0]
    let recorded = ReplyFacts(outcome: "a", verdict: "yes", citations: ["1"])
    let replayed =
      switch kind {
      case .outcome: ReplyFacts(outcome: "b", verdict: "yes", citations: ["1"])
      case .verdict: ReplyFacts(outcome: "a", verdict: "no", citations: ["1"])
      default: recorded
      }
    let found = Difference(
      turn, facts: TurnFacts(recorded: recorded, replayed: replayed), isKnowledgeChanged: false)
    #expect(found?.kind == kind)
    return found!
  }

  @Test("Letters and words are decisions, capitals those about a class, anything else none")
  func decisions() {
    let texts: [(String, ReplyReview.Decision?)] = [
      ("a", .accept), ("accept", .accept), (" y ", .accept), ("r", .reject), ("s", .skip), ("", .skip),
      ("A", .acceptClass), ("R", .rejectClass), ("accept all", .acceptClass), ("q", .quit), ("what?", nil),
      ("aa", nil),
    ]
    for (text, decision) in texts { #expect(ReplyReview.Decision(text) == decision, "\(text)") }
  }

  @Test("A decision about a class holds for later differences of that class and no other")
  func classes() throws {
    var review = ReplyReview()
    let (wording, outcome) = (try difference(.wording), try difference(.outcome))
    #expect(review.foregone(wording) == nil)
    #expect(review.decide(.acceptClass, on: wording) == .accepted)
    #expect(review.foregone(outcome) == nil)
    #expect(review.decide(.rejectClass, on: outcome) == .rejected)
    #expect(review.foregone(wording) == .accepted && review.foregone(outcome) == .rejected)
    #expect(review.counts == [.accepted: 2, .rejected: 2])
  }

  @Test("After quitting nothing more is accepted, and a turn that was not reached never is")
  func quitting() throws {
    var review = ReplyReview()
    let ended = try difference(.ended)
    #expect(review.foregone(ended) == .skipped)
    let verdict = try difference(.verdict)
    #expect(review.decide(.quit, on: verdict) == .skipped)
    let wording = try difference(.wording)
    #expect(review.hasEnded)
    #expect(review.foregone(wording) == .skipped)
  }

  @Test("Accepting one turn of a conversation keeps every other byte of the file")
  func acceptingOne() throws {
    let transcript = try parse(sample)
    let result = TranscriptReplay.replay(transcript) { "new reply to " + $0 }
    let rewritten = String(
      decoding: transcript.replacingReplies(result.replies(accepting: [1])).serialized(), as: UTF8.self)
    #expect(rewritten == sample.replacing("\nThe same.\n", with: "\nnew reply to and lanreotide?\n"))
  }
}
