import PseudoTerminal
import Testing

@testable import LineEditing

@Suite("Completion")
struct CompletionTests {
  @Test func theSoleCandidateIsInsertedWithASpace() throws {
    let probe = try Probe()
    try probe.terminal.send("what is octr\t?")
    try probe.terminal.wait(forCurrentLine: "probe> what is octreotide ?")
  }

  @Test func theCommonBeginningFirstThenTheList() throws {
    let probe = try Probe()
    try probe.terminal.send("use oc\t")
    try probe.terminal.wait(forCurrentLine: "probe> use oct")
    #expect(probe.terminal.screen.lines.count == 1)
    try probe.terminal.send("\t")
    try probe.terminal.wait { $0.lines == ["probe> use oct", "octreotide  octane", "probe> use oct"] }
    try probe.terminal.send("r\t")
    try probe.enter("", expecting: "<use octreotide >")
  }

  @Test func nothingIsListedUntilTabIsPressedTwice() throws {
    let probe = try Probe()
    try probe.terminal.send("oct\t")
    probe.terminal.settle()
    #expect(probe.terminal.screen.lines == ["probe> oct"])
    try probe.terminal.send("x" + Key.backspace + "\t\t")
    try probe.terminal.wait(forText: "octreotide  octane")
  }

  @Test func theRestOfTheLineStaysAndCharactersCountAsBytes() throws {
    let probe = try Probe()
    try probe.terminal.send("ça ét and more")
    for _ in 0..<9 { try probe.terminal.send(Key.left) }
    try probe.terminal.send("\t")
    try probe.terminal.wait(forCurrentLine: "probe> ça été and more")
    try probe.enter("", expecting: "<ça été and more>")
  }

  @Test func noCandidateRingsTheBellAndChangesNothing() throws {
    let probe = try Probe()
    try probe.terminal.send("zzz\t")
    try probe.terminal.wait { $0.bells == 1 }
    #expect(probe.terminal.screen.currentLine == "probe> zzz")
  }

  @Test func listsFitTheWindow() {
    let names = (1...30).map { "candidate\($0)" }
    let rows = CandidateColumns.rows(names, columns: 40, rows: 20)
    #expect(rows.allSatisfy { CandidateColumns.width($0) <= 40 })
    #expect(rows.joined(separator: " ").split(separator: " ").count == 30)
    let short = CandidateColumns.rows(names, columns: 40, rows: 5)
    #expect(short.count == 5 && short.last == "and 18 more")
    #expect(CandidateColumns.rows(["much too long a name"], columns: 10, rows: 5) == ["much too…"])
  }
}
