import Answering
import Foundation
import Knowledge
import Testing

@testable import Quiz

@Suite struct ItemTests {
  private var items: [Item] { Fixtures.items }

  @Test func thereIsPlentyOfEveryKind() {
    #expect(items.count >= 100)
    for kind in ItemKind.allCases { #expect(items.count { $0.id.kind == kind } >= 8) }
  }

  @Test func everyKeyIsRightAndAllElseWrong() {
    #expect(ItemCheck(answerer: Fixtures.answerer).problems(of: items) == [])
  }

  @Test func everyStatementIsAskedAbout() {
    #expect(Set(items.map(\.statement.id)).count >= Fixtures.pack.statements.count - 1)
  }

  @Test func namesAreReadAsTheyAreWritten() {
    for item in items { #expect(ItemID(item.id.description) == item.id) }
    for text in [
      "", "a/b/c", "a/object/nonsense", "a/object", "/object/cloze", "a/object:/cloze", "a/object/cloze/b",
    ] {
      #expect(ItemID(text) == nil, "\(text)")
    }
  }

  @Test func generatingTwiceGivesTheSame() {
    let again = ItemGenerator(answerer: Fixtures.answerer).items()
    #expect(again.map(\.id) == items.map(\.id))
    for (one, other) in zip(again, items) where one.task != other.task { Issue.record("\(one.id) changed") }
  }

  @Test func namesSurviveAnEditOfTheWording() throws {
    let edited = try Fixtures.pack(
      replacing: "gist: Telotristat has been shown to significantly reduce diarrhea.",
      with: "gist: Diarrhea was significantly reduced by telotristat.", in: "statements.yaml")
    let after = ItemGenerator(answerer: Answerer(pack: edited, usesLearned: false)).items()
    func names(_ items: [Item]) -> Set<String> {
      Set(
        items.filter { $0.statement.id == "telotristat-reduces-diarrhea" && $0.id.kind == .cloze }.map(
          \.id.description))
    }
    #expect(names(after) == names(items))
    #expect(!names(items).isEmpty)
    let recall = "telotristat-reduces-diarrhea/whole/recall"
    #expect(after.contains { $0.id.description == recall } && items.contains { $0.id.description == recall })
  }

  @Test func clozesAreTheExactQuote() throws {
    for item in items {
      guard case .cloze(let gap, _) = item.task else { continue }
      let document = Fixtures.pack.document
      let sentence = try #require(document.sentence(item.statement.citation.sentence))
      #expect(gap.before + gap.hidden + gap.after == document.text(in: sentence.range))
      #expect(item.statement.citation.quote.contains(gap.hidden))
    }
  }

  // MARK: What the check finds

  private func problems(_ task: ItemTask, _ statement: String) throws -> [ItemCheck.Fault] {
    let statement = try #require(Fixtures.pack.statement(statement))
    let item = Item(
      id: ItemID(statement.id, .whole, .choice), statement: statement, task: task, topic: statement.id)
    return ItemCheck(answerer: Fixtures.answerer).problems(of: [item]).map(\.fault)
  }

  @Test func theCheckFindsASecondRightAnswer() throws {
    let gap = "Telotristat has been shown to significantly reduce diarrhea.".gapped(51..<59)
    let options = [
      Alternative(text: "diarrhea", concepts: ["diarrhea"], fault: nil),
      Alternative(
        text: "5-HIAA excretion", concepts: ["urinary-5-hiaa"],
        fault: .belongsElsewhere(statement: "chemoembolization-reduces-burden")),
    ]
    #expect(
      try problems(.choice(gap, options: options), "telotristat-reduces-diarrhea")
        == [.secondAnswer("5-HIAA excretion")])
  }

  @Test func theCheckFindsAFalseClaimThatIsTrue() throws {
    let claim = Claim(text: "Telotristat is given by mouth.", fault: .denied, alteration: nil)
    #expect(try problems(.trueFalse(claim), "telotristat-is-oral") == [.notDenied(claim.text)])
  }

  @Test func theCheckFindsATrueClaimThatIsFalse() throws {
    let claim = Claim(text: "Telotristat is not given by mouth.", fault: nil, alteration: nil)
    #expect(try problems(.trueFalse(claim), "telotristat-is-oral") == [.notConfirmed(claim.text)])
  }

  @Test func theCheckFindsAGapThatIsNotTheQuote() throws {
    let gap = GappedText(before: "Telotristat is ", hidden: "orally", after: " given")
    #expect(try problems(.cloze(gap, concept: "oral"), "telotristat-is-oral") == [.notTheQuote])
  }

  @Test func theCheckFindsAKeyThatIsRefused() throws {
    let document = Fixtures.pack.document
    let sentence = try #require(document.sentences.first { $0.number == SentenceNumber("1.4") })
    let gap = document.text(in: sentence.range).gapped(15..<21)
    #expect(
      try problems(.cloze(gap, concept: "mtor"), "telotristat-is-oral").isEmpty,
      "the words themselves are always accepted")
    let recall = Recall(
      cues: ["x"], given: [],
      parts: [Recall.Part(slot: .object, concepts: ["mtor"], words: "x")])
    #expect(try problems(.recall(recall), "telotristat-is-oral") == [.keyRefused(.incomplete)])
  }
}
