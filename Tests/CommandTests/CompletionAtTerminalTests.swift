import Foundation
import PseudoTerminal
import Testing

/// What Tab does at the prompt.
struct CompletionAtTerminalTests {
  private let conversation: Conversation

  init() throws { conversation = try Conversation() }

  /// Types, presses Tab, and expects a line.
  private func complete(_ typed: String, to line: String, in terminal: PseudoTerminal) throws {
    try conversation.interrupt(terminal)
    try terminal.send(typed + "\t")
    try terminal.wait(forCurrentLine: "ibid> " + line)
  }

  @Test func commandsAndTheirArgumentsAreCompleted() throws {
    let terminal = try conversation.open()
    for (typed, line) in [
      ("/so", "/source"), ("/help ab", "/help about"), ("/help /co", "/help /compare"),
      ("/set col", "/set colour"),
      ("/set colour n", "/set colour never"), ("/set h", "/set history-size"),
      ("/related OCI", "/related ocimum"),
      ("/compare basil and ony", "/compare basil and onyons"), ("/record o", "/record off"),
      ("/quiz --cr", "/quiz --cram"), ("/quiz --cram --kind rec", "/quiz --cram --kind recall"),
      ("/quiz --topic ocim", "/quiz --topic ocimum"),
    ] { try complete(typed, to: line, in: terminal) }
  }

  @Test func filesAreCompletedWhereACommandTakesOne() throws {
    let folder = conversation.scratch.path("notes")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: folder + "/only.md"))
    let terminal = try conversation.open(columns: 200)
    for command in ["/replay", "/export", "/record"] {
      try complete("\(command) ~/note", to: "\(command) ~/notes/", in: terminal)
      try complete("\(command) ~/notes/on", to: "\(command) ~/notes/only.md", in: terminal)
    }
  }

  @Test func citationNumbersOfTheLastReplyAreOffered() throws {
    let terminal = try conversation.open()
    try conversation.say("/summary", terminal)
    try terminal.send("/source \t\t")
    try terminal.wait(forText: "1 (sentence 1.1)  2 (sentence 1.2)")
    try complete("/source 1.3", to: "/source 1.3", in: terminal)
  }

  @Test func anyNameOfAThingIsCompletedInAnyCaseAndShownWithTheDocumentsOwn() throws {
    let terminal = try conversation.open()
    try complete("does it help against GREENF", to: "does it help against greenfly", in: terminal)
    try complete("what about love", to: "what about love apple", in: terminal)
    try conversation.interrupt(terminal)
    try terminal.send("is it on\t\t")
    try terminal.wait(forCurrentLine: "ibid> is it onyons")
    try conversation.interrupt(terminal)
    // A lay word beside the document's own name is listed with it.
    try terminal.send("lo\t")
    try terminal.wait(forCurrentLine: "ibid> love apple")
  }

  @Test func aSecondTabListsInColumnsAndKeepsTheLine() throws {
    let terminal = try conversation.open()
    try terminal.send("/set \t\t")
    try terminal.wait(forText: "width")
    try terminal.wait(forCurrentLine: "ibid> /set")
    let rows = terminal.screen.lines.filter { $0.contains("width") || $0.contains("colour") }
    #expect(rows.contains { $0.split(separator: " ").count >= 3 })
  }
}
