import Answering
import ArgumentParser
import LineEditing
import Rendering
import Transcripts

/// Holds a conversation, at a terminal or on a pipe.
struct ChatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat", abstract: "Hold a conversation (the default).",
    discussion: "On a pipe every line is a turn of one conversation, without banner or prompt.")

  @OptionGroup var packOptions: PackOptions
  @OptionGroup var output: OutputOptions
  @Option(help: ArgumentHelp("Write the conversation to this file.", valueName: "file"))
  var record: String?
  @Flag(name: .customLong("private"), help: "Keep no history of what is typed.")
  var isPrivate = false

  func run() throws {
    let pack = try packOptions.load()
    let answerer = Answerer(pack: pack)
    let conversation = try Chat(
      session: Session(
        answerer: answerer,
        study: Study(pack: pack, clock: .system) { () throws(Failure) in try Study.openLog() }),
      printer: AnswerPrinter(answerer: answerer, options: output),
      reader: reader(answerer), recording: Recording(pack: pack))
    if let record { try conversation.startRecording(record) }
    if conversation.reader.isInteractive, !output.json {
      let banner = PackText(pack: pack).banner.text(width: output.columns, colour: OutputOptions.showsColour)
      try StandardOutput.write(banner + "\n")
    }
    try conversation.hold()
  }

  private func reader(_ answerer: Answerer) throws(Failure) -> any LineReader {
    // Completion is prepared when Tab is first pressed: the prompt must not wait for it.
    var completer: QuestionCompleter?
    let configuration = LineReaderConfiguration(
      programName: "ibid", promptStyle: .bold, isPlain: !OutputOptions.showsColour,
      historyPath: isPrivate ? nil : UserFiles.history,
      completer: { line, cursor in
        let ready = completer ?? QuestionCompleter(answerer: answerer)
        completer = ready
        return ready.complete(line, cursor)
      })
    do throws(LineEditingError) {
      return try makeLineReader(configuration)
    } catch {
      throw Failure(error)
    }
  }
}
