/// Says a recorded conversation's questions again and compares the replies.
public enum TranscriptReplay {
  /// Replays all turns of a transcript as one conversation.
  ///
  /// - Parameters:
  ///   - transcript: The recorded conversation.
  ///   - respond: Takes a user's line and returns the reply as printed at 80 columns without colour, without the
  ///     newline that ends its last line; nil when the conversation ended, after which it is not called again. A nil
  ///     counts as an empty reply where the recorded one is empty too, as for a command that quits.
  public static func replay<Failure: Error>(
    _ transcript: Transcript, respond: (String) throws(Failure) -> String?
  ) throws(Failure) -> ReplayResult {
    var turns: [ReplayedTurn] = []
    var hasEnded = false
    for (turn, recorded) in transcript.turnsWithLines {
      var outcome = ReplayedTurn.Outcome.notReached
      if !hasEnded {
        if let reply = try respond(turn.input) {
          outcome = turn.hasReply(reply) ? .same : .different(reply)
        } else {
          hasEnded = true
          if turn.reply.isEmpty { outcome = .same }
        }
      }
      turns.append(ReplayedTurn(turn: turn, outcome: outcome, file: transcript.file, recordedLines: recorded))
    }
    return ReplayResult(file: transcript.file, turns: turns)
  }

  /// Whether any reply differs; nothing more is said once one does.
  public static func differs(_ transcript: Transcript, respond: (String) -> String?) -> Bool {
    var hasEnded = false
    for turn in transcript.turns {
      guard !hasEnded, let reply = respond(turn.input) else {
        if hasEnded || !turn.reply.isEmpty { return true }
        hasEnded = true
        continue
      }
      if !turn.hasReply(reply) { return true }
    }
    return false
  }
}

/// A replayed conversation.
public struct ReplayResult: Equatable, Sendable {
  /// The transcript's file, as the caller named it.
  public let file: String
  /// Every recorded turn, in order.
  public let turns: [ReplayedTurn]

  /// Whether every reply came back byte for byte.
  public var isSame: Bool { turns.allSatisfy { $0.outcome == .same } }
  /// The turns that differ, those not reached included.
  public var differences: [ReplayedTurn] { turns.filter { $0.outcome != .same } }
  /// The one to look at: later turns may differ only because this one did.
  public var firstDifference: ReplayedTurn? { turns.first { $0.outcome != .same } }
  /// The differences after the first, to be counted or folded.
  public var followOns: [ReplayedTurn] { Array(differences.dropFirst()) }
  /// What to give to `Transcript.replacingReplies(_:)` to accept the replay: nil for turns that were not reached.
  public var replies: [String?] {
    turns.map { turn in
      switch turn.outcome {
      case .same: turn.turn.reply
      case .different(let reply): reply
      case .notReached: nil
      }
    }
  }
}

/// A recorded turn and what became of it.
public struct ReplayedTurn: Equatable, Sendable {
  /// What happened when the question was said again.
  public enum Outcome: Equatable, Sendable {
    /// The recorded reply, byte for byte.
    case same
    /// Another reply.
    case different(String)
    /// The conversation had ended.
    case notReached

    /// Compares replies byte for byte, unlike `String`'s own equality.
    public static func == (a: Outcome, b: Outcome) -> Bool {
      switch (a, b) {
      case (.same, .same), (.notReached, .notReached): true
      case (.different(let a), .different(let b)): a.utf8.elementsEqual(b.utf8)
      case (.same, _), (.different, _), (.notReached, _): false
      }
    }
  }

  /// The turn as it was recorded.
  public let turn: Turn
  /// What happened.
  public let outcome: Outcome
  /// The transcript's file, as the caller named it.
  public let file: String
  /// The reply's lines as they stand in the file, in this program's spelling of escapes.
  let recordedLines: [String]

  /// Recorded against replayed, from the prompt on, in the notation of the file: what is invisible shows as an escape,
  /// and the old side's line numbers are those of the file. The new side's are those it would have if only this turn
  /// were accepted.
  ///
  /// - Parameter context: How many equal lines to show around a change; nil for the whole turn.
  /// - Returns: A diff without lines when nothing differs.
  public func diff(context: Int? = 3) -> UnifiedDiff {
    let prompt = Escaping.promptLine(for: turn.input)
    var newLines: [String] = []
    var newName = "replayed"
    switch outcome {
    case .same: newLines = [prompt] + recordedLines
    case .different(let reply): newLines = [prompt] + Escaping.replyLines(for: reply)
    case .notReached: newName = "not reached: the conversation had ended"
    }
    return UnifiedDiff(
      old: [prompt] + recordedLines, new: newLines, oldName: "\(file):\(turn.line) recorded",
      newName: newName,
      firstLine: turn.line, context: context, section: prompt)
  }
}

extension Transcript {
  /// The turns, each with the physical lines of its reply in this program's spelling.
  fileprivate var turnsWithLines: [(Turn, [String])] {
    elements.flatMap { element -> [(Turn, [String])] in
      guard case .block(let block) = element else { return [] }
      return block.entries.map { ($0.turn, $0.canonicalReplyLines) }
    }
  }
}

extension Transcript.Entry {
  /// Line by line, so that a line which a person wrote with a `\n` in it stays one line and the numbers stay right.
  fileprivate var canonicalReplyLines: [String] {
    let canonical = Escaping.replyLines(for: turn.reply)
    if canonical.count == reply.count { return canonical }
    return reply.map { source in
      let line = source.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      return String(decoding: line, as: UTF8.self)
    }
  }
}
