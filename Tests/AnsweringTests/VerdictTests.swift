import Answering
import Knowledge
import Testing

/// A plain yes or no where nothing in the question leaves room for a hedge, and none where the document leaves it open.
struct VerdictTests {
  @Test(arguments: [
    "everolimus + octreotide LAR in a progressive, metastatic carcinoid, ok?",
    "Dx: progressive metastatic carcinoid. everolimus with octreotide LAR supported?",
    "failed lanreotide, is interferon possible?",
  ]) func whereEveryConditionWasToldTheAnswerIsYes(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict == .yes)
  }

  @Test(arguments: [
    "is everolimus given in progressive carcinoid?", "everolimus with octreotide LAR?",
    "is everolimus an option in metastatic carcinoid?",
  ]) func whereAConditionWasNotToldItIsNot(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict != .yes)
  }

  @Test(arguments: [
    "Can interferon be used before a somatostatin analogue has failed?",
    "may I give interferon before octreotide fails?",
  ]) func whatHoldsInAStateIsNotSaidOfTheTimeBefore(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict != .yes)
  }

  @Test(arguments: [
    "Can LAR be added for a flare?", "Can long-acting octreotide be added in a flare?",
    "everolimus + octreotide sc?", "Can everolimus be given with short-acting octreotide?",
  ]) func whatIsSaidOfOneFormIsNotSaidOfItsContrary(_ lines: String) throws {
    let reply = try ShippedPack.reply(lines)
    #expect(reply.verdict == .no || reply.hedge == .contrary || reply.outcome != .answered)
  }

  @Test(arguments: [
    "is only doxorubicin modest?",
    "There is consensus not to treat asymptomatic patients with low burden, right?",
    "is there agreement to withhold treatment if asymptomatic with low burden?",
  ]) func whatGoesTooFarIsNotSo(_ line: String) throws {
    #expect(try ShippedPack.reply(line).verdict == .no)
  }

  @Test(arguments: [
    "Must patients who failed octreotide get interferon?",
    "So I need to add octreotide if I give telotristat?",
  ]) func whatMayBeIsNotWhatHasToBe(_ line: String) throws {
    #expect(try ShippedPack.reply(line).hedge == .contrary)
  }

  @Test(arguments: [
    "Should adjuvant therapy be withheld?", "Should adjuvant therapy be stopped?",
    "Should interferon be withheld until octreotide has failed?",
    "Should treatment be withheld in asymptomatic patients with low tumor burden?",
  ]) func whatHasNoPlaceIsNotDeniedToBeWithheld(_ line: String) throws {
    #expect(try ShippedPack.reply(line).verdict != .no)
  }

  @Test(arguments: ["Adjuvant therapy is not useless, right?", "Adjuvant therapy isn't useless, correct?"])
  func twoDenialsMakeAClaim(_ line: String) throws {
    #expect(try ShippedPack.reply(line).verdict == .no)
  }

  @Test func whatTheDocumentNeverNamesIsNotTakenForItsContrary() throws {
    guard
      case .abstained(.notMentioned(let things)) =
        try ShippedPack.reply("is unselective chemoembolization effective?").outcome
    else {
      Issue.record("not declined")
      return
    }
    #expect(things.map(\.name) == ["non-selective chemoembolization"])
  }

  @Test(arguments: [
    "can a short-acting analogue be added for a flare on LAR?",
    "everolimus with octreotide LAR in progressive metastatic carcinoid?",
  ]) func whatIsSaidOfItIs(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict == .yes)
  }

  @Test(arguments: [
    "Must telotristat be given with octreotide?", "Need I add telotristat to octreotide?",
    "Do I need to add telotristat to octreotide?", "do we have to give telotristat with lanreotide?",
  ]) func whatCanBeDoneNeedNotBe(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict != .yes)
  }

  @Test(arguments: [
    "Is there agreement among experts about when therapy should begin in an asymptomatic patient whose burden is low?",
    "streptozotocin: dramatic, spectacular responses in most. confirm",
    "TACE never works, correct?",
  ]) func whatTheDocumentDeniesIsDeniedPlainly(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).verdict == .no)
  }
}
