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
  }

  private func report(_ problems: [KnowledgeProblem]) throws(Failure) {
    guard !problems.isEmpty else { return }
    let lines = problems.map(ProblemWording.line) + [ProblemWording.count(problems)]
    try StandardOutput.write(lines.map { $0 + "\n" }.joined())
  }
}
