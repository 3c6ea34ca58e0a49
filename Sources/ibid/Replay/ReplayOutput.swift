import ArgumentParser
import Foundation
import Rendering
import Transcripts

/// In which form a replay is reported, and where.
struct ReplayOutput: ParsableArguments {
  /// The forms of a report.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text, json, tap, junit
  }

  @Option(help: "The form of the report: text, json, tap or junit.")
  var report: Form = .text
  @Option(
    help: ArgumentHelp(
      "Write the report to this file, and text to standard output all the same.", valueName: "file"))
  var output: String?
  @Flag(help: "Show all differences of a conversation in full, not only the first.")
  var all = false

  /// Whether text goes to standard output.
  var printsText: Bool { report == .text || output != nil }

  /// Makes sure that the report takes no transcript's place.
  func requireNoTranscript() throws(Failure) {
    guard let output, TranscriptFinder.isTranscript(at: output) else { return }
    throw .inputOutput(
      "\(TerminalText.excerpt(output)): holds a transcript; name another file for the report")
  }

  /// Writes the report, unless it is the text that is printed anyway.
  func write(_ summary: ReplaySummary, coverage: ReplayCoverage?, started: Date) throws(Failure) {
    let text: String
    switch report {
    case .text:
      guard output != nil else { return }
      text = self.text(summary, coverage: coverage, colour: false)
    case .json: text = ReplayJSON.value(summary, coverage: coverage).text + "\n"
    case .tap: text = ReplayTAP.text(summary)
    case .junit: text = ReplayJUnit.text(summary, timestamp: Self.timestamp(started))
    }
    guard let output else { return try StandardOutput.write(text) }
    do throws(TranscriptFileError) {
      try TranscriptFile.writeReport(output, with: Array(text.utf8))
    } catch {
      throw Failure(error, reading: false)
    }
  }

  /// The differences, the coverage and the last line, as a person reads them.
  func text(_ summary: ReplaySummary, coverage: ReplayCoverage?, colour: Bool, advice: String? = nil)
    -> String
  {
    let writer = ReplayText(summary, showsAll: all)
    var parts = summary.conversations.map { writer.page($0).text(width: nil, colour: colour) }
      .filter { !$0.isEmpty }
    if let coverage { parts.append(ReplayCoverageText.page(coverage).text(width: nil, colour: colour)) }
    if let advice, let words = writer.advice(arguments: advice) { parts.append(words) }
    parts.append(writer.closing)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func timestamp(_ date: Date) -> String {
    let formatter = ISO8601DateFormatter()
    return String(formatter.string(from: date).prefix(19))
  }
}
