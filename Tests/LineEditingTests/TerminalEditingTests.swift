import PseudoTerminal
import Testing

@Suite("Editing at a terminal")
struct TerminalEditingTests {
  @Test func typedTextReachesTheProgram() throws {
    let probe = try Probe()
    try probe.enter("what is octreotide?", expecting: "<what is octreotide?>")
    #expect(probe.terminal.screen.unknownSequences == [])
  }

  @Test func arrowsMoveAndTypingInsertsInTheMiddle() throws {
    let probe = try Probe()
    try probe.terminal.send("hllo" + Key.left + Key.left + Key.left + "e")
    try probe.terminal.wait(forCurrentLine: "probe> hello")
    #expect(probe.terminal.screen.cursor.column == 9)
    try probe.enter("", expecting: "<hello>")
  }

  @Test func theCommandLineOfTheLibraryIsOutOfReach() throws {
    let probe = try Probe()
    try probe.terminal.send("half\u{1B}x line")
    try probe.terminal.wait(forCurrentLine: "probe> half line")
    try probe.enter("", expecting: "<half line>")
  }

  @Test func oneColumnPerWideHalfAndCombiningMarks() throws {
    let probe = try Probe()
    // e + acute, x + caron (which has no single code point), then a wide character.
    try probe.terminal.send("e\u{301}x\u{30C}漢b")
    try probe.terminal.wait { $0.cursor.column == 12 }
    try probe.terminal.send(Key.left + Key.left + Key.left + "y")
    try probe.terminal.wait(forCurrentLine: "probe> e\u{301}yx\u{30C}漢b")
    #expect(probe.terminal.screen.cursor.column == 9)
    try probe.terminal.send(Key.delete)
    try probe.terminal.wait(forCurrentLine: "probe> e\u{301}y漢b")
    try probe.enter("", expecting: "<e\u{301}y漢b>")
  }

  @Test(arguments: ["é", "漢字", "👍", "Ωμέγα", "x\u{30C}", "\u{10FFF0}", "\u{17000}"])
  func anyCharacterComesThroughUnchanged(text: String) throws {
    let probe = try Probe()
    try probe.terminal.send(text + "\r")
    try probe.terminal.wait(forText: "<\(text)>")
  }

  @Test func utf8SurvivesALocaleWithoutIt() throws {
    let probe = try Probe(environment: ["LC_ALL": "C", "LANG": "xx_XX"])
    try probe.enter("aéb漢c", expecting: "<aéb漢c>")
  }

  @Test func invalidBytesAreRepaired() throws {
    let probe = try Probe()
    try probe.terminal.send(bytes: Array("a".utf8) + [0xFF, 0xC3] + Array("b\r".utf8))
    try probe.terminal.wait(forText: "<a\u{FFFD}\u{FFFD}b>")
  }

  @Test func wordKeysMoveAndKill() throws {
    let probe = try Probe()
    try probe.terminal.send("one two three" + Key.wordLeft + Key.wordLeft + "X" + Key.escape + "f" + "Y")
    try probe.terminal.wait(forCurrentLine: "probe> one XtwoY three")
    try probe.terminal.send(Key.control("E") + Key.control("W"))
    try probe.terminal.wait(forCurrentLine: "probe> one XtwoY")
    try probe.terminal.send(Key.control("A") + Key.control("K") + Key.control("Y"))
    try probe.enter("", expecting: "<one XtwoY >")
  }

  @Test func undoTakesBackOneChangeAtATime() throws {
    let probe = try Probe()
    try probe.terminal.send("one two" + Key.control("W") + "three")
    try probe.terminal.wait(forCurrentLine: "probe> one three")
    try probe.terminal.send(Key.control("_"))
    try probe.terminal.wait(forCurrentLine: "probe> one")
    try probe.terminal.send(Key.control("_"))
    try probe.terminal.wait(forCurrentLine: "probe> one two")
    try probe.terminal.send(Key.control("_"))
    try probe.terminal.wait(forCurrentLine: "probe>")
  }

  @Test func clearScreenKeepsTheLine() throws {
    let probe = try Probe()
    try probe.enter("first", expecting: "<first>")
    try probe.terminal.send("kept" + Key.control("L"))
    try probe.terminal.wait { $0.lines == ["probe> kept"] }
  }

  @Test func unknownKeysLeakNothing() throws {
    let probe = try Probe()
    for key in ["[15~", "[1;2A", "OP", "[I", "[O", "[<0;1;1M", "[2~"] {
      try probe.terminal.send("\u{1B}" + key)
    }
    try probe.enter("clean", expecting: "<clean>")
  }

  @Test func typingALongLineWrapsAndEditsAcrossRows() throws {
    let probe = try Probe(columns: 20, rows: 10)
    try probe.terminal.send("abcdefghijklmnopqrstuvwxyz0123456789")
    try probe.terminal.wait { $0.lines == ["probe> abcdefghijklm", "nopqrstuvwxyz0123456", "789"] }
    try probe.terminal.send(Key.home + "_")
    try probe.terminal.wait { $0.lines == ["probe> _abcdefghijkl", "mnopqrstuvwxyz012345", "6789"] }
    #expect(probe.terminal.screen.cursor == (0, 8))
    try probe.enter("", expecting: "<_abcdefghijklmnopqr")
  }

  @Test func aHundredKilobytesTypedArriveWhole() throws {
    let probe = try Probe()
    try probe.terminal.send(String(repeating: "x", count: 100_000) + "end\r")
    try probe.terminal.wait(forText: "<100003 bytes, ends xxxxxend>", seconds: 10)
  }

  @Test func viKeysComeFromTheStartupFile() throws {
    let probe = try Probe(startup: "bind -v\n")
    // Insert, leave insertion, go to the beginning, delete a word, append at the end; arrows work while inserting.
    try probe.terminal.send("one two" + Key.escape)
    probe.terminal.settle()
    try probe.terminal.send("0dwAx" + Key.left + "y")
    try probe.terminal.wait(forCurrentLine: "probe> twoyx")
    try probe.terminal.send(Key.paste("a\nb"))
    try probe.terminal.wait(forCurrentLine: "probe> twoya bx")
    try probe.enter("", expecting: "<twoya bx>")
  }

  @Test func editingCanBeTurnedOff() throws {
    let probe = try Probe(startup: "edit off\n")
    try probe.enter("plain", expecting: "<plain>")
    try probe.terminal.send("half" + Key.control("C"))
    try probe.terminal.wait { $0.text.contains("[interrupted]") && $0.currentLine == "probe>" }
    #expect(!probe.terminal.output.contains(0x1B))
  }

  @Test func bindingsOfTheUserWin() throws {
    let startup =
      "# mine\nprobe:bind ^B complete-word\nother:bind ^A ed-newline\nbind \"^[[15~\" ed-move-to-beg\n"
    let probe = try Probe(startup: startup)
    try probe.terminal.send("octr" + Key.control("B"))
    try probe.terminal.wait(forCurrentLine: "probe> octreotide")
    try probe.terminal.send("\u{1B}[15~x")
    try probe.terminal.wait(forCurrentLine: "probe> xoctreotide")
  }

  @Test func refusedStartupLinesAreReportedWithTheirNumber() throws {
    let probe = try Probe(columns: 200, startup: "bind ^B complete-word\nbind \"open\nnonsense here\n")
    let text = probe.terminal.screen.text
    #expect(
      text.contains(".editrc:2: not understood") && text.contains(".editrc:3: not understood: nonsense here"))
  }

  @Test func anotherStartupFileMayBeNamed() throws {
    let home = try TemporaryFolder()
    try home.write("bind ^B complete-word\n", to: "keys")
    let probe = try Probe(home: home, environment: ["EDITRC": home.path + "/keys"])
    try probe.terminal.send("octr" + Key.control("B"))
    try probe.terminal.wait(forCurrentLine: "probe> octreotide")
  }

  @Test func promptStyleTakesNoColumns() throws {
    let probe = try Probe(columns: 20, environment: ["PROBE_STYLE": "1;36"])
    #expect(String(decoding: probe.terminal.output, as: UTF8.self).contains("\u{1B}[1;36m"))
    try probe.terminal.send("abcdefghijklmnop" + Key.home + "_")
    try probe.terminal.wait { $0.lines == ["probe> _abcdefghijkl", "mnop"] }
    #expect(probe.terminal.screen.cursor == (0, 8))
  }

  @Test(arguments: ["vt100", "linux", "screen", "xterm-kitty", "alacritty"])
  func otherTerminalsEditToo(term: String) throws {
    let probe = try Probe(term: term)
    try probe.terminal.send("ac" + Key.left + "b")
    try probe.terminal.wait(forCurrentLine: "probe> abc")
    try probe.enter("", expecting: "<abc>")
  }

  @Test(arguments: ["xterm", "screen-256color", "linux", "vt100"])
  func insertingIntoAWrappedLineKeepsTheRowsBelow(term: String) throws {
    let probe = try Probe(term: term, columns: 40)
    let words = "is it good for this? is it good for that? is it good for growth? is it good for all?"
    try probe.terminal.send(words)
    try probe.terminal.wait { $0.text.contains("for all?") }
    try probe.terminal.send("\u{1}")
    for letter in "and " { try probe.terminal.send(String(letter)) }
    let whole = "probe> and " + words
    try probe.terminal.wait { screen in
      screen.text.replacing("\n", with: "").filter { $0 != " " }.contains(whole.filter { $0 != " " })
    }
  }
}
