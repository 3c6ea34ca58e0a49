import Rendering

/// The commands of a conversation: one table from which help, completion, parsing and the manual follow.
enum ReplCommand: String, CaseIterable {
  case help, why, source, topics, related, compare, summary
  case quiz, study
  case history, record, replay, export, set, about
  case privately = "private"
  case forget
  case quit

  /// What may follow the name.
  enum Argument: Equatable {
    case nothing
    /// A command's name, with or without its `/`.
    case command
    /// The number of a citation or of a sentence.
    case citation
    /// Any thing that the document can be asked about.
    case thing
    /// Two of them.
    case twoThings
    /// How many.
    case count
    /// How many, or all.
    case countOrAll
    /// A file to be read, to be written, or to be written until `off`.
    case existingFile, newFile, fileOrOff
    /// A setting and its value.
    case setting
    /// Options as on the command line.
    case options
  }

  var argument: Argument {
    switch self {
    case .help: .command
    case .source: .citation
    case .related: .thing
    case .compare: .twoThings
    case .history: .count
    case .forget: .countOrAll
    case .record: .fileOrOff
    case .replay: .existingFile
    case .export: .newFile
    case .set: .setting
    case .quiz: .options
    case .why, .topics, .summary, .study, .about, .privately, .quit: .nothing
    }
  }

  /// The argument as help shows it.
  private var argumentUsage: String? {
    switch argument {
    case .nothing: nil
    case .command: "[COMMAND]"
    case .citation, .count: "[N]"
    case .countOrAll: "[N|all]"
    case .thing: "[THING]"
    case .twoThings: "A B"
    case .existingFile, .newFile: "FILE"
    case .fileOrOff: "FILE|off"
    case .setting: "[NAME [VALUE]]"
    case .options: "[OPTIONS]"
    }
  }

  /// The fewest letters that stand for it, so that what people are used to keeps its meaning: /q leaves.
  private var fewestLetters: Int {
    switch self {
    case .quiz: 3
    case .study: 2
    default: 0
    }
  }

  var usage: String { "/" + rawValue + (argumentUsage.map { " " + $0 } ?? "") }

  var summary: String {
    switch self {
    case .help: "list the commands, or tell more about one"
    case .why: "how the last question was read, and why each statement was chosen or not"
    case .source: "show the sentence behind citation [N] of the last reply in its paragraph"
    case .topics: "list what the document can be asked about"
    case .related: "show what stands near the last answer, or on a thing"
    case .compare: "put the statements on two things side by side"
    case .summary: "show the document in short"
    case .quiz: "be asked about the document; /quiz --help lists the options"
    case .study: "how much you know, what is due, and what is weak"
    case .history: "list what was typed in this conversation"
    case .record: "write the conversation to FILE from here on (FILE all: from its beginning), or stop"
    case .replay: "say a recorded conversation again and show where replies differ"
    case .export: "write the conversation so far with a list of references"
    case .set: "list the settings, or change one"
    case .about: "where the answers come from"
    case .privately: "keep no history of what is typed from here on"
    case .forget: "take the last line, or N, out of the history and the recording"
    case .quit: "leave (so does Ctrl-D)"
    }
  }

  /// What `/help NAME` and the manual add.
  var details: String {
    switch self {
    case .help: "/help set tells more about /set."
    case .why: "Each statement is listed with its score and with what it found of the question."
    case .source:
      "Without N it is the first. A number such as 1.3 is paragraph 1, sentence 3 of the document."
    case .topics: "Each of the names can be asked about; Tab completes them in a question."
    case .related:
      "What is near has a thing in common with the last answer, or with THING, and does not answer the question."
    case .compare:
      "All of it is quoted, in the order of what relates each to the document. Join names of several words with 'and': "
        + "/compare A and B."
    case .summary: "The pack's editors chose the sentences; all of it is quoted."
    case .quiz:
      "/quiz NAME asks about one thing. Each answer is in the study log before the next prompt; ? lists the keys of a sitting."
    case .study: "ibid study shows the same, and --json as an object."
    case .history:
      "With N only the last N lines. Lines of earlier conversations come back with the up arrow and Ctrl-R."
    case .record:
      "Without a file it tells whether a recording is under way. A file that is there is only replaced if you agree."
    case .replay: "The conversation under way is not touched by it."
    case .export:
      "FILE is written as Markdown, with one numbered list of references, or as CSL-JSON citations if its name ends in .json. "
        + "A file that is there is only replaced if you agree."
    case .set:
      "/set lists all, /set NAME shows one. Changes last until the conversation ends; config.yaml keeps them."
    case .about:
      "The document and the pack with their checksums, what to know before relying on them, and the version of the program. "
        + "The pack's is that of everything replies come from: with the same one and the same version the same is replied."
    case .privately: "What is in the history already stays there. ibid --private keeps none from the start."
    case .forget:
      "/forget all takes out all of this conversation, and every line of the history, those of earlier conversations "
        + "included. What an export holds, and what the window shows, stays."
    case .quit: "A recording under way is finished."
    }
  }

  /// What a line that begins with `/` turned out to be.
  enum Parsed: Equatable {
    case command(ReplCommand, argument: String)
    /// The beginning of several names.
    case ambiguous(String, [ReplCommand])
    /// No name; those that are near.
    case unknown(String, near: [String])
    /// A command that takes nothing, and was given something.
    case needless(ReplCommand)
  }

  /// Whether a line is meant as a command.
  static func isCommand(_ line: String) -> Bool { hasMark(line) || byWord(trimmed(line[...])) != nil }

  /// Whether a line begins as commands do.
  static func hasMark(_ line: String) -> Bool { line.drop { $0 == " " || $0 == "\t" }.first == "/" }

  /// The command that a word means which people are used to type by itself at any prompt.
  private static func byWord(_ word: String) -> ReplCommand? {
    switch word.lowercased() {
    case "help": .help
    case "quit", "exit": .quit
    default: nil
    }
  }

  static func parse(_ line: String) -> Parsed {
    let marked = line.drop { $0 == " " || $0 == "\t" }
    let text = marked.first == "/" ? marked.dropFirst() : marked
    if let command = byWord(trimmed(text)) { return .command(command, argument: "") }
    let typed = text.prefix { !$0.isWhitespace }
    let argument = trimmed(text.dropFirst(typed.count))
    let name = typed.lowercased()
    let matches = commands(beginning: name)
    guard let command = matches.first else {
      return .unknown(
        TerminalText.excerpt(typed, limit: 30),
        near: Suggestion.nearest(to: name, among: allCases.map(\.rawValue)))
    }
    guard matches.count == 1 else { return .ambiguous(TerminalText.excerpt(typed, limit: 30), matches) }
    guard argument.isEmpty || command.argument != .nothing else { return .needless(command) }
    return .command(command, argument: argument)
  }

  /// The command of that name, or all whose names begin so.
  static func commands(beginning name: String) -> [ReplCommand] {
    allCases.first { $0.rawValue == name }.map { [$0] }
      ?? allCases.filter { $0.rawValue.hasPrefix(name) && name.count >= $0.fewestLetters }
  }

  /// The list of commands.
  static var overview: Page {
    var page = Page("Type a question in your own words, or a command:")
    let width = allCases.map { $0.usage.count }.max() ?? 0
    for command in allCases {
      let blanks = String(repeating: " ", count: width + 2 - command.usage.count)
      page.blocks.append(
        Block([Span(command.usage, .strong), Span(blanks + command.summary)], indent: 2, hanging: width + 4))
    }
    page.add("A name may be shortened while it stays unambiguous: /so 2 is /source 2. /help NAME tells more.")
    return page
  }

  /// What there is to say about one command.
  var help: Page {
    Page([
      Block([Span(usage, .strong)]),
      Block([Span(summary.prefix(1).uppercased() + summary.dropFirst() + ".")], indent: 2),
      Block([Span(details)], indent: 2),
    ])
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
