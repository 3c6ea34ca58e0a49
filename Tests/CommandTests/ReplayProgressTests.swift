import Foundation
import PseudoTerminal
import Testing

/// The line that tells how far a replay is.
struct ReplayProgressTests {
  private let conversation: Conversation

  init() throws { conversation = try Conversation() }

  /// The shipped transcripts several times over, so that a replay takes its time.
  private func manyTranscripts() throws -> String {
    for copy in 0..<6 {
      try FileManager.default.copyItem(
        atPath: Program.repository.appendingPathComponent("transcripts").path,
        toPath: conversation.scratch.path("many\(copy)"))
    }
    return conversation.scratch.folder.path
  }

  private func open(_ arguments: [String], _ changes: [String: String] = [:]) throws -> PseudoTerminal {
    try PseudoTerminal(
      Program.path, arguments: ["replay", "--jobs", "1"] + arguments,
      environment: conversation.environment(changes))
  }

  @Test func itShowsHowFarALongReplayIsAndIsErasedAtTheEnd() throws {
    let terminal = try open([try manyTranscripts()])
    try terminal.wait(for: "a line of progress", seconds: 60) { screen in
      screen.currentLine.wholeMatch(of: /replaying \d+ of \d+ transcripts/) != nil
    }
    #expect(try terminal.waitForExit(seconds: 120) == .exited(0))
    #expect(terminal.screen.text.contains("no differences"))
    #expect(!terminal.screen.text.contains("replaying"))
  }

  @Test func aShortReplayShowsNone() throws {
    let terminal = try open([Program.repository.appendingPathComponent("transcripts/errors").path])
    #expect(try terminal.waitForExit(seconds: 60) == .exited(0))
    #expect(!terminal.printed.contains("replaying"))
  }

  @Test func aTerminalWithoutCursorMovementShowsNone() throws {
    let terminal = try open([try manyTranscripts()], ["TERM": "dumb"])
    #expect(try terminal.waitForExit(seconds: 120) == .exited(0))
    #expect(!terminal.printed.contains("replaying"))
  }
}
