import Foundation
import PseudoTerminal
import Testing

/// What the history keeps of a conversation.
struct HistoryTests {
  private let conversation: Conversation

  init() throws { conversation = try Conversation() }

  @Test func repetitionsAndLinesAfterASpaceStayOut() throws {
    let terminal = try conversation.open()
    for line in ["/about", "/about", " /topics", "/why", "/about"] { try conversation.say(line, terminal) }
    #expect(try conversation.history() == ["/about", "/why", "/about"])
  }

  @Test func itKeepsNoMoreLinesThanItsSize() throws {
    let terminal = try conversation.open(["--history-size", "2"])
    for line in ["/why", "/about", "/topics"] { try conversation.say(line, terminal) }
    #expect(try conversation.history() == ["/about", "/topics"])
  }

  @Test(arguments: [["--private"], ["--history-size", "0"]]) func nothingIsWrittenWhenNoneIsWanted(
    _ arguments: [String]
  ) throws {
    let terminal = try conversation.open(arguments)
    try conversation.say("/about", terminal)
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(!FileManager.default.fileExists(atPath: conversation.scratch.path(".local")))
  }

  @Test func privateArrowsStillBringLinesBack() throws {
    let terminal = try conversation.open(["--private"])
    try conversation.say("/about", terminal)
    try terminal.send("\u{1B}[A")
    try terminal.wait(forCurrentLine: "ibid> /about")
  }

  @Test func theCommandStopsKeepingFromThereOn() throws {
    let terminal = try conversation.open()
    for line in ["/about", "/private", "/topics"] { try conversation.say(line, terminal) }
    #expect(try conversation.history() == ["/about"])
  }

  @Test func twoTerminalsShareItWithoutLoss() throws {
    let one = try conversation.open()
    let other = try conversation.open()
    try conversation.say("/about", one)
    try conversation.say("/topics", other)
    try conversation.say("/why", one)
    #expect(try conversation.history() == ["/about", "/topics", "/why"])
    let next = try conversation.open()
    try next.send("\u{12}topi")
    try next.wait { $0.text.contains("/topics") }
  }

  @Test func theCommandListsTheLastLines() throws {
    let result = try Program.run(
      ["chat", "--pack", Program.garden], input: "/about\n/why\n/topics\n/history 2\n/history x\n")
    #expect(result.output.contains("\n2  /why\n3  /topics\n"))
    #expect(!result.output.contains("1  /about"))
    #expect(result.output.contains("/history takes a number of lines."))
  }

  @Test func forgettingAllInAPrivateConversationEmptiesTheHistory() throws {
    let terminal = try conversation.open()
    try conversation.say("/about", terminal)
    let other = try conversation.open(["--private"])
    try conversation.say("/forget all", other)
    #expect(try conversation.history() == [])
  }

  @Test func aHistoryThatCannotBeEmptiedIsTold() throws {
    let terminal = try conversation.open()
    try conversation.say("/about", terminal)
    let file = conversation.scratch.path(".local/state/ibid/history")
    try Data("something else".utf8).write(to: URL(fileURLWithPath: file))
    try terminal.send("/forget all\r")
    try terminal.wait { $0.text.contains("The history still holds every line.") }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "something else")
  }
}
