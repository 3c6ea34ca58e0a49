import Foundation
import PseudoTerminal
import Testing

@testable import ibid

/// Configuration: file, variables, options, `/set`.
struct SettingsTests {
  private let conversation: Conversation

  init() throws { conversation = try Conversation() }

  /// `/set` as a conversation in this home prints it.
  private func listing(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws -> String {
    let result = try run(arguments, environment)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  private func run(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws -> Program.Result
  {
    let home = ["HOME": conversation.scratch.folder.path].merging(environment) { $1 }
    return try Program.run(
      ["chat", "--pack", Program.garden] + arguments, input: "/set\n", environment: home)
  }

  @Test func anOptionCountsBeforeAVariableBeforeTheFileBeforeTheDefault() throws {
    #expect(try listing().contains("detail        normal  (default)"))
    try conversation.configure("# mine\ndetail: brief\nwidth: 60\n")
    let path = conversation.scratch.path(".config/ibid/config.yaml")
    #expect(try listing(["--width", "300"]).contains("detail        brief  (\(path):2)"))
    let variable = ["IBID_DETAIL": "full"]
    #expect(try listing([], variable).contains("detail        full  (IBID_DETAIL)"))
    #expect(try listing(["--detail", "normal"], variable).contains("detail        normal  (--detail)"))
    #expect(try listing([], ["IBID_DETAIL": ""]).contains("detail        brief"))
  }

  @Test func theFileIsWhereTheVariableOfTheStandardSays() throws {
    let folder = conversation.scratch.path("elsewhere/ibid")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("width: 44\n".utf8).write(to: URL(fileURLWithPath: folder + "/config.yaml"))
    let elsewhere = ["XDG_CONFIG_HOME": conversation.scratch.path("elsewhere")]
    #expect(try listing([], elsewhere).contains("width         44"))
    #expect(try listing([], ["XDG_CONFIG_HOME": "not/absolute"]).contains("width         auto"))
  }

  @Test(arguments: [
    ("widht: 60\n", ":1: unknown key 'widht'; did you mean width?"),
    ("# remark\n\nxyzzy: 60\n", ":3: unknown key 'xyzzy'; the settings are width, colour, "),
    ("colour: auto\nwidth: wide\n", ":2: width cannot be 'wide'; it takes auto, or columns from 1 to 1000"),
    ("private: perhaps\n", ":1: private cannot be 'perhaps'; it takes yes or no"),
    ("width: [1, 2]\n", ":1: a setting has one value"), ("- width\n", ":1: not a map of settings"),
    ("width: 60\nwidth: 70\n", "occurs twice"), ("width: \"60\n", "write one 'key: value' a line"),
    ("width: \u{FFFF}\u{7}\n", ":1: "),
    ("{a: &a [*a]}\n", ":1: anchors"),
    // Which of several keys the parser names first hangs on the order of a hash table.
    ("# remark\nb: 1\nwidth: 2\n[1]: 3\nwidth: 4\nb: 5\n[1]: 6\n", ":2: the key "),
    ("? [1]\n: 1\n? {a: 1}\n: 2\n? [1]\n: 3\n? {a: 1}\n: 4\n", "occurs twice"),
  ]) func whatIsWrongInTheFileIsToldWithItsLine(_ text: String, _ message: String) throws {
    try conversation.configure(text)
    let result = try run()
    #expect(result.status == 65)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("config.yaml:"))
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(!result.errors.contains("\u{7}"))
  }

  @Test func aFileOfRemarksOnlySetsNothing() throws {
    try conversation.configure("# nothing yet\n")
    #expect(try listing().contains("width         auto  (default)"))
    try conversation.configure("")
    #expect(try listing().contains("width         auto  (default)"))
  }

  @Test func aFileThatCannotBeReadIsAnError() throws {
    try FileManager.default.createDirectory(
      atPath: conversation.scratch.path(".config/ibid/config.yaml"), withIntermediateDirectories: true)
    let result = try run()
    #expect(result.status == 66)
    #expect(result.errors.contains("config.yaml: cannot read the configuration"))
  }

  @Test func aWrongVariableOrOptionIsWrongUsage() throws {
    let variable = try run([], ["IBID_COLOUR": "red"])
    #expect(variable.status == 64)
    #expect(variable.errors.contains("IBID_COLOUR cannot be 'red'; it takes auto, always or never"))
    let option = try run(["--history-size", "-3"])
    #expect(option.status == 64)
    #expect(try run(["--history-size", "many"]).errors.contains("--history-size cannot be 'many'"))
  }

  @Test func everySettingIsAKeyAVariableAnOptionAndInTheHelp() throws {
    let help = try Program.run(["chat", "--help"]).output
    let values: [Setting: String] = [
      .width: "70", .colour: "never", .detail: "brief", .pager: "more -d", .plain: "yes", .isPrivate: "yes",
      .historySize: "7", .pack: Program.garden,
    ]
    let home = ["HOME": conversation.scratch.folder.path]
    func set(_ arguments: [String], _ environment: [String: String]) throws -> String {
      try Program.run(
        ["chat"] + arguments, input: "/set\n", environment: home.merging(environment) { $1 }
      ).output
    }
    for setting in Setting.allCases {
      let value = try #require(values[setting])
      #expect(help.contains("--\(setting.name)"))
      #expect(try set([], [setting.variable: value]).contains("(\(setting.variable))"))
      let option = setting.placeholder.isEmpty ? ["--" + setting.name] : ["--" + setting.name, value]
      #expect(try set(option, [:]).contains("(--\(setting.name))"))
      try conversation.configure("\(setting.name): \(value)\n")
      let listing = try set([], [:])
      #expect(listing.contains("config.yaml:1)"))
      #expect(listing.contains(value))
      try conversation.configure("")
    }
  }

  @Test func aFolderInTheFileIsLookedForBesideIt() throws {
    let copy = try conversation.scratch.garden()
    try conversation.configure("pack: ../../\(URL(fileURLWithPath: copy).lastPathComponent)\n")
    let result = try Program.run(
      ["ask", "does", "basil", "reduce", "aphids?"], environment: ["HOME": conversation.scratch.folder.path])
    #expect(result.output.hasPrefix("Yes. "))
  }

  @Test func settingsChangeAtThePrompt() throws {
    let terminal = try conversation.open()
    try conversation.say("/set detail brief", terminal)
    try terminal.wait(forText: "detail is brief now.")
    try conversation.say(Conversation.question, terminal)
    try terminal.wait(forText: "Yes. \"Basil has been shown to reduce aphids.\" [1] 1.2")
    try conversation.say("/set col never", terminal)
    try terminal.wait(forText: "colour is never now.")
    let before = terminal.output.count
    try conversation.say(Conversation.question, terminal)
    let reply = String(decoding: terminal.output[before...], as: UTF8.self)
    #expect(!reply.contains("\u{1B}[94m") && !reply.contains("\u{1B}[1m"))
    try conversation.say("/set width 20", terminal)
    try conversation.say("/source 1", terminal)
    try terminal.wait(forText: "garden, paragraph 1,")
  }

  @Test func whatIsWrongAtThePromptIsToldAndChangesNothing() throws {
    let result = try Program.run(
      ["chat", "--pack", Program.garden, "--width", "200"],
      input: "/set widht 3\n/set colour pink\n/set p yes\n/set private yes\n/set width\n")
    #expect(result.output.contains("There is no setting widht; did you mean width?"))
    #expect(result.output.contains("colour cannot be 'pink'; it takes auto, always or never."))
    #expect(result.output.contains("p is ambiguous: pager plain private pack"))
    #expect(result.output.contains("private is chosen before a conversation begins"))
    #expect(result.output.contains("width: 200  (--width)"))
  }

  @Test func anExplicitColourCountsBeforeNoColor() throws {
    func output(_ arguments: [String]) throws -> String {
      try Program.run(
        ["ask", "--pack", Program.garden] + arguments + ["does basil reduce aphids?"],
        environment: ["NO_COLOR": "1"]
      ).output
    }
    #expect(try output(["--colour", "always"]).contains("\u{1B}[94m"))
    #expect(try output(["--color", "always"]).contains("\u{1B}[94m"))
    #expect(try !output([]).contains("\u{1B}"))
  }

  @Test func recordingsHoldTheNormalReplyWhateverIsShown() throws {
    let file = conversation.scratch.path("a.md")
    let shown = try Program.run(
      ["chat", "--pack", Program.garden, "--detail", "brief", "--explain", "--record", file],
      input: "does basil reduce aphids?\n")
    #expect(shown.output.contains("[1] 1.2") && shown.output.contains("named:"))
    #expect(try Program.run(["replay", file, "--pack", Program.garden]).status == 0)
  }

  @Test(arguments: [
    ("less", ["less"]), ("less -R  -S", ["less", "-R", "-S"]),
    ("'my pager' \"a b\" c\\ d", ["my pager", "a b", "c d"]),
    ("", []), ("  ", []), ("'' -x", []), ("a 'it\\' b", ["a", "it\\", "b"]),
    ("$(x) `y` | z", ["$(x)", "`y`", "|", "z"]),
  ]) func commandsAreSplitIntoWordsWithoutAShell(_ text: String, _ words: [String]) {
    #expect(CommandWords.split(text) == words)
  }
}
