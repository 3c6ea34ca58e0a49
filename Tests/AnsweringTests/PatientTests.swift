import Answering
import Foundation
import Knowledge
import Testing
import Understanding

/// Patients who are told apart: nothing that is told of one holds for another.
struct PatientTests {
  /// Who is spoken of in each part of a reply, with the sentences that are cited for them.
  private static func said(_ answer: Answer) -> [String] {
    answer.byPart.map { part in
      let cited = part.outcome == .answered ? part.statements.map(\.citation.sentence.description) : []
      return "\(part.patient ?? "nobody"): \(Set(cited).sorted().joined(separator: " "))"
    }
  }

  @Test(arguments: [
    ("Patient A has carcinoid syndrome, patient B failed octreotide. what for patient B?", "patient B: 2.3"),
    ("Patient A has carcinoid syndrome and mets, patient B failed octreotide|what for A?", "patient A: 1.2"),
    (
      "Patient A has carcinoid syndrome and mets|Patient B failed octreotide|what for A?|and B?",
      "patient B: 2.3"
    ),
    ("bed 4 has carcinoid syndrome and mets|bed 7 is progressing|what for bed 4?", "bed 4: 1.2"),
    (
      "bed 4: low burden, no symptoms|bed 7: carcinoid syndrome|back to bed 4: start treatment?", "bed 4: 1.6"
    ),
    (
      "Mr Smith has carcinoid syndrome and Mrs Jones has failed octreotide. What should Mrs Jones get?",
      "Mrs Jones: 2.3"
    ),
    ("Mr Smith failed octreotide|Mrs Jones has carcinoid syndrome and mets|what for him?", "Mr Smith: 2.3"),
    ("Room 3: Mr Lund, failed lanreotide|Room 4: Mrs Ode, carcinoid syndrome|Lund gets what?", "room 3: 2.3"),
    ("case 1: low burden, no symptoms. case 2: carcinoid syndrome. treat case 1?", "case 1: 1.6"),
    (
      "First patient: failed octreotide. Second patient: low burden, no symptoms|the first patient?",
      "the first patient: 2.3"
    ),
    ("JD: low burden, no symptoms. KL: failed octreotide. what for KL?", "patient KL: 2.3"),
    (
      "One patient has carcinoid syndrome, the other has failed octreotide. What for the other?",
      "the other patient: 2.3"
    ),
    ("my dad has carcinoid syndrome and mets|my aunt failed octreotide|what can dad have?", "dad: 1.2"),
  ]) func eachIsAnsweredByWhatWasToldOfThem(_ lines: String, _ said: String) throws {
    #expect(Self.said(try ShippedPack.reply(lines)) == [said])
  }

  @Test(arguments: [
    (
      "Bed 3: asymptomatic low burden. Bed 7: progressive metastatic carcinoid.|everolimus for bed 3?",
      "Bed 7"
    ),
    ("Mr Smith: failed octreotide|Mrs Jones: completely resected NET|interferon for Mr Smith?", "Mrs Jones"),
    ("Anna has carcinoid syndrome and mets|Ben failed octreotide|interferon for Ben?", "Anna"),
  ]) func theOtherOneIsTheOtherPatient(_ lines: String, _ name: String) throws {
    for line in ["the other one?", "and the other?", "what about the other one?"] {
      #expect(try ShippedPack.reply(lines + "|" + line).patient?.lowercased() == name.lowercased(), "\(line)")
    }
  }

  @Test func ofSeveralOthersItIsAskedWhichIsMeant() throws {
    let reply = try ShippedPack.reply(
      "Bed 1: low burden. Bed 2: progressive. Bed 3: failed octreotide.|lanreotide for bed 2?|the other one?")
    #expect(reply.outcome == .clarify(.severalPatients(["bed 1", "bed 3"])))
  }

  @Test func whoHasNoNameIsNotAskedForAsTheOther() throws {
    let reply = try ShippedPack.reply(
      "58M, low burden|Olga: diffuse liver mets. Igor: failed octreotide.|interferon for Igor?|the other one?"
    )
    #expect(reply.patient == "Olga")
  }

  @Test func theOtherOfTwoThingsIsNoPatient() throws {
    let reply = try ShippedPack.reply(
      "Bed 1: failed octreotide. Bed 2: progressive.|octreotide or lanreotide for bed 2?|the other one?")
    #expect(reply.patient != "bed 1")
  }

  @Test(arguments: [
    ("octreotide for Dr Lee's patient?", "Dr Lee's patient: 1.2"),
    ("octreotide for Dr Lee's patient?|Dr Kim's?", "Dr Kim's patient: 1.1"),
  ]) func patientsAreToldApartByTheirDoctors(_ asked: String, _ said: String) throws {
    let told =
      "Dr Lee's patient has metastatic NET and carcinoid syndrome|Dr Kim's patient had a complete resection|"
    #expect(Self.said(try ShippedPack.reply(told + asked)) == [said])
  }

  @Test(arguments: [
    (
      "Anna has progressive metastatic carcinoid|Ben is asymptomatic with low burden|everolimus for Anna?",
      "Anna: 2.1"
    ),
    ("Sara: metastatic NET, carcinoid syndrome|Tom: failed octreotide|interferon for Tom?", "Tom: 2.3"),
  ]) func givenNamesOnLinesOfTheirOwnTellPatientsApart(_ lines: String, _ said: String) throws {
    #expect(Self.said(try ShippedPack.reply(lines)) == [said])
  }

  @Test func severalAreAnsweredOneAfterTheOther() throws {
    #expect(
      Self.said(try ShippedPack.reply("Pt A: carcinoid syndrome, metastatic. Pt B: failed SSA. treatment?"))
        == ["patient A: 1.2", "patient B: 2.3"])
    #expect(
      Self.said(
        try ShippedPack.reply("bed 2 failed lanreotide bed 9 has a low burden and no symptoms what for each?")
      )
        == ["bed 2: 2.3", "bed 9: 1.6"])
    #expect(
      Self.said(
        try ShippedPack.reply("Mr Lee has low burden, no symptoms|Mr Poe failed octreotide|what for each?"))
        == ["Mr Lee: 1.6", "Mr Poe: 2.3"])
  }

  @Test func whoIsNamedLikeOthersAndWasNotToldOfHasNothingOfTheirs() throws {
    let reply = try ShippedPack.reply(
      "patient A failed octreotide|patient B has low burden, no symptoms|and for C?")
    #expect(reply.outcome != .answered)
    #expect(
      Self.said(
        try ShippedPack.reply("bed 4 failed octreotide|patient 4 has low burden, no symptoms|what for bed 4?")
      ) == [
        "bed 4: 2.3"
      ])
  }

  @Test(arguments: [
    "Mr Smith has carcinoid syndrome, Mr Jones failed octreotide. What should he get?",
    "Mr Smith has carcinoid syndrome|Mr Jones failed octreotide|what should he get?",
  ]) func whoIsMeantIsAskedWhereItMayBeAny(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).outcome == .clarify(.severalPatients(["Mr Smith", "Mr Jones"])))
    #expect(Self.said(try ShippedPack.reply(lines + "|Jones")) == ["Mr Jones: 2.3"])
  }

  @Test(arguments: [
    "Which is right? A: telotristat is oral. B: telotristat is injected.",
    "Mr Smith has carcinoid syndrome with mets. What should he get?",
    "a patient with carcinoid syndrome and mets in 1 of 3 scans: what to give?",
  ]) func nobodyIsToldApartWhereThereIsOnePatientOrNone(_ line: String) throws {
    let reply = try ShippedPack.reply(line)
    #expect(reply.byPart.allSatisfy { $0.patient == nil } && reply.outcome == .answered)
  }

  @Test func whoComesWithoutANameIsKeptForTheReturn() throws {
    let answerer = Answerer(pack: try ShippedPack.pack())
    var conversation = Conversation()
    for line in ["58M, failed octreotide", "next patient: 70F, low burden", "and the other patient?"] {
      _ = answerer.answer(line, in: &conversation)
    }
    #expect(conversation.told.contains { $0.concept == "analogue-failure" })
    #expect(!conversation.told.contains { $0.concept == "low-tumor-burden" })
  }

  @Test func manyPatientsAreForgottenFromTheFirst() throws {
    let answerer = Answerer(pack: try ShippedPack.pack())
    var conversation = Conversation()
    for number in 1...200 { _ = answerer.answer("patient \(number): low burden", in: &conversation) }
    #expect(
      Self.said(answerer.answer("patient 200: start treatment?", in: &conversation)).first?.hasPrefix(
        "patient 200") == true)
    #expect(conversation.told.contains { $0.concept == "low-tumor-burden" })
  }

  // MARK: What is not there

  @Test(arguments: [
    "metastatic NET, denies flushing and diarrhea. what should she be treated with?",
    "negative for carcinoid syndrome, metastatic NET. what to give?",
    "carcinoid syndrome ruled out. metastatic NET. treatment?",
    "my patient has carcinoid syndrome|no, she does not have carcinoid syndrome|what should she be treated with?",
  ]) func whatIsToldNotToBeThereIsNotAnsweredFor(_ lines: String) throws {
    let reply = try ShippedPack.reply(lines)
    #expect(
      reply.outcome != .answered || !reply.statements.contains { $0.citation.sentence.description == "1.2" })
  }

  @Test func onlyWhatIsOfOneSortIsDeniedInOneList() throws {
    let answerer = Answerer(pack: try ShippedPack.pack())
    var conversation = Conversation()
    _ = answerer.answer("she denies flushing or diarrhea, low tumor burden", in: &conversation)
    #expect(conversation.told.contains { $0.concept == "low-tumor-burden" })
    #expect(Set(conversation.absent.map(\.concept)).isSuperset(of: ["diarrhea"]))
  }

  @Test func aTreatmentOutOfTheQuestionIsNotOffered() throws {
    let reply = try ShippedPack.reply(
      "diffuse liver mets, not a candidate for chemoembolization. what can I offer?")
    #expect(!reply.statements.contains { $0.slots[.subject] == ["chemoembolization"] })
  }

  @Test(arguments: [
    ("pt responded well to octreotide. interferon?", Hedge.ofOthers),
    ("Should I stop octreotide LAR when starting everolimus?", .contrary),
    ("Should I replace the LAR with short-acting octreotide during a flare?", .contrary),
  ]) func aHedgeTellsWhatIsWrongWithTheClaim(_ line: String, _ hedge: Hedge) throws {
    let reply = try ShippedPack.reply(line)
    #expect(reply.verdict == .no || reply.hedge == hedge, "\(reply.hedge.debugDescription)")
  }

  @Test func aStateConcernsItsThings() throws {
    let answerer = Answerer(pack: try ShippedPack.pack())
    for (line, isFailure) in [
      ("my patient failed everolimus", false), ("my patient failed lanreotide", true),
    ] {
      var conversation = Conversation()
      _ = answerer.answer(line, in: &conversation)
      #expect(conversation.told.contains { $0.concept == "analogue-failure" } == isFailure, "\(line)")
    }
  }

  @Test func theTreatmentAskedAboutIsTheOneThatIsShown() throws {
    let reply = try ShippedPack.reply("Does chemo reduce tumor burden in the liver?")
    #expect(reply.statements.allSatisfy { $0.slots[.subject]?.contains("chemotherapy") ?? false })
  }

  @Test func oneOfThreeIsPicked() throws {
    let reply = try ShippedPack.reply("5-FU, streptozotocin or doxorubicin?|the third")
    #expect(reply.explanations.first?.question.mentions.contains { $0.concept == "doxorubicin" } == true)
    #expect(reply.explanations.first?.question.mentions.contains { $0.concept == "streptozotocin" } == false)
  }
}
