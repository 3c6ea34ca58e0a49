import Rendering

/// The commands of a conversation: one table from which help, completion and parsing follow.
enum ReplCommand: String, CaseIterable {
  case help, why, source, topics, quiz, study, record, history, about, quit

  /// What may follow the name, as help shows it; nil if nothing may.
  var argument: String? {
    switch self {
    case .source: "[N]"
    case .record: "FILE|off"
    case .quiz: "[OPTIONS]"
    case .help, .why, .topics, .study, .history, .about, .quit: nil
    }
  }

  /// The fewest letters that stand for it, so that what people are used to keeps its meaning: /q leaves, /s is /source.
  private var fewestLetters: Int {
    switch self {
    case .quiz: 4
    case .study: 2
    default: 0
    }
  }

  /// Whether the argument is the name of a file.
  var takesFile: Bool { self == .record }

  var summary: String {
    switch self {
    case .help: "list the commands"
    case .why: "how the last question was read, and why each statement was chosen or not"
    case .source: "show the sentence behind citation [N] of the last reply in its paragraph"
    case .topics: "list what the document can be asked about"
    case .quiz: "be asked about the document; /quiz --help lists the options"
    case .study: "how much you know, what is due, and what is weak"
    case .record: "write the conversation to FILE from here on, or stop"
    case .history: "list what was typed in this conversation"
    case .about: "where the answers come from"
    case .quit: "leave (so does Ctrl-D)"
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
  static func isCommand(_ line: String) -> Bool { line.drop { $0 == " " || $0 == "\t" }.first == "/" }

  /// Reads a line that begins with `/`; names may be shortened while that leaves one.
  static func parse(_ line: String) -> Parsed {
    let text = line.drop { $0 == " " || $0 == "\t" }.dropFirst()
    let typed = text.prefix { !$0.isWhitespace }
    let argument = trimmed(text.dropFirst(typed.count))
    let name = typed.lowercased()
    let matches =
      allCases.first { $0.rawValue == name }.map { [$0] }
      ?? allCases.filter { $0.rawValue.hasPrefix(name) && name.count >= $0.fewestLetters }
    guard let command = matches.first else {
      return .unknown(
        TerminalText.excerpt(typed, limit: 30),
        near: Suggestion.nearest(to: name, among: allCases.map(\.rawValue)))
    }
    guard matches.count == 1 else { return .ambiguous(TerminalText.excerpt(typed, limit: 30), matches) }
    guard argument.isEmpty || command.argument != nil else { return .needless(command) }
    return .command(command, argument: argument)
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
    page.add("A name may be shortened while it stays unambiguous: /so 2 is /source 2.")
    return page
  }

  var usage: String { "/" + rawValue + (argument.map { " " + $0 } ?? "") }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
