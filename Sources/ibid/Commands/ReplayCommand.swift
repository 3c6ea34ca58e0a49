import Answering
import ArgumentParser
import Knowledge
import Rendering
import Transcripts

/// Says recorded conversations again and compares the replies.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Replay transcripts and show where replies differ.",
    discussion: "Ends with 1 if a reply differs, with 65 if a file is not a transcript.")

  @Argument(help: ArgumentHelp("Transcripts, or folders of them.", valueName: "path"))
  var paths: [String]
  @Flag(help: "Write the replies of today into the transcripts; prose and questions stay.")
  var accept = false
  @OptionGroup var packOptions: PackOptions

  func run() throws {
    let files = try readingFiles { () throws(TranscriptFileError) in try TranscriptFinder.files(at: paths) }
    let answerer = Answerer(pack: try packOptions.load())
    var tally = Tally()
    var problems: [String] = []
    for file in files {
      do throws(Failure) {
        try replay(file, answerer, &tally)
      } catch {
        guard case .badData(let messages) = error else { throw error }
        problems += messages
        StandardError.write(messages)
      }
    }
    try StandardOutput.write(
      ReplayText.summary(
        files: tally.files, turns: tally.turns, differing: tally.differingFiles,
        differentTurns: tally.differences) + "\n")
    // What was wrong with files has been said.
    if !problems.isEmpty { throw Failure.badData([]) }
    if tally.remaining > 0 { throw Failure.unsuccessful }
  }

  private struct Tally {
    var files = 0
    var turns = 0
    var differingFiles = 0
    var differences = 0
    /// Differences that were not accepted.
    var remaining = 0
  }

  private func replay(_ file: String, _ answerer: Answerer, _ tally: inout Tally) throws(Failure) {
    let transcript = try parse(file)
    if let warning = transcript.warning { StandardError.write([warning]) }
    try check(transcript, answerer.pack)
    var session = Session(answerer: answerer)
    let result = TranscriptReplay.replay(transcript) { session.recordedReply(to: $0) }
    tally.files += 1
    tally.turns += result.turns.count
    guard !result.isSame else { return }
    tally.differingFiles += 1
    tally.differences += result.differences.count
    if accept {
      try rewrite(transcript, result, answerer.pack)
      let kept = result.differences.count { $0.outcome == .notReached }
      tally.remaining += kept
      try StandardOutput.write(
        "\(TerminalText.clean(file)): accepted \(result.differences.count - kept) of \(result.differences.count)\n"
      )
    } else {
      tally.remaining += result.differences.count
      let page = ReplayText.page(result)
      try StandardOutput.write(page.text(width: nil, colour: OutputOptions.showsColour) + "\n\n")
    }
  }

  private func parse(_ file: String) throws(Failure) -> Transcript {
    let bytes = try readingFiles { () throws(TranscriptFileError) in try TranscriptFile.read(file) }
    do throws(TranscriptError) {
      return try Transcript(parsing: bytes, file: file)
    } catch {
      throw Failure(error)
    }
  }

  private func check(_ transcript: Transcript, _ pack: Pack) throws(Failure) {
    guard transcript.header.pack == pack.name else {
      throw .badData([
        "\(TerminalText.clean(transcript.file)):1: recorded with the pack '\(transcript.header.pack)', replayed with '\(pack.name)'; "
          + "name its folder with --pack"
      ])
    }
    if let recorded = transcript.header.documentSHA256, recorded.lowercased() != pack.document.sha256 {
      StandardError.write([
        "\(TerminalText.clean(transcript.file)):1: recorded with another version of the document"
      ])
    }
  }

  private func rewrite(_ transcript: Transcript, _ result: ReplayResult, _ pack: Pack) throws(Failure) {
    var accepted = transcript.replacingReplies(result.replies)
    if accepted.header.documentSHA256 != nil { try? accepted.setDocumentSHA256(pack.document.sha256) }
    let bytes = accepted.serialized()
    do throws(TranscriptFileError) {
      try TranscriptFile.replace(transcript.file, with: bytes)
    } catch {
      throw Failure(error, reading: false)
    }
  }

  private func readingFiles<Value>(_ body: () throws(TranscriptFileError) -> Value) throws(Failure) -> Value {
    do throws(TranscriptFileError) {
      return try body()
    } catch {
      throw Failure(error, reading: true)
    }
  }
}
