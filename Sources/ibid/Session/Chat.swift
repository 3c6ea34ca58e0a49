import Answering
import ArgumentParser
import Glibc
import LineEditing
import Rendering
import Transcripts

/// Reads lines, has them answered, prints and records the replies, until the input ends.
final class Chat {
  private(set) var session: Session
  let printer: AnswerPrinter
  let reader: any LineReader
  let recording: RecordingBox
  private var hasWarnedOfRecording = false
  /// Whether the command line asked for the recording, and whether a turn could not be written to it.
  private var (isRecordingAskedFor, isRecordingCut) = (false, false)
  /// Whether a file that a line of a pipe asked for could not be written: nobody may have read the reply that says so.
  private var hasFailedUnseen = false

  init(session: Session, printer: AnswerPrinter, reader: any LineReader, recording: RecordingBox) {
    self.session = session
    self.printer = printer
    self.reader = reader
    self.recording = recording
    printer.isAtPrompt = reader.isInteractive
    printer.isAtPlainTerminal = reader.isInteractive && reader.isPlain
    stylePrompt()
  }

  /// Holds the conversation to its end.
  func hold() throws(Failure) {
    try hold { true }
  }

  /// Ends the program as a failed write does, if a file that was asked for is not whole, by the command line or on a pipe: why
  /// has been told when it happened.
  func requireWholeFiles() throws {
    if isRecordingAskedFor && isRecordingCut || hasFailedUnseen { throw ExitCode(ExitStatus.inputOutput) }
  }

  /// The reply that says why a file could not be written.
  func failed(_ error: TranscriptFileError) -> Page {
    if !reader.isInteractive { hasFailedUnseen = true }
    return Page(error.description)
  }

  /// Holds one sitting of the quiz, which a line as in a conversation begins.
  func holdSitting(_ options: QuizOptions) throws {
    let line = options.line
    let page = try session.beginSitting(options)
    record(line, page)
    try printer.show(page, toCommand: line)
    if reader.isInteractive { try StandardOutput.write("\n") }
    try hold { session.isInSitting }
    recording.stop()
    guard let failure = session.failure.map(Failure.init) else { return }
    // On a terminal it stands in the reply already.
    if reader.isInteractive, StandardOutput.isTerminal { throw ExitCode(failure.status) }
    throw failure
  }

  private func hold(while goesOn: () -> Bool) throws(Failure) {
    var wasInterrupted = false
    while goesOn() {
      StandardError.write(reader.takeWarnings().map { "ibid: \($0)" })
      let event = reader.readLine(prompt: session.prompt, recordsHistory: !session.isInSitting)
      switch event {
      case .endOfInput:
        // The prompt's line is still open.
        if reader.isInteractive { try StandardOutput.write("\n") }
        if let page = session.leaveSitting() {
          try printer.show(page, toCommand: "quit")
          // Ctrl-D leaves what one is in: the quiz, and then the conversation.
          if reader.isInteractive, goesOn() {
            try StandardOutput.write("\n")
            break
          }
        }
        recording.stop()
        return
      case .failed(let error):
        recording.stop()
        throw Failure(error)
      case .interrupted(let lineWasEmpty):
        // Once may be a slip, or was to clear the line. Twice is somebody looking for the way out.
        if wasInterrupted, lineWasEmpty { try say(SessionText.howToLeave) }
      case .line(let line):
        let isBlank = line.allSatisfy(\.isWhitespace)
        if isBlank, reader.isInteractive, !session.isInSitting { break }
        guard try take(line) else {
          recording.stop()
          return
        }
        if reader.isInteractive { try StandardOutput.write("\n") }
      }
      wasInterrupted = if case .interrupted = event { true } else { false }
    }
  }

  /// Answers one line; false if it ends the conversation.
  private func take(_ line: String) throws(Failure) -> Bool {
    switch session.respond(to: line) {
    case .answer(let answer):
      // A recording holds what a replay will say, whatever detail is shown here.
      record(line, AnswerText(pack: printer.answerer.pack).page(answer, to: line))
      try printer.show(answer, to: line)
    case .page(let page, let recorded):
      record(line, recorded ?? page)
      try printer.show(page, toCommand: line)
    case .action(let command, let argument):
      try printer.show(reply(to: command, argument), toCommand: line)
    case .quit:
      if printer.isJSON { try printer.show(Page(), toCommand: line) }
      return false
    }
    return true
  }

  private func say(_ page: Page) throws(Failure) {
    try StandardOutput.write(printer.presentation.text(page) + "\n")
  }

  /// The commands on files and settings.
  private func reply(to command: ReplCommand, _ argument: String) -> Page {
    switch command {
    case .record: record(argument)
    case .replay: replay(argument)
    case .export: export(argument)
    case .set: set(argument)
    case .privately: keepPrivate()
    case .forget: forget(argument)
    default: Page()
    }
  }

  // MARK: Recording

  /// The option `--record`: without the file there is no conversation.
  func startRecording(_ path: String) throws(Failure) {
    do throws(TranscriptFileError) {
      guard try start(path) else { throw TranscriptFileError.alreadyExists(path: path) }
      isRecordingAskedFor = true
    } catch {
      throw Failure(error, reading: false)
    }
  }

  /// The command `/record`: what it says.
  private func record(_ argument: String) -> Page {
    switch argument {
    case "":
      guard let state = recording.state else { return SessionText.notRecordingYet }
      return SessionText.recording(to: state.path, turns: state.turns)
    case "off":
      guard let state = recording.stop() else { return SessionText.notRecording }
      return SessionText.recorded(state.turns, to: state.path)
    default:
      do throws(TranscriptFileError) {
        let request = RecordingRequest(argument)
        guard let includesEarlier = request.includesEarlier ? true : wantsEarlier() else {
          return SessionText.nothingRecorded
        }
        guard try start(expandingHome(request.path), includingEarlier: includesEarlier) else {
          return SessionText.nothingRecorded
        }
        let page = SessionText.recordingBegins(
          request.path, earlier: includesEarlier ? recording.earlierTurns : 0)
        return Page(page.blocks + recordingWarning().blocks)
      } catch {
        return failed(error)
      }
    }
  }

  /// What a recording holds, told once in a conversation.
  func recordingWarning() -> Page {
    guard !hasWarnedOfRecording else { return Page() }
    hasWarnedOfRecording = true
    return SessionText.whatARecordingHolds
  }

  /// Takes lines out of what the conversation keeps; see `Session.forget`.
  func forgetTurns(_ count: Int?) -> [String] { session.forget(count) }

  /// Whether a person at a terminal wants the conversation so far in the recording; nil if they rather want none.
  private func wantsEarlier() -> Bool? {
    guard reader.isInteractive, recording.earlierTurns > 0 else { return false }
    return decision(SessionText.includeEarlier(recording.earlierTurns))
  }

  private func confirms(_ question: String) -> Bool { decision(question) ?? false }

  /// What a person decides; nil if they leave the question by Ctrl-C or Ctrl-D.
  private func decision(_ question: String) -> Bool? {
    guard case .line(let reply) = reader.readLine(prompt: question, recordsHistory: false) else {
      return nil
    }
    return ["y", "yes"].contains(reply.lowercased().filter { !$0.isWhitespace })
  }

  /// Begins to record; false if a person wants to keep the file that is there.
  private func start(_ path: String, includingEarlier: Bool = false) throws(TranscriptFileError) -> Bool {
    try writing(path) { (overwrite) throws(TranscriptFileError) in
      try recording.start(path, overwrite: overwrite, includingEarlier: includingEarlier)
    }
  }

  private func record(_ line: String, _ reply: Page) {
    do throws(TranscriptFileError) {
      try recording.add(line, reply)
    } catch {
      isRecordingCut = true
      StandardError.write(["ibid: \(error). \(SessionText.recordingStopped)"])
    }
  }

  // MARK: Files

  /// Makes a file, and replaces one only if a person at the prompt agrees; false if not.
  func writing(
    _ path: String, _ write: (_ overwrite: Bool) throws(TranscriptFileError) -> Void
  ) throws(TranscriptFileError) -> Bool {
    do throws(TranscriptFileError) {
      try write(false)
      return true
    } catch {
      guard case .alreadyExists = error, reader.isInteractive else { throw error }
      var status = stat()
      // A link that leads nowhere cannot be replaced, and a folder or device is not to be.
      guard stat(path, &status) == 0 else { throw error }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    }
    guard confirms(SessionText.overwrite(path)) else { return false }
    try write(true)
    return true
  }

  // MARK: Settings

  /// Gives the prompt the look that the settings ask for.
  func stylePrompt() { reader.promptStyle = printer.presentation.showsColour ? .bold : .plain }
}
