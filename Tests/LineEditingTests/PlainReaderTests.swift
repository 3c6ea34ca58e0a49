import PseudoTerminal
import Testing

@testable import LineEditing

@Suite("Terminals without editing, files and pipes")
struct PlainReaderTests {
  @Test(arguments: ["dumb", ""])
  func dumbTerminalsGetAPromptAndNoSequences(term: String) throws {
    let probe = try Probe(term: term)
    try probe.enter("question é", expecting: "<question é>")
    try probe.terminal.send("half" + Key.control("C"))
    try probe.terminal.wait { $0.text.contains("[interrupted]") && $0.currentLine == "probe>" }
    try probe.enter("history", expecting: "question é|history")
    #expect(!probe.terminal.output.contains(0x1B))
    try probe.terminal.send(Key.control("D"))
    #expect(try probe.terminal.waitForExit() == .exited(0))
  }

  @Test func terminalsNobodyKnowsAreReadPlainlyWithAWarning() throws {
    let probe = try Probe(term: "quux-9000", columns: 200)
    #expect(probe.terminal.screen.text.contains("TERM=quux-9000 is not in the terminal database"))
    try probe.enter("question", expecting: "<question>")
  }

  @Test func outputThatGoesElsewhereHoldsNoPrompt() throws {
    let probe = try Probe(shell: "$PROBE > ~/out; cat ~/out", awaitsPrompt: true)
    try probe.terminal.send("question\r")
    probe.terminal.settle()
    try probe.terminal.send(Key.control("D"))
    #expect(try probe.terminal.waitForExit() == .exited(0))
    #expect(probe.home.read("out") == "<question>\n[end]\n")
  }

  @Test func pipesGetNoPromptAndTheLastLineCounts() throws {
    let shell = #"printf 'one\r\n\nt\0wo \377\nlast' | $PROBE"#
    let probe = try Probe(shell: shell, awaitsPrompt: false)
    #expect(try probe.terminal.waitForExit() == .exited(0))
    #expect(probe.terminal.screen.lines == ["<one>", "<>", "<t\u{FFFD}wo \u{FFFD}>", "<last>", "[end]"])
    #expect(probe.home.read("state/probe/history") == nil)
  }

  @Test func aHundredKilobytesOnAPipeAreOneLine() throws {
    let probe = try Probe(shell: "head -c 100000 /dev/zero | tr '\\0' x | $PROBE", awaitsPrompt: false)
    #expect(try probe.terminal.waitForExit() == .exited(0))
    #expect(probe.terminal.screen.lines == ["<100000 bytes, ends xxxxxxxx>", "[end]"])
  }

  @Test(arguments: ["$PROBE <&-", "$PROBE </dev/null"])
  func closedOrEmptyInputEnds(shell: String) throws {
    let probe = try Probe(shell: shell, awaitsPrompt: false)
    #expect(try probe.terminal.waitForExit() == .exited(0))
    #expect(probe.terminal.screen.lines == ["[end]"])
  }

  @Test func inputThatCannotBeReadIsNotItsEnd() throws {
    let probe = try Probe(shell: "$PROBE </", awaitsPrompt: false)
    #expect(try probe.terminal.waitForExit() == .exited(0))
    #expect(probe.terminal.screen.lines.first?.hasPrefix("[failed: cannot read standard input") == true)
  }

  @Test func linesAreCutWhateverTheChunks() {
    let text = "\u{FEFF}one\r\ntwo\n\nfour é"
    for size in 1...7 {
      var buffer = LineBuffer()
      var lines: [String] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        buffer.append(rest.prefix(size))
        rest = rest.dropFirst(size)
        while let line = buffer.nextLine() { lines.append(line) }
      }
      if let line = buffer.remainder() { lines.append(line) }
      #expect(lines == ["one", "two", "", "four é"])
    }
  }

  @Test func endlessLinesAreCutNotCollected() {
    var buffer = LineBuffer()
    let chunk = [UInt8](repeating: 0x78, count: 1 << 20)
    for _ in 0..<20 {
      buffer.append(chunk)
      #expect(buffer.nextLine() == nil)
    }
    buffer.append(Array("tail\nnext\n".utf8))
    #expect(buffer.nextLine()?.utf8.count == LineBuffer.maximumLength)
    #expect(buffer.nextLine() == "next")
  }
}
