import Answering
import ArgumentParser
import Knowledge
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

  func run() throws {
    let source = try pack.flatMap { PackSource(builtIn: $0) } ?? PackSource(path: pack)
    let loaded: Pack
    do throws(InvalidKnowledge) {
      loaded = try source.loadForCheck()
    } catch {
      try report(error.problems)
      throw Failure.badData([])
    }
    let problems = PackCheck.report(for: loaded)
    try report(problems)
    if problems.contains(where: { strict || $0.severity == .error }) { throw Failure.badData([]) }
    if problems.isEmpty { try StandardOutput.write(PackText(pack: loaded).summary + "\n") }
    if authoring { try reportAuthoring(loaded) }
  }

  private func reportAuthoring(_ pack: Pack) throws(Failure) {
    let questions: [LabelledQuestion]
    do throws(KnowledgeProblem) {
      questions = try LabelledQuestion.read(pack.questions, file: "\(pack.name)/questions.jsonl")
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

  private func report(_ problems: [KnowledgeProblem]) throws(Failure) {
    guard !problems.isEmpty else { return }
    let lines = problems.map(ProblemWording.line) + [ProblemWording.count(problems)]
    try StandardOutput.write(lines.map { $0 + "\n" }.joined())
  }
}
