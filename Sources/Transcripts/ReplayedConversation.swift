/// A transcript that was replayed, or that could not be.
public struct ReplayedConversation: Sendable {
  /// The file as the caller named it.
  public let file: String
  /// The title from the front matter; the file if it has none.
  public let title: String
  /// Every turn, or why there are none: messages of one line each.
  public let outcome: Outcome
  /// What does not keep the conversation from being replayed, a line each.
  public let warnings: [String]
  /// How long the replay took.
  public let duration: Duration

  /// What came of it.
  public enum Outcome: Sendable {
    /// The transcript as it was read, what was replayed, and the differences in order.
    case replayed(Transcript, ReplayResult, [Difference])
    /// The file is not what it has to be.
    case unreadable([String])
  }

  /// What is known after a replay.
  public init(file: String, title: String?, outcome: Outcome, warnings: [String], duration: Duration) {
    self.file = file
    self.title = title ?? file
    self.outcome = outcome
    self.warnings = warnings
    self.duration = duration
  }

  /// All differences, in order.
  public var differences: [Difference] {
    if case .replayed(_, _, let differences) = outcome { differences } else { [] }
  }

  /// How many turns were replayed.
  public var turnCount: Int {
    if case .replayed(_, let result, _) = outcome { result.turns.count } else { 0 }
  }

  /// What was wrong with the file; empty for one that was replayed.
  public var problems: [String] {
    if case .unreadable(let messages) = outcome { messages } else { [] }
  }
}

/// What became of several transcripts.
public struct ReplaySummary: Sendable {
  /// The conversations in the order of their paths.
  public let conversations: [ReplayedConversation]
  /// The classes of differences that do not count.
  public let tolerated: Set<DifferenceClass>

  /// Sums up.
  public init(_ conversations: [ReplayedConversation], tolerating tolerated: Set<DifferenceClass> = []) {
    self.conversations = conversations
    self.tolerated = tolerated
  }

  /// The differences of a conversation that count.
  public func counted(_ conversation: ReplayedConversation) -> [Difference] {
    conversation.differences.filter { !tolerated.contains($0.kind) }
  }

  /// How many transcripts were replayed.
  public var replayedCount: Int { conversations.count { $0.problems.isEmpty } }
  /// How many turns they have.
  public var turnCount: Int { conversations.reduce(0) { $0 + $1.turnCount } }
  /// How many transcripts differ.
  public var differingCount: Int { conversations.count { !counted($0).isEmpty } }
  /// How many turns differ.
  public var differenceCount: Int { conversations.reduce(0) { $0 + counted($1).count } }
  /// How many turns differ in a way that does not count.
  public var toleratedCount: Int {
    conversations.reduce(0) { $0 + $1.differences.count } - differenceCount
  }
  /// How many files are not transcripts.
  public var unreadableCount: Int { conversations.count { !$0.problems.isEmpty } }
  /// The differences of each class that count, the gravest class first.
  public var counts: [(kind: DifferenceClass, count: Int)] {
    let all = conversations.flatMap(counted)
    return DifferenceClass.allCases.compactMap { kind in
      let count = all.count { $0.kind == kind }
      return count > 0 ? (kind, count) : nil
    }
  }
}
