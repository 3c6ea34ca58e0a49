import PseudoTerminal
import Testing

/// The model decides what other tests see, so it is tested itself.
@Suite("Screen model")
struct ScreenModelTests {
  private func screen(_ text: String, columns: Int = 10, rows: Int = 4) -> ScreenModel {
    var screen = ScreenModel(columns: columns, rows: rows)
    screen.receive(text.utf8)
    return screen
  }

  @Test func aFullRowWrapsWithTheNextCharacter() {
    #expect(screen("0123456789").cursor == (0, 9))
    #expect(screen("0123456789a").lines == ["0123456789", "a"])
    #expect(screen("0123456789\r\na").lines == ["0123456789", "a"])
  }

  @Test func wideAndCombiningCharactersTakeTheirColumns() {
    #expect(screen("漢e\u{301}").cursor == (0, 3))
    #expect(screen("012345678漢").lines == ["012345678", "漢"])
  }

  @Test func rowsScrollOffTheTop() {
    let screen = screen("1\r\n2\r\n3\r\n4\r\n5")
    #expect(screen.lines == ["2", "3", "4", "5"])
    #expect(screen.scrolledOff == ["1"])
  }

  @Test func sequencesMoveEraseAndInsert() {
    #expect(screen("abc\u{1B}[2D\u{1B}[K").lines == ["a"])
    #expect(screen("abc\u{1B}[2D\u{1B}[1@X").lines == ["aXbc"])
    #expect(screen("abc\u{1B}[1G\u{1B}[1P").lines == ["bc"])
    #expect(screen("a\r\nb\u{1B}[H\u{1B}[J").lines == [])
    #expect(screen("abc\u{8}\u{1B}[4hX\u{1B}[4l").lines == ["abXc"])
    #expect(screen("\u{1B}[5x").unknownSequences == ["CSI 5x"])
  }

  @Test func sequencesMaySplitBetweenReads() {
    var screen = ScreenModel(columns: 10, rows: 2)
    for byte in "a\u{1B}[?2004h漢".utf8 { screen.receive([byte]) }
    #expect(screen.lines == ["a漢"] && screen.marksPastes)
  }

  @Test func resizingWrapsAnewAndKeepsTheCursorOnItsCharacter() {
    var screen = screen("0123456789abc\u{1B}[D")
    screen.resize(columns: 5, rows: 4)
    #expect(screen.lines == ["01234", "56789", "abc"])
    #expect(screen.cursor == (2, 2))
    screen.resize(columns: 20, rows: 4)
    #expect(screen.lines == ["0123456789abc"])
    #expect(screen.cursor == (0, 12))
  }
}
