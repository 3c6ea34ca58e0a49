public import Transcripts

/// Writes what became of a replay, for people.
public struct ReplayText {
  private let summary: ReplaySummary
  private let showsAll: Bool

  /// Writes about one replay; all differences of a conversation in full, or the first and a line on the others.
  public init(_ summary: ReplaySummary, showsAll: Bool = false) {
    self.summary = summary
    self.showsAll = showsAll
  }

  /// The differences of one conversation; empty if none counts.
  public func page(_ conversation: ReplayedConversation) -> Page {
    let differences = summary.counted(conversation)
    var page = Page()
    for difference in showsAll ? differences : Array(differences.prefix(1)) {
      page.addBlank()
      page.blocks += Self.blocks(difference)
    }
    if !showsAll, differences.count > 1 {
      let rest = differences.dropFirst()
      let places = rest.prefix(8).map { "line \($0.turn.turn.line) (\($0.kind.rawValue))" }
      let more = rest.count > 8 ? " and \(rest.count - 8) more" : ""
      page.addBlank()
      page.add(
        "Then \(Phrases.count(rest.count, "turn")) of this conversation \(rest.count == 1 ? "differs" : "differ") "
          + "as well: \(places.joined(separator: ", "))\(more). They may follow from the first; "
          + "--all shows them.", .faint)
    }
    return page
  }

  /// A difference in full: where, of which class, and the lines.
  public static func blocks(_ difference: Difference) -> [Block] {
    let place = "\(difference.turn.file):\(difference.turn.turn.line): "
    let heading = Block(
      [Span(place, .strong), Span(label(of: difference), .caution)], isVerbatim: true)
    return [heading] + difference.turn.diff().lines.map(block)
  }

  /// The class of a difference and what it consists in.
  public static func label(of difference: Difference) -> String {
    (difference.isKnowledgeChanged ? "knowledge changed since recording, " : "") + difference.kind.rawValue
      + ": " + explanation(difference)
  }

  private static func explanation(_ difference: Difference) -> String {
    switch difference.kind {
    case .missing: "no reply is recorded yet"
    case .ended: "the conversation had ended before"
    case .outcome:
      "\(shown(difference.facts?.replayed.outcome)), recorded as \(shown(difference.facts?.recorded.outcome))"
    case .verdict:
      "\(difference.facts?.replayed.verdict ?? "none"), recorded as \(difference.facts?.recorded.verdict ?? "none")"
    case .citations: "other sentences or quotes"
    case .wording: "outcome, verdict and citations are the same"
    case .command: "another reply to a command"
    }
  }

  private static func shown(_ outcome: String?) -> String {
    outcome.map { $0.isEmpty ? "unknown" : $0 } ?? "unknown"
  }

  private static func block(_ line: UnifiedDiff.Line) -> Block {
    let (style, words): (Style, Style) =
      switch line.kind {
      case .fileHeader: (.strong, .strong)
      case .hunkHeader: (.citation, .citation)
      case .context: (.plain, .plain)
      case .removed: (.removed, .removedWords)
      case .added: (.added, .addedWords)
      }
    guard let mark = line.printed.first, !line.emphasis.isEmpty else {
      return Block([Span(line.printed, style)], isVerbatim: true)
    }
    let bytes = Array(line.text.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var spans = [Span(String(mark), style)]
    var end = 0
    for range in line.emphasis {
      spans += [Span(text(end..<range.lowerBound), style), Span(text(range), words)]
      end = range.upperBound
    }
    spans.append(Span(text(end..<bytes.count), style))
    return Block(spans.filter { !$0.text.isEmpty }, isVerbatim: true)
  }

  // MARK: The end

  /// What to do about differences; nil if there are none to decide on. `arguments` are the paths as typed.
  public func advice(arguments: String) -> String? {
    guard summary.differenceCount > 0 else { return nil }
    return "If the new replies are right, accept them all with 'ibid replay \(arguments) --accept', "
      + "or one by one with '--review'."
  }

  /// The last line of a replay.
  public var closing: String {
    var line =
      "replayed \(Phrases.count(summary.replayedCount, "transcript")), \(Phrases.count(summary.turnCount, "turn")): "
    if summary.differenceCount == 0 {
      line += "no differences"
    } else {
      line +=
        "\(Phrases.count(summary.differenceCount, "difference")) in \(Phrases.count(summary.differingCount, "transcript"))"
      if summary.differenceCount > 1 {
        line += " (" + summary.counts.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", ") + ")"
      }
    }
    if summary.toleratedCount > 0 { line += ", \(summary.toleratedCount) tolerated" }
    if summary.unreadableCount > 0 { line += ", \(Phrases.count(summary.unreadableCount, "bad file"))" }
    return line
  }
}
