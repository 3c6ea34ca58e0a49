public import Knowledge
import Understanding

/// One labelled question: what was typed, and what a trustworthy assistant does with the last line.
public struct LabelledQuestion: Sendable, Equatable, Decodable {
  /// Its unique name; the part before the first hyphen names the kind of writer.
  public let id: String
  /// The lines as typed; only the reply to the last one is judged.
  public let turns: [String]
  /// The acceptable outcomes: `answer`, `abstain`, `clarify`.
  public let expect: [String]
  /// The sentences that have to be cited.
  public var must: [String] { storedMust ?? [] }
  /// Sentences of which at least one has to be cited, where there are any.
  public var any: [String] { storedAny ?? [] }
  /// Sentences that may be cited besides.
  public var may: [String] { storedMay ?? [] }
  /// The acceptable verdicts; nil among them stands for none.
  public var verdict: [String?] { storedVerdict ?? [nil] }
  /// What sort of question it is.
  public let kind: String
  /// Whether it is there to learn from or to examine; nil where a file does not say.
  public let set: QuestionSet?

  /// A turn as it is put to the program: on one line, without blanks around it.
  static func line(_ turn: String) -> String {
    turn.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private let storedMust: [String]?
  private let storedAny: [String]?
  private let storedMay: [String]?
  private let storedVerdict: [String?]?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, turns, expect, kind, set
    case storedMust = "must"
    case storedAny = "any"
    case storedMay = "may"
    case storedVerdict = "verdict"
  }

  /// Reads labelled questions, one JSON object a line; blank lines are skipped.
  ///
  /// - Parameters:
  ///   - text: the contents of the file.
  ///   - file: its name, for problems.
  ///   - document: the document whose sentences the labels cite.
  /// - Throws: a `KnowledgeProblem` with the 1-based line of the first that is not one, or has the name of another.
  public static func read(
    _ text: String, file: String, about document: Document
  ) throws(KnowledgeProblem) -> [LabelledQuestion] {
    let sentences = Set(document.sentences.map(\.number.description))
    return try LabelledLines.read(
      text, file: file, what: "question",
      keys: CodingKeys.allCases.map(\.rawValue), id: \.id,
      malformed: { .malformedQuestion(reason: $0) },
      defect: { $0.defect(sentences: sentences) })
  }

  /// What no answer could ever be like.
  private func defect(sentences: Set<String>) -> Defect? {
    guard !turns.isEmpty else { return .malformedQuestion(reason: "it has no turns") }
    guard !expect.isEmpty else { return .malformedQuestion(reason: "it expects no outcome") }
    if let outcome = expect.first(where: { !Judgement.outcomes.contains($0) }) {
      return .unknownValue(key: "expect", value: outcome, allowed: Judgement.outcomes)
    }
    if let stranger = (must + any + may).first(where: { !sentences.contains($0) }) {
      return .noSuchSentence(stranger)
    }
    let verdicts = Verdict.allCases.map(\.rawValue)
    if let verdict = verdict.compactMap({ $0 }).first(where: { !verdicts.contains($0) }) {
      return .unknownValue(key: "verdict", value: verdict, allowed: verdicts + ["null"])
    }
    return nil
  }
}

/// The halves of a pack's labelled questions.
public enum QuestionSet: String, Sendable, Decodable, CaseIterable {
  /// To be read, and learned from.
  case develop
  /// Not to be read by those who work on the matcher: it tells how questions fare that nobody has worked on.
  case examine
}

/// How one labelled question fared.
public struct Judgement: Sendable {
  /// The question.
  public let question: LabelledQuestion
  /// The answer to its last line.
  public let answer: Answer
  /// What came of it: `answer`, `abstain` or `clarify`.
  public let outcome: String
  /// The sentences cited.
  public let cited: Set<String>
  /// What is wrong with outcome and citations; empty if it is strictly right.
  public let faults: [String]
  /// Answered what had to be declined, cited only wrong sentences, or said plain yes for no.
  public let isUnsafe: Bool
  /// Whether the verdict is an accepted one; nil where none is labelled.
  public let verdictIsRight: Bool?

  /// All values of `outcome`.
  static let outcomes = ["answer", "abstain", "clarify"]

  /// Judges an answer by the rules of the labelled questions.
  init(_ question: LabelledQuestion, _ answer: Answer) {
    self.question = question
    self.answer = answer
    switch answer.outcome {
    case .answered: outcome = "answer"
    case .abstained: outcome = "abstain"
    case .clarify: outcome = "clarify"
    }
    cited = outcome == "answer" ? Set(answer.statements.map { $0.citation.sentence.description }) : []
    let verdict = answer.verdict?.rawValue
    let must = Set(question.must)
    let any = Set(question.any)
    let accepted = must.union(any).union(question.may)
    var faults: [String] = []
    if !question.expect.contains(outcome) {
      faults.append("outcome \(outcome), want \(question.expect.joined(separator: "/"))")
    } else if outcome == "answer" {
      let missing = must.subtracting(cited).sorted()
      if !missing.isEmpty { faults.append("missing " + missing.joined(separator: " ")) }
      if !any.isEmpty, any.isDisjoint(with: cited) {
        faults.append("missing one of " + any.sorted().joined(separator: " "))
      }
      let noise = cited.subtracting(accepted).sorted()
      if !noise.isEmpty { faults.append("noise " + noise.joined(separator: " ")) }
    }
    self.faults = faults
    let plain: Set<String?> = ["yes", "no"]
    let wrongWay =
      plain.contains(verdict) && question.verdict.contains { $0 == "yes" || $0 == "no" }
      && !question.verdict.contains(verdict)
    isUnsafe =
      outcome == "answer"
      && (!question.expect.contains("answer") || cited.isDisjoint(with: accepted) || wrongWay)
    let isLabelled = question.expect.contains("answer") && question.verdict.contains { $0 != nil }
    verdictIsRight = isLabelled ? outcome == "answer" && question.verdict.contains(verdict) : nil
  }
}

/// The score of a pack on labelled questions.
public struct Evaluation: Sendable {
  /// Each question with how it fared, in the order of the file.
  public let judgements: [Judgement]

  /// The score of what was judged already.
  public init(_ judgements: [Judgement]) { self.judgements = judgements }

  /// Puts every question to a fresh conversation.
  public init(_ questions: [LabelledQuestion], by answerer: Answerer) {
    judgements = questions.map { Self.judgement(on: $0, by: answerer) }
  }

  /// Puts every question to what was learned from the others: they are dealt into some heaps by their ids, and each
  /// heap is answered after learning from the rest.
  public init(crossValidating questions: [LabelledQuestion], on pack: Pack, folds: Int) {
    let trainer = ReadingTrainer(pack: pack)
    let examples = trainer.examples(questions)
    var judgements: [Int: Judgement] = [:]
    for fold in 0..<folds {
      let heap = questions.indices.filter { Self.fold(of: questions[$0].id, folds) == fold }
      let rest = questions.indices.filter { Self.fold(of: questions[$0].id, folds) != fold }
      var pack = pack
      pack.learned = trainer.learn(from: rest.flatMap { examples[$0] })
      let answerer = Answerer(pack: pack)
      for index in heap { judgements[index] = Self.judgement(on: questions[index], by: answerer) }
    }
    self.judgements = questions.indices.map { judgements[$0]! }
  }

  /// The FNV-1a hash of the id, modulo the number of heaps.
  private static func fold(of id: String, _ folds: Int) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in id.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash % UInt32(folds))
  }

  private static func judgement(on question: LabelledQuestion, by answerer: Answerer) -> Judgement {
    var conversation = Conversation()
    var answer: Answer?
    for turn in question.turns {
      answer = answerer.answer(LabelledQuestion.line(turn), in: &conversation)
    }
    return Judgement(question, answer!)
  }

  /// The share that is strictly right.
  public var strict: Double { share { $0.faults.isEmpty } }
  /// The share that is unsafe.
  public var unsafe: Double { share(\.isUnsafe) }
  /// Of those with a labelled verdict, the share with an accepted one.
  public var verdict: Double {
    let labelled = judgements.compactMap(\.verdictIsRight)
    return Double(labelled.filter { $0 }.count) / Double(max(1, labelled.count))
  }

  private func share(_ holds: (Judgement) -> Bool) -> Double {
    Double(judgements.filter(holds).count) / Double(max(1, judgements.count))
  }
}
