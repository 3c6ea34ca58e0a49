import LineEditing
import Rendering
import Transcripts

/// Reads lines, has them answered, prints and records the replies, until the input ends.
final class Chat {
  static let prompt = "ibid> "
  private var session: Session
  private let printer: AnswerPrinter
  let reader: any LineReader
  private let recording: Recording

  init(session: Session, printer: AnswerPrinter, reader: any LineReader, recording: Recording) {
    self.session = session
    self.printer = printer
    printer.separatesReplies = !reader.isInteractive
    self.reader = reader
    self.recording = recording
  }

  /// Holds the conversation to its end.
  func hold() throws(Failure) {
    while true {
      StandardError.write(reader.takeWarnings().map { "ibid: \($0)" })
      switch reader.readLine(prompt: Self.prompt) {
      case .endOfInput:
        // The prompt's line is still open.
        if reader.isInteractive { try StandardOutput.write("\n") }
        return
      case .interrupted: continue
      case .line(let line):
        let isBlank = line.allSatisfy(\.isWhitespace)
        if isBlank, reader.isInteractive { continue }
        guard try take(line) else { return }
        if reader.isInteractive { try StandardOutput.write("\n") }
      }
    }
  }

  /// Answers one line; false if it ends the conversation.
  private func take(_ line: String) throws(Failure) -> Bool {
    switch session.respond(to: line) {
    case .answer(let answer):
      record(line, printer.page(answer, to: line))
      try printer.show(answer, to: line)
    case .page(let page):
      record(line, page)
      try printer.show(page, toCommand: line)
    case .record(let argument): try printer.show(record(argument), toCommand: line)
    case .quit:
      if printer.isJSON { try printer.show(Page(), toCommand: line) }
      return false
    }
    return true
  }

  // MARK: Recording

  /// The option `--record`: without the file there is no conversation.
  func startRecording(_ path: String) throws(Failure) {
    do throws(TranscriptFileError) {
      guard try start(path) else { throw TranscriptFileError.alreadyExists(path: path) }
    } catch {
      throw Failure(error, reading: false)
    }
  }

  /// The command `/record`: what it says.
  private func record(_ argument: String) -> Page {
    switch argument {
    case "":
      guard let state = recording.state else { return Page("Not recording. /record FILE begins.") }
      return Page("Recording to \(state.path), \(turns(state.turns)) so far. /record off stops.")
    case "off":
      guard let state = recording.stop() else { return Page("Not recording.") }
      return Page("Recorded \(turns(state.turns)) to \(state.path).")
    default:
      do throws(TranscriptFileError) {
        let request = RecordingRequest(argument)
        let includesEarlier = request.includesEarlier || wantsEarlier()
        guard try start(expandingHome(request.path), includingEarlier: includesEarlier) else {
          return Page("Nothing is recorded; the file stays as it is.")
        }
        let count = includesEarlier ? recording.earlierTurns : 0
        let included = count > 0 ? " with the \(turns(count)) so far" : ""
        return Page("Recording to \(request.path)\(included). /record off stops.")
      } catch {
        return Page(error.description)
      }
    }
  }

  /// Whether a person at a terminal wants the conversation so far in the recording.
  private func wantsEarlier() -> Bool {
    guard reader.isInteractive, recording.earlierTurns > 0 else { return false }
    return confirms("Include the \(turns(recording.earlierTurns)) so far? [y/N] ")
  }

  private func confirms(_ question: String) -> Bool {
    guard case .line(let reply) = reader.readLine(prompt: question, recordsHistory: false) else {
      return false
    }
    return ["y", "yes"].contains(reply.lowercased().filter { !$0.isWhitespace })
  }

  /// Begins to record; false if a person wants to keep the file that is there.
  private func start(_ path: String, includingEarlier: Bool = false) throws(TranscriptFileError) -> Bool {
    do throws(TranscriptFileError) {
      try recording.start(path, overwrite: false, includingEarlier: includingEarlier)
      return true
    } catch {
      guard case .alreadyExists = error, reader.isInteractive else { throw error }
    }
    guard confirms("\(TerminalText.excerpt(path)) exists. Overwrite it? [y/N] ") else { return false }
    try recording.start(path, overwrite: true, includingEarlier: includingEarlier)
    return true
  }

  private func record(_ line: String, _ reply: Page) {
    do throws(TranscriptFileError) {
      try recording.add(line, reply)
    } catch {
      StandardError.write(["ibid: \(error)"])
    }
  }

  private func turns(_ count: Int) -> String { count == 1 ? "1 turn" : "\(count) turns" }
}
