public import Transcripts

/// Writes what became of a replay.
public enum ReplayText {
  /// The differences of one transcript: the first in full, the others counted unless `all`.
  public static func page(_ result: ReplayResult, all: Bool = true) -> Page {
    var page = Page()
    let shown = all ? result.differences : Array(result.differences.prefix(1))
    for turn in shown { page.blocks += turn.diff().lines.map(block) }
    return page
  }

  private static func block(_ line: UnifiedDiff.Line) -> Block {
    let style: Style =
      switch line.kind {
      case .fileHeader: .strong
      case .hunkHeader: .citation
      case .context: .plain
      case .removed: .removed
      case .added: .added
      }
    return Block([Span(line.printed, style)], isVerbatim: true)
  }

  /// The last line of a replay.
  public static func summary(files: Int, turns: Int, differing: Int, differentTurns: Int) -> String {
    let head = "replayed \(Phrases.count(files, "transcript")), \(Phrases.count(turns, "turn")): "
    return head
      + (differing == 0
        ? "no differences"
        : "\(Phrases.count(differentTurns, "difference")) in \(Phrases.count(differing, "transcript"))")
  }
}
