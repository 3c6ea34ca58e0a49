import Foundation
import PseudoTerminal
import Testing

/// For screen readers, simple terminals and Emacs: text and nothing else.
struct PlainModeTests {
  private let conversation: Conversation

  init() throws { conversation = try Conversation() }

  @Test(
    arguments: [
      (["--plain"], [:]), ([], ["TERM": "dumb"]), ([], ["INSIDE_EMACS": "29.1,comint"]),
      ([], ["IBID_PLAIN": "yes"]),
      (["--plain", "--colour", "always"], [:]),
    ] as [([String], [String: String])])
  func nothingButTextIsSent(_ arguments: [String], _ environment: [String: String]) throws {
    let terminal = try conversation.open(arguments, environment)
    for line in [Conversation.question, "/compare basil and onions", "/why", "/set", "/topics"] {
      try conversation.say(line, terminal)
    }
    try conversation.interrupt(terminal)
    try conversation.interrupt(terminal)
    try terminal.wait(forText: "To leave")
    #expect(!terminal.printed.contains("\u{1B}"))
    #expect(terminal.printed.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func nothingStandsSideBySide() throws {
    let terminal = try conversation.open(["--plain"])
    try conversation.say("/compare basil and onions", terminal)
    #expect(terminal.printed.contains("  basil:\r\n  \"Basil has been shown to reduce aphids.\"\r\n"))
  }

  @Test func noColourDoesNotMeanNoTerminal() throws {
    let terminal = try conversation.open([], ["NO_COLOR": "1"])
    try conversation.say(Conversation.question, terminal)
    #expect(!terminal.printed.contains("\u{1B}[94m"))
    // Lines are still edited.
    try terminal.send("ab\u{1B}[Dx")
    try terminal.wait(forCurrentLine: "ibid> axb")
  }

  @Test func onlyTheSixteenColoursOfThePaletteAreUsed() throws {
    let terminal = try conversation.open(rows: 200)
    let file = try conversation.longTranscript(lines: 3)
    for line in [Conversation.question, "what dose?", "/why", "/set", "/topics", "/help", "/replay \(file)"] {
      try conversation.say(line, terminal)
    }
    let allowed = Set((30...37).map(String.init) + (90...97).map(String.init) + ["", "0", "1", "2"])
    let used = terminal.printed.matches(of: /\u{1B}\[([0-9;]*)m/).map { String($0.1) }
    #expect(used.contains("94") && used.contains("31"))
    #expect(Set(used).isSubset(of: allowed))
  }

  /// The same reply with and without colour has the same letters, so colour tells nothing alone.
  @Test func colourAddsNothingThatTheTextDoesNotSay() throws {
    let lines =
      "\(Conversation.question)\nwhat dose?\n/why\n/replay \(try conversation.longTranscript(lines: 3))\n"
    func printed(_ colour: String) throws -> String {
      try Program.run(["chat", "--pack", Program.garden, "--colour", colour], input: lines).output
    }
    let coloured = try printed("always")
    #expect(coloured.contains("\u{1B}[94m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == (try printed("never")))
  }
}
