import ArgumentParser
import FoundationEssentials

/// What the parser of arguments knows about a command, as it writes it for tools.
struct CommandInfo: Decodable {
  /// An argument, option or flag.
  struct Argument: Decodable {
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    struct Name: Decodable {
      let kind: String
      let name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: Kind
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
  }

  private struct Tool: Decodable {
    let command: CommandInfo
  }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let arguments: [Argument]?
  let subcommands: [CommandInfo]?

  /// Reads what the parser dumps.
  init(dumped: String) throws {
    self = try JSONDecoder().decode(Tool.self, from: Data(dumped.utf8)).command
  }
}
