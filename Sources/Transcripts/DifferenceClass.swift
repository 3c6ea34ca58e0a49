/// What a difference between a recorded and a replayed reply comes to.
public enum DifferenceClass: String, Sendable, CaseIterable, Comparable {
  /// Nothing was recorded yet: a person wrote down the question only.
  case missing
  /// The conversation had ended before the question.
  case ended
  /// Answered, abstained for a reason, or the question back: another of these.
  case outcome
  /// Another truth value of what was asked.
  case verdict
  /// Other sentences or other quotes.
  case citations
  /// Other words around the same outcome, verdict and citations.
  case wording
  /// The reply to a command.
  case command

  /// The order in which classes are listed, the gravest first.
  public static func < (left: Self, right: Self) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}

/// What a reply claims, apart from its words.
public struct ReplyFacts: Equatable, Sendable {
  /// The name of the outcome, with the reason where there is one.
  public let outcome: String
  /// The name of the verdict, or nil.
  public let verdict: String?
  /// What is cited, each with its quote, in the order of the reply.
  public let citations: [String]

  /// The facts of one reply.
  public init(outcome: String, verdict: String?, citations: [String]) {
    self.outcome = outcome
    self.verdict = verdict
    self.citations = citations
  }

  /// The gravest thing in which two replies differ; nil where only words can.
  func difference(from other: ReplyFacts) -> DifferenceClass? {
    if outcome != other.outcome { return .outcome }
    if verdict != other.verdict { return .verdict }
    return citations == other.citations ? nil : .citations
  }
}

/// The facts of a recorded reply and of the one it was replayed with; nil for a command.
public struct TurnFacts: Equatable, Sendable {
  /// What the recorded reply claims.
  public let recorded: ReplyFacts
  /// What the replayed one does.
  public let replayed: ReplyFacts

  /// The facts of both sides.
  public init(recorded: ReplyFacts, replayed: ReplyFacts) {
    self.recorded = recorded
    self.replayed = replayed
  }
}

/// A turn that was replayed otherwise than recorded, classed.
public struct Difference: Equatable, Sendable {
  /// The turn and what became of it.
  public let turn: ReplayedTurn
  /// What the difference comes to.
  public let kind: DifferenceClass
  /// What both replies claim; nil for a command and where there is only one reply.
  public let facts: TurnFacts?
  /// Whether the conversation was recorded with another document or other knowledge about it.
  public let isKnowledgeChanged: Bool

  /// Classes a turn that differs; nil for one that does not.
  ///
  /// - Parameters:
  ///   - turn: The turn.
  ///   - facts: What both replies claim; nil for a command.
  ///   - isKnowledgeChanged: Whether the recording was made with another document or other knowledge about it.
  public init?(_ turn: ReplayedTurn, facts: TurnFacts?, isKnowledgeChanged: Bool) {
    self.turn = turn
    self.facts = facts
    self.isKnowledgeChanged = isKnowledgeChanged
    switch turn.outcome {
    case .same: return nil
    case .notReached: kind = .ended
    case .different where turn.turn.reply.isEmpty: kind = .missing
    case .different:
      kind = facts.map { $0.recorded.difference(from: $0.replayed) ?? .wording } ?? .command
    }
  }
}
