import ArgumentParser
import Knowledge
import Rendering

/// Validates a pack.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate a pack: its document, its concepts, its statements.",
    discussion: "Every problem is one line, file:line: what is wrong; what to do. Ends with 65 if there is any.")

  @Argument(help: ArgumentHelp("The folder of a pack, or the name of a built-in one.", valueName: "pack"))
  var pack: String?

  func run() throws {
    let source = try pack.flatMap { PackSource(builtIn: $0) } ?? PackSource(path: pack)
    let loaded: Pack
    do throws(Failure) {
      loaded = try source.load()
    } catch {
      guard case .badData(let lines) = error else { throw error }
      try StandardOutput.write(lines.map { $0 + "\n" }.joined())
      try StandardOutput.write("\(count(lines.count, "problem"))\n")
      throw Failure.badData([])
    }
    try StandardOutput.write(
      "\(loaded.name): \(count(loaded.document.sentences.count, "sentence")), "
        + "\(count(loaded.statements.count, "statement")), no problems\n")
  }

  private func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }
}
