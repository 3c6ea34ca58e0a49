import Answering
import Foundation
import Knowledge
import Testing
import Understanding

/// What is remembered of a patient, and until when.
struct ConversationTests {
  private static let pack = Result {
    let knowledge = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("knowledge")
    return try PackLoader.load(
      "net-systemic-therapy", from: FolderFiles(parent: knowledge, displayPrefix: "knowledge/", fallback: nil)
    )
  }

  /// The conditions remembered after some lines.
  private static func told(_ lines: String...) throws -> Set<String> {
    try told(lines)
  }

  private static func told(_ lines: [String]) throws -> Set<String> {
    let answerer = Answerer(pack: try pack.get())
    var conversation = Conversation()
    for line in lines { _ = answerer.answer(line, in: &conversation) }
    return Set(conversation.told.filter { $0.role == .condition }.map(\.concept))
  }

  @Test(arguments: [
    "48M with carcinoid syndrome on LAR, has a flare. what to add?",
    "a man of 60 with carcinoid syndrome. what to give?",
    "next patient: carcinoid syndrome. what to give?", "next: carcinoid syndrome. what to give?",
    "next up is a lady with carcinoid syndrome. what to give?",
    "a friend of mine has carcinoid syndrome. what is there for it?",
    "F58, carcinoid syndrome. what first?", "woman, 71, carcinoid syndrome: treat?",
  ]) func anotherPatientTakesThePlaceOfTheLast(_ line: String) throws {
    let told = try Self.told("62F, asymptomatic, small tumour burden. start treatment?", line)
    #expect(told.isDisjoint(with: ["asymptomatic", "low-tumor-burden"]), "\(told)")
    #expect(told.contains("carcinoid-syndrome"), "\(told)")
  }

  @Test(arguments: [
    "now she has liver mets. what then?", "she is 62 years old, and has liver mets. what then?",
    "is there a role for adjuvant therapy at age 62?", "what if the patient progresses?",
    "next step if it fails?", "what comes next, everolimus?",
  ]) func theSamePatientIsRemembered(_ line: String) throws {
    let told = try Self.told("62F with carcinoid syndrome. start treatment?", line)
    #expect(told.contains("carcinoid-syndrome"), "\(told)")
  }

  @Test func anAgeBelongsToWhatWasToldBeforeAnythingWasAsked() throws {
    let told = try Self.told("asymptomatic", "low tumor burden, 77M")
    #expect(told.isSuperset(of: ["asymptomatic", "low-tumor-burden"]), "\(told)")
    #expect(try Self.told("70M, progressive disease", "51F, asymptomatic") == ["asymptomatic"])
  }

  @Test func whatWasToldBesideAQuestionFadesAndATaleDoesNot() throws {
    let questions = (1...8).map { _ in "What does telotristat inhibit?" }
    #expect(
      try Self.told(["bulky disease: lanreotide can help control growth. agree?"] + questions.prefix(2)) != []
    )
    #expect(
      try Self.told(["bulky disease: lanreotide can help control growth. agree?"] + questions) == [])
    #expect(try Self.told(["My mother has carcinoid syndrome."] + questions).contains("carcinoid-syndrome"))
  }

  @Test func aPronounStandsForWhatWasGivenInAnswer() throws {
    let answerer = Answerer(pack: try Self.pack.get())
    var conversation = Conversation()
    _ = answerer.answer("pt on octreotide LAR, still has diarrhoea. what can be added?", in: &conversation)
    #expect(conversation.topics.map(\.concept) == ["telotristat"])
  }

  // MARK: Several questions in one input

  private static func parts(_ input: String) throws -> (whole: Answer, sentences: [[String]]) {
    var conversation = Conversation()
    let answer = Answerer(pack: try pack.get()).answer(input, in: &conversation)
    return (answer, answer.byPart.map { $0.statements.map { $0.citation.sentence.description } })
  }

  @Test(arguments: ["? ", "?\n", "\n", "?? "]) func eachQuestionIsAnsweredByItself(_ end: String) throws {
    let questions = ["what is LAR for", "is telotristat oral", "who gets interferon"]
    let (answer, sentences) = try Self.parts(questions.joined(separator: end))
    #expect(sentences == [["1.3"], ["1.4"], ["2.3"]])
    #expect(answer.outcome == .answered && answer.verdict == .yes)
    #expect(answer.statements.count == 3 && answer.unanswered.isEmpty)
  }

  @Test func whatIsToldBeforeTheFirstHoldsForAll() throws {
    let (answer, sentences) = try Self.parts(
      "64M, carcinoid syndrome, on LAR. What to add for a flare? What dose of lanreotide?")
    #expect(sentences == [["1.3"], []])
    #expect(answer.parts[1].explanations[0].question.context.contains { $0.concept == "carcinoid-syndrome" })
    #expect(
      answer.unanswered == [.notStated(topics: ["lanreotide"], aspects: ["dose"])], "\(answer.unanswered)")
  }

  @Test(arguments: [
    "LAR works, right?", "Is telotristat oral? And does it help?",
    "is LAR effective and who gets interferon?",
  ]) func questionsThatHangTogetherAreOne(_ input: String) throws {
    #expect(try Self.parts(input).whole.parts.isEmpty)
  }

  @Test func ofSeveralQuestionsWithoutAnswerEachIsDeclined() throws {
    let (answer, _) = try Self.parts("dose of octreotide? price of everolimus?")
    #expect(answer.parts.count == 2 && answer.statements.isEmpty && answer.unanswered.isEmpty)
    #expect(answer.outcome == answer.parts[0].outcome)
    #expect(answer.related.count == 2)
  }
}
