import Answering
import ArgumentParser
import Knowledge
import Quiz
import Rendering
import Understanding

/// One conversation: what a line is answered with, whoever typed it and wherever the reply goes.
struct Session {
  /// What a line comes to.
  enum Response {
    /// The answer to a question.
    case answer(Answer)
    /// What a command prints.
    case page(Page)
    /// `/record`, with what follows it.
    case record(String)
    /// `/quit`
    case quit
  }

  let answerer: Answerer
  private var conversation = Conversation()
  private var last: (question: String, answer: Answer)?
  private var lines: [String] = []
  private let study: Study
  private var sitting: Sitting?

  /// A conversation; without `study` it keeps a study log of its own, which is gone with it.
  init(answerer: Answerer, study: Study? = nil) {
    self.answerer = answerer
    self.study = study ?? Study(pack: answerer.pack)
  }

  /// Why the last sitting ended before its time; nil if it did not.
  private(set) var failure: StudyLogError?

  /// Whether a sitting of the quiz takes the lines.
  var isInSitting: Bool { sitting != nil }

  /// What stands before the cursor.
  var prompt: String {
    guard let sitting else { return "ibid> " }
    return sitting.isRating ? "rating> " : "answer> "
  }

  /// Takes one line.
  mutating func respond(to line: String) -> Response {
    if sitting != nil {
      return .page(takeInSitting { (sitting, now) throws(StudyLogError) in try sitting.take(line, at: now) })
    }
    guard ReplCommand.isCommand(line) else {
      lines.append(line)
      let answer = answerer.answer(line, in: &conversation)
      last = (line, answer)
      return .answer(answer)
    }
    defer { lines.append(line) }
    switch ReplCommand.parse(line) {
    case .command(.record, let argument): return .record(argument)
    case .command(.quit, _): return .quit
    case .command(.quiz, let argument): return .page(quiz(argument))
    case .command(let command, let argument): return .page(page(of: command, argument))
    case .ambiguous(let typed, let commands):
      let names = commands.map { "/" + $0.rawValue }.joined(separator: " ")
      return .page(Page("/\(typed) is ambiguous: \(names)"))
    case .unknown(let typed, let near):
      let names = near.map { "/" + $0 }.joined(separator: " or ")
      return .page(
        Page(
          "There is no command /\(typed). " + (names.isEmpty ? "/help lists them." : "Did you mean \(names)?")
        ))
    case .needless(let command): return .page(Page("/\(command.rawValue) takes nothing after it."))
    }
  }

  /// Takes one line as a transcript has it: the reply at the width of recordings without colour, nil where the
  /// conversation ends. A transcript never makes a file.
  mutating func recordedReply(to line: String) -> String? {
    switch respond(to: line) {
    case .answer(let answer):
      AnswerText(pack: answerer.pack).page(answer, to: line).text(width: Recording.columns)
    case .page(let page): page.text(width: Recording.columns)
    case .record: Page("A replay records nothing.").text(width: Recording.columns)
    case .quit: nil
    }
  }

  private func page(of command: ReplCommand, _ argument: String) -> Page {
    let pack = answerer.pack
    switch command {
    case .help: return ReplCommand.overview
    case .topics: return PackText(pack: pack).topics
    case .about: return PackText(pack: pack).about(version: Ibid.version)
    case .why:
      guard let last else { return Page("There is no question to explain yet.") }
      return ExplanationText(pack: pack).page(last.answer)
    case .source: return source(argument)
    case .history: return history
    case .study: return studyPage
    case .record, .quit, .quiz: return Page()
    }
  }

  // MARK: Quiz

  /// Begins a sitting with options as on the command line.
  private mutating func quiz(_ argument: String) -> Page {
    let options: QuizOptions
    do {
      options = try QuizOptions.parse(argument.split(whereSeparator: \.isWhitespace).map(String.init))
    } catch {
      return Page(QuizOptions.fullMessage(for: error).split(separator: "\n").map { Block([Span($0)]) })
    }
    do throws(Failure) {
      return try beginSitting(options)
    } catch {
      return Page(error.messages.map { Block([Span($0)]) })
    }
  }

  /// Begins a sitting; what it asks first.
  mutating func beginSitting(_ options: QuizOptions) throws(Failure) -> Page {
    sitting = try study.sitting(options)
    return takeInSitting { (sitting, now) in sitting.begin(at: now) }
  }

  /// Ends a sitting that was left without a word; what is said then.
  mutating func leaveSitting() -> Page? {
    guard sitting != nil else { return nil }
    return takeInSitting { (sitting, now) in sitting.end(at: now) }
  }

  private mutating func takeInSitting(_ take: (inout Sitting, Int) throws(StudyLogError) -> [SittingEvent])
    -> Page
  {
    guard var sitting else { return Page() }
    do throws(StudyLogError) {
      let events = try take(&sitting, study.now())
      self.sitting = sitting.isOver ? nil : sitting
      return SittingText(pack: answerer.pack).page(events)
    } catch {
      // What was not written was not acknowledged either.
      self.sitting = nil
      failure = error
      return Page("The sitting ends: \(error)", .caution)
    }
  }

  private var studyPage: Page {
    do throws(Failure) {
      return StudyText(pack: answerer.pack, isPlain: study.isPlain).page(try study.report())
    } catch {
      return Page(error.messages.map { Block([Span($0)]) })
    }
  }

  private func source(_ argument: String) -> Page {
    let text = SourceText(pack: answerer.pack)
    // A sentence by its own number needs no answer before.
    if let number = SentenceNumber(argument) {
      return text.page(number) ?? Page("The document has no sentence \(number).")
    }
    let citations = last.map { AnswerText.citations(of: $0.answer) } ?? []
    let digits = argument.filter { !["[", "]"].contains($0) }
    guard let number = argument.isEmpty ? 1 : Int(digits) else {
      return Page("/source takes the number of a citation, such as 1, or of a sentence, such as 1.1.")
    }
    guard !citations.isEmpty else { return Page("The last reply cites nothing.") }
    guard citations.indices.contains(number - 1) else {
      let range = citations.count == 1 ? "only [1]" : "[1] to [\(citations.count)]"
      return Page("The last reply has no citation [\(number)], \(range).")
    }
    return text.page(citations[number - 1].sentence) ?? Page()
  }

  private var history: Page {
    guard !lines.isEmpty else { return Page("Nothing was typed yet.") }
    let width = String(lines.count).count
    return Page(
      lines.enumerated().map { index, line in
        let number = String(index + 1)
        let blanks = String(repeating: " ", count: width - number.count)
        return Block(
          [Span(blanks + number + "  ", .faint), Span(TerminalText.excerpt(line, limit: 200))],
          hanging: width + 2)
      })
  }
}
