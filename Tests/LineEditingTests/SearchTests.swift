import Glibc
import PseudoTerminal
import Testing

@Suite("Searching the history at a terminal")
struct SearchTests {
  private static let ctrlR = Key.control("R")

  /// A probe in whose history the lines are, oldest first.
  private func probe(
    _ lines: [String], columns: Int = 80, rows: Int = 24, startup: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Probe {
    let home = try TemporaryFolder()
    try home.write("line-history 1\n" + lines.map { $0 + "\n" }.joined(), to: "history")
    return try Probe(
      columns: columns, rows: rows, home: home, startup: startup,
      environment: environment.merging(["PROBE_HISTORY": home.path + "/history"]) { $1 })
  }

  private static let lines = ["what is octreotide", "Lanreotide?", "is octreotide covered", "other"]

  @Test func thePromptTellsTheQueryAndTheWholeEntryIsShownAtTheMatch() throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send("half" + Self.ctrlR)
    try probe.terminal.wait(forCurrentLine: "(search: ) half")
    try probe.terminal.send("octr")
    try probe.terminal.wait(forCurrentLine: "(search: octr) is octreotide covered")
    #expect(probe.terminal.screen.cursor == (0, 18))
    #expect(probe.terminal.screen.lines.count == 1)
    #expect(probe.terminal.screen.unknownSequences == [])
  }

  @Test func againGoesOlderAndCtrlSNewer() throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send(Self.ctrlR + "octr" + Self.ctrlR)
    try probe.terminal.wait(forCurrentLine: "(search: octr) what is octreotide")
    try probe.terminal.send(Self.ctrlR)
    try probe.terminal.wait(forCurrentLine: "(no older match for octr) what is octreotide")
    try probe.terminal.send(Key.control("S"))
    try probe.terminal.wait(forCurrentLine: "(search: octr) is octreotide covered")
    try probe.terminal.send(Key.control("S"))
    try probe.terminal.wait(forCurrentLine: "(no newer match for octr) is octreotide covered")
  }

  @Test func goingOlderPassesOverTheSameLine() throws {
    let probe = try probe(["first a", "same a", "b", "same a"])
    try probe.terminal.send(Self.ctrlR + "a" + Self.ctrlR)
    try probe.terminal.wait(forCurrentLine: "(search: a) first a")
  }

  @Test func backspaceGoesBackToWhatWasFoundBefore() throws {
    let probe = try probe(["alpha", "abc"])
    try probe.terminal.send(Self.ctrlR + "al")
    try probe.terminal.wait(forCurrentLine: "(search: al) alpha")
    try probe.terminal.send(Key.backspace)
    try probe.terminal.wait(forCurrentLine: "(search: a) abc")
    try probe.terminal.send(Key.backspace + Key.backspace + Key.backspace)
    try probe.terminal.wait(forCurrentLine: "(search: )")
    try probe.terminal.send("x" + Key.backspace + "l")
    try probe.terminal.wait(forCurrentLine: "(search: l) alpha")
  }

  @Test func enterSendsTheLineFound() throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send("half" + Self.ctrlR + "lan\r")
    try probe.terminal.wait { $0.lines == ["probe> Lanreotide?", "<Lanreotide?>", "probe>"] }
  }

  @Test(arguments: [
    Key.escape, "\t", Key.right, Key.left, Key.home, "\u{1B}[F", Key.control("A"), Key.control("E"),
  ])
  func keysThatEditLeaveWithTheLineFound(key: String) throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send(Self.ctrlR + "covered" + key)
    try probe.terminal.wait(forCurrentLine: "probe> is octreotide covered")
    let column =
      switch key {
      case Key.right: 22
      case Key.left: 20
      case Key.home, Key.control("A"): 7
      case "\u{1B}[F", Key.control("E"): 28
      default: 21
      }
    try probe.terminal.wait(for: "the cursor in column \(column)") { $0.cursor == (0, column) }
    try probe.terminal.send(Key.control("E") + "!")
    try probe.enter("", expecting: "<is octreotide covered!>")
  }

  @Test(arguments: [Key.control("G"), Key.control("C")])
  func whatWasTypedComesBackWithItsCursor(key: String) throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send("half" + Key.left + Self.ctrlR + "octr")
    try probe.terminal.wait(forText: "(search: octr)")
    try probe.terminal.send(key)
    try probe.terminal.wait { $0.lines == ["probe> half"] && $0.cursor == (0, 10) }
    try probe.enter("X", expecting: "<halXf>")
  }

  @Test func undoAfterASearchTakesBackWhatWasTyped() throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send("half" + Self.ctrlR + "octr" + Key.right + Key.control("_"))
    try probe.terminal.wait(forCurrentLine: "probe> half")
  }

  @Test func withoutAMatchThePromptSaysSoAndTheLineStays() throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send("half" + Self.ctrlR + "z")
    try probe.terminal.wait(forCurrentLine: "(no match for z) half")
    try probe.terminal.send(Key.backspace + "lanz" + Self.ctrlR)
    try probe.terminal.wait(forCurrentLine: "(no match for lanz) Lanreotide?")
    try probe.terminal.send(Key.backspace)
    try probe.terminal.wait(forCurrentLine: "(search: lan) Lanreotide?")
  }

  @Test func anEmptyHistorySaysSo() throws {
    let probe = try Probe()
    try probe.terminal.send("half" + Self.ctrlR)
    try probe.terminal.wait(forCurrentLine: "(history is empty) half")
    try probe.terminal.send(Self.ctrlR + "x" + Self.ctrlR + Key.control("S"))
    try probe.terminal.wait(forCurrentLine: "(history is empty: x) half")
    try probe.terminal.send(Key.backspace + Key.backspace)
    try probe.terminal.wait(forCurrentLine: "(history is empty) half")
    try probe.terminal.send(Key.control("G") + Key.control("U"))
    try probe.enter("typed", expecting: "<typed>")
  }

  @Test func caseMattersOnlyIfTheQueryHasACapital() throws {
    let probe = try probe(["Octreotide", "octane", "ÉTÉ"])
    try probe.terminal.send(Self.ctrlR + "O")
    try probe.terminal.wait(forCurrentLine: "(search: O) Octreotide")
    try probe.terminal.send(Key.backspace + "été")
    try probe.terminal.wait(forCurrentLine: "(search: été) ÉTÉ")
  }

  @Test func accentsAreFoundHoweverTheyAreWritten() throws {
    let probe = try probe(["cafe\u{301} 漢字 x\u{30C}", "other"])
    try probe.terminal.send(Self.ctrlR + "fé")
    try probe.terminal.wait(forCurrentLine: "(search: fé) cafe\u{301} 漢字 x\u{30C}")
    try probe.terminal.send(" 漢字 x\u{30C}" + Key.backspace + Key.backspace)
    try probe.terminal.wait(forCurrentLine: "(search: fé 漢字) cafe\u{301} 漢字 x\u{30C}")
    #expect(probe.terminal.screen.cursor == (0, 20))
    try probe.enter("", expecting: "<cafe\u{301} 漢字 x\u{30C}>")
  }

  @Test func aPasteExtendsTheQuery() throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send(Self.ctrlR + Key.paste("is\noctr\n"))
    try probe.terminal.wait(forCurrentLine: "(search: is octr) is octreotide covered")
    try probe.terminal.send(Key.control("G") + Self.ctrlR + Key.paste("\u{1B}[2J"))
    try probe.terminal.wait(forCurrentLine: "(no match for \u{FFFD}[2J)")
  }

  @Test func searchingTwiceTakesTheLastQuery() throws {
    let probe = try probe(Self.lines)
    // Not before the prompt is back: until then the terminal itself would show the keys.
    try probe.enter(Self.ctrlR + "lan", expecting: "<Lanreotide?>")
    try probe.terminal.send(Self.ctrlR + Self.ctrlR)
    try probe.terminal.wait(forCurrentLine: "(search: lan) Lanreotide?")
  }

  @Test func whatWasForgottenIsNotSoughtAgain() throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send(Self.ctrlR + "lan\r")
    try probe.terminal.wait(forText: "<Lanreotide?>")
    try probe.terminal.send("forget 5\r")
    try probe.terminal.wait(for: "forgetting") {
      $0.text.contains("forgot [\"Lanreotide?\"") && $0.currentLine == "probe>"
    }
    try probe.terminal.send(Self.ctrlR + Self.ctrlR + "what")
    try probe.terminal.wait(forCurrentLine: "(search: what) what is octreotide")
  }

  @Test func entriesWithControlCharactersAreShownHarmless() throws {
    let probe = try probe(["evil\\x1b[2J\\x9bx", "two\\nlines"])
    try probe.terminal.send(Self.ctrlR + "evil")
    try probe.terminal.wait(forCurrentLine: "(search: evil) evil\u{FFFD}[2J\u{FFFD}x")
    try probe.terminal.send(Key.control("G") + Self.ctrlR + "o l")
    try probe.terminal.wait(forCurrentLine: "(search: o l) two lines")
  }

  @Test func keysThatMeanNothingLeaveTheSearchAsItIs() throws {
    let probe = try probe(Self.lines)
    try probe.terminal.send(Self.ctrlR + "oc\u{1B}[15~\u{1B}[I\u{1B}[201~\u{1B}[<0;1;1Mtr")
    try probe.terminal.wait(forCurrentLine: "(search: octr) is octreotide covered")
  }

  @Test func arrowsGoOnFromTheLineFound() throws {
    let probe = try probe(["one", "two", "three", "four"])
    try probe.terminal.send("half" + Self.ctrlR + "thr" + Key.up)
    try probe.terminal.wait(forCurrentLine: "probe> two")
    try probe.terminal.send(Key.down + Key.down)
    try probe.terminal.wait(forCurrentLine: "probe> four")
    try probe.terminal.send(Key.down)
    try probe.terminal.wait(forCurrentLine: "probe> half")
  }

  @Test func aLongEntryWrapsAndLeavesNothingBehind() throws {
    let probe = try probe(["short", String(repeating: "0123456789", count: 6) + "end"], columns: 40, rows: 8)
    try probe.enter("before", expecting: "<before>")
    try probe.terminal.send(Self.ctrlR + "end")
    try probe.terminal.wait {
      $0.lines.suffix(2) == [
        "(search: end) 01234567890123456789012345", "6789012345678901234567890123456789end",
      ]
    }
    try probe.terminal.send(Key.control("G") + Self.ctrlR + "sho")
    try probe.terminal.wait { $0.lines == ["probe> before", "<before>", "(search: sho) short"] }
  }

  @Test func anEntryTallerThanTheWindowIsShownAroundTheMatch() throws {
    let long = String(repeating: "a", count: 600) + "needle" + String(repeating: "b", count: 600)
    let probe = try probe(["short", long], columns: 40, rows: 8)
    try probe.terminal.send(Self.ctrlR + "needle")
    try probe.terminal.wait(for: "the needle") {
      $0.lines.first?.hasPrefix("(search: needle) …aaa") == true && $0.lines.joined().contains("aneedleb")
    }
    #expect(probe.terminal.screen.scrolledOff == [])
    try probe.terminal.send("\r")
    try probe.terminal.wait(forText: "<1206 bytes, ends bbbbbbbb>")
  }

  @Test func aLongQueryShowsItsEnd() throws {
    let probe = try probe(["x"], columns: 40)
    try probe.terminal.send(Self.ctrlR + "abcdefghijklmnopqrstuvwxyz")
    try probe.terminal.wait(forCurrentLine: "(no match for …ghijklmnopqrstuvwxyz)")
  }

  @Test(arguments: [60, 30])
  func resizingRedrawsTheSearch(columns: Int) throws {
    let probe = try probe(["short", "the_quick_brown_fox_jumps_over_the_lazy_dog"], columns: 40, rows: 12)
    try probe.enter("before", expecting: "<before>")
    try probe.terminal.send(Self.ctrlR + "fox")
    probe.terminal.settle()
    probe.terminal.resize(columns: columns, rows: 12)
    probe.terminal.settle(milliseconds: 150)
    let characters = Array("(search: fox) the_quick_brown_fox_jumps_over_the_lazy_dog")
    let rows = stride(from: 0, to: characters.count, by: columns).map {
      String(characters[$0..<min($0 + columns, characters.count)])
    }
    try probe.terminal.wait(for: "\(rows)") { $0.lines == ["probe> before", "<before>"] + rows }
    try probe.terminal.send(Key.control("G"))
    try probe.terminal.wait { $0.lines == ["probe> before", "<before>", "probe>"] }
  }

  @Test func stoppingAndContinuingRedrawsTheSearch() throws {
    let probe = try Probe(shell: "")
    try probe.terminal.send("$PROBE\r")
    try probe.terminal.wait(forCurrentLine: "probe>")
    try probe.enter("earlier", expecting: "<earlier>")
    try probe.terminal.send(Self.ctrlR + "earl")
    try probe.terminal.wait(forCurrentLine: "(search: earl) earlier")
    try probe.terminal.send(Key.control("Z"))
    try probe.terminal.wait { $0.text.contains("Stopped") && $0.currentLine == "shell$" }
    try probe.terminal.send("fg\r")
    try probe.terminal.wait(forCurrentLine: "(search: earl) earlier")
    try probe.enter("", expecting: "<earlier>")
  }

  @Test func deadlySignalsAndHangUpsEndASearchAsTheyEndALine() throws {
    let killed = try probe(Self.lines)
    try killed.terminal.send(Self.ctrlR + "octr")
    try killed.terminal.wait(forText: "(search: octr)")
    killed.terminal.signal(SIGTERM)
    #expect(try killed.terminal.waitForExit() == .killed(by: SIGTERM))
    #expect(!killed.terminal.screen.marksPastes)
    #expect(killed.home.read("termination") == "15")

    let hungUp = try probe(Self.lines)
    try hungUp.terminal.send(Self.ctrlR + "octr")
    try hungUp.terminal.wait(forText: "(search: octr)")
    hungUp.terminal.hangUp()
    #expect(try hungUp.terminal.waitForExit() == .killed(by: SIGHUP))
  }

  @Test func itWorksInBothModesOfVi() throws {
    let probe = try probe(Self.lines, startup: "bind -v\n")
    try probe.terminal.send("half" + Self.ctrlR + "octr")
    try probe.terminal.wait(forCurrentLine: "(search: octr) is octreotide covered")
    try probe.terminal.send(Key.left + "X")
    try probe.terminal.wait(forCurrentLine: "probe> isX octreotide covered")
    try probe.terminal.send(Key.escape)
    probe.terminal.settle()
    try probe.terminal.send(Self.ctrlR + "lan")
    try probe.terminal.wait(forCurrentLine: "(search: lan) Lanreotide?")
    try probe.terminal.send(Key.control("G"))
    try probe.terminal.wait(forCurrentLine: "probe> isX octreotide covered")
  }

  @Test func aBindingOfTheUserWins() throws {
    let probe = try probe(
      Self.lines, startup: "bind ^R ed-move-to-beg\nbind ^T search-history\nbind ^O em-inc-search-prev\n")
    try probe.terminal.send("b" + Self.ctrlR + "a")
    try probe.terminal.wait(forCurrentLine: "probe> ab")
    try probe.terminal.send(Key.control("T") + "lan")
    try probe.terminal.wait(forCurrentLine: "(search: lan) Lanreotide?")
    try probe.terminal.send(Key.control("G") + Key.control("O") + "oth")
    try probe.terminal.wait(forText: "bck:oth")
    try probe.terminal.send(Key.control("C"))
    try probe.terminal.wait { $0.lines.suffix(4) == ["probe> other", "bck:oth", "[interrupted]", "probe>"] }
  }

  @Test func theStyleOfThePromptTakesNoColumns() throws {
    let probe = try probe(Self.lines, columns: 30, environment: ["PROBE_STYLE": "1;36"])
    try probe.terminal.send(Self.ctrlR + "octr")
    try probe.terminal.wait {
      $0.lines == ["(search: octr) is octreotide c", "overed"] && $0.cursor == (0, 18)
    }
    #expect(
      String(decoding: probe.terminal.output, as: UTF8.self).contains("\u{1B}[1;36m(search: octr)\u{1B}[0m"))
  }
}
