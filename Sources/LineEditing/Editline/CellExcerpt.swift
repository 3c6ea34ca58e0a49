import CEditline
import Glibc

/// Cuts what is too long for the window down to a part of it, with an ellipsis where something is left out.
enum CellExcerpt {
  private static let ellipsis: wchar_t = 0x2026

  /// The end of some cells, in at most `columns` and the ellipsis.
  static func end(of cells: [wchar_t], columns: Int) -> [wchar_t] {
    var room = columns
    let fitting = cells.reversed().prefix {
      room -= width($0)
      return room >= 0
    }
    return fitting.count == cells.count ? cells : [ellipsis] + fitting.reversed()
  }

  /// What is around the cursor of a line, most of it behind, in at most `columns`: libedit loses the cursor of a line that
  /// is taller than the window.
  static func aroundCursor(of line: LineSnapshot, columns: Int) -> LineSnapshot {
    let widths = line.cells.map(width)
    guard widths.reduce(0, +) > columns else { return line }
    var room = max(0, columns - 2)  // But for an ellipsis on either side.
    var start = line.cursor
    var end = line.cursor
    let behind = room - room / 4
    while start > 0, room - widths[start - 1] >= behind {
      start -= 1
      room -= widths[start]
    }
    while end < widths.count, widths[end] <= room {
      room -= widths[end]
      end += 1
    }
    while start > 0, widths[start - 1] <= room {
      start -= 1
      room -= widths[start]
    }
    let before = start > 0 ? [ellipsis] : []
    let after = end < widths.count ? [ellipsis] : []
    return LineSnapshot(
      cells: before + line.cells[start..<end] + after, cursor: line.cursor - start + before.count)
  }

  private static func width(_ cell: wchar_t) -> Int { max(1, Int(wcwidth(cell))) }
}
