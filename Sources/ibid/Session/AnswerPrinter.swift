import Answering
import Rendering

/// Prints replies one after the other, in the way that was asked for.
final class AnswerPrinter {
  let answerer: Answerer
  private let options: OutputOptions
  /// Whether an empty line goes between replies; at a prompt the conversation makes room itself.
  var separatesReplies = true
  private var hasPrinted = false
  var isJSON: Bool { options.json }

  init(answerer: Answerer, options: OutputOptions) {
    self.answerer = answerer
    self.options = options
  }

  /// The reply to a question, with its explanation if that was asked for.
  func page(_ answer: Answer, to question: String) -> Page {
    var page = AnswerText(pack: answerer.pack).page(answer, to: question)
    if options.explain {
      page.addBlank()
      page.blocks += ExplanationText(pack: answerer.pack).page(answer).blocks
    }
    return page
  }

  /// Prints the reply to a question.
  func show(_ answer: Answer, to question: String) throws(Failure) {
    guard options.json else { return try show(page(answer, to: question)) }
    let json = AnswerJSON(pack: answerer.pack).value(answer, to: question, explaining: options.explain)
    try StandardOutput.write(json.text + "\n")
  }

  /// Prints the reply to a command.
  func show(_ page: Page, toCommand command: String) throws(Failure) {
    guard options.json else { return try show(page) }
    try StandardOutput.write(AnswerJSON(pack: answerer.pack).value(command: command, reply: page).text + "\n")
  }

  private func show(_ page: Page) throws(Failure) {
    let text = page.text(width: options.columns, colour: OutputOptions.showsColour)
    try StandardOutput.write((hasPrinted && separatesReplies ? "\n" : "") + text + "\n")
    hasPrinted = true
  }
}
