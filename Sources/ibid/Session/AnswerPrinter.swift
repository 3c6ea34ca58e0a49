import Answering
import LineEditing
import Rendering

/// Prints replies one after the other, in the way that was asked for.
final class AnswerPrinter {
  let answerer: Answerer
  private let form: OutputForm
  var settings: Settings
  /// Whether a person at a prompt reads along: then the conversation makes room between replies itself, Ctrl-C stops a
  /// reply, and a pager shows what does not fit the window.
  var isAtPrompt = false
  private var hasPrinted = false
  private var hasWarnedOfPager = false
  var isJSON: Bool { form.isJSON }
  /// Whether the prompt is on a terminal that takes plain text only, whatever the settings.
  var isAtPlainTerminal = false
  var presentation: Presentation { Presentation(settings, isPlain: isAtPlainTerminal) }

  init(answerer: Answerer, form: OutputForm, settings: Settings) {
    self.answerer = answerer
    self.form = form
    self.settings = settings
  }

  /// The reply to a question in the detail that was asked for.
  private func page(_ answer: Answer, to question: String) -> Page {
    let writer = AnswerText(pack: answerer.pack)
    var page =
      settings.detail == .brief
      ? writer.briefPage(answer, to: question) : writer.page(answer, to: question)
    if form.explains || settings.detail == .full {
      page.addBlank()
      page.blocks += ExplanationText(pack: answerer.pack).page(answer).blocks
    }
    return page
  }

  /// Prints the reply to a question.
  func show(_ answer: Answer, to question: String) throws(Failure) {
    guard form.isJSON else { return try show(page(answer, to: question)) }
    let explains = form.explains || settings.detail == .full
    let json = AnswerJSON(pack: answerer.pack).value(answer, to: question, explaining: explains)
    try StandardOutput.write(json.text + "\n")
  }

  /// Prints the reply to a command.
  func show(_ page: Page, toCommand command: String) throws(Failure) {
    guard form.isJSON else { return try show(page) }
    try StandardOutput.write(AnswerJSON(pack: answerer.pack).value(command: command, reply: page).text + "\n")
  }

  private func show(_ page: Page) throws(Failure) {
    let look = presentation
    let text = look.text(page) + "\n"
    defer { hasPrinted = true }
    guard isAtPrompt, StandardOutput.isTerminal else {
      return try StandardOutput.write((hasPrinted && !isAtPrompt ? "\n" : "") + text)
    }
    if let pager = Pager(settings.pager, isPlain: look.isPlain), !fits(page, look) {
      switch pager.show(text) {
      case .shown: return LineEditing.clearInterrupt()
      case .missing(let code): warn(SessionText.pagerMissing(pager.words[0], code))
      case .failed(let status): warn(SessionText.pagerFailed(pager.words[0], status))
      }
    }
    guard try !StandardOutput.writeUntilInterrupted(text) else { return }
    LineEditing.clearInterrupt()
    try StandardOutput.write((look.showsColour ? "\u{1B}[0m" : "") + "\n(stopped)\n")
  }

  /// Whether a reply, with the line that was typed and the next prompt, is all to be seen at once.
  private func fits(_ page: Page, _ look: Presentation) -> Bool {
    guard let window = LineEditing.windowSize else { return true }
    let rows = page.rowCount(width: look.columns, window: window.columns, isLinear: look.isPlain)
    return rows + 3 <= window.rows
  }

  private func warn(_ message: String) {
    guard !hasWarnedOfPager else { return }
    hasWarnedOfPager = true
    StandardError.write([message])
  }
}
