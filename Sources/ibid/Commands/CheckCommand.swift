import Answering
import ArgumentParser
import Knowledge
import Quiz
import Rendering

/// Validates a pack.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate a pack: its document, its concepts, its statements.",
    discussion: """
      Every problem is one line, file:line: what is wrong; what to do. Ends with 65 if there is any; warnings alone \
      count only with --strict.
      """)

  @Argument(help: ArgumentHelp("The folder of a pack, or the name of a built-in one.", valueName: "pack"))
  var pack: String?
  @Flag(help: "Take warnings for problems.")
  var strict = false
  @Flag(help: "Also put the labelled questions, and list what they never use, explain or reach.")
  var authoring = false
  @Flag(
    help: "List every item that the quiz makes of the statements, with its key and why the others are wrong.")
  var items = false

  func run() throws {
    let source = try pack.flatMap { PackSource(builtIn: $0) } ?? PackSource(path: pack)
    let loaded: Pack
    do throws(InvalidKnowledge) {
      loaded = try source.loadForCheck()
    } catch {
      try report(error.problems)
      throw Failure.badData([])
    }
    var problems = PackCheck.report(for: loaded)
    do throws(KnowledgeProblem) {
      _ = try GradedAnswer.read(loaded.gradedAnswers, file: "\(loaded.name)/answers.jsonl")
    } catch {
      problems.append(error)
    }
    try report(problems)
    if problems.contains(where: { strict || $0.severity == .error }) { throw Failure.badData([]) }
    if problems.isEmpty { try StandardOutput.write(PackText(pack: loaded).summary + "\n") }
    try checkItems(of: loaded)
    if authoring { try reportAuthoring(loaded) }
  }

  private func reportAuthoring(_ pack: Pack) throws(Failure) {
    let questions: [LabelledQuestion]
    do throws(KnowledgeProblem) {
      questions = try LabelledQuestion.read(
        pack.questions, file: "\(pack.name)/questions.jsonl", about: pack.document)
    } catch {
      throw .badData([ProblemWording.line(error)])
    }
    guard !questions.isEmpty else {
      throw .noInput(
        "\(pack.name): no labelled questions; name the folder of a pack that has questions.jsonl")
    }
    let page = AuthoringText.page(AuthoringReport(questions, on: pack), questions: questions.count)
    try StandardOutput.write(page.text(width: StandardOutput.isTerminal ? 100 : 120) + "\n")
  }

  /// Proves that the key of every item is right and the rest of it wrong.
  private func checkItems(of pack: Pack) throws(Failure) {
    let answerer = Answerer(pack: pack, usesLearned: false)
    let items = ItemGenerator(answerer: answerer).items()
    let text = ItemText(pack: pack)
    if self.items { try StandardOutput.write(text.list(items).text(width: 100) + "\n\n") }
    let problems = ItemCheck(answerer: answerer).problems(of: items)
    try StandardOutput.write(problems.map { text.line($0) + "\n" }.joined())
    let result = problems.isEmpty ? "every key right, all else wrong" : "\(problems.count) not proven"
    try StandardOutput.write("\(text.counts(items)): \(result)\n")
    if !problems.isEmpty { throw .badData([]) }
  }

  private func report(_ problems: [KnowledgeProblem]) throws(Failure) {
    guard !problems.isEmpty else { return }
    let lines = problems.map(ProblemWording.line) + [ProblemWording.count(problems)]
    try StandardOutput.write(lines.map { $0 + "\n" }.joined())
  }
}
