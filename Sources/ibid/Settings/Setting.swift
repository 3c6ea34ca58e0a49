/// What a person can set: one table from which the configuration file, the variables of the environment, the options,
/// `/set`, its completion and the manual follow.
enum Setting: String, CaseIterable {
  case width, colour, detail, pager, plain
  case isPrivate = "private"
  case historySize = "history-size"
  case pack

  /// Its name in the configuration file, after `/set` and, with two hyphens before it, on the command line.
  var name: String { rawValue }

  /// The variable of the environment that sets it.
  var variable: String { "IBID_" + name.uppercased().replacing("-", with: "_") }

  /// The values it takes, as help and messages name them.
  var values: String {
    switch self {
    case .width: "auto, or columns from 1 to 1000"
    case .colour: "auto, always or never"
    case .detail: "brief, normal or full"
    case .pager: "auto, off, or a program with its arguments"
    case .plain: "auto, yes or no"
    case .isPrivate: "yes or no"
    case .historySize: "a number of lines from 0 to 100000"
    case .pack: "a folder, or built-in"
    }
  }

  /// The values that can be listed, for completion.
  var choices: [String] {
    switch self {
    case .width: ["auto", "60", "72", "80", "100"]
    case .colour: ["auto", "always", "never"]
    case .detail: Detail.allCases.map(\.rawValue)
    case .pager: ["auto", "off", "less"]
    case .plain: ["auto", "yes", "no"]
    case .isPrivate: ["yes", "no"]
    case .historySize, .pack: []
    }
  }

  /// What stands for a value in usage.
  var placeholder: String {
    switch self {
    case .width: "columns"
    case .colour: "when"
    case .detail: "level"
    case .pager: "program"
    case .plain, .isPrivate: ""
    case .historySize: "lines"
    case .pack: "dir"
    }
  }

  /// What it does, in one sentence.
  var summary: String {
    switch self {
    case .width: "Wrap replies to this many columns."
    case .colour: "Show replies in colour."
    case .detail: "How much of a reply to print."
    case .pager: "The program that shows what does not fit the window."
    case .plain: "No colour, no columns, no cursor movement: for screen readers and simple terminals."
    case .isPrivate: "Keep no history of what is typed."
    case .historySize: "How many lines the history keeps."
    case .pack: "Answer from the pack in this folder instead of the built-in one."
    }
  }

  /// What the manual adds.
  var details: String {
    switch self {
    case .width: "With auto the width is the window's, at most 100 columns, and 80 where there is no window."
    case .colour:
      "With auto there is colour on a terminal, unless NO_COLOR is set or the mode is plain. Only the 16 colours of the "
        + "terminal's own palette are used, and nothing is told by colour alone."
    case .detail:
      "brief prints the verdict with the quotes, normal adds what a person wrote on them and what is near, full adds how "
        + "the question was read. Recordings always hold the normal reply."
    case .pager:
      "With auto it is the program that PAGER names, or less. It is started without a shell, with LESS=FRX unless LESS "
        + "is set, and only on a terminal and for replies that are longer than the window. off prints everything."
    case .plain: "With auto the mode is plain where TERM is dumb or unset, and inside Emacs (INSIDE_EMACS)."
    case .isPrivate: "What is in the history already stays there."
    case .historySize: "0 keeps none. Older lines go first."
    case .pack:
      "For chat and ask. A relative folder in the configuration file is looked for beside that file."
    }
  }

  /// Whether it can be changed at the prompt; the others are chosen before the conversation begins.
  var isForSession: Bool {
    switch self {
    case .width, .colour, .detail, .pager: true
    case .plain, .isPrivate, .historySize, .pack: false
    }
  }
}

/// How much of a reply is printed.
enum Detail: String, CaseIterable {
  case brief, normal, full
}

/// When colour shows.
enum ColourSetting: String {
  case auto, always, never
}

/// What shows a long reply.
enum PagerSetting: Equatable {
  case auto, off
  case program(String)
}
