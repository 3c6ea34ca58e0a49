import PseudoTerminal
import Testing

@Suite("History at a terminal")
struct HistoryAtTerminalTests {
  @Test func upArrowBringsBackLinesWithoutRepetitions() throws {
    let probe = try Probe()
    try probe.enter("first", expecting: "<first>")
    try probe.enter("second", expecting: "<second>")
    try probe.enter("second", expecting: "<second>")
    // The same words stood there before: only the prompt tells that the line was taken.
    try probe.terminal.wait(forCurrentLine: "probe>")
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

  @Test func aSearchOfLibeditThatAStartUpFileBindsWorks() throws {
    let probe = try Probe(startup: Probe.editlineSearch)
    try probe.enter("what is octreotide", expecting: "<what is octreotide>")
    try probe.enter("other", expecting: "<other>")
    try probe.terminal.send(Key.control("T") + "octr")
    try probe.terminal.wait(forText: "bck:octr")
    try probe.terminal.send(Key.control("E") + "?")
    try probe.enter("", expecting: "<what is octreotide?>")
    try probe.terminal.send(Key.control("T") + "oth")
    try probe.terminal.wait(forText: "bck:oth")
    try probe.terminal.send(Key.left)
    try probe.terminal.wait { !$0.text.contains("bck") && $0.currentLine == "probe> other" }
  }

  @Test func downLeavesALineJustTypedAlone() throws {
    let probe = try Probe()
    try probe.enter("earlier", expecting: "<earlier>")
    try probe.terminal.send(Key.up)
    try probe.terminal.wait(forCurrentLine: "probe> earlier")
    try probe.enter("", expecting: "<earlier>")
    try probe.terminal.send("typed" + Key.down + Key.left + Key.down + "!")
    try probe.terminal.wait(forCurrentLine: "probe> type!d")
    try probe.terminal.send(Key.up + Key.up + Key.down)
    try probe.terminal.wait { $0.currentLine == "probe> type!d" && $0.cursor.column == 12 }
  }

  @Test func pageKeysFindLinesThatBeginAsThisOneDoes() throws {
    let probe = try Probe()
    for line in ["what a", "other", "what b", "what b?"] { try probe.enter(line, expecting: "<\(line)>") }
    try probe.terminal.send("what" + Key.pageUp)
    try probe.terminal.wait(forCurrentLine: "probe> what b?")
    try probe.terminal.send(Key.pageUp + Key.pageUp)
    try probe.terminal.wait(forCurrentLine: "probe> what a")
    try probe.terminal.send(Key.pageUp + Key.pageDown)
    try probe.terminal.wait(forCurrentLine: "probe> what b")
    try probe.terminal.send(Key.pageDown + Key.pageDown)
    try probe.terminal.wait { $0.currentLine == "probe> what" && $0.cursor.column == 11 }
    try probe.terminal.send("zzz" + Key.pageUp + Key.pageDown)
    try probe.enter("", expecting: "<whatzzz>")
    try probe.terminal.send("oth\u{1B}p")
    try probe.terminal.wait(forCurrentLine: "probe> other")
  }

  @Test func viKeysGoThroughTheHistoryToo() throws {
    let probe = try Probe(startup: "bind -v\n")
    for line in ["one", "two", "once"] { try probe.enter(line, expecting: "<\(line)>") }
    try probe.terminal.send("half" + Key.escape)
    probe.terminal.settle()
    try probe.terminal.send("k-")
    try probe.terminal.wait(forCurrentLine: "probe> two")
    try probe.terminal.send("j+")
    try probe.terminal.wait(forCurrentLine: "probe> half")
    try probe.terminal.send("cconx" + Key.escape)
    try probe.terminal.wait(forCurrentLine: "probe> onx")
    probe.terminal.settle()
    try probe.terminal.send("K")
    try probe.terminal.wait(forCurrentLine: "probe> once")
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
