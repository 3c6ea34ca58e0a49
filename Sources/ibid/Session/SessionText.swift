import Glibc
import LineEditing
import Rendering

/// What a conversation says of itself: on files, settings and how to leave.
enum SessionText {
  static let howToLeave = Page(AnswerText.howToLeave)
  static let nothingToExport = Page("There is nothing to write yet: no question was answered.")
  static let exportWithoutFile = Page(
    "/export takes the name of a file, such as notes.md, or notes.json for CSL-JSON.")
  static let replayWithoutFile = Page("/replay takes the file of a recorded conversation.")
  static let keptPrivate = Page("From here on neither history nor study log keeps anything of what is typed.")
  static let notRecording = Page("Not recording.")
  static let recordingStopped = "Nothing is recorded any more; /record FILE begins anew."
  static let notRecordingYet = Page("Not recording. /record FILE begins.")
  static let nothingRecorded = Page("Nothing is recorded; the file stays as it is.")
  static let nothingExported = Page("Nothing is written; the file stays as it is.")

  static func recording(to path: String, turns: Int) -> Page {
    Page("Recording to \(path), \(count(turns, "turn")) so far. /record off stops.")
  }

  static func recordingBegins(_ path: String, earlier: Int) -> Page {
    let included = earlier > 0 ? " with the \(count(earlier, "turn")) so far" : ""
    return Page("Recording to \(path)\(included). /record off stops.")
  }

  static let whatARecordingHolds = Page(
    "It holds every line that is typed and every reply, so leave out what tells who a patient is; only you can read it. "
      + "/forget takes lines out again.")

  static func historyStillHolds(isAll: Bool, _ warning: LineEditingWarning) -> String {
    "The history still holds \(isAll ? "every line" : "it"). \(warning) Then /forget all tries again."
  }

  static let forgetTakes = Page("/forget takes a number of lines, or all.")

  static func forgotten(_ lines: Int, isAll: Bool, recording: String?) -> Page {
    let places =
      (isAll ? "all of the history" : "the history") + (recording.map { " and the recording \($0)" } ?? "")
    guard lines > 0 || isAll else { return Page("Nothing was typed yet that could be forgotten.") }
    return Page("\(count(lines, "line")) forgotten, out of \(places). The window still shows what it shows.")
  }

  static func includeEarlier(_ turns: Int) -> String { "Include the \(count(turns, "turn")) so far? [y/N] " }

  static func recorded(_ turns: Int, to path: String) -> Page {
    Page("Recorded \(count(turns, "turn")) to \(path).")
  }

  static func overwrite(_ path: String) -> String {
    "\(TerminalText.excerpt(path)) exists. Overwrite it? [y/N] "
  }

  static func exported(_ replies: Int, to path: String) -> Page {
    Page("Wrote \(replies == 1 ? "1 reply" : "\(replies) replies") to \(path).")
  }

  static func pagerFailed(_ program: String, _ status: Int32) -> String {
    "ibid: the pager '\(TerminalText.excerpt(program))' failed (\(status)); /set pager takes another, or off"
  }

  static func pagerMissing(_ program: String, _ code: Int32) -> String {
    "ibid: cannot start the pager '\(TerminalText.excerpt(program))' (\(String(cString: strerror(code)))); "
      + "/set pager takes another, or off"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  // MARK: Settings

  /// All settings with where their values come from.
  static func list(_ settings: Settings) -> Page {
    let width = Setting.allCases.map(\.name.count).max() ?? 0
    var page = Page()
    for setting in Setting.allCases {
      let blanks = String(repeating: " ", count: width + 2 - setting.name.count)
      page.blocks.append(
        Block(
          [
            Span(setting.name + blanks, .strong), Span(settings.text(setting)),
            Span("  (\(settings.origin(setting).text(for: setting)))", .faint),
          ], indent: 2, hanging: width + 4))
    }
    page.add("/set NAME tells more, /set NAME VALUE changes it until the conversation ends.")
    return page
  }

  /// One setting.
  static func describe(_ setting: Setting, _ settings: Settings) -> Page {
    let origin = settings.origin(setting).text(for: setting)
    var page = Page([
      Block([Span(setting.name, .strong), Span(": \(settings.text(setting))"), Span("  (\(origin))", .faint)])
    ])
    page.add("\(setting.summary) It takes \(setting.values). \(setting.details)", indent: 2)
    if !setting.isForSession { page.add(startSetting(setting), indent: 2) }
    return page
  }

  static func changed(_ setting: Setting, _ settings: Settings) -> Page {
    Page("\(setting.name) is \(settings.text(setting)) now.")
  }

  static func chosenAtStart(_ setting: Setting) -> Page { Page(startSetting(setting)) }

  private static func startSetting(_ setting: Setting) -> String {
    "\(setting.name) is chosen before a conversation begins: with --\(setting.name), \(setting.variable) or in config.yaml."
      + (setting == .isPrivate ? " /private does it from here on." : "")
  }

  static func unknownSetting(_ name: String, near: [String]) -> Page {
    Page(SettingProblem.unknown(name, .command, near: near).description)
  }

  static func ambiguousSetting(_ name: String, _ settings: [Setting]) -> Page {
    Page(
      "\(TerminalText.excerpt(name, limit: 30)) is ambiguous: " + settings.map(\.name).joined(separator: " "))
  }
}
