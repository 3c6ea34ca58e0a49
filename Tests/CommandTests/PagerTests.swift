import Foundation
import PseudoTerminal
import Testing

/// The program that shows what does not fit the window. `cat -n` stands for it: numbered lines went through it.
struct PagerTests {
  private let conversation: Conversation

  init() throws { conversation = try Conversation() }

  private func isPaged(_ terminal: PseudoTerminal) -> Bool {
    terminal.printed.contains("     1\t")
  }

  @Test func onlyWhatDoesNotFitTheWindowGoesThroughIt() throws {
    let low = try conversation.open(["--pager", "cat -n"], rows: 12)
    try conversation.say("/help", low)
    try low.wait(forCurrentLine: "ibid>")
    #expect(isPaged(low))
    let high = try conversation.open(["--pager", "cat -n"], rows: 60)
    try conversation.say("/help", high)
    try high.wait(forCurrentLine: "ibid>")
    #expect(!isPaged(high))
  }

  @Test(
    arguments: [
      (["IBID_PAGER": "cat -n"], true), (["PAGER": "cat -n"], true),
      (["PAGER": "cat -n", "IBID_PAGER": "off"], false), (["PAGER": "cat -n", "TERM": "dumb"], false),
      (["IBID_PAGER": "cat -n", "TERM": "dumb"], true),
    ] as [([String: String], Bool)])
  func variablesNameIt(_ environment: [String: String], _ expected: Bool) throws {
    let terminal = try conversation.open([], environment, rows: 12)
    try conversation.say("/help", terminal)
    try terminal.wait(forCurrentLine: "ibid>")
    #expect(isPaged(terminal) == expected)
  }

  @Test func itCanBeTurnedOffAndOnAtThePrompt() throws {
    let terminal = try conversation.open(["--pager", "cat -n"], rows: 12)
    try conversation.say("/set pager off", terminal)
    try conversation.say("/help", terminal)
    #expect(!isPaged(terminal))
    try conversation.say("/set pager cat -n", terminal)
    try conversation.say("/help", terminal)
    #expect(isPaged(terminal))
  }

  @Test func noShellReadsTheCommand() throws {
    let victim = conversation.scratch.path("made-by-a-shell")
    let terminal = try conversation.open(["--pager", "cat -n - ; touch \(victim)"], rows: 12)
    try conversation.say("/help", terminal)
    try terminal.wait(forCurrentLine: "ibid>")
    #expect(!FileManager.default.fileExists(atPath: victim))
    #expect(terminal.printed.contains("touch"))
  }

  @Test func quotedWordsStayTogether() throws {
    let folder = conversation.scratch.path("my pagers")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/number lines", withDestinationPath: "/bin/cat")
    let terminal = try conversation.open(["--pager", "'\(folder)/number lines' -n"], rows: 12)
    try conversation.say("/help", terminal)
    try terminal.wait(forCurrentLine: "ibid>")
    #expect(isPaged(terminal))
  }

  @Test func oneThatIsMissingIsToldOfAndTheReplyIsPrinted() throws {
    let terminal = try conversation.open(["--pager", "no-such-pager"], rows: 12)
    try conversation.say("/help", terminal)
    try terminal.wait(forText: "/quit")
    #expect(terminal.printed.contains("cannot start the pager 'no-such-pager'"))
  }

  @Test func oneThatFailsIsToldOfAndTheReplyIsPrinted() throws {
    let terminal = try conversation.open(["--pager", "sh -c 'exit 3'"], rows: 12)
    try conversation.say("/help", terminal)
    try terminal.wait(forText: "/quit")
    #expect(terminal.printed.contains("the pager 'sh' failed (3)"))
  }

  @Test func leavingItEarlyBringsThePromptBack() throws {
    let file = try conversation.longTranscript(lines: 3000)
    let terminal = try conversation.open(["--pager", "head -3"])
    try terminal.send("/replay \(file)\r")
    try terminal.wait(forText: "long.md", seconds: 60)
    try terminal.wait(forCurrentLine: "ibid>")
    #expect(!terminal.printed.contains("line 100 "))
  }

  @Test func aWindowResizedMeanwhileIsKnownToTheNextLine() throws {
    let terminal = try conversation.open(["--pager", "sleep 1"], rows: 12)
    try terminal.send("/help\r")
    terminal.settle(milliseconds: 300)
    terminal.resize(columns: 40, rows: 12)
    try terminal.wait(forCurrentLine: "ibid>")
    let text = String(repeating: "0123456789", count: 5)
    try terminal.send(text)
    try terminal.wait { $0.lines.suffix(2) == ["ibid> " + text.prefix(34), String(text.dropFirst(34))] }
    // Back to the first row and on to the end: both know where the rows break.
    try terminal.send("\u{1}x\u{5}y")
    let edited = "x" + text + "y"
    try terminal.wait { $0.lines.suffix(2) == ["ibid> " + edited.prefix(34), String(edited.dropFirst(34))] }
  }

  @Test func nothingIsPagedOnAPipe() throws {
    let result = try Program.run(
      ["chat", "--pack", Program.garden, "--pager", "cat -n"], input: "/help\n")
    #expect(!result.output.contains("     1\t"))
    #expect(result.output.contains("/quit"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less")))
  func lessIsTheDefaultAndQLeavesIt() throws {
    let terminal = try conversation.open(rows: 12)
    try terminal.send("/help\r")
    try terminal.wait(forCurrentLine: ":")
    try terminal.send("q")
    try terminal.wait(forCurrentLine: "ibid>")
  }
}
