import ArgumentParser
import Glibc
import LineEditing
import Rendering

/// The command line: parses, runs one command, and ends with its exit status.
@main
struct Ibid: ParsableCommand {
  static let version = "0.1.0"
  static let configuration = CommandConfiguration(
    commandName: "ibid",
    abstract: "Answers questions from the statements of a document, each with its citation.",
    discussion: "Without a command, ibid opens a conversation.\n\nExit status: "
      + ExitStatus.meanings.map { "\($0.status) \($0.meaning)" }.joined(separator: "; ") + ".",
    version: version,
    subcommands: [
      ChatCommand.self, AskCommand.self, QuizCommand.self, StudyCommand.self, ExportCommand.self,
      ImportCommand.self, RecordCommand.self, ReplayCommand.self, CheckCommand.self,
      EvaluateCommand.self, TrainCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: ChatCommand.self)

  static func main() {
    LineEditing.occupyStandardDescriptors()
    LineEditing.preventCoreDumps()
    // A reader that goes away, or a limit that a file reaches, shows as an error of write(2), not as a signal that kills.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    Glibc.exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ arguments: [String]) -> Int32 {
    do {
      if let words = AskCommand.plainWords(arguments) {
        try AskCommand.ask(words, OutputForm(), .inForce())
        return ExitStatus.success
      }
      if let name = unknownCommand(arguments) {
        return report(ValidationError("There is no command '\(name)'."), [name])
      }
      var command = try parseAsRoot(arguments)
      try command.run()
      return ExitStatus.success
    } catch let failure as Failure {
      StandardError.write(failure.messages)
      return failure.status
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      return report(error, arguments)
    }
  }

  private static let names = configuration.subcommands.compactMap { $0.configuration.commandName }

  /// What help is asked for and is no command: the parser would show its general help.
  private static func unknownCommand(_ arguments: [String]) -> String? {
    guard arguments.count > 1, arguments[0] == "help", !arguments[1].hasPrefix("-"),
      !(names + ["help"]).contains(arguments[1])
    else { return nil }
    return arguments[1]
  }

  /// For someone who forgot the command, or mistyped it.
  private static func hint(_ arguments: [String]) -> [String] {
    guard let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) else { return [] }
    let near = Suggestion.nearest(to: first, among: names).prefix(1).map { "Did you mean 'ibid \($0)'?" }
    return near + ["To ask a question, write 'ibid ask' before it."]
  }

  /// What the parser of arguments has to say: help, the version, or what is wrong with them.
  private static func report(_ error: any Error, _ arguments: [String]) -> Int32 {
    let text = fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
      .map { TerminalText.clean($0) }.joined(separator: "\n")
    guard exitCode(for: error).isSuccess else {
      StandardError.write([text] + hint(arguments))
      return ExitStatus.usage
    }
    do throws(Failure) {
      try StandardOutput.write(text + "\n")
      return ExitStatus.success
    } catch {
      StandardError.write(error.messages)
      return error.status
    }
  }
}
