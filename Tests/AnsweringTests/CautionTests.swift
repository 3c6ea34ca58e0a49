import Answering
import Knowledge
import Testing
import Understanding

/// What was told of a patient and does not fit an answer: it is said with the answer, or the answer is not given.
struct CautionTests {
  private static func cited(_ answer: Answer) -> Set<String> {
    answer.outcome == .answered ? Set(answer.statements.map(\.citation.sentence.description)) : []
  }

  @Test(arguments: [
    ("low burden, asymptomatic|correction: symptomatic|treat?", "asymptomatic"),
    ("patient has low tumor burden but bad flushing|is there consensus to treat?", "asymptomatic"),
    ("asymptomatic, bulky disease|is there consensus about starting?", "low-tumor-burden"),
    ("metastatic NET without carcinoid syndrome, is octreotide a must", "carcinoid-syndrome"),
    ("pt responded well to octreotide. interferon?", "analogue-failure"),
  ]) func aStatementOnPatientsInAnotherStateIsMarked(_ lines: String, _ state: String) throws {
    let answer = try ShippedPack.reply(lines)
    // No answer is as good as a marked one.
    guard answer.outcome == .answered else { return }
    let states = answer.cautions.compactMap { if case .ofOthers(let state, _) = $0 { state } else { nil } }
    #expect(states.contains(state))
    #expect(answer.verdict != .yes && answer.verdict != .no)
  }

  @Test(arguments: [
    "Possible carcinoid syndrome, metastatic NET.|Should he get octreotide?",
    "Family history of carcinoid syndrome.|Should he get octreotide?",
    "carcinoid syndrome likely, mets|octreotide?",
    "He might have failed octreotide.|interferon?",
    "diffuse hepatic metastases unlikely|is embolization effective?",
  ]) func aStateThatIsOnlyPossibleGivesNoPlainVerdictAndIsMarked(_ lines: String) throws {
    let answer = try ShippedPack.reply(lines)
    guard answer.outcome == .answered else { return }
    #expect(answer.verdict != .yes && answer.verdict != .no)
    let isMarked = answer.cautions.contains { if case .unsure = $0 { true } else { false } }
    #expect(isMarked, "\(answer.cautions)")
  }

  @Test(arguments: [
    "metastatic NET, possible carcinoid syndrome|he does have carcinoid syndrome|octreotide?",
    "he might have failed octreotide|he has failed octreotide|interferon?",
  ]) func whatIsConfirmedIsNoLongerInDoubt(_ lines: String) throws {
    let answer = try ShippedPack.reply(lines)
    #expect(answer.outcome == .answered)
    #expect(answer.cautions == [])
  }

  @Test(arguments: [
    "metastatic NET with carcinoid syndrome|Carcinoid syndrome has since been ruled out.|should he get octreotide?",
    "Carcinoid syndrome was suspected but excluded. Metastatic NET.|octreotide?",
    "Work-up excluded carcinoid syndrome. Metastatic NET.|lanreotide?",
    "Metastases were ruled out.|Carcinoid syndrome.|octreotide?",
    "I thought he had diffuse liver mets but he doesn't.|is systemic chemo effective?",
    "It is not true that he failed octreotide.|interferon?",
    "Imaging excludes diffuse hepatic metastases.|is chemo effective?",
    "has mets and carcinoid syndrome|actually no mets|octreotide?",
  ]) func aStateThatIsRuledOutOrTakenBackIsNotUsed(_ lines: String) throws {
    let answer = try ShippedPack.reply(lines)
    guard answer.outcome == .answered else { return }
    #expect(answer.verdict != .yes && answer.verdict != .no)
    #expect(answer.cautions.contains { if case .ofOthers = $0 { true } else { false } }, "\(answer.cautions)")
  }

  @Test(arguments: [
    ("allergic to lanreotide, mets with carcinoid syndrome|which analogue", "lanreotide"),
    ("patient is allergic to octreotide|she has progressive metastatic carcinoid|everolimus?", "octreotide"),
    (
      "lanreotide contraindicated; needs something for tumor growth, bulky disease|what can i give",
      "lanreotide"
    ),
  ]) func aTreatmentThatIsOutOfTheQuestionIsMarked(_ lines: String, _ treatment: String) throws {
    let answer = try ShippedPack.reply(lines)
    #expect(answer.outcome == .answered)
    #expect(answer.cautions == [.ruledOut(treatment: treatment)])
  }

  @Test(arguments: [
    "low burden, asymptomatic|treat?", "58F, carcinoid syndrome and mets|what should she get?",
    "failed octreotide|what now", "she is on octreotide LAR and has flares|what can be added?",
  ]) func whatFitsIsNotMarked(_ lines: String) throws {
    let answer = try ShippedPack.reply(lines)
    #expect(answer.outcome == .answered)
    #expect(answer.cautions == [])
  }

  @Test(arguments: [
    "failed interferon|next", "he failed octreotide AND interferon|whats next", "failed telotristat|what now",
    "failed chemoembolization|what next", "didn't respond to everolimus|what's next",
  ]) func whatFailedIsNotGivenAgainNorTakenForAnotherFailure(_ lines: String) throws {
    #expect(!Self.cited(try ShippedPack.reply(lines)).contains("2.3"))
  }

  @Test(arguments: [
    "failed octreotide|what now", "ssa not working ifn", "injections failed interferon",
    "octreotide nonresponder interferon?", "somatostatin analogue failure interferon",
  ]) func theFailureThatIsSpokenOfStays(_ lines: String) throws {
    #expect(Self.cited(try ShippedPack.reply(lines)) == ["2.3"])
  }

  @Test(arguments: [
    "aside from telotristat, anything reducing 5-HIAA?",
    "apart from telotristat does anything reduce diarrhea",
    "is there anything besides interferon after SSA failure",
    "does anything other than chemoembolization decrease tumor burden",
  ]) func besidesAThingItIsNoAnswerItself(_ line: String) throws {
    #expect(Self.cited(try ShippedPack.reply(line)) == [])
  }

  @Test func whatElseOneSentenceSaysAnswersBesides() throws {
    let answer = try ShippedPack.reply(
      "is there anything besides plain embolization that has worked for diffuse hepatic mets?")
    #expect(
      answer.statements.map(\.id)
        == ["chemoembolization-reduces-burden", "chemoembolization-alleviates-symptoms"])
  }

  @Test(arguments: [
    "is the LAR used for flares", "LAR is for flares, right?", "can flares be treated with LAR",
    "LAR is the treatment for flares, true or false",
  ]) func theContraryOfATreatmentIsNotItsYes(_ line: String) throws {
    let answer = try ShippedPack.reply(line)
    #expect(answer.statements.map(\.id) == ["short-acting-for-flares"])
    #expect(answer.verdict == .qualified && answer.hedge == .contrary)
  }

  @Test func aStateThatHasPassedIsNotTold() throws {
    let answer = try ShippedPack.reply(
      "resected in 2018 and again in 2022, now diffuse liver mets|chemoembolization?")
    #expect(Self.cited(answer) == ["1.8"])
    #expect(answer.cautions == [])
  }

  @Test func everyQuestionOfALongLineIsAnswered() throws {
    let questions = [
      "is xermelo a shot?", "what is LAR for?", "who gets interferon?", "is everolimus an mtor inhibitor?",
      "does telotristat reduce diarrhea?",
    ]
    let line = (0..<20).map { questions[$0 % questions.count] }.joined(separator: " ")
    #expect(try ShippedPack.reply(line).parts.count { $0.outcome == .answered } == 20)
  }
}
