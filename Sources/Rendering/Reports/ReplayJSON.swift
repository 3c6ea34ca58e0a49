public import Transcripts

/// Writes a replay as one JSON object, schema 1.
public enum ReplayJSON {
  /// The object; with coverage if there is any.
  public static func value(_ summary: ReplaySummary, coverage: ReplayCoverage? = nil) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .integer(1)),
      ("transcripts", .array(summary.conversations.map { conversation($0, summary) })),
      (
        "summary",
        .object([
          ("transcripts", .integer(summary.replayedCount)), ("turns", .integer(summary.turnCount)),
          ("differing", .integer(summary.differingCount)),
          ("differences", .integer(summary.differenceCount)),
          ("tolerated", .integer(summary.toleratedCount)), ("unreadable", .integer(summary.unreadableCount)),
          ("classes", .object(summary.counts.map { ($0.kind.rawValue, .integer($0.count)) })),
        ])
      ),
    ]
    if let coverage { members.append(("coverage", value(coverage))) }
    return .object(members)
  }

  private static func conversation(_ conversation: ReplayedConversation, _ summary: ReplaySummary)
    -> JSONValue
  {
    let status =
      !conversation.problems.isEmpty
      ? "unreadable"
      : !summary.counted(conversation).isEmpty
        ? "different" : conversation.differences.isEmpty ? "same" : "tolerated"
    return .object([
      ("file", .string(conversation.file)), ("title", .string(conversation.title)),
      ("status", .string(status)), ("turns", .integer(conversation.turnCount)),
      ("problems", .array(conversation.problems.map { .string($0) })),
      ("warnings", .array(conversation.warnings.map { .string($0) })),
      ("differences", .array(conversation.differences.map { difference($0, summary) })),
    ])
  }

  private static func difference(_ difference: Difference, _ summary: ReplaySummary) -> JSONValue {
    let turn = difference.turn
    var replayed = JSONValue.null
    if case .different(let reply) = turn.outcome { replayed = .string(reply) }
    return .object([
      ("line", .integer(turn.turn.line)), ("question", .string(turn.turn.input)),
      ("class", .string(difference.kind.rawValue)),
      ("knowledge-changed", .bool(difference.isKnowledgeChanged)),
      ("tolerated", .bool(summary.tolerated.contains(difference.kind))),
      ("recorded", .string(turn.turn.reply)), ("replayed", replayed), ("diff", .string(turn.diff().text)),
    ])
  }

  private static func value(_ coverage: ReplayCoverage) -> JSONValue {
    .object(
      coverage.groups.map { group in
        (
          group.name,
          .object([
            ("turns", .object(group.items.map { ($0, .integer(group.count(of: $0))) })),
            ("missing", .array(group.missing.map { .string($0) })),
          ])
        )
      })
  }
}
