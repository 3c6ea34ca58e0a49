import CEditline
import Glibc

/// Where libedit puts the cursor: rows and columns, 0-based, from the start of the prompt.
struct ScreenLayout {
  private(set) var row = 0
  private(set) var column = 0
  /// The window's width.
  let columns: Int

  init(columns: Int) { self.columns = max(2, columns) }

  /// Moves past a character that takes `width` columns.
  mutating func advance(width: Int) {
    if column + width > columns { nextRow() }  // A wide character does not straddle the edge.
    column += width
    if column >= columns { nextRow() }
  }

  /// Moves past a cell of the editor.
  mutating func advance(cell: wchar_t) {
    switch cell {
    case 0x0A: nextRow()
    case 0..<0x20, 0x7F: for _ in 0..<2 { advance(width: 1) }  // Shown as ^X.
    default: advance(width: max(0, Int(wcwidth(cell))))
    }
  }

  private mutating func nextRow() {
    row += 1
    column = 0
  }
}
