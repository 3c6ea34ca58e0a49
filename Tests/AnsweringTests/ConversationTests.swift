import Answering
import Foundation
import Knowledge
import Testing
import Understanding

/// What is remembered of a patient, and until when.
struct ConversationTests {
  /// The conditions remembered after some lines.
  private static func told(_ lines: String...) throws -> Set<String> {
    try told(lines)
  }

  private static func told(_ lines: [String]) throws -> Set<String> {
    let answerer = Answerer(pack: try ShippedPack.pack())
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
    let answerer = Answerer(pack: try ShippedPack.pack())
    var conversation = Conversation()
    _ = answerer.answer("pt on octreotide LAR, still has diarrhoea. what can be added?", in: &conversation)
    #expect(conversation.topics.map(\.concept) == ["telotristat"])
  }

  // MARK: Several questions in one input

  private static func parts(_ input: String) throws -> (whole: Answer, sentences: [[String]]) {
    var conversation = Conversation()
    let answer = Answerer(pack: try ShippedPack.pack()).answer(input, in: &conversation)
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

  @Test(arguments: ["LAR works, right?", "is octreotide or lanreotide for carcinoid syndrome?"])
  func whatAsksOnceIsOneQuestion(_ input: String) throws {
    #expect(try Self.parts(input).whole.parts.isEmpty)
  }

  /// The second of two questions hangs on the first as if it were put in the next line.
  @Test(arguments: [
    ("Is telotristat oral?", "And does it reduce diarrhea?"),
    ("is LAR effective", "and who gets interferon?"),
    ("does telotristat reduce 5-HIAA", "and what enzyme does it block?"),
  ]) func whatHangsOnTheFirstQuestionIsAnsweredAfterIt(_ first: String, _ second: String) throws {
    let together = try Self.parts(first + " " + second)
    #expect(together.sentences.count == 2)
    #expect(together.whole.parts.last?.statements == (try Self.answer(first, second)).statements)
  }

  @Test func ofSeveralQuestionsWithoutAnswerEachIsDeclined() throws {
    let (answer, _) = try Self.parts("dose of octreotide? price of everolimus?")
    #expect(answer.parts.count == 2 && answer.statements.isEmpty && answer.unanswered.isEmpty)
    #expect(answer.outcome == answer.parts[0].outcome)
    #expect(answer.related.count == 2)
  }

  /// The last of some lines, answered in one conversation.
  private static func answer(_ lines: String...) throws -> Answer {
    let answerer = Answerer(pack: try ShippedPack.pack())
    var conversation = Conversation()
    return lines.reduce(nil) { _, line in answerer.answer(line, in: &conversation) }!
  }

  /// What something is does not hang on what was asked before.
  @Test(arguments: ["what is everolimus", "what's mTOR?", "what is a somatostatin analogue?"])
  func whatSomethingIsLeansOnNothing(_ question: String) throws {
    let alone = try Self.answer(question)
    let later = try Self.answer("what is the cost of telotristat?", question)
    #expect(later.outcome == alone.outcome)
    #expect(later.statements == alone.statements)
  }

  @Test func keyWordsAfterSomethingUnmentionedStandByThemselves() throws {
    #expect(try Self.answer("telotristat in renal failure", "telotristat").outcome == .answered)
    #expect(
      try Self.answer("telotristat in renal failure", "and lanreotide?").outcome != .answered,
      "an ellipsis takes the question before")
  }

  @Test(arguments: ["she is on lanreotide", "Mr. Lee is on lanreotide", "my aunt takes lanreotide"])
  func aTreatmentOfSomebodyIsTold(_ line: String) throws {
    #expect(try Self.answer(line).outcome == .abstained(.notAQuestion(NotedFacts(present: ["lanreotide"]))))
  }

  @Test(arguments: [
    ("hello there", Aside.greeting), ("thanks, that's helpful", .thanks), ("bye", .farewell),
    ("sorry", .apology),
    ("what can you do?", .help), ("how do I quit?", .leaving), ("do you save what I type?", .privacy),
    ("where do you get your answers from?", .origin), ("is it any use? I want to end my life", .distress),
  ]) func whatAsksNothingOfTheDocumentIsAnAside(_ line: String, _ aside: Aside) throws {
    #expect(try Self.answer("what does telotristat inhibit?", line).outcome == .abstained(.aside(aside)))
  }

  @Test func aQuestionWithThanksIsNoAside() throws {
    #expect(try Self.answer("thanks! what does telotristat inhibit?").outcome == .answered)
    #expect(try Self.answer("what can you do for tumor growth?").outcome != .abstained(.aside(.help)))
  }

  @Test func anotherLanguageIsSaidToBeOne() throws {
    #expect(
      try Self.answer("telotristat 是什么").outcome == .abstained(.otherLanguage(understood: ["telotristat"])))
    #expect(try Self.answer("что такое интерферон").outcome == .abstained(.otherLanguage(understood: [])))
    #expect(try Self.answer("what is the naïve dose of telotristat?").outcome != .answered)
  }

  /// All that is asked for is all that the document names.
  @Test(arguments: [
    "list the drugs", "what are the treatment options", "treatments", "how are NETs treated?",
  ])
  func allTreatmentsAreListed(_ question: String) throws {
    let answer = try Self.answer(question)
    let quotes = answer.statements.map(\.citation.quote).joined(separator: " ")
    for name in ["octreotide", "lanreotide", "Telotristat", "everolimus", "doxorubicin", "interferon-alpha"] {
      #expect(quotes.contains(name), "\(question): \(name)")
    }
  }

  @Test func oneTreatmentIsNotAllOfThem() throws {
    #expect(try Self.answer("which drug?").outcome != .answered)
    #expect(try Self.answer("how is a glucagonoma treated?").outcome != .answered)
  }

  @Test func whatIsNotThereIsNotedAndNotTold() throws {
    #expect(
      try Self.answer("no carcinoid syndrome").outcome
        == .abstained(.notAQuestion(NotedFacts(absent: ["carcinoid-syndrome"]))))
    let answer = try Self.answer("never had lanreotide", "can I use interferon?")
    let question = answer.explanations[0].question
    #expect(question.absent.map(\.concept) == ["lanreotide"])
    #expect(!question.context.contains { $0.concept == "lanreotide" })
  }

  @Test(arguments: [
    "neither octreotide nor lanreotide worked for him", "she is not responding to lanreotide",
  ])
  func whatWasHadInVainIsNotAbsent(_ line: String) throws {
    guard case .abstained(.notAQuestion(let noted)) = try Self.answer(line).outcome else {
      Issue.record("not noted")
      return
    }
    #expect(noted.present.contains("lanreotide") && noted.absent.isEmpty)
  }

  @Test func whatIsToldAfterAllIsNoLongerAbsent() throws {
    let answer = try Self.answer("no carcinoid syndrome", "now carcinoid syndrome", "what to give?")
    #expect(answer.explanations[0].question.absent.isEmpty)
    #expect(answer.explanations[0].question.context.contains { $0.concept == "carcinoid-syndrome" })
  }

  /// What is asked about somebody without a state is not what a tale tells.
  @Test func aQuestionWithoutAStateIsNotRemembered() throws {
    let asked = try Self.answer("does telotristat work without lanreotide?")
    #expect(asked.explanations[0].question.without.map(\.concept) == ["lanreotide"])
    let next = try Self.answer(
      "does telotristat work without lanreotide?", "what can be given for tumor growth?")
    #expect(next.explanations[0].question.absent.isEmpty)
  }

  /// A statement for patients in a state decides nothing of those who are not in it.
  @Test(arguments: [
    "should a patient without carcinoid syndrome get octreotide?",
    "no carcinoid syndrome. should she get octreotide?",
  ]) func noVerdictIsDrawnFromAStatementForOthers(_ question: String) throws {
    let answer = try Self.answer(question)
    #expect(
      answer.verdict == nil || !answer.statements.contains { $0.id == "analogue-for-carcinoid-syndrome" })
  }

  @Test(arguments: [
    "metastatic NET, ki67 5%, failed octreotide|interferon?", "ECOG 1, failed octreotide|interferon?",
    "failed octreotide, hypertension|interferon?", "failed lanreotide, diabetic, on metformin|interferon?",
  ]) func whatIsToldBesideAStateIsNoPartOfTheNextQuestion(_ lines: String) throws {
    let answer = try ShippedPack.reply(lines)
    #expect(answer.statements.map(\.citation.sentence.description) == ["2.3"])
  }

  @Test(arguments: [
    "pregnant, carcinoid syndrome|octreotide?", "child with metastatic NET|everolimus?",
    "insulinoma|octreotide?", "what does a ki67 of 5% mean?", "hep C|interferon?",
  ]) func whatMakesAnotherMatterOfItIsDeclined(_ lines: String) throws {
    #expect(try ShippedPack.reply(lines).outcome != .answered)
  }

}
