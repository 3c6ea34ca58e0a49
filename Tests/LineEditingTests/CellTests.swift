import Glibc
import Testing

@testable import LineEditing

@Suite("Cells, undo and start-up lines")
struct CellTests {
  init() { CharacterEncoding.useUTF8() }

  @Test(arguments: [
    "abc", "e\u{301}a\u{30C}\u{323}", "漢\u{FE0F}", "\u{301}first", "👩\u{200D}⚕\u{FE0F}", "\u{1FAE9}",
    "\u{100000}",
  ])
  func cellsStandForTheWholeText(text: String) {
    let clusters = ClusterTable()
    let cells = clusters.cells(for: text)
    #expect(Array(clusters.text(of: cells).unicodeScalars) == Array(text.unicodeScalars))
    #expect(cells.allSatisfy { !ClusterTable.isMark(Unicode.Scalar(UInt32($0)) ?? "?") })
  }

  @Test func aLetterWithItsMarksIsOneCell() {
    let clusters = ClusterTable()
    #expect(clusters.cells(for: "e\u{301}\u{323}x").count == 2)
    #expect(clusters.cells(for: "e\u{301}").first == clusters.cells(for: "e\u{301}").first)
    #expect(clusters.cells(for: "e\u{301}").first != clusters.cells(for: "e\u{300}").first)
  }

  @Test func directionMarksDoNotReachTheTerminal() throws {
    let clusters = ClusterTable()
    let cell = try #require(clusters.cells(for: "a\u{202E}").first)
    #expect(clusters.display(of: UInt32(cell)) == Array("a".utf8))
  }

  @Test func undoGoesBackThroughEachChange() {
    var stack = UndoStack()
    func line(_ text: String) -> LineSnapshot {
      LineSnapshot(cells: text.unicodeScalars.map { wchar_t($0.value) }, cursor: 0)
    }
    stack.willHandleKey(isText: true) { line("") }
    stack.willHandleKey(isText: true) { line("never asked for") }
    stack.willHandleKey(isText: false) { line("ab") }
    #expect(stack.undo(from: line("").cells)?.cells == line("ab").cells)
    #expect(stack.undo(from: line("ab").cells)?.cells == line("").cells)
    #expect(stack.undo(from: line("").cells) == nil)
  }

  @Test func whatIsTooLongIsCutAroundTheCursor() {
    let clusters = ClusterTable()
    func excerpt(_ text: String, cursor: Int, columns: Int) -> (String, Int) {
      let line = LineSnapshot(cells: clusters.cells(for: text), cursor: cursor)
      let excerpt = CellExcerpt.aroundCursor(of: line, columns: columns)
      return (clusters.text(of: excerpt.cells), excerpt.cursor)
    }
    #expect(excerpt("0123456789", cursor: 3, columns: 10) == ("0123456789", 3))
    #expect(excerpt("0123456789", cursor: 0, columns: 8) == ("012345…", 0))
    #expect(excerpt("0123456789", cursor: 5, columns: 8) == ("…456789", 2))
    #expect(excerpt("0123456789abc", cursor: 5, columns: 8) == ("…456789…", 2))
    #expect(excerpt("0123456789", cursor: 10, columns: 8) == ("…456789", 7))
    #expect(excerpt("漢字漢字漢字", cursor: 3, columns: 10) == ("…漢字漢字", 2))
    #expect(excerpt("漢字", cursor: 1, columns: 0) == ("……", 1))
    let end = CellExcerpt.end(of: clusters.cells(for: "漢字e\u{301}"), columns: 3)
    #expect(clusters.text(of: end) == "…字e\u{301}")
    #expect(clusters.text(of: CellExcerpt.end(of: clusters.cells(for: "abc"), columns: 3)) == "abc")
  }

  @Test(arguments: [
    ("bind \"^I\" x", ["bind", "^I", "x"]), ("bind \\\\t x", ["bind", "\\t", "x"]),
    ("  a  'b c' ", ["a", "b c"]),
  ])
  func startupLinesAreSplitAsLibeditDoes(line: String, words: [String]) {
    #expect(StartupFile.words(line) == words)
  }

  @Test func terminalsFallBackToTheirFamily() {
    #expect(TerminalType.candidates(for: "xterm-kitty") == ["xterm-kitty", "xterm"])
    #expect(TerminalType.candidates(for: "tmux-256color") == ["tmux-256color", "tmux", "screen"])
    #expect(TerminalType.candidates(for: "foot") == ["foot", "xterm"])
  }
}
