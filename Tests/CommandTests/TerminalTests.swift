import Foundation
import PseudoTerminal
import Testing

/// `ibid` at a terminal.
struct TerminalTests {
  private static let question = Conversation.question
  private let conversation: Conversation
  private var scratch: Scratch { conversation.scratch }

  init() throws { conversation = try Conversation() }

  private func open(
    _ arguments: [String] = [], _ environment: [String: String] = [:], columns: Int = 80
  ) throws -> PseudoTerminal {
    try conversation.open(arguments, environment, columns: columns)
  }

  private func say(_ line: String, _ terminal: PseudoTerminal) throws {
    try conversation.say(line, terminal)
  }

  @Test func bannerTellsSourceCaveatAndHelp() throws {
    let terminal = try open()
    let screen = String(decoding: terminal.output, as: UTF8.self)
    #expect(screen.contains("answers from \"Companions of the tomato\" (Fixture Press, 2001)"))
    #expect(screen.contains("This page was made up for tests."))
    #expect(screen.contains("/help"))
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test(arguments: [20, 40, 80]) func repliesAreWrappedToTheWindow(_ columns: Int) throws {
    let terminal = try open(["--pager", "off"], columns: columns)
    try say("/about", terminal)
    let printed = String(decoding: terminal.output, as: UTF8.self)
    let text = printed.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.count > 10)
    #expect(lines.allSatisfy { $0.count <= columns })
  }

  @Test func interruptClearsTheLineAndNeverQuits() throws {
    let terminal = try open()
    try terminal.send("half a line")
    try terminal.wait(forCurrentLine: "ibid> half a line")
    try terminal.send("\u{3}")
    try terminal.wait(forCurrentLine: "ibid>")
    try say(Self.question, terminal)
    try terminal.wait(forText: "Basil keeps aphids down.")
  }

  @Test func emptyLineIsIgnored() throws {
    let terminal = try open()
    try say("", terminal)
    try say("  ", terminal)
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("Please"))
  }

  @Test func tabCompletesCommandsAndNames() throws {
    let terminal = try open()
    try terminal.send("/so\t")
    try terminal.wait(forCurrentLine: "ibid> /source")
    try terminal.send("\u{3}")
    try terminal.wait(forCurrentLine: "ibid>")
    try terminal.send("what about OCI\t")
    try terminal.wait(forCurrentLine: "ibid> what about ocimum")
  }

  @Test func recordingOntoAFileAsksFirst() throws {
    let file = scratch.path("a.md")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
    let terminal = try open(columns: 200)
    try say("/record \(file)", terminal)
    try terminal.wait(forText: "Overwrite it? [y/N]")
    try say("n", terminal)
    try terminal.wait(forText: "the file stays as it is")
    try say(Self.question, terminal)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    try say("/record \(file)", terminal)
    try terminal.wait(forText: "Include the 1 turn so far? [y/N]")
    try say("n", terminal)
    try say("y", terminal)
    try terminal.wait(forText: "Recording to")
    try say(Self.question, terminal)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("ibid> " + Self.question))
  }

  @Test(
    arguments: [(["NO_COLOR": "1"], false), (["TERM": "dumb"], false), ([:], true)]
      as [([String: String], Bool)])
  func colourIsShownOnlyWhereItIsWanted(_ environment: [String: String], _ isShown: Bool) throws {
    let terminal = try open([], environment)
    try say(Self.question, terminal)
    try terminal.wait(forText: "Basil keeps aphids down.")
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("\u{1B}[94m[1] garden") == isShown)
  }

  @Test func historyIsKeptForItsOwnerOnlyAndNotInPrivate() throws {
    let path = scratch.path(".local/state/ibid/history")
    let hidden = try open(["--private"])
    try say(Self.question, hidden)
    #expect(!FileManager.default.fileExists(atPath: path))
    let terminal = try open()
    try say(Self.question, terminal)
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(rights == 0o600)
  }
}
