import Answering
import ArgumentParser
import LineEditing
import Rendering

/// Holds one sitting of the quiz.
struct QuizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", abstract: "Be asked about the document, at intervals that fit what you know.",
    discussion: """
      The questions are made from the statements; every answer ends with the quote and its citation. Each answer is in \
      the study log before the next prompt, so nothing is lost by leaving at any time.
      """)

  @OptionGroup var quiz: QuizOptions
  @OptionGroup var output: OutputOptions
  @Option(help: ArgumentHelp("Write the sitting to this file.", valueName: "file"), completion: .file())
  var record: String?
  @OptionGroup(title: "Settings") var settingsOptions: SettingsOptions

  func run() throws {
    let settings = try settingsOptions.settings()
    let pack = try PackSource(path: settings.pack).load()
    let answerer = Answerer(pack: pack)
    let printer = AnswerPrinter(answerer: answerer, form: output.form, settings: settings)
    let recording = RecordingBox(pack: pack)
    let isPlain = printer.presentation.isPlain
    let completion = LateCompletion()
    let configuration = LineReaderConfiguration(
      programName: "ibid", isPlain: isPlain, completer: { completion.complete($0, $1) },
      onTermination: { _ in
        Pager.terminate()
        recording.stop()
      })
    let reader: any LineReader
    do throws(LineEditingError) {
      reader = try makeLineReader(configuration)
    } catch {
      throw Failure(error)
    }
    let study = Study(
      pack: pack, clock: .system, isPlain: isPlain, isPrivate: settings.isPrivate,
      columns: { printer.presentation.columns }
    ) { () throws(Failure) in
      try Study.openLog()
    }
    let chat = Chat(
      session: Session(answerer: answerer, study: study), printer: printer, reader: reader,
      recording: recording)
    completion.chat = chat
    if let record { try chat.startRecording(record) }
    try chat.holdSitting(quiz)
    try chat.requireWholeFiles()
  }
}
