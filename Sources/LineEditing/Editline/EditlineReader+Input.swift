import CEditline
import Glibc
import Synchronization

// What libedit reads: characters from the terminal, with signals, escape sequences and combining marks taken care of
// before libedit sees them.
extension EditlineReader {
  /// How long the rest of a sequence may take, in milliseconds. Terminals send a sequence at once; only a person
  /// pressing Escape alone waits for it.
  private static let sequencePatience: Int32 = 50

  /// Returns the next character; nil when reading is over, with the reason in `stop`.
  func nextCharacter() -> wchar_t? {
    while true {
      if stop != nil { return nil }
      serveSignals()
      if stop != nil { return nil }
      if !pendingCodes.isEmpty { return pendingCodes.removeFirst() }
      switch input.next() {
      case .byte(let byte):
        if let character = character(startingWith: byte) { return character }
      case .end:
        stop = .endOfInput
      case .woken, .timeout:
        break
      }
    }
  }

  private func character(startingWith byte: UInt8) -> wchar_t? {
    switch byte {
    case 0x1B:
      return escapeSequence()
    case 0..<0x20, 0x7F:
      noteKey(isText: false)
      return wchar_t(byte)
    case 0x20..<0x7F:
      noteKey(isText: true)
      return wchar_t(byte)
    default:
      let scalar = scalar(startingWith: byte)
      noteKey(isText: true)
      if ClusterTable.isMark(scalar) {
        pendingMark = scalar
        return wchar_t(KeyBindings.Code.combine)
      }
      // C1 controls are our own codes, so nobody may type them.
      return (0x80..<0xA0).contains(scalar.value) ? 0xFFFD : clusters.cell(for: scalar)
    }
  }

  /// Reads the rest of a character in UTF-8; U+FFFD for bytes that are none.
  func scalar(startingWith first: UInt8) -> Unicode.Scalar {
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2..<0xF5).contains(first) else { return "\u{FFFD}" }
    var bytes = [first]
    while bytes.count < count {
      guard case .byte(let byte) = input.next(within: Self.sequencePatience) else { return "\u{FFFD}" }
      guard byte & 0xC0 == 0x80 else {
        input.putBack([byte])
        return "\u{FFFD}"
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
  }

  // MARK: Escape sequences

  /// Returns what an Escape begins; nil when the sequence means nothing here and is swallowed.
  private func escapeSequence() -> wchar_t? {
    let bytes = sequenceBytes()
    let name = String(decoding: bytes, as: UTF8.self)
    noteKey(isText: false)
    if name == "[200~" { return wchar_t(KeyBindings.Code.paste) }
    let code = KeyBindings.code(forSequence: name)
    let isSequence = bytes.count > 1 && (bytes[0] == UInt8(ascii: "[") || bytes[0] == UInt8(ascii: "O"))
    guard isSequence else {
      input.putBack(bytes)
      return 0x1B
    }
    if code == nil, !passesUnknownSequences { return nil }
    if handle.usesViKeys, let code { return wchar_t(code) }
    input.putBack(bytes)
    if isSearching {
      // In a search libedit takes a bare Escape for the end of it and the rest for text: end the search first.
      pendingCodes.append(0x1B)
      return wchar_t(KeyBindings.Code.nothing)
    }
    return 0x1B
  }

  /// Reads what follows an Escape at once: a whole CSI or SS3 sequence, or at most one other byte.
  func sequenceBytes() -> [UInt8] {
    guard case .byte(let lead) = input.next(within: Self.sequencePatience) else { return [] }
    var bytes = [lead]
    guard lead == UInt8(ascii: "[") || lead == UInt8(ascii: "O") else { return bytes }
    while bytes.count < 32, case .byte(let byte) = input.next(within: Self.sequencePatience) {
      bytes.append(byte)
      if lead == UInt8(ascii: "O") || (0x40..<0x7F).contains(byte) || byte < 0x20 { break }
    }
    return bytes
  }

  /// Whether a search is shown: libedit then keeps its pattern in the line, after a newline.
  private var isSearching: Bool { handle.withLine { cells, _ in cells.contains(0x0A) } }

  private func noteKey(isText: Bool) {
    guard !handle.usesViKeys, !isSearching(beforeText: isText) else { return }
    undoStack.willHandleKey(isText: isText) { handle.snapshot }
  }

  /// Looking for a search costs a pass over the line, which typed text does not need: undo takes nothing then.
  private func isSearching(beforeText isText: Bool) -> Bool { isText ? false : isSearching }

  // MARK: Signals

  /// Does what signals ask for, but for Ctrl-C where the caller has taken it; true when the line was drawn again.
  @discardableResult
  func serveSignals() -> Bool {
    if SignalFlags.interrupt.exchange(false, ordering: .acquiringAndReleasing) {
      input.discard()
      let isEmpty = handle.withLine { cells, _ in cells.isEmpty }
      // libedit leaves a search by itself: it goes below what it has shown and opens a new row.
      if !isSearching { moveBelowLine(leaving: "^C") }
      stop = .interrupted(lineWasEmpty: isEmpty)
      return false
    }
    if SignalFlags.suspend.exchange(false, ordering: .acquiringAndReleasing) {
      moveBelowLine(leaving: "")
      TerminalState.endEditing()
      handle.setEditing(false)
      Signals.stopProcess()
      resume()
    } else if SignalFlags.continued.exchange(false, ordering: .acquiringAndReleasing) {
      // Whoever stopped us may have changed the terminal, which libedit cannot know, and written anywhere.
      handle.setEditing(false)
      writeAll(STDOUT_FILENO, Array("\r\n".utf8))
      resume()
    } else if SignalFlags.resized.exchange(false, ordering: .acquiringAndReleasing) {
      redrawAfterResize()
    } else {
      return false
    }
    return true
  }

  private func resume() {
    SignalFlags.continued.store(false, ordering: .releasing)
    handle.setEditing(true)
    if handle.isEditing { TerminalState.beginEditing() }
    handle.resize()
    handle.redraw()
  }

  /// Puts the cursor on a new row below the line, after writing `text` at the line's end.
  func moveBelowLine(leaving text: String) {
    guard handle.isEditing else {
      // After `edit off` the terminal itself echoes what is typed, and Ctrl-C too.
      writeAll(STDOUT_FILENO, [UInt8(ascii: "\n")])
      return
    }
    let (cursor, end) = layout(columns: LineEditing.windowSize?.columns ?? 80)
    let down = end.row > cursor.row ? "\u{1B}[\(end.row - cursor.row)B" : ""
    writeAll(STDOUT_FILENO, Array("\(down)\u{1B}[\(end.column + 1)G\(text)\r\n".utf8))
  }

  private func redrawAfterResize() {
    // The terminal has wrapped the rows anew already, as most do: go up to where the prompt is now and draw it all.
    eraseLine()
    handle.resize()
    handle.redraw()
  }

  /// Erases prompt and line, and leaves the cursor where they began.
  func eraseLine() {
    let (cursor, _) = layout(columns: LineEditing.windowSize?.columns ?? 80)
    let up = cursor.row > 0 ? "\u{1B}[\(cursor.row)A" : ""
    // Erase from there in two steps: tmux takes "erase everything below" at the very top for "clear the screen", and
    // keeps what was there in its history.
    writeAll(STDOUT_FILENO, Array("\(up)\r\u{1B}[K\u{1B}7\u{1B}[B\u{1B}[J\u{1B}8".utf8))
  }

  /// Where the cursor and the end of the line are in a window of `columns`.
  private func layout(columns: Int) -> (cursor: ScreenLayout, end: ScreenLayout) {
    var layout = ScreenLayout(columns: columns)
    for cell in promptCells { layout.advance(cell: cell) }
    return handle.withLine { cells, cursor in
      var atCursor = layout
      for (index, cell) in cells.enumerated() {
        if index == cursor { atCursor = layout }
        layout.advance(cell: cell)
      }
      return (cursor >= cells.count ? layout : atCursor, layout)
    }
  }
}
