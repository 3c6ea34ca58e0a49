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

  @OptionGroup var output: OutputOptions
  @Option(help: ArgumentHelp("Write the conversation to this file.", valueName: "file"), completion: .file())
  var record: String?
  @OptionGroup(title: "Settings") var settingsOptions: SettingsOptions

  func run() throws {
    let settings = try settingsOptions.settings()
    let pack = try PackSource(path: settings.pack).load()
    let answerer = Answerer(pack: pack)
    let printer = AnswerPrinter(answerer: answerer, form: output.form, settings: settings)
    let recording = RecordingBox(pack: pack)
    let completion = LateCompletion()
    let chat = Chat(
      session: Session(
        answerer: answerer,
        study: Study(
          pack: pack, clock: .system, isPlain: printer.presentation.isPlain, isPrivate: settings.isPrivate,
          columns: { printer.presentation.columns }
        ) {
          () throws(Failure) in
          try Study.openLog()
        }), printer: printer,
      reader: try reader(printer, recording, completion), recording: recording)
    completion.chat = chat
    if let record { try chat.startRecording(record) }
    if chat.reader.isInteractive, !output.json {
      var page = PackText(pack: pack).banner
      if record != nil { page.blocks += chat.recordingWarning().blocks }
      try StandardOutput.write(printer.presentation.text(page) + "\n")
    }
    try chat.hold()
    try chat.requireWholeFiles()
  }

  private func reader(
    _ printer: AnswerPrinter, _ recording: RecordingBox, _ completion: LateCompletion
  ) throws(Failure) -> any LineReader {
    let settings = printer.settings
    let keepsHistory = !settings.isPrivate && settings.historySize > 0
    let configuration = LineReaderConfiguration(
      programName: "ibid", isPlain: printer.presentation.isPlain,
      historyPath: UserFiles.history, keepsHistory: keepsHistory,
      historyLimit: settings.isPrivate ? Settings().historySize : settings.historySize,
      completer: { completion.complete($0, $1) },
      onTermination: { _ in
        Pager.terminate()
        recording.stop()
      })
    do throws(LineEditingError) {
      return try makeLineReader(configuration)
    } catch {
      throw Failure(error)
    }
  }
}
