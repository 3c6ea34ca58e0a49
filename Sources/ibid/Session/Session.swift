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
    /// What a command prints; a recording holds the second, where it cannot hold the first and replay.
    case page(Page, recorded: Page? = nil)
    /// A command on files or settings, with what follows its name: the caller's part.
    case action(ReplCommand, String)
    /// `/quit`
    case quit
  }

  let answerer: Answerer
  private var conversation = Conversation()
  private var last: (question: String, answer: Answer)?
  private var lines: [String] = []
  /// What the numbers `[N]` of the last reply that had any stand for.
  private(set) var citations: [CitedSentence] = []
  /// What an export holds.
  private(set) var turns: [ConversationTurn] = []

  private let study: Study
  /// The sitting of the quiz that takes the lines, if any.
  private(set) var sitting: Sitting?
  /// Why the last sitting ended before its time; nil if it did not.
  private(set) var failure: StudyLogError?

  /// A conversation; without `study` it keeps a study log of its own, which is gone with it.
  init(answerer: Answerer, study: Study? = nil) {
    self.answerer = answerer
    self.study = study ?? Study(pack: answerer.pack)
  }

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
      return .page(
        takeInSitting { (sitting, now) throws(StudyLogError) in try sitting.take(line, at: now) })
    }
    guard ReplCommand.isCommand(line) else {
      lines.append(line)
      let answer = answerer.answer(line, in: &conversation)
      last = (line, answer)
      citations = AnswerText.citations(of: answer)
      turns.append(ConversationTurn(line: line, reply: .answer(answer)))
      return .answer(answer)
    }
    defer { lines.append(line) }
    switch ReplCommand.parse(line) {
    case .command(.quit, _): return .quit
    case .command(.quiz, let argument): return .page(quiz(argument))
    case .command(.study, _): return studyPage(study.columns())
    case .command(.about, _):
      // Its recording has the knowledge's checksum once for all, in the front matter.
      let text = PackText(pack: answerer.pack)
      return .page(
        text.about(version: Ibid.version, knowledge: answerer.pack.sources?.sha256),
        recorded: text.about(version: Ibid.version))
    case .command(let command, let argument):
      guard let reply = reply(to: command, argument) else { return .action(command, argument) }
      if !reply.citations.isEmpty {
        citations = reply.citations
        turns.append(ConversationTurn(line: line, reply: .quotes(reply.citations)))
      }
      return .page(reply.page)
    case .ambiguous(let typed, let commands): return .page(Self.ambiguous(typed, commands))
    case .unknown(let typed, let near): return .page(Self.unknown(typed, near))
    case .needless(let command): return .page(Page("/\(command.rawValue) takes nothing after it."))
    }
  }

  /// Takes one line as a transcript has it: the reply at the width of recordings without colour, nil where the
  /// conversation ends. A transcript never makes a file and changes no setting.
  mutating func recordedReply(to line: String) -> String? { recordedTurn(line).reply }

  /// Takes one line as a transcript has it, with the answer if it was a question.
  mutating func recordedTurn(_ line: String) -> (reply: String?, answer: Answer?) {
    switch respond(to: line) {
    case .answer(let answer):
      (AnswerText(pack: answerer.pack).page(answer, to: line).text(width: Recording.columns), answer)
    case .page(let page, let recorded): ((recorded ?? page).text(width: Recording.columns), nil)
    case .action(.record, _): ("A replay records nothing.", nil)
    case .action(let command, _): ("A replay leaves out /\(command.rawValue).", nil)
    case .quit: (nil, nil)
    }
  }

  private static func ambiguous(_ typed: String, _ commands: [ReplCommand]) -> Page {
    Page("/\(typed) is ambiguous: " + commands.map { "/" + $0.rawValue }.joined(separator: " "))
  }

  private static func unknown(_ typed: String, _ near: [String]) -> Page {
    let names = near.map { "/" + $0 }.joined(separator: " or ")
    return Page(
      "There is no command /\(typed). " + (names.isEmpty ? "/help lists them." : "Did you mean \(names)?"))
  }

  /// Keeps the sittings that begin from here on in memory only.
  func keepPrivate() { study.keepPrivate() }

  // MARK: Forgetting

  /// Takes lines out of what the conversation keeps of itself, and returns them, newest first.
  ///
  /// The newest line is the command that asks for it: it goes as well and does not count.
  /// - Parameter count: how many; nil for all, and then what questions lean on is forgotten too.
  mutating func forget(_ count: Int?) -> [String] {
    let command = lines.popLast()
    let forgotten = Array(lines.suffix(count ?? lines.count).reversed())
    lines.removeLast(forgotten.count)
    for line in forgotten where turns.last?.line == line { turns.removeLast() }
    if count == nil { conversation = Conversation() }
    if let question = last?.question, count == nil || forgotten.contains(question) {
      last = nil
      citations = []
    }
    return [command].compactMap { $0 } + forgotten
  }

  // MARK: Commands

  /// What a command prints; nil for one that is the caller's part.
  private func reply(to command: ReplCommand, _ argument: String) -> CitedPage? {
    let pack = answerer.pack
    switch command {
    case .help: return CitedPage(help(argument))
    case .topics: return CitedPage(PackText(pack: pack).topics)
    case .why:
      guard let last else { return CitedPage(Page("There is no question to explain yet.")) }
      return CitedPage(ExplanationText(pack: pack).page(last.answer))
    case .source: return CitedPage(source(argument))
    case .summary: return StatementsText(pack: pack).summary
    case .related: return related(argument)
    case .compare: return comparison(argument)
    case .history: return CitedPage(history(argument))
    case .record, .replay, .export, .set, .privately, .forget, .quiz, .study, .about, .quit: return nil
    }
  }

  // MARK: Quiz

  /// Begins a sitting with options as on the command line.
  private mutating func quiz(_ argument: String) -> Page {
    let options: QuizOptions
    do {
      // "/quiz NAME --limit 5": words before the options are a topic.
      let words = argument.split(whereSeparator: \.isWhitespace).map(String.init)
      let topic = words.prefix { !$0.hasPrefix("-") }
      let named = topic.isEmpty ? [] : ["--topic", topic.joined(separator: " ")]
      options = try QuizOptions.parse(named + words.dropFirst(topic.count))
    } catch {
      return Self.usage(of: error)
    }
    do throws(Failure) {
      return try beginSitting(options)
    } catch {
      return Page(error.messages.map { Block([Span($0)]) })
    }
  }

  /// What the parser of arguments says of `/quiz`, indented as it is there.
  private static func usage(of error: any Error) -> Page {
    var page = Page()
    let text = QuizOptions.fullMessage(for: error)
      .replacing("Usage: quiz", with: "Usage: /quiz").replacing("'quiz --help'", with: "'/quiz --help'")
    for line in text.split(separator: "\n") {
      let indent = line.prefix { $0 == " " }.count
      page.add(line.dropFirst(indent), indent: indent)
    }
    return page
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

  private mutating func takeInSitting(
    _ take: (inout Sitting, Int) throws(StudyLogError) -> [SittingEvent]
  ) -> Page {
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

  /// How far somebody has come, drawn for the window; a recording has it as a replay draws it.
  private func studyPage(_ columns: Int) -> Response {
    do throws(Failure) {
      let report = try study.report()
      return .page(
        StudyText(pack: answerer.pack, isPlain: study.isPlain, columns: columns).page(report),
        recorded: StudyText(pack: answerer.pack, columns: Recording.columns).page(report))
    } catch {
      return .page(Page(error.messages.map { Block([Span($0)]) }))
    }
  }

  private func help(_ argument: String) -> Page {
    guard !argument.isEmpty else { return ReplCommand.overview }
    let name = argument.drop { $0 == "/" }.lowercased()
    let commands = ReplCommand.commands(beginning: name)
    if commands.isEmpty {
      return Self.unknown(
        TerminalText.excerpt(name, limit: 30),
        Suggestion.nearest(to: name, among: ReplCommand.allCases.map(\.rawValue)))
    }
    return commands.count == 1
      ? commands[0].help : Self.ambiguous(TerminalText.excerpt(name, limit: 30), commands)
  }

  private func source(_ argument: String) -> Page {
    let text = SourceText(pack: answerer.pack)
    // A sentence by its own number needs no answer before.
    if let number = SentenceNumber(argument) {
      return text.page(number) ?? Page("The document has no sentence \(number).")
    }
    let digits = argument.filter { !["[", "]"].contains($0) }
    guard let number = argument.isEmpty ? 1 : Int(digits) else {
      return Page("/source takes the number of a citation, such as 1, or of a sentence, such as 1.1.")
    }
    guard !citations.isEmpty else { return Page("The last reply cites nothing.") }
    guard let cited = citations.first(where: { $0.number == number }) else {
      let range = citations.count == 1 ? "only [1]" : "[1] to [\(citations.count)]"
      return Page("The last reply has no citation [\(number)], \(range).")
    }
    return text.page(cited.sentence) ?? Page()
  }

  /// The most statements that `/related` shows.
  private static let relatedLimit = 6

  private func related(_ argument: String) -> CitedPage {
    let text = StatementsText(pack: answerer.pack)
    if !argument.isEmpty {
      let named = answerer.things(in: argument)
      let things = named.map(\.concept)
      guard !things.isEmpty else { return CitedPage(unnamed(argument)) }
      return text.reading(named).statements(
        answerer.pack.statements.filter { statement in
          things.contains { answerer.statements(on: $0).contains(statement) }
        }, on: things)
    }
    guard let last else { return CitedPage(Page("There is no answer yet. /related THING needs none.")) }
    let statements = last.answer.statements
    let things = statements.isEmpty ? answerer.things(in: last.question).map(\.concept) : []
    let near = answerer.statements(relatedTo: statements, and: things, excluding: last.answer.related)
    return text.related(Array(near.prefix(Self.relatedLimit)))
  }

  private func comparison(_ argument: String) -> CitedPage {
    let named = answerer.things(in: argument)
    let things = named.map(\.concept)
    guard things.count == 2 else {
      guard !argument.isEmpty, things.isEmpty else {
        return CitedPage(
          Page("/compare takes two things that the document can be asked about; /topics lists them."))
      }
      return CitedPage(unnamed(argument))
    }
    return StatementsText(pack: answerer.pack).reading(named).comparison(
      (things[0], answerer.statements(on: things[0])), (things[1], answerer.statements(on: things[1])))
  }

  private func unnamed(_ argument: String) -> Page {
    Page(
      "Nothing that the document speaks of is known by that name: \(TerminalText.excerpt(argument)). /topics lists what is."
    )
  }

  private func history(_ argument: String) -> Page {
    guard let count = argument.isEmpty ? lines.count : Int(argument), count >= 0 else {
      return Page("/history takes a number of lines.")
    }
    guard !lines.isEmpty else { return Page("Nothing was typed yet.") }
    let width = String(lines.count).count
    return Page(
      lines.enumerated().suffix(count).map { index, line in
        let number = String(index + 1)
        let blanks = String(repeating: " ", count: width - number.count)
        return Block(
          [Span(blanks + number + "  ", .faint), Span(TerminalText.excerpt(line, limit: 200))],
          hanging: width + 2)
      })
  }
}
