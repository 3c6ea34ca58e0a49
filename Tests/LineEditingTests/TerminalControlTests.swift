import Glibc
import PseudoTerminal
import Testing

@Suite("Control keys and signals at a terminal")
struct TerminalControlTests {
  @Test func interruptClearsTheLineAndAsksAgain() throws {
    let probe = try Probe()
    try probe.terminal.send("half a question")
    try probe.terminal.wait(forText: "half a question")
    try probe.terminal.send(Key.control("C"))
    try probe.terminal.wait { $0.lines.suffix(2) == ["[interrupted]", "probe>"] }
    #expect(probe.terminal.screen.lines.first == "probe> half a question^C")
    try probe.enter("next", expecting: "<next>")
  }

  @Test func interruptFromTheMiddleOfAWrappedLineKeepsItReadable() throws {
    let probe = try Probe(columns: 20, rows: 8)
    try probe.terminal.send(String(repeating: "a", count: 30) + Key.home)
    try probe.terminal.wait { $0.cursor == (0, 7) && $0.lines.count == 2 }
    try probe.terminal.send(Key.control("C"))
    try probe.terminal.wait { $0.currentLine == "probe>" && $0.lines.count == 4 }
    #expect(probe.terminal.screen.lines[1...] == ["aaaaaaaaaaaaaaaaa^C", "[interrupted]", "probe>"])
  }

  @Test func interruptEndsASearchOfLibeditAndTheLine() throws {
    let probe = try Probe(startup: Probe.editlineSearch)
    try probe.enter("earlier", expecting: "<earlier>")
    try probe.terminal.send(Key.control("T") + "ear")
    try probe.terminal.wait(forText: "bck:ear")
    try probe.terminal.send(Key.control("C"))
    try probe.terminal.wait {
      $0.lines.suffix(4) == ["probe> earlier", "bck:ear", "[interrupted]", "probe>"]
    }
    try probe.enter("next", expecting: "<next>")
  }

  @Test func interruptWhileTheProgramWorksOnlySetsAFlag() throws {
    let probe = try Probe()
    try probe.terminal.send("busy\r")
    try probe.terminal.wait(forText: "working")
    try probe.terminal.send(Key.control("C"))
    try probe.terminal.wait(forText: "[stopped]")
    try probe.terminal.wait(forCurrentLine: "probe>")
    try probe.enter("alive", expecting: "<alive>")
  }

  @Test func endOfInputOnlyOnAnEmptyLine() throws {
    let probe = try Probe()
    try probe.terminal.send("text" + Key.control("D") + "s")
    try probe.terminal.wait(forCurrentLine: "probe> texts")
    try probe.terminal.send(Key.control("U") + Key.control("D"))
    #expect(try probe.terminal.waitForExit() == .exited(0))
    #expect(probe.terminal.screen.lastLine == "[end]")
    #expect(!probe.terminal.screen.marksPastes)
  }

  @Test(arguments: [true, false], [60, 30, 17])
  func resizingKeepsTheLine(reflows: Bool, columns: Int) throws {
    let probe = try Probe(columns: 40, rows: 12)
    probe.terminal.setReflow(reflows)
    let text = reflows ? "the_quick_brown_fox_jumps_over_the_lazy_dog_twice" : "the_quick"
    try probe.enter("before", expecting: "<before>")
    try probe.terminal.send(text)
    probe.terminal.settle()
    probe.terminal.resize(columns: columns, rows: 12)
    try expect(text, columns: columns, on: probe)
    // The editor knows where it is: it can go to the beginning and insert, which shifts every row.
    try probe.terminal.send(Key.home + "!")
    try expect("!" + text, columns: columns, on: probe)
    #expect(probe.terminal.screen.text.contains("<before>"))
    try probe.terminal.send("\r")
    try probe.terminal.wait(for: "the line") { $0.lines.joined().contains("<!\(text)>") }
  }

  /// Waits until the lowest rows hold the prompt and `text`, once, wrapped at `columns`.
  private func expect(_ text: String, columns: Int, on probe: Probe) throws {
    let characters = Array("probe> " + text)
    let rows = stride(from: 0, to: characters.count, by: columns).map {
      String(characters[$0..<min($0 + columns, characters.count)])
    }
    probe.terminal.settle(milliseconds: 150)
    try probe.terminal.wait(for: "\(rows)") { Array($0.lines.suffix(rows.count)) == rows }
    #expect(probe.terminal.screen.lines.filter { $0.hasPrefix("probe> \(text.prefix(5))") }.count == 1)
  }

  @Test func resizingTwiceAtTheTopLeavesOneCopy() throws {
    let probe = try Probe(columns: 60, rows: 14)
    let text = "a fairly long question which will need more than one row of this window"
    try probe.terminal.send(text)
    probe.terminal.settle()
    for columns in [35, 100, 35, 60] {
      probe.terminal.resize(columns: columns, rows: 14)
      probe.terminal.settle(milliseconds: 150)
    }
    #expect(
      probe.terminal.screen.lines == [
        "probe> a fairly long question which will need more than one", "row of this window",
      ])
    #expect(probe.terminal.screen.scrolledOff == [])
  }

  @Test func stoppingAndContinuingRedrawsTheLine() throws {
    let probe = try Probe(shell: "")
    try probe.terminal.send("$PROBE\r")
    try probe.terminal.wait(forCurrentLine: "probe>")
    try probe.terminal.send("unfinished")
    try probe.terminal.wait(forCurrentLine: "probe> unfinished")
    try probe.terminal.send(Key.control("Z"))
    try probe.terminal.wait { $0.text.contains("Stopped") && $0.currentLine == "shell$" }
    try probe.terminal.send("fg\r")
    try probe.terminal.wait(forCurrentLine: "probe> unfinished")
    #expect(probe.terminal.screen.marksPastes)
    try probe.enter(" business", expecting: "<unfinished business>")
    try probe.terminal.send(Key.control("D"))
    try probe.terminal.wait(forCurrentLine: "shell$")
    #expect(probe.terminal.screen.text.contains("[end]"))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func deadlySignalsSaveRestoreAndKill(signal: Int32) throws {
    let probe = try Probe(shell: "$PROBE; echo status $?; stty -a | grep -oE ' (icanon|ixon)'")
    try probe.enter("asked before", expecting: "<asked before>")
    try probe.terminal.send("half")
    try probe.terminal.wait(forCurrentLine: "probe> half")
    let child = try #require(children(of: probe.terminal.process).first)
    #expect(probe.terminal.screen.marksPastes)
    kill(child, signal)
    try probe.terminal.wait(forText: "status \(128 + signal)")
    try probe.terminal.wait(forText: " ixon")
    try probe.terminal.wait(forText: " icanon")
    #expect(!probe.terminal.screen.marksPastes)
    #expect(probe.home.read("termination") == "\(signal)")
    #expect(probe.home.read("state/probe/history")?.hasSuffix("asked before\n") == true)
  }

  @Test func deadlySignalsAreServedWhileTheProgramWorks() throws {
    let probe = try Probe()
    try probe.terminal.send("busy\r")
    try probe.terminal.wait(forText: "working")
    probe.terminal.signal(SIGTERM)
    #expect(try probe.terminal.waitForExit() == .killed(by: SIGTERM))
    #expect(probe.home.read("termination") == "15")
  }

  @Test(arguments: ["", "trap '' HUP; "], ["xterm", "dumb"])
  func aTerminalThatGoesAwayEndsTheProgram(ignoring: String, term: String) throws {
    let probe = try Probe(term: term, shell: ignoring + "$PROBE; true")
    try probe.enter("kept", expecting: "<kept>")
    try probe.terminal.send("half" + Key.control("D"))
    probe.terminal.settle()
    let child = try #require(children(of: probe.terminal.process).first)
    probe.terminal.hangUp()
    _ = try probe.terminal.waitForExit()
    let deadline = ContinuousClock.now + .seconds(5)
    while kill(child, 0) == 0, ContinuousClock.now < deadline { usleep(10_000) }
    #expect(kill(child, 0) != 0)
    #expect(probe.home.read("state/probe/history")?.hasSuffix("kept\n") == true)
    #expect(probe.home.read("termination") == (ignoring.isEmpty ? "\(SIGHUP)" : nil))
  }

  @Test(arguments: ["exit", "crash", "cr\t"])
  func pasteModeEndsHoweverTheProgramDoes(line: String) throws {
    // The report of a crash takes long and says nothing here.
    let probe = try Probe(
      environment: ["SWIFT_BACKTRACE": "enable=no"],
      shell: "$PROBE 2>/dev/null; echo done; stty -a | grep -o ' icanon'")
    #expect(probe.terminal.screen.marksPastes)
    try probe.terminal.send(line + (line.hasSuffix("\t") ? "" : "\r"))
    try probe.terminal.wait(forText: "done")
    try probe.terminal.wait(forText: " icanon")
    #expect(!probe.terminal.screen.marksPastes)
  }

  /// The processes started by another, from the kernel's list.
  private func children(of parent: Int32) -> [Int32] {
    guard let file = fopen("/proc/\(parent)/task/\(parent)/children", "r") else { return [] }
    defer { fclose(file) }
    var text = ""
    while case let byte = getc(file), byte != EOF { text.unicodeScalars.append(Unicode.Scalar(UInt8(byte))) }
    return text.split(separator: " ").compactMap { Int32($0) }
  }
}
