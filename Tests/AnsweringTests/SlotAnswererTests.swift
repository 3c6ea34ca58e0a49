import Foundation
import Knowledge
import Testing
import Understanding

@testable import Answering

/// What the slots make of a question without the help of what was learned.
struct SlotAnswererTests {
  private let pack: Pack
  private let answerer: Answerer

  init() throws {
    pack = try ShippedPack.pack()
    answerer = Answerer(pack: pack, usesLearned: false)
  }

  private func answer(_ line: String) -> Answer {
    var conversation = Conversation()
    return answerer.answer(line, in: &conversation)
  }

  @Test(arguments: [
    ("which drugs are mentioned?", Cue.medicine), ("list the treatments", Cue.therapy),
    ("name all the drugs", Cue.medicine),
  ])
  func allOfAKindIsAnsweredByWhatNamesEachOfThem(_ line: String, _ kind: String) {
    let answer = answer(line)
    #expect(answer.outcome == .answered)
    let named = pack.statements.reduce(into: Set<String>()) { $0.formUnion($1.concepts) }
    let members = named.filter { pack.lexicon.layer(of: $0) == .pack && pack.lexicon.isA($0, kind) }
    #expect(members.count > 5)
    let cited = answer.statements.reduce(into: Set<String>()) { $0.formUnion($1.concepts) }
    #expect(cited.isSuperset(of: members))
    let starts = answer.statements.map(\.citation.range.lowerBound)
    #expect(starts == starts.sorted())
  }

  @Test(arguments: [
    "which drugs are mentioned for diarrhea?", "list the drugs that cost most", "which drug?",
  ])
  func whoeverAsksMoreIsNotGivenAll(_ line: String) {
    #expect(answer(line).statements.count < 4)
  }

  @Test func whatIsAskedOfAStateOrAPatientIsNotOutsideTheDocument() {
    let answer = answer("my mother has carcinoid, which tablet is the strongest")
    #expect(answer.outcome != .abstained(.outside))
  }
}
