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
  @OptionGroup var packOptions: PackOptions
  @OptionGroup var output: OutputOptions
  @Option(help: ArgumentHelp("Write the sitting to this file.", valueName: "file"))
  var record: String?

  func run() throws {
    let pack = try packOptions.load()
    let answerer = Answerer(pack: pack)
    let configuration = LineReaderConfiguration(
      programName: "ibid", promptStyle: .bold, isPlain: !OutputOptions.showsColour)
    let reader: any LineReader
    do throws(LineEditingError) {
      reader = try makeLineReader(configuration)
    } catch {
      throw Failure(error)
    }
    let study = Study(pack: pack, clock: .system) { () throws(Failure) in try Study.openLog() }
    let chat = Chat(
      session: Session(answerer: answerer, study: study),
      printer: AnswerPrinter(answerer: answerer, options: output), reader: reader,
      recording: Recording(pack: pack))
    if let record { try chat.startRecording(record) }
    try chat.holdSitting(quiz)
  }
}
