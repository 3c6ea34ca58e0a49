import PseudoTerminal
import Testing

@testable import LineEditing

@Suite("Pasting")
struct PasteTests {
  @Test func severalLinesBecomeOneThatWaitsForEnter() throws {
    let probe = try Probe()
    #expect(probe.terminal.screen.marksPastes)
    try probe.terminal.send("ask: " + Key.paste("first line\r\nsecond\tline\n\nthird\n"))
    try probe.terminal.wait(forCurrentLine: "probe> ask: first line second line third")
    probe.terminal.settle()
    #expect(!probe.terminal.screen.text.contains("<"))
    try probe.enter("?", expecting: "<ask: first line second line third?>")
  }

  @Test func pastesGoWhereTheCursorIsAndCanBeUndone() throws {
    let probe = try Probe()
    try probe.terminal.send("ad" + Key.left + Key.paste("b\nc"))
    try probe.terminal.wait(forCurrentLine: "probe> ab cd")
    try probe.terminal.send(Key.control("_"))
    try probe.terminal.wait(forCurrentLine: "probe> ad")
  }

  @Test func aPasteEndsASearchAndIsInserted() throws {
    let probe = try Probe(startup: Probe.editlineSearch)
    try probe.enter("earlier", expecting: "<earlier>")
    try probe.terminal.send(Key.control("T") + "ear")
    try probe.terminal.wait(forText: "bck")
    try probe.terminal.send(Key.paste("X"))
    try probe.terminal.wait { $0.currentLine.contains("X") && !$0.text.contains("bck") }
  }

  @Test func aHundredKilobytesPastedArriveWholeAndFast() throws {
    let probe = try Probe()
    let start = ContinuousClock.now
    let text = String(repeating: "0123456789 line\n", count: 6400)
    try probe.terminal.send(Key.paste(text) + "end\r")
    try probe.terminal.wait(forText: "<102402 bytes, ends  lineend>", seconds: 10)
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func aPasteWithoutEndIsInsertedAfterAPause() throws {
    let probe = try Probe()
    try probe.terminal.send("\u{1B}[200~one\ntwo")
    try probe.terminal.wait(forCurrentLine: "probe> one two", seconds: 5)
    try probe.enter("", expecting: "<one two>")
  }

  @Test func interruptEndsAPasteWithoutEnd() throws {
    let probe = try Probe()
    try probe.terminal.send("\u{1B}[200~one")
    probe.terminal.settle()
    try probe.terminal.send(Key.control("C"))
    try probe.terminal.wait { $0.text.contains("[interrupted]") && $0.currentLine == "probe>" }
  }

  @Test func controlCharactersInAPasteDriveNothing() throws {
    let probe = try Probe()
    try probe.terminal.send(Key.paste("a\u{1B}[2Jbc\u{9B}d\u{0}e"))
    try probe.enter("", expecting: "<a\u{FFFD}[2Jbc\u{FFFD}d\u{FFFD}e>")
  }

  @Test func anEndMarkAloneIsSwallowed() throws {
    let probe = try Probe()
    try probe.terminal.send("a\u{1B}[201~b")
    try probe.enter("", expecting: "<ab>")
  }

  @Test(arguments: [
    ("\n\na\n", "a"), ("a\r\rb", "a b"), ("a\tb", "a b"), ("\u{FEFF}a", "a"), ("a\u{2028}b", "a b"),
    ("a \n b", "a   b"),
    ("", ""), ("\u{7F}", "\u{FFFD}"),
  ])
  func pastedTextIsOneLine(text: String, line: String) {
    #expect(PasteText.line(from: text.utf8) == line)
  }
}
