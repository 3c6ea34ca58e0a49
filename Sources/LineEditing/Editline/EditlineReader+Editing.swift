import CEditline
import Glibc
import Synchronization

// The functions that keys are bound to.
extension EditlineReader {
  // MARK: Undo

  func undo() -> UInt8 {
    guard let snapshot = undoStack.undo(from: handle.snapshot.cells) else { return UInt8(CC_ERROR) }
    handle.replaceLine(with: snapshot)
    return UInt8(CC_REFRESH)
  }

  // MARK: Combining marks

  func addPendingMark() -> UInt8 {
    guard let mark = pendingMark else { return UInt8(CC_NORM) }
    pendingMark = nil
    let base = handle.withLine { cells, cursor in cursor > 0 ? cells[cursor - 1] : nil }
    if base != nil { handle.deleteBeforeCursor(1) }
    handle.insert([clusters.cell(adding: mark, to: base)])
    return UInt8(CC_REFRESH)
  }

  // MARK: Paste

  /// How long a paste may pause, in milliseconds, before it is taken to have ended without saying so.
  private static let pastePatience: Int32 = 1000

  /// Inserts what is pasted as one line.
  func insertPaste() -> UInt8 {
    guard let bytes = readPaste() else { return UInt8(CC_NORM) }
    handle.insert(clusters.cells(for: PasteText.line(from: bytes)))
    return UInt8(CC_REFRESH)
  }

  /// Reads up to the end mark. Without one, what came so far is taken after a pause; nil when Ctrl-C ended it.
  func readPaste() -> [UInt8]? {
    let end = Array("\u{1B}[201~".utf8)
    var bytes: [UInt8] = []
    reading: while true {
      switch input.next(within: Self.pastePatience, readAhead: 4096) {
      case .byte(let byte):
        bytes.append(byte)
        if byte == end.last, bytes.suffix(end.count).elementsEqual(end) {
          bytes.removeLast(end.count)
          break reading
        }
      case .woken where !SignalFlags.interrupt.load(ordering: .acquiring):
        continue  // A resize can wait until all is there.
      case .woken:
        skipPaste(until: end)
        return nil
      case .timeout, .end:
        break reading
      }
    }
    return bytes
  }

  /// Drops the rest of a paste that was interrupted, perhaps by a control character in it: it must not be typed.
  private func skipPaste(until end: [UInt8]) {
    var last: [UInt8] = []
    while case .byte(let byte) = input.next(within: 100, readAhead: 4096) {
      last.append(byte)
      if last.count > end.count { last.removeFirst() }
      if last == end { return }
    }
  }

  // MARK: Completion

  func completeWord() -> UInt8 {
    guard let completer else { return UInt8(CC_NORM) }
    let before = handle.snapshot
    let line = clusters.text(of: before.cells)
    let cursor = clusters.text(of: before.cells[..<before.cursor]).utf8.count
    let result = completer(line, cursor)
    guard !result.candidates.isEmpty else { return UInt8(CC_ERROR) }

    let range = cells(of: before.cells, coveringBytes: result.range)
    let present = clusters.text(of: before.cells[range])
    var replacement = Self.commonPrefix(of: result.candidates.map(\.replacement))
    if result.candidates.count == 1 {
      if result.candidates[0].appendsSpace, before.cells[range.upperBound...].first != 0x20 {
        replacement += " "
      }
    } else if !replacement.lowercased().hasPrefix(present.lowercased()) {
      replacement = present  // The candidates share less than is there already.
    }
    if replacement != present {
      handle.moveCursor(to: range.upperBound)
      handle.deleteBeforeCursor(range.count)
      handle.insert(clusters.cells(for: replacement))
      lastCompletion = handle.snapshot
      return UInt8(CC_REFRESH)
    }
    guard lastCompletion == before else {
      lastCompletion = before
      return UInt8(CC_REFRESH_BEEP)
    }
    list(result.candidates)
    return UInt8(CC_NORM)
  }

  private func list(_ candidates: [Completion]) {
    let window = LineEditing.windowSize ?? (80, 24)
    let rows = CandidateColumns.rows(
      candidates.map(\.display), columns: window.columns, rows: window.rows - 2)
    moveBelowLine(leaving: "")
    writeAll(STDOUT_FILENO, Array(rows.map { $0 + "\r\n" }.joined().utf8))
    handle.redraw()
  }

  /// The cells that hold some bytes of the line; offsets outside the line, or inside a cell, move to a cell's end.
  private func cells(of line: [wchar_t], coveringBytes bytes: Range<Int>) -> Range<Int> {
    var offset = 0
    var lower = line.count
    var upper = line.count
    for (index, cell) in line.enumerated() {
      if offset >= bytes.lowerBound { lower = min(lower, index) }
      if offset >= bytes.upperBound { upper = min(upper, index) }
      offset += clusters.content(of: cell).reduce(0) { $0 + UTF8.width($1) }
    }
    return min(lower, upper)..<upper
  }

  /// The longest beginning that all share, without cutting a character.
  static func commonPrefix(of texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    return texts.dropFirst().reduce(first) { prefix, text in
      String(zip(prefix, text).prefix { $0 == $1 }.map(\.0))
    }
  }
}
