import Foundation
import Glibc
import PseudoTerminal
import Testing

/// Ctrl-C, Ctrl-Z, a closed window and kill, in the middle of a conversation.
struct SignalTests {
  private let conversation: Conversation
  private var scratch: Scratch { conversation.scratch }

  init() throws { conversation = try Conversation() }

  @Test func aSecondInterruptOnAnEmptyLineTellsHowToLeave() throws {
    let terminal = try conversation.open()
    try terminal.send("half a line")
    try terminal.wait(forCurrentLine: "ibid> half a line")
    try terminal.send("\u{3}")
    try terminal.wait { $0.currentLine == "ibid>" && $0.text.contains("half a line^C") }
    #expect(!terminal.printed.contains("To leave"))
    try terminal.send("\u{3}")
    try terminal.wait(forText: "To leave, type /quit or press Ctrl-D.")
    try terminal.wait(forCurrentLine: "ibid>")
  }

  @Test func interruptsOfTwoLinesWithTextSayNothingOfLeaving() throws {
    let terminal = try conversation.open()
    for text in ["one", "two"] {
      try terminal.send(text)
      try terminal.wait(forCurrentLine: "ibid> " + text)
      try terminal.send("\u{3}")
      try terminal.wait(forCurrentLine: "ibid>")
    }
    terminal.settle()
    #expect(!terminal.printed.contains("To leave"))
  }

  @Test func interruptStopsALongReplyAndThePromptComesBack() throws {
    let lines = 8000
    let file = try conversation.longTranscript(lines: lines)
    let terminal = try conversation.open(["--pager", "off"])
    try terminal.send("/replay \(file)\r")
    try terminal.wait(forText: "xxxx", seconds: 60)
    // The terminal is not read meanwhile, so the program waits in the middle of its reply.
    try terminal.send("\u{3}")
    try terminal.wait(seconds: 20) { $0.currentLine == "ibid>" && $0.text.contains("(stopped)") }
    #expect(terminal.output.count < lines * 60)
    try conversation.say(Conversation.question, terminal)
    try terminal.wait(forText: "Basil keeps aphids down.")
  }

  @Test func stoppedAndContinuedInAShellItShowsTheLineAgain() throws {
    let shell = try PseudoTerminal(
      "/bin/bash", arguments: ["--norc", "--noprofile", "-i"],
      environment: conversation.environment(["PS1": "shell$ "]))
    try shell.wait(forCurrentLine: "shell$", seconds: 10)
    try shell.send("'\(Program.path)' --pack '\(Program.garden)'\r")
    try shell.wait(forCurrentLine: "ibid>", seconds: 30)
    try shell.send("does ba")
    try shell.wait(forCurrentLine: "ibid> does ba")
    try shell.send("\u{1A}")
    try shell.wait(forCurrentLine: "shell$")
    #expect(shell.printed.suffix(400).contains("\u{1B}[?2004l"))
    try shell.send("fg\r")
    try shell.wait(forCurrentLine: "ibid> does ba")
    try shell.send("sil reduce aphids?\r")
    try shell.wait(forText: "Basil keeps aphids down.")
  }

  @Test func resizingKeepsTheTypedTextAndLaterRepliesFollowTheWindow() throws {
    let terminal = try conversation.open()
    let typed = "does basil reduce aphids on all of the tomatoes"
    try terminal.send(typed)
    try terminal.wait(forCurrentLine: "ibid> " + typed)
    terminal.resize(columns: 30, rows: 24)
    try terminal.wait { screen in
      screen.lines.suffix(2).joined().contains("does basil reduce aphids on all of the tomatoes")
    }
    try terminal.send("\u{3}")
    try terminal.wait(forCurrentLine: "ibid>")
    let before = terminal.output.count
    try conversation.say("/about", terminal)
    let reply = String(decoding: terminal.output[before...], as: UTF8.self)
      .replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
    #expect(reply.components(separatedBy: "\r\n").allSatisfy { $0.count <= 30 })
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func deadlySignalsFinishTheRecordingAndRestoreTheTerminal(
    _ signal: Int32
  ) throws {
    let file = scratch.path("talk.md")
    let terminal = try conversation.open(["--record", file])
    try conversation.say(Conversation.question, terminal)
    try terminal.send("unfinished")
    try terminal.wait(forCurrentLine: "ibid> unfinished")
    terminal.signal(signal)
    #expect(try terminal.waitForExit() == .killed(by: signal))
    let on = terminal.printed.ranges(of: "\u{1B}[?2004h").last
    let off = terminal.printed.ranges(of: "\u{1B}[?2004l").last
    #expect(try #require(off).lowerBound > #require(on).lowerBound)
    #expect(try conversation.history() == [Conversation.question])
    let replayed = try Program.run(["replay", file, "--pack", Program.garden])
    #expect(replayed.output == "replayed 1 transcript, 1 turn: no differences\n")
  }

  @Test func aKilledRecordingLeavesNoTemporaryFileBehind() throws {
    let folder = scratch.folder.appendingPathComponent("talks")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("old.md")
    try Data("mine".utf8).write(to: file)
    let terminal = try conversation.open(columns: 200)
    try conversation.say("/record \(file.path)", terminal)
    try conversation.say("y", terminal)
    try terminal.wait(forText: "Recording to")
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == .killed(by: SIGTERM))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["old.md"])
    #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
  }

  @Test func aClosedWindowEndsTheProgram() throws {
    let file = scratch.path("talk.md")
    let terminal = try conversation.open(["--record", file])
    try conversation.say(Conversation.question, terminal)
    terminal.hangUp()
    #expect(try terminal.waitForExit() == .killed(by: SIGHUP))
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasSuffix("```\n"))
  }

  @Test func killingTheProgramEndsItsPager() throws {
    let file = try conversation.longTranscript(lines: 100)
    let terminal = try conversation.open(["--pager", "sleep 1000"])
    try terminal.send("/replay \(file)\r")
    let children = "/proc/\(terminal.process)/task/\(terminal.process)/children"
    var pager: String?
    for _ in 0..<200 where pager == nil {
      terminal.settle(milliseconds: 20)
      pager = try String(contentsOfFile: children, encoding: .utf8).split(separator: " ").first.map(
        String.init)
    }
    let process = try #require(pager)
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == .killed(by: SIGTERM))
    var state: String? = "S"
    for _ in 0..<100 where state != nil && state != "Z" {
      usleep(20_000)
      let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      state = status?.split(separator: " ").dropFirst(2).first.map(String.init)
    }
    #expect(state == nil || state == "Z")
  }
}
