import Answering
import ArgumentParser
import LineEditing
import Rendering
import Understanding

/// Answers one question from the arguments, or each line of standard input by itself.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Answer a question, or each line of standard input on its own.",
    discussion: "Ends with 1 if a question could not be answered.")

  @Argument(help: ArgumentHelp("The question; quotation marks are not needed.", valueName: "question"))
  var words: [String] = []
  @OptionGroup var output: OutputOptions
  @OptionGroup(title: "Settings") var settingsOptions: SettingsOptions

  func run() throws { try Self.ask(words, output.form, settingsOptions.settings()) }

  /// The words of a command line that asks and gives no options; nil for any other. The parser of arguments
  /// would find the same, after 2 ms: as long as all the rest takes.
  static func plainWords(_ arguments: [String]) -> [String]? {
    guard let name = arguments.first, name == configuration.commandName else { return nil }
    let words = Array(arguments.dropFirst())
    return words.contains { $0.hasPrefix("-") } ? nil : words
  }

  /// Answers a question, or with no words each line of standard input.
  static func ask(_ words: [String], _ form: OutputForm, _ settings: Settings) throws {
    let pack = try PackSource(path: settings.pack).load()
    let printer = AnswerPrinter(answerer: Answerer(pack: pack), form: form, settings: settings)
    var allAnswered = true
    func ask(_ question: String) throws(Failure) {
      var conversation = Conversation()
      let answer = printer.answerer.answer(question, in: &conversation)
      if answer.outcome != .answered { allAnswered = false }
      try printer.show(answer, to: question)
    }
    if words.isEmpty {
      let reader = try lineReader(printer.presentation)
      reading: while true {
        switch reader.readLine(prompt: "question> ", recordsHistory: false) {
        case .line(let line): try ask(line)
        case .interrupted: throw Failure.interrupted
        case .failed(let error): throw Failure(error)
        case .endOfInput: break reading
        }
      }
    } else {
      try ask(words.joined(separator: " "))
    }
    if !allAnswered { throw Failure.unsuccessful }
  }

  private static func lineReader(_ look: Presentation) throws(Failure) -> any LineReader {
    do throws(LineEditingError) {
      return try makeLineReader(LineReaderConfiguration(programName: "ibid", isPlain: look.isPlain))
    } catch {
      throw Failure(error)
    }
  }
}
