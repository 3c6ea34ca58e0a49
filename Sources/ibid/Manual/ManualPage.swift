import ArgumentParser
import LineEditing
import Rendering

/// The manual page: everything in it that can go out of date is taken from the tables that the program itself uses.
struct ManualPage {
  let command: CommandInfo
  let version: String

  var text: String {
    var page = Roff()
    page.macro("TH", "IBID", "1", "", "ibid \(version)", "User Commands")
    page.section("Name")
    page.paragraph("ibid - answer questions from the statements of a document, each with its citation")
    page.section("Synopsis")
    for each in commands { page.paragraph(synopsis(each)) }
    page.section("Description")
    page.paragraph(
      "ibid answers questions in free text from the statements of a document, each with its exact quote and place, and "
        + "says so where the document does not say. Without a command it opens a conversation. It works offline, and the "
        + "same question gets the same reply.")
    page.section("Commands")
    for each in commands { describe(each, &page) }
    conversation(&page)
    settings(&page)
    page.section("Files")
    page.item("$XDG_CONFIG_HOME/ibid/config.yaml", "Settings. By default ~/.config/ibid/config.yaml.")
    page.item(
      "$XDG_STATE_HOME/ibid/history",
      "What was typed, readable by its owner only. By default ~/.local/state/ibid/history.")
    page.item("~/.editrc", "Bindings of keys, see editrc(5). $EDITRC names another file.")
    page.section("Exit status")
    for (status, meaning) in ExitStatus.meanings { page.item("\(status)", meaning) }
    page.section("Examples")
    page.example(["ibid", "ibid ask what dose?", "ibid ask < questions.txt", "ibid --record talk.md"])
    page.paragraph("Completion for a shell is printed by")
    page.example([
      "ibid --generate-completion-script bash", "ibid --generate-completion-script zsh",
      "ibid --generate-completion-script fish",
    ])
    page.section("See also")
    page.paragraph("editrc(5), less(1)")
    return page.text
  }

  private var commands: [CommandInfo] {
    // `help` is the parser's own.
    (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  private func synopsis(_ command: CommandInfo) -> String {
    let positional = shown(command).filter { $0.kind == .positional }.map { argument in
      let name = (argument.valueName ?? "").uppercased() + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    return (["ibid", command.commandName, "[options]"] + positional).joined(separator: " ")
  }

  private func shown(_ command: CommandInfo) -> [CommandInfo.Argument] {
    (command.arguments ?? []).filter(\.shouldDisplay)
  }

  private func describe(_ command: CommandInfo, _ page: inout Roff) {
    page.macro("SS", command.commandName)
    page.paragraph([command.abstract, command.discussion].compactMap(\.self).joined(separator: " "))
    let arguments = shown(command)
    let takesSettings = Setting.allCases.allSatisfy { setting in
      arguments.contains { names(of: $0).contains("--" + setting.name) }
    }
    for argument in arguments {
      var names = names(of: argument)
      // What every command has is told once, and the contrary of a flag with the flag.
      if names.contains("--help") || names.contains("--version")
        || names.contains(where: { $0.hasPrefix("--no-") })
      {
        continue
      }
      if takesSettings, Setting.allCases.contains(where: { names.contains("--" + $0.name) }) { continue }
      if let name = names.last,
        arguments.contains(where: { self.names(of: $0) == ["--no-" + name.dropFirst(2)] })
      {
        names.append("--no-" + name.dropFirst(2))
      }
      let value = argument.kind == .flag ? "" : (argument.valueName ?? "").uppercased()
      let term =
        argument.kind == .positional
        ? value : names.joined(separator: ", ") + (value.isEmpty ? "" : " \(value)")
      page.item(term, argument.abstract ?? "")
    }
    if takesSettings { page.paragraph("The options under SETTINGS count as well.") }
  }

  private func names(of argument: CommandInfo.Argument) -> [String] { (argument.names ?? []).map(\.text) }

  private func conversation(_ page: inout Roff) {
    page.section("Conversation")
    page.paragraph(
      "A line is a question, or a command that begins with /. The names of commands may be shortened while they stay "
        + "unambiguous.")
    for each in ReplCommand.allCases {
      page.item(
        each.usage, each.summary.prefix(1).uppercased() + each.summary.dropFirst() + ".", each.details)
    }
    page.section("Keys")
    page.paragraph(
      "Lines are edited as in Emacs, or as in vi after 'bind -v' in ~/.editrc. In plain mode the terminal itself edits."
    )
    for key in LineEditing.keys { page.item(key.keys, key.meaning) }
  }

  private func settings(_ page: inout Roff) {
    page.section("Settings")
    page.paragraph(
      "An option counts before a variable of the environment, that before config.yaml, and that before the default. A "
        + "variable that is empty counts as not set. config.yaml holds one 'key: value' a line; an unknown key or a wrong "
        + "value is an error that names the line. NO_COLOR, PAGER, LESS, TERM and INSIDE_EMACS count where nothing is set."
    )
    let defaults = Settings()
    for setting in Setting.allCases {
      page.item(
        term(setting), setting.summary,
        "It takes \(setting.values); the default is \(defaults.text(setting)).", setting.details,
        setting.isForSession ? "/set changes it during a conversation." : "")
    }
  }

  private func term(_ setting: Setting) -> String {
    let option = setting.placeholder.isEmpty ? "--\(setting.name), --no-\(setting.name)" : "--\(setting.name)"
    return "\(setting.name), \(option), \(setting.variable)"
  }
}

extension CommandInfo {
  /// The definition of the whole command line.
  static func root() throws -> CommandInfo { try CommandInfo(dumped: Ibid._dumpHelp()) }
}
