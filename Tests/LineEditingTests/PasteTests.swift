import Foundation
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

  @Test func aHundredKilobytesPastedArriveWholeAndFast() throws {
    let probe = try Probe()
    let text = String(repeating: "0123456789 line\n", count: 6400)
    try probe.terminal.send(Key.paste(text) + "end\r")
    try probe.terminal.wait(forText: "<102402 bytes, ends  lineend>", seconds: 60)
    #expect(try processorSeconds(of: probe.terminal.process) < 5)
  }

  /// The processor time that a process has taken, which no other process can stretch; see proc(5), fields 14 and 15.
  private func processorSeconds(of process: Int32) throws -> Double {
    let status = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let fields = status.drop { $0 != ")" }.split(separator: " ")
    let ticks = try [fields[12], fields[13]].map { try #require(Double($0)) }
    return (ticks[0] + ticks[1]) / Double(sysconf(Int32(_SC_CLK_TCK)))
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
