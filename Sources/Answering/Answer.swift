public import Knowledge
public import Understanding

/// What is said to one input.
public struct Answer: Sendable {
  /// What came of it.
  public internal(set) var outcome: Outcome
  /// For a question of yes or no, the truth of the proposition as worded.
  public internal(set) var verdict: Verdict?
  /// The statements that answer, best first.
  public let statements: [Statement]
  /// Statements shown beside an answer that could not be given, which do not answer.
  public let related: [Statement]
  /// The halves of a double question that could not be answered, with the reason for each.
  public let unanswered: [Abstention]
  /// What each question in the input was taken to ask.
  public let explanations: [Explanation]
  /// The words that were read as others.
  public let readAs: [Correction]
  /// What the labelled questions of the pack taught on it; nil if the pack ships nothing of the kind, or for several parts.
  public var decision: Decision?
  /// The answers to questions that were put one after the other in one input, each by itself, in their order; empty if there
  /// was one. All else is then what they come to together.
  public var parts: [Answer] = []
  /// How a hedged verdict stands to what was put, where it is not a yes with a hedge; nil otherwise.
  public internal(set) var hedge: Hedge?
  /// What was told of the patient that does not fit what is given in answer.
  public internal(set) var cautions: [Caution] = []
  /// The name of the patient of whom it is, if several are told apart; nil otherwise.
  public internal(set) var patient: String?

  /// Whether it was given before and is shown again, since it was doubted or denied.
  public internal(set) var isRepeated = false

  func with(_ outcome: Outcome) -> Answer {
    var answer = self
    answer.outcome = outcome
    return answer
  }

  /// The same as what holds for a patient, or the first part of it.
  func with(patient: String?) -> Answer {
    var answer = self
    if answer.parts.isEmpty { answer.patient = patient } else { answer.parts[0].patient = patient }
    return answer
  }

  func with(_ decision: Decision) -> Answer {
    var answer = self
    answer.decision = decision
    return answer
  }
}

extension Answer {
  /// Some answers to the parts of one input, with the words that were read as others in all of it. The verdict is the first
  /// that was given.
  init(together parts: [Answer], readAs: [Correction]) {
    let parts = Self.joined(parts)
    let answered = parts.filter { $0.outcome == .answered }
    let reasons = parts.compactMap { if case .abstained(let reason) = $0.outcome { reason } else { nil } }
    outcome = answered.isEmpty ? reasons.first.map(Outcome.abstained) ?? parts[0].outcome : .answered
    verdict = answered.lazy.compactMap(\.verdict).first
    statements = Self.distinct(answered.flatMap(\.statements))
    related = answered.isEmpty ? Self.distinct(parts.flatMap { $0.related.prefix(1) }) : []
    unanswered = parts.flatMap { part -> [Abstention] in
      if case .abstained(let reason) = part.outcome {
        answered.isEmpty ? [] : [reason]
      } else {
        part.unanswered
      }
    }
    explanations = parts.flatMap(\.explanations)
    self.readAs = readAs
    self.parts = parts
  }

  /// The parts, and one in place of neighbours that cite the same sentences to the same verdict.
  private static func joined(_ parts: [Answer]) -> [Answer] {
    parts.reduce(into: []) { joined, part in
      guard let last = joined.last, last.outcome == .answered, part.outcome == .answered,
        last.verdict == part.verdict, last.unanswered.isEmpty, last.patient == part.patient,
        last.cautions == part.cautions,
        Set(last.statements.map(\.citation.sentence)) == Set(part.statements.map(\.citation.sentence))
      else { return joined.append(part) }
      joined[joined.count - 1] = Answer(
        outcome: .answered, verdict: part.verdict, statements: distinct(last.statements + part.statements),
        related: [], unanswered: part.unanswered, explanations: last.explanations + part.explanations,
        readAs: part.readAs)
      joined[joined.count - 1].patient = part.patient
      joined[joined.count - 1].cautions = part.cautions
    }
  }

  /// Its parts, or itself if it has none.
  public var byPart: [Answer] { parts.isEmpty ? [self] : parts }

  private static func distinct(_ statements: [Statement]) -> [Statement] {
    statements.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// What a hedged verdict may come to.
public enum Hedge: Sendable, Equatable {
  /// What was put is surely not true as it was put.
  case contrary
  /// What answers is said of patients in another state than was told.
  case ofOthers
}

/// Something that was told of the patient and that does not fit a statement given in answer. Things are ids of concepts.
public enum Caution: Sendable, Hashable {
  /// The statement is for patients in a state that was told not to be there, or that something told rules out.
  case ofOthers(state: String, told: String?)
  /// It is for patients in a state that was told to be possible and no more.
  case unsure(state: String)
  /// It is on a treatment that is given with another, which was told not to be given.
  case without(treatment: String)
  /// It is on a treatment that was told to be out of the question.
  case ruledOut(treatment: String)
  /// It is on a treatment in a state that it does not speak of ("failed X").
  case notFor(state: String)
  /// It is on a treatment that was told to be under way, and another was asked for.
  case underWay(treatment: String)
}

/// The three outcomes.
public enum Outcome: Sendable, Equatable {
  /// Statements of the document answer.
  case answered
  /// They do not, for a reason.
  case abstained(Abstention)
  /// The question has to be put another way.
  case clarify(Clarification)
}

/// Why there is no answer.
public enum Abstention: Sendable, Equatable {
  /// The document names the things, but says nothing of the aspect.
  case notStated(topics: [String], aspects: [String])
  /// A sentence comes near, but that it answers is not sure enough; to a program that is the same as not stated.
  case uncertain
  /// The document never names these.
  case notMentioned([UnmentionedThing])
  /// The question is in another language; the things that were understood.
  case otherLanguage(understood: [String])
  /// The question is about something else altogether.
  case outside
  /// Nothing was asked: something was told, with what was noted of it.
  case notAQuestion(NotedFacts)
  /// What was said last was taken back, with what is still noted of the patient.
  case takenBack(NotedFacts)
  /// Nothing was asked of the document.
  case aside(Aside)
}

/// What was noted of a patient, as ids of concepts.
public struct NotedFacts: Sendable, Equatable {
  /// What is there, or was had.
  public var present: [String] = []
  /// What is not there, or was not had.
  public var absent: [String] = []
  /// What may be there.
  public var doubtful: [String] = []

  /// Notes what is described at each property.
  public init(present: [String] = [], absent: [String] = [], doubtful: [String] = []) {
    (self.present, self.absent, self.doubtful) = (present, absent, doubtful)
  }

  /// Whether nothing was noted.
  public var isEmpty: Bool { present.isEmpty && absent.isEmpty && doubtful.isEmpty }
}

/// Something that was asked about and that the document never names.
public struct UnmentionedThing: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// The words by which it was called, as typed; a person may not know it again under its name.
  public let typed: String
}

/// Why the question comes back.
public enum Clarification: Sendable, Equatable {
  /// It speaks of something that was not named before.
  case noReferent
  /// It may be of any of several patients, whose names these are.
  case severalPatients([String])
  /// There was no question in it.
  case nothingAsked
}

/// How one question was read, and what became of every candidate.
///
/// A class, since much hangs on it and it is handed around: a copy is a reference.
public final class Explanation: Sendable {
  /// The question as it was resolved.
  public let question: Question
  /// How the statements measured up; nil if that did not matter.
  let ranking: Ranking?

  init(question: Question, ranking: Ranking?) {
    self.question = question
    self.ranking = ranking
  }

  /// The candidates, best first.
  public var candidates: [Candidate] { ranking?.all ?? [] }
}

/// A statement measured against a question.
///
/// What came of all that were measured stands in one table: a copy is a reference to it and the place there.
public struct Candidate: Sendable {
  /// The statement's place among all.
  private(set) var index: Int
  /// Its score; only those without a rejection count.
  public let score: Double
  /// Whether it was turned down.
  let isRejected: Bool
  private let measures: Measures
  private let place: Int

  /// What came of the statement that was measured as one of some.
  init(_ measures: Measures, _ place: Int) {
    self.measures = measures
    self.place = place
    index = measures.rows[place].index
    score = measures.rows[place].score
    isRejected = measures.rows[place].rejection != nil
  }

  /// The same for another statement.
  func with(_ index: Int) -> Candidate {
    var candidate = self
    candidate.index = index
    return candidate
  }

  /// What it was measured by.
  var inquiry: Inquiry { measures.inquiry }
  /// The statement.
  public var statement: Statement { measures.places.statements[index] }
  /// Why it was turned down, or nil.
  public var rejection: Rejection? { measures.rows[place].rejection }
  /// The concepts of the question whose contrary it asserts.
  public var opposed: [String] { measures.rows[place].opposed }
  /// Whether the question gives the statement's subject what another subject reaches.
  public var isMisplaced: Bool { measures.rows[place].isMisplaced }
  /// Findings that are asked about beside one that the statement knows.
  public var leftOut: [String] { measures.rows[place].leftOut }
  /// Whether the question offers both sides of a contrary to choose from.
  public var isChoice: Bool { measures.rows[place].isChoice }

  /// What each mention found in it.
  public var matches: [Match] {
    findings.map {
      Match(concept: measures.inquiry.concepts[$0.concept], account: $0.account, weight: $0.weight)
    }
  }

  /// The same with the concepts as their places in the inquiry.
  var findings: ArraySlice<Finding> { measures.findings[measures.rows[place].findings] }

  /// What the mentions of one concept found in it.
  func findings(on concept: String) -> LazyFilterSequence<ArraySlice<Finding>> {
    let place = measures.inquiry.concepts.firstIndex(of: concept)
    return findings.lazy.filter { $0.concept == place }
  }

  /// The concept of a finding.
  func concept(of finding: Finding) -> String { measures.inquiry.concepts[finding.concept] }
}

/// What came of the statements that were measured against one question.
final class Measures: Sendable {
  /// What came of one statement.
  struct Row: Sendable {
    /// The statement's place among all.
    let index: Int
    let score: Double
    /// The places of what each mention found in it.
    let findings: Range<Int>
    let rejection: Rejection?
    let opposed: [String]
    let isMisplaced: Bool
    let leftOut: [String]
    let isChoice: Bool
  }

  let inquiry: Inquiry
  let places: StatementPlaces
  let rows: [Row]
  let findings: [Finding]

  init(_ inquiry: Inquiry, _ places: StatementPlaces, rows: [Row], findings: [Finding]) {
    self.inquiry = inquiry
    self.places = places
    self.rows = rows
    self.findings = findings
  }
}

/// How one mention is accounted for, with its concept as a place in the inquiry's.
struct Finding: Sendable {
  let concept: Int
  let account: Account
  /// What that adds to the score.
  let weight: Double
}

/// How one mention is accounted for.
public struct Match: Sendable, Equatable {
  /// The mention's concept.
  public let concept: String
  /// What it found.
  public let account: Account
  /// What that adds to the score.
  public let weight: Double
}

/// What a mention can find in a statement.
public enum Account: Sendable, Equatable {
  /// A slot with the same concept, or one that stands in line with it.
  case slot(Slot, Nearness)
  /// The aspect it asks for.
  case aspect
  /// A slot with the contrary.
  case opposite(Slot)
  /// Another statement about the same subject.
  case sibling

  /// Whether it is a slot with the concept itself, or one in line with it.
  var isSlot: Bool { if case .slot = self { true } else { false } }
}

/// How near two concepts in one line of the hierarchy are.
public enum Nearness: Sendable, Equatable {
  /// They are the same.
  case same
  /// The question is about a kind of what the statement is about.
  case narrower
  /// The statement is about a kind of what the question is about.
  case broader
}

/// Why a statement does not answer.
public enum Rejection: Sendable, Equatable {
  /// It does not account for something that was named.
  case unaccounted(String?)
  /// It does not tell about what is asked.
  case aspectUnsaid([String])
  /// It is for patients in the contrary state.
  case otherPopulation(String?)
  /// Its roles are the other way round.
  case rolesReversed
  /// It shares nothing specific with the question.
  case nothingShared
  /// Too many words of the question are not explained.
  case unexplained([String])
  /// Another one answers better.
  case outranked
}
