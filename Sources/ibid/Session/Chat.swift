import LineEditing
import Rendering
import Transcripts

/// Reads lines, has them answered, prints and records the replies, until the input ends.
final class Chat {
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
    try hold { true }
  }

  /// Holds one sitting of the quiz, which a line as in a conversation begins.
  func holdSitting(_ options: QuizOptions) throws(Failure) {
    let line = options.line
    let page = try session.beginSitting(options)
    record(line, page)
    try printer.show(page, toCommand: line)
    if reader.isInteractive { try StandardOutput.write("\n") }
    try hold { session.isInSitting }
    if let failure = session.failure { throw Failure(failure) }
  }

  private func hold(while goesOn: () -> Bool) throws(Failure) {
    while goesOn() {
      StandardError.write(reader.takeWarnings().map { "ibid: \($0)" })
      switch reader.readLine(prompt: session.prompt, recordsHistory: !session.isInSitting) {
      case .endOfInput:
        // The prompt's line is still open.
        if reader.isInteractive { try StandardOutput.write("\n") }
        if let page = session.leaveSitting() { try printer.show(page, toCommand: "quit") }
        return
      case .interrupted: continue
      case .line(let line):
        let isBlank = line.allSatisfy(\.isWhitespace)
        if isBlank, reader.isInteractive, !session.isInSitting { continue }
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
        guard try start(expandingHome(argument)) else {
          return Page("Nothing is recorded; the file stays as it is.")
        }
        return Page("Recording to \(argument). /record off stops.")
      } catch {
        return Page(error.description)
      }
    }
  }

  /// Begins to record; false if a person wants to keep the file that is there.
  private func start(_ path: String) throws(TranscriptFileError) -> Bool {
    do throws(TranscriptFileError) {
      try recording.start(path, overwrite: false)
      return true
    } catch {
      guard case .alreadyExists = error, reader.isInteractive else { throw error }
    }
    let question = "\(TerminalText.excerpt(path)) exists. Overwrite it? [y/N] "
    guard case .line(let reply) = reader.readLine(prompt: question, recordsHistory: false),
      ["y", "yes"].contains(reply.lowercased().filter { !$0.isWhitespace })
    else { return false }
    try recording.start(path, overwrite: true)
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
