public import Transcripts

/// Writes a replay in the Test Anything Protocol, version 14: a test point for each conversation.
public enum ReplayTAP {
  /// The whole report, every line ended by a newline.
  public static func text(_ summary: ReplaySummary) -> String {
    var lines = ["TAP version 14", "1..\(summary.conversations.count)"]
    for (index, conversation) in summary.conversations.enumerated() {
      let differences = summary.counted(conversation)
      let isOK = differences.isEmpty && conversation.problems.isEmpty
      lines.append(
        "\(isOK ? "ok" : "not ok") \(index + 1) - \(escaped(conversation.file)): \(escaped(conversation.title))"
      )
      for problem in conversation.problems { lines.append("# " + TerminalText.clean(problem)) }
      for difference in differences { lines += diagnostics(difference) }
      let tolerated = conversation.differences.count - differences.count
      if tolerated > 0 { lines.append("# \(Phrases.count(tolerated, "difference")) tolerated") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A block of YAML, which may not hold a line of its own that is not indented.
  private static func diagnostics(_ difference: Difference) -> [String] {
    let turn = difference.turn
    let fields = [
      "at: " + JSONValue.string("\(turn.file):\(turn.turn.line)").text,
      "question: " + JSONValue.string(turn.turn.input).text,
      "class: \(difference.kind.rawValue)", "knowledge-changed: \(difference.isKnowledgeChanged)", "diff: |2",
    ]
    let diff = turn.diff().lines.map { "  " + TerminalText.clean($0.printed) }
    return ["  ---"] + (fields + diff).map { "  " + $0 } + ["  ..."]
  }

  /// In a description `#` begins a directive and a backslash escapes.
  private static func escaped(_ text: String) -> String {
    TerminalText.clean(text).map { $0 == "#" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }
}
