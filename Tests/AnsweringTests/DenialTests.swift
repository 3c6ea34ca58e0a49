import Answering
import Knowledge
import Testing
import Understanding

/// What is denied of a patient after it was named, and what is taken back: nothing is answered as if it were there.
struct DenialTests {
  private static func noted(_ answer: Answer) -> NotedFacts? {
    if case .abstained(.notAQuestion(let facts)) = answer.outcome { facts } else { nil }
  }

  @Test(arguments: [
    "carcinoid syndrome: no", "carcinoid syndrome - none", "carcinoid syndrome? No.",
    "Is it carcinoid syndrome? No.",
    "carcinoid syndrome absent", "he was thought to have carcinoid syndrome but does not have it",
    "I thought there was carcinoid syndrome, but there is not.",
  ]) func aStateThatIsDeniedBehindItsNameIsAbsent(_ line: String) throws {
    let facts = try #require(Self.noted(ShippedPack.reply(line)))
    #expect(facts.absent.contains("carcinoid-syndrome"))
    #expect(facts.present.isEmpty && facts.doubtful.isEmpty)
  }

  @Test(arguments: ["carcinoid syndrome: yes", "carcinoid syndrome - present", "Carcinoid syndrome? Yes."])
  func aStateThatIsAffirmedBehindItsNameIsPresent(_ line: String) throws {
    let facts = try #require(Self.noted(ShippedPack.reply(line)))
    #expect(facts.present.contains("carcinoid-syndrome"))
  }

  @Test(arguments: [
    "carcinoid syndrome, no?", "octreotide for carcinoid syndrome, isn't it?",
    "metastatic with carcinoid syndrome: octreotide or not?",
  ]) func aQuestionThatEndsInADenialIsStillAQuestion(_ line: String) throws {
    #expect(try Self.noted(ShippedPack.reply(line)) == nil)
  }

  @Test(arguments: [
    "The husband has carcinoid syndrome; the wife doesn't.", "only one has carcinoid syndrome.",
    "carcinoid syndrome, but not confirmed",
  ]) func whatIsDeniedOfSomebodyElseIsInDoubt(_ line: String) throws {
    let facts = try #require(Self.noted(ShippedPack.reply(line)))
    #expect(!facts.present.contains("carcinoid-syndrome"))
    #expect(facts.doubtful.contains("carcinoid-syndrome") || facts.absent.contains("carcinoid-syndrome"))
  }

  @Test(arguments: [
    ("Patient 1 has metastatic NET and carcinoid syndrome, patient 2 doesn't", "octreotide for patient 2?"),
    ("Patient 1 has metastatic NET and carcinoid syndrome. Patient 2 has none.", "octreotide for patient 2?"),
    ("First patient has carcinoid syndrome, the second does not.", "Should the second get octreotide?"),
    ("One patient failed octreotide, the other did not", "interferon for the other?"),
    ("One patient failed octreotide, the other responds to it.", "Interferon for the other?"),
    ("One has progressive disease, the other is stable", "everolimus with LAR for the other?"),
  ]) func whatIsLeftOutOfASecondPatientIsNotUsedForThem(_ told: String, _ asked: String) throws {
    let answer = try ShippedPack.reply(told + "|" + asked)
    #expect(answer.patient != nil || answer.outcome != .answered)
    #expect(answer.outcome != .answered || answer.verdict == nil && !answer.cautions.isEmpty)
  }

  @Test func whatIsLeftOutIsNotDeniedOfTheFirst() throws {
    let answer = try ShippedPack.reply(
      "Patient 1 has metastatic NET and carcinoid syndrome, patient 2 doesn't|octreotide for patient 1?")
    #expect(answer.verdict == .yes)
  }

  // MARK: In doubt, over, of somebody else

  @Test(arguments: [
    "We thought he had carcinoid syndrome but that was wrong.", "r/o carcinoid syndrome",
    "The referral said carcinoid syndrome; the referral was mistaken.",
    "Carcinoid syndrome in error on the chart.",
    "GP wrote carcinoid syndrome but endocrinology disagrees.", "Carcinoid syndrome is doubtful.",
    "She used to have carcinoid syndrome.", "Hx of carcinoid syndrome, now resolved.",
    "Carcinoid syndrome has been cured.", "He was labelled as having carcinoid syndrome. He doesn't have it.",
    "The patient's brother has carcinoid syndrome.", "GP says carcinoid syndrome, which was wrong.",
    "She has carcinoid syndrome. Actually, that was a mistake.",
    "He has carcinoid syndrome. That is not true.",
  ]) func whatIsWrongOrOverOrOfARelativeEarnsNoYes(_ line: String) throws {
    let answer = try ShippedPack.reply(line + "|Should the patient be treated with octreotide?")
    #expect(answer.outcome != .answered || answer.verdict != .yes)
    #expect(Self.noted(try ShippedPack.reply(line))?.present.contains("carcinoid-syndrome") != true)
  }

  @Test(arguments: [
    "His wife failed octreotide.|Should he get interferon?",
    "Chart says he failed octreotide, which is not true.|interferon?",
    "Chart says he failed octreotide, which is not true.|Should he get interferon?",
    "He failed octreotide. That is not true.|Should he get interferon?",
    "He supposedly failed octreotide but never took it.|Interferon?",
  ]) func aFailureOfAnotherOrInErrorEarnsNoYes(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict != .yes)
  }

  @Test func whatFailedBeforeHasFailed() throws {
    #expect(try ShippedPack.reply("previously failed octreotide|interferon?").verdict == .yes)
  }

  @Test(arguments: [
    ("John has carcinoid syndrome and mets; Mary failed octreotide.|what for Mary?", "Mary: 2.3"),
    ("Tom failed octreotide, Bob responded.|Interferon for Tom?", "Tom: 2.3"),
  ]) func patientsAreToldApartByFirstNames(_ lines: String, _ said: String) throws {
    let answer = try ShippedPack.reply(lines)
    let cited = Set(answer.statements.map(\.citation.sentence.description)).sorted().joined(separator: " ")
    #expect("\(answer.patient ?? "nobody"): \(cited)" == said)
  }

  @Test(arguments: [
    "Tom failed octreotide, Bob responded.|Interferon for Bob?",
    "Susan has carcinoid syndrome, Mary has none.|Should Mary get octreotide?",
    "Anna failed octreotide. Ben responded to it.|Can Ben have interferon?",
    "Peter has carcinoid syndrome. Maria has no symptoms and low tumor burden.|Should Maria get octreotide?",
  ]) func theStateOfOneFirstNameIsNotThatOfAnother(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict != .yes)
  }

  @Test func whatIsConfirmedAfterItWasDeniedIsThere() throws {
    let lines = "metastatic NET. Carcinoid syndrome: no.|wait, carcinoid syndrome is confirmed|octreotide?"
    let answer = try ShippedPack.reply(lines)
    #expect(answer.verdict == .yes && answer.cautions.isEmpty)
  }

  @Test func wordsThatOpenASentenceAreNoNames() throws {
    let answer = try ShippedPack.reply(
      "Progressive metastatic carcinoid. Scans are worse. Labs are worse.|everolimus with LAR?")
    #expect(answer.patient == nil)
  }

  @Test(arguments: [
    "Patient is no longer on octreotide.|Add telotristat?",
    "He was on lanreotide, but lanreotide was stopped.|Add telotristat?",
  ]) func aPartnerThatWasStoppedIsMarked(_ lines: String) throws {
    let answer = try ShippedPack.reply(lines)
    guard answer.outcome == .answered else { return }
    let isMarked = answer.cautions.contains { if case .without = $0 { true } else { false } }
    #expect(isMarked && answer.verdict != .yes, "\(answer.cautions)")
  }

  @Test(arguments: [
    "Patient allergic to octreotide.|Should she get octreotide for carcinoid syndrome?",
    "Allergic to interferon, failed octreotide.|Should he get interferon?",
  ]) func whatIsOutOfTheQuestionEarnsNoYes(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict != .yes)
  }

  @Test(arguments: ["he has no cancer", "the husband has no cancer", "no NET"])
  func aDiseaseThatIsDeniedIsNotNotedAsThere(_ line: String) throws {
    let facts = try #require(Self.noted(ShippedPack.reply(line)))
    #expect(!facts.present.contains("neuroendocrine-tumor"))
  }

  @Test func aStatementOnADiseaseThatIsDeniedIsMarked() throws {
    let answer = try ShippedPack.reply(
      "Progressive pancreatic NET, not carcinoid.|Everolimus with octreotide LAR?")
    #expect(answer.verdict != .yes)
    #expect(answer.outcome != .answered || answer.cautions == [.ofOthers(state: "carcinoid", told: nil)])
  }

  // MARK: Taken back

  @Test(arguments: [
    "ignore that", "scratch that", "no, he did not", "sorry, he hasn't", "that is not true",
    "Actually that's wrong.", "No, that was a mistake", "My mistake, he did not.",
  ])
  func theLastLineIsTakenBack(_ line: String) throws {
    let answer = try ShippedPack.reply("low tumor burden|patient failed octreotide|" + line)
    #expect(answer.outcome == .abstained(.takenBack(NotedFacts(present: ["low-tumor-burden"]))))
  }

  @Test(arguments: ["that is wrong", "No, it is not.", "that's not true"])
  func anAnswerThatIsDeniedIsShownAgain(_ line: String) throws {
    let answer = try ShippedPack.reply("is everolimus an mTOR inhibitor?|" + line)
    #expect(answer.verdict == .yes && answer.statements.map(\.citation.sentence.description) == ["2.1"])
  }

  @Test func whatIsTakenBackDoesNotComeBack() throws {
    let answer = try ShippedPack.reply("low tumor burden|patient failed octreotide|ignore that|ignore that")
    #expect(answer.outcome == .abstained(.takenBack(NotedFacts(present: ["low-tumor-burden"]))))
  }

  @Test func aQuestionThatIsTakenBackLeavesWhatWasTold() throws {
    let answer = try ShippedPack.reply("patient failed octreotide|everolimus?|scratch that|interferon?")
    #expect(answer.verdict == .yes)
  }

  @Test(arguments: [
    ("that was another patient", Aside.wrongPatient), ("sorry, wrong chart", .wrongPatient),
    ("next patient", .nextPatient),
    ("different patient", .nextPatient),
  ]) func aPatientWhoIsLeftIsForgotten(_ line: String, _ aside: Aside) throws {
    #expect(try ShippedPack.reply("patient failed octreotide|" + line).outcome == .abstained(.aside(aside)))
    #expect(try ShippedPack.reply("patient failed octreotide|\(line)|interferon?").verdict != .yes)
  }

  @Test(arguments: [
    "Correction: he has diarrhea.", "now has flushing", "He developed flushing.", "has developed diarrhea",
  ]) func aFindingThatIsToldRulesOutItsContrary(_ line: String) throws {
    let answer = try ShippedPack.reply("asymptomatic, low tumor burden|\(line)|start treatment?")
    #expect(Self.noted(try ShippedPack.reply("asymptomatic, low tumor burden|\(line)")) != nil)
    #expect(answer.verdict != .no)
    let isMarked = answer.cautions.contains {
      if case .ofOthers("asymptomatic", _) = $0 { true } else { false }
    }
    #expect(isMarked || answer.outcome != .answered)
  }
}
