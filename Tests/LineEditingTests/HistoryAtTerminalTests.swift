import PseudoTerminal
import Testing

@Suite("History at a terminal")
struct HistoryAtTerminalTests {
  @Test func upArrowBringsBackLinesWithoutRepetitions() throws {
    let probe = try Probe()
    try probe.enter("first", expecting: "<first>")
    try probe.enter("second", expecting: "<second>")
    try probe.enter("second", expecting: "<second>")
    try probe.terminal.send(Key.up)
    try probe.terminal.wait(forCurrentLine: "probe> second")
    try probe.terminal.send(Key.up)
    try probe.terminal.wait(forCurrentLine: "probe> first")
    try probe.terminal.send(Key.down + Key.down)
    try probe.terminal.wait(forCurrentLine: "probe>")
    try probe.enter("history", expecting: "first|second|history")
  }

  @Test func theNextSessionFindsTheLines() throws {
    let home = try TemporaryFolder()
    try Probe(home: home).enter("e\u{301}x\u{30C} \\n 漢", expecting: "<e\u{301}x\u{30C} \\n 漢>")
    let next = try Probe(home: home)
    try next.terminal.send(Key.up + Key.left + Key.left + "!")
    try next.enter("", expecting: "<e\u{301}x\u{30C} \\n! 漢>")
  }

  @Test func linesThatBeginWithASpaceAreNotKept() throws {
    let probe = try Probe()
    try probe.enter("kept", expecting: "<kept>")
    try probe.enter(" private", expecting: "< private>")
    try probe.enter("history", expecting: "kept|history")
    #expect(probe.home.read("state/probe/history")?.contains("private") == false)
  }

  @Test func answersToOtherPromptsAreNotKept() throws {
    let probe = try Probe()
    try probe.terminal.send("secret\r")
    try probe.terminal.wait(forCurrentLine: "answer:")
    try probe.enter("forty-two", expecting: "line(\"forty-two\")")
    try probe.enter("history", expecting: "secret|history")
  }

  @Test func twoSessionsLoseNothingOfEachOther() throws {
    let home = try TemporaryFolder()
    let one = try Probe(home: home)
    let two = try Probe(home: home)
    for number in 1...5 {
      try one.enter("one \(number)", expecting: "<one \(number)>")
      try two.enter("two \(number)", expecting: "<two \(number)>")
    }
    try one.terminal.send(Key.up)
    try one.terminal.wait(forCurrentLine: "probe> one 5")
    let kept = try #require(home.read("state/probe/history")).split(separator: "\n").dropFirst()
    #expect(kept.count == 10 && Set(kept).count == 10)
  }

  @Test func removedLinesAreGoneFromTheArrowsAndTheFile() throws {
    let probe = try Probe()
    try probe.enter("keep", expecting: "<keep>")
    try probe.enter("patient X", expecting: "<patient X>")
    try probe.enter("forget 2", expecting: "forgot [\"patient X\", \"forget 2\"]")
    try probe.terminal.send(Key.up)
    try probe.terminal.wait(forCurrentLine: "probe> keep")
    #expect(probe.home.read("state/probe/history") == "line-history 1\nkeep\n")
  }

  @Test func searchFindsAnOlderLineAndArrowsLeaveIt() throws {
    let probe = try Probe()
    try probe.enter("what is octreotide", expecting: "<what is octreotide>")
    try probe.enter("other", expecting: "<other>")
    try probe.terminal.send(Key.control("R") + "octr")
    try probe.terminal.wait(forText: "bck:octr")
    try probe.terminal.send(Key.control("E") + "?")
    try probe.enter("", expecting: "<what is octreotide?>")
    try probe.terminal.send(Key.control("R") + "oth")
    try probe.terminal.wait(forText: "bck:oth")
    try probe.terminal.send(Key.left)
    try probe.terminal.wait { !$0.text.contains("bck") && $0.currentLine == "probe> other" }
  }

  @Test func aFileOfSomebodyElseIsLeftAloneWithAWarning() throws {
    let home = try TemporaryFolder()
    try home.write("_HiStOrY_V2_\nfoo\n", to: "notes")
    let probe = try Probe(columns: 200, home: home, environment: ["PROBE_HISTORY": home.path + "/notes"])
    #expect(probe.terminal.screen.text.contains("notes: not a history file of this program"))
    try probe.enter("line", expecting: "<line>")
    #expect(home.read("notes") == "_HiStOrY_V2_\nfoo\n")
    try probe.terminal.send(Key.up)
    try probe.terminal.wait(forCurrentLine: "probe> line")
  }
}
