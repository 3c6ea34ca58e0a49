public import Transcripts

/// Writes a replay as JUnit XML: a suite for each conversation, a case for each turn.
public enum ReplayJUnit {
  /// The whole report.
  ///
  /// - Parameters:
  ///   - summary: What became of the conversations.
  ///   - timestamp: When the replay began, as `2026-01-31T12:00:00`.
  public static func text(_ summary: ReplaySummary, timestamp: String) -> String {
    let suites = summary.conversations.enumerated().map { index, conversation in
      suite(conversation, summary, id: index, timestamp: timestamp)
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" + suites.joined() + "</testsuites>\n"
  }

  private static func suite(
    _ conversation: ReplayedConversation, _ summary: ReplaySummary, id: Int, timestamp: String
  ) -> String {
    let counted = summary.counted(conversation)
    let cases: [String]
    switch conversation.outcome {
    case .unreadable(let messages):
      let message = messages.joined(separator: "\n")
      let error =
        "      <error message=\"\(attribute(messages.first ?? ""))\" type=\"unreadable\">\(content(message))</error>\n"
      cases = [testcase("file", conversation, seconds: seconds(conversation.duration), body: error)]
    case .replayed(_, let result, _):
      let share = conversation.duration / max(1, result.turns.count)
      cases = result.turns.map { turn in
        let difference = counted.first { $0.turn.turn.line == turn.turn.line }
        return testcase(
          "line \(turn.turn.line): \(turn.turn.input)", conversation, seconds: seconds(share),
          body: difference.map(failure) ?? "")
      }
    }
    let errors = conversation.problems.isEmpty ? 0 : 1
    let head =
      "  <testsuite id=\"\(id)\" package=\"\(attribute(conversation.file))\" name=\"\(attribute(conversation.title))\" "
      + "timestamp=\"\(attribute(timestamp))\" hostname=\"localhost\" tests=\"\(cases.count)\" "
      + "failures=\"\(counted.count)\" errors=\"\(errors)\" skipped=\"0\" time=\"\(seconds(conversation.duration))\">\n"
    let warnings = conversation.warnings.joined(separator: "\n")
    return head + "    <properties/>\n" + cases.joined() + "    <system-out/>\n"
      + "    <system-err>\(content(warnings))</system-err>\n  </testsuite>\n"
  }

  private static func testcase(
    _ name: String, _ conversation: ReplayedConversation, seconds: String, body: String
  ) -> String {
    let head =
      "    <testcase name=\"\(attribute(name))\" classname=\"\(attribute(conversation.file))\" time=\"\(seconds)\""
    return body.isEmpty ? head + "/>\n" : head + ">\n" + body + "    </testcase>\n"
  }

  private static func failure(_ difference: Difference) -> String {
    let turn = difference.turn
    let message = "\(turn.file):\(turn.turn.line): \(ReplayText.label(of: difference))"
    return
      "      <failure message=\"\(attribute(message))\" type=\"\(difference.kind.rawValue)\">"
      + content(turn.diff().text) + "</failure>\n"
  }

  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return Phrases.decimal(Double(seconds) + Double(attoseconds) / 1e18, places: 6)
  }

  // MARK: XML

  /// Text between two tags.
  private static func content(_ text: String) -> String { escaped(text) { $0 == "\n" ? "\n" : nil } }

  /// Text of an attribute, on one line.
  private static func attribute(_ text: String) -> String { escaped(text) { $0 == "\n" ? "&#10;" : nil } }

  /// Characters that XML cannot hold at all become U+FFFD; what a terminal could obey or not show becomes a reference.
  private static func escaped(_ text: String, _ newline: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += newline(scalar) ?? ""
      case "\t": result += "&#9;"
      case "\r": result += "&#13;"
      case "\u{20}"..."\u{7E}": result.unicodeScalars.append(scalar)
      case "\u{7F}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
        if JSONValue.isVisible(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          result += "&#x" + String(scalar.value, radix: 16, uppercase: true) + ";"
        }
      default: result += "\u{FFFD}"
      }
    }
    return result
  }
}
