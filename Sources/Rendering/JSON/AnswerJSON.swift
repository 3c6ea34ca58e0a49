public import Answering
public import Knowledge
import Understanding

/// Writes an answer as the object of the command line's contract, version 1.
public struct AnswerJSON: Sendable {
  private let pack: Pack

  /// Writes answers from one pack.
  public init(pack: Pack) { self.pack = pack }

  /// The object for one question: schema, question, outcome, reason, verdict, text, citations, related, in that order;
  /// with `explaining` also cautions and unanswered, the sentences that the text says besides the answer, and explanation and
  /// decision, with the decisions on questions that were answered each by itself.
  public func value(_ answer: Answer, to question: String, explaining: Bool = false) -> JSONValue {
    let (outcome, reason) = kind(of: answer.outcome)
    let isAnswered = answer.outcome == .answered
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .integer(1)), ("question", .string(question)), ("outcome", .string(outcome)),
      ("reason", reason.map { .string($0) } ?? .null),
      ("verdict", isAnswered ? answer.verdict.map { .string($0.rawValue) } ?? .null : .null),
      ("text", .string(AnswerText(pack: pack).page(answer, to: question).text(width: nil))),
      ("citations", .array(isAnswered ? answer.statements.map(citation) : [])),
      ("related", .array(isAnswered ? [] : answer.related.map(citation))),
    ]
    if explaining {
      let cautions = answer.byPart.flatMap(AnswerText(pack: pack).cautions)
      members.append(("cautions", .array(cautions.map { .string($0) })))
      let unanswered = answer.unanswered.map(AbstentionText(pack: pack).sentence)
      members.append(("unanswered", .array(unanswered.map { .string($0) })))
      members.append(("explanation", .array(answer.explanations.map(explanation))))
      members.append(("decision", answer.decision.map(decision) ?? .null))
      if !answer.parts.isEmpty {
        members.append(("decisions", .array(answer.parts.map { $0.decision.map(decision) ?? .null })))
      }
    }
    return .object(members)
  }

  /// The object for a line that was a command, with what it printed.
  public func value(command: String, reply: Page) -> JSONValue {
    .object([
      ("schema", .integer(1)), ("question", .string(command)), ("outcome", .string("abstained")),
      ("reason", .string("not-a-question")), ("verdict", .null), ("text", .string(reply.text(width: nil))),
      ("citations", .array([])), ("related", .array([])),
    ])
  }

  private func kind(of outcome: Outcome) -> (outcome: String, reason: String?) {
    switch outcome {
    case .answered: ("answered", nil)
    case .abstained(.notStated), .abstained(.uncertain), .abstained(.otherLanguage):
      ("abstained", "not-stated")
    case .abstained(.notMentioned): ("abstained", "not-mentioned")
    case .abstained(.outside): ("abstained", "outside")
    case .abstained(.notAQuestion), .abstained(.takenBack), .abstained(.aside):
      ("abstained", "not-a-question")
    case .clarify: ("clarify", "ambiguous")
    }
  }

  private func citation(_ statement: Statement) -> JSONValue {
    let place = statement.citation
    return .object([
      ("statement", .string(statement.id)), ("document", .string(pack.name)),
      ("paragraph", .integer(place.sentence.paragraph)), ("sentence", .integer(place.sentence.sentence)),
      ("quote", .string(place.quote)), ("line", .integer(place.line)),
      ("start", .integer(place.range.lowerBound)),
      ("end", .integer(place.range.upperBound)),
    ])
  }

  private func explanation(_ explanation: Explanation) -> JSONValue {
    let question = explanation.question
    return .object([
      ("form", .string(question.form.rawValue)), ("negations", .integer(question.negators.count)),
      ("mentions", .array(question.mentions.map(mention))),
      ("context", .array(question.context.map(mention))),
      ("absent", .array((question.absent + question.without).map(mention))),
      ("doubtful", .array(question.doubtful.map(mention))),
      ("excluded", .array(question.excluded.map(mention))),
      ("inherited", .array(question.inherited.map { .string($0) })),
      ("unknown", .array(question.unknown.map { .string($0.text) })),
      ("candidates", .array(explanation.candidates.map(candidate))),
    ])
  }

  private func decision(_ decision: Decision) -> JSONValue {
    .object([
      (
        "chances",
        .object(decision.chances.map { (key: $0.name, value: JSONValue.decimal($0.chance, places: 3)) })
      ),
      (
        "reasons",
        .array(
          decision.reasons.prefix(10).map { reason in
            .object([("feature", .string(reason.feature)), ("share", .decimal(reason.share, places: 3))])
          })
      ),
    ])
  }

  private func mention(_ mention: Mention) -> JSONValue {
    .object([
      ("concept", .string(mention.concept)), ("role", .string(mention.role.rawValue)),
      ("surface", .string(mention.surface)), ("start", .integer(mention.range.lowerBound)),
      ("end", .integer(mention.range.upperBound)),
    ])
  }

  private func candidate(_ candidate: Candidate) -> JSONValue {
    .object([
      ("statement", .string(candidate.statement.id)), ("score", .decimal(candidate.score, places: 3)),
      ("rejection", candidate.rejection.map { .string(Self.name(of: $0)) } ?? .null),
    ])
  }

  private static func name(of rejection: Rejection) -> String {
    switch rejection {
    case .unaccounted: "unaccounted"
    case .aspectUnsaid: "aspect-unsaid"
    case .otherPopulation: "other-population"
    case .rolesReversed: "roles-reversed"
    case .nothingShared: "nothing-shared"
    case .unexplained: "unexplained"
    case .outranked: "outranked"
    }
  }
}
