import Foundation
import PseudoTerminal
import Testing

/// `ibid record`, and `/record` in the middle of a conversation.
struct RecordTests {
  private let fixture: ReplayFixture

  init() throws { fixture = try ReplayFixture() }

  private func record(_ lines: String, _ arguments: String...) throws -> Program.Result {
    let source = fixture.scratch.path("lines")
    try Data(lines.utf8).write(to: URL(fileURLWithPath: source))
    return try Program.run(
      ["record", "--pack", Program.garden, "--from", source, fixture.scratch.path("out.md")] + arguments)
  }

  @Test(arguments: [
    "does basil reduce aphids?\n\nbasil dose?\n",
    "_HiStOrY_V2_\ndoes\\040basil\\040reduce\\040aphids?\\012\n/record\\040x.md\nbasil\\040dose?\n/quit\n",
    "line-history 1\ndoes basil reduce aphids?\n/q\nbasil dose?\n",
  ])
  func linesBecomeATranscript(_ lines: String) throws {
    let result = try record(lines, "--title", "From life")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("Recorded 2 turns to "))
    let text = try fixture.read("out.md")
    #expect(text.hasSuffix("# From life\n\n```ibid\n\(ReplayFixture.aphids)\n\n\(ReplayFixture.dose)\n```\n"))
    #expect(try fixture.replay([fixture.scratch.path("out.md")]).status == 0)
  }

  @Test func linesComeFromStandardInputToo() throws {
    let result = try Program.run(
      ["record", "--pack", Program.garden, "--from", "-", fixture.scratch.path("out.md")],
      input: "basil dose?")
    #expect(result.status == 0)
    #expect(try fixture.read("out.md").contains(ReplayFixture.dose))
  }

  @Test func nothingIsOverwrittenOrMadeOfNothing() throws {
    #expect(try record("\n\n/quit\n").status == 66)
    #expect(!FileManager.default.fileExists(atPath: fixture.scratch.path("out.md")))
    #expect(try record("basil dose?\n").status == 0)
    let before = try fixture.read("out.md")
    #expect(try record("does basil reduce aphids?\n").status == 74)
    #expect(try fixture.read("out.md") == before)
    #expect(
      try Program.run(["record", "--from", fixture.scratch.path("none"), fixture.scratch.path("x.md")]).status
        == 66)
  }

  private func chat(_ lines: String) throws -> Program.Result {
    try Program.run(["chat", "--pack", Program.garden, "--width", "300"], input: lines)
  }

  @Test func recordingFromTheMiddleMayIncludeWhatCameBefore() throws {
    let (some, all) = (fixture.scratch.path("some.md"), fixture.scratch.path("all.md"))
    let lines = "does basil reduce aphids?\n/record \(some)\nwhat dose?\n/record \(all) all\n/record off\n"
    let result = try chat(lines)
    let output = result.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(output.contains("Recording to \(all) with the 2 turns so far."))
    #expect(try fixture.read("some.md").components(separatedBy: "ibid> ").count == 2)
    let text = try fixture.read("all.md")
    #expect(text.contains(ReplayFixture.aphids) && text.contains("ibid> what dose?\n"))
    // Without what came before, a question that leans on it is answered otherwise.
    #expect(try fixture.replay([all]).status == 0)
    #expect(try fixture.replay([some]).status == 1)
  }

  @Test func aTerminalAsksWhetherToIncludeWhatCameBefore() throws {
    let terminal = try PseudoTerminal(
      Program.path, arguments: ["--pack", Program.garden],
      environment: ["HOME": fixture.folder, "TERM": "xterm", "PATH": "/usr/bin:/bin"], columns: 200)
    try terminal.wait(forCurrentLine: "ibid>", seconds: 30)
    func say(_ line: String) throws {
      try terminal.send(line + "\r")
      terminal.settle()
    }
    let (first, second) = (fixture.scratch.path("1.md"), fixture.scratch.path("2.md"))
    // Nothing came before: nothing is asked.
    try say("/record \(first)")
    try terminal.wait(forText: "Recording to \(first).")
    try say("does basil reduce aphids?")
    try say("/record \(second)")
    try terminal.wait(forText: "Include the 1 turn so far? [y/N]")
    try say("y")
    try terminal.wait(forText: "Recording to \(second) with the 1 turn so far.")
    #expect(try fixture.read("2.md").contains(ReplayFixture.aphids))
  }
}
