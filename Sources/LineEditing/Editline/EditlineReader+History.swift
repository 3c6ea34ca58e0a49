import CEditline
import Glibc
import Synchronization

// Going through the history: by arrows, by how a line begins, and by a search.
extension EditlineReader {
  // MARK: Arrows

  func goOlder() -> UInt8 {
    show(walk.older(from: handle.snapshot, count: history.entries.count).map { .entry($0) })
  }

  func goNewer() -> UInt8 { show(walk.newer(count: history.entries.count)) }

  // MARK: Lines that begin alike

  func goOlderAlike() -> UInt8 {
    let line = handle.snapshot
    let isWanted = beginsAlike(line)
    return show(
      walk.older(from: line, count: history.entries.count, isWanted: isWanted).map { .entry($0) }, alike: line
    )
  }

  func goNewerAlike() -> UInt8 {
    let line = handle.snapshot
    return show(walk.newer(count: history.entries.count, isWanted: beginsAlike(line)), alike: line)
  }

  /// Tells whether an entry begins as the line does before the cursor, and is another than the line. The beginning stays
  /// what it was as long as nothing but this search changes the line.
  private func beginsAlike(_ line: LineSnapshot) -> (Int) -> Bool {
    if beginning?.found != line { beginning = (line.cells[..<line.cursor], line) }
    let prefix = beginning?.prefix ?? []
    return { entry in
      let cells = self.cells(ofEntry: entry)
      return cells.starts(with: prefix) && cells != line.cells
    }
  }

  private func show(_ step: HistoryWalk.Newer?, alike line: LineSnapshot) -> UInt8 {
    let prefix = beginning?.prefix ?? []
    let result = show(step)
    beginning = (prefix, handle.snapshot)
    return result
  }

  private func show(_ step: HistoryWalk.Newer?) -> UInt8 {
    switch step {
    case .entry(let entry):
      let cells = cells(ofEntry: entry)
      // libedit's own keys put the cursor there.
      handle.replaceLine(with: LineSnapshot(cells: cells, cursor: handle.usesViKeys ? 0 : cells.count))
    case .typed(let line):
      handle.replaceLine(with: line)
    case nil:
      return UInt8(CC_ERROR)
    }
    return UInt8(CC_REFRESH)
  }

  private func cells(ofEntry entry: Int) -> [wchar_t] {
    clusters.cells(for: PasteText.line(from: history.entries[entry].utf8))
  }

  // MARK: Search

  /// What a key means in a search.
  private enum SearchKey {
    case text(String)
    case shorten, older, newer
    /// Leaves with the line found.
    case accept
    /// Leaves with the line as it was.
    case cancel
    /// Nothing, but the window may have changed.
    case redraw
  }

  /// Reads keys and shows what is found for them until one of them ends the search. A key that edits or sends a line is
  /// put back and then does so with the line found.
  func searchHistory() -> UInt8 {
    let typed = handle.snapshot
    var search = HistorySearch(entries: history.entries, clusters: clusters)
    var isOver = false
    while !isOver {
      draw(search, typed: typed)
      switch nextSearchKey() {
      case .text(let text): search.extend(by: text)
      case .shorten: search.shorten()
      case .older where search.query.isEmpty, .newer where search.query.isEmpty: search.seek(lastQuery)
      case .older: search.goOlder()
      case .newer: search.goNewer()
      case .redraw: break
      case .accept: isOver = true
      case .cancel:
        draw(prompt: prompt, line: typed)
        return UInt8(CC_NORM)
      }
    }
    if !search.query.isEmpty { lastQuery = clusters.text(of: search.query) }
    guard let match = search.match else {
      draw(prompt: prompt, line: typed)
      return UInt8(CC_NORM)
    }
    walk.go(to: match.entry, from: typed)
    draw(prompt: prompt, line: LineSnapshot(cells: search.cells(of: match.entry), cursor: match.offset))
    return UInt8(CC_NORM)
  }

  private func nextSearchKey() -> SearchKey {
    while true {
      if SignalFlags.interrupt.exchange(false, ordering: .acquiringAndReleasing) {
        input.discard()
        return .cancel
      }
      if serveSignals() { return .redraw }
      switch input.next() {
      case .byte(let byte):
        if let key = searchKey(startingWith: byte) { return key }
      case .end:
        stop = .endOfInput
        return .cancel
      case .woken, .timeout:
        break
      }
    }
  }

  /// Returns what a key means that begins with `byte`; nil for one that means nothing anywhere.
  private func searchKey(startingWith byte: UInt8) -> SearchKey? {
    switch byte {
    case 0x08, 0x7F: return .shorten
    case 0x12: return .older  // Ctrl-R
    case 0x13: return .newer  // Ctrl-S
    case 0x07: return .cancel  // Ctrl-G
    case 0x09: return .accept  // Tab would complete in the middle of what was found.
    case 0x1B: return searchKeyAfterEscape()
    case 0..<0x20:
      input.putBack([byte])
      return .accept
    default:
      let scalar = byte < 0x80 ? Unicode.Scalar(byte) : scalar(startingWith: byte)
      return .text(String((0x80..<0xA0).contains(scalar.value) ? "\u{FFFD}" : scalar))
    }
  }

  private func searchKeyAfterEscape() -> SearchKey? {
    let bytes = sequenceBytes()
    let name = String(decoding: bytes, as: UTF8.self)
    if name == "[200~" { return readPaste().map { .text(PasteText.line(from: $0)) } }
    let isSequence = bytes.count > 1 && (bytes[0] == UInt8(ascii: "[") || bytes[0] == UInt8(ascii: "O"))
    if isSequence, name == "[201~" || !passesUnknownSequences && KeyBindings.code(forSequence: name) == nil {
      return nil
    }
    if !bytes.isEmpty { input.putBack([0x1B] + bytes) }
    return .accept
  }

  // MARK: Drawing

  private func draw(_ search: HistorySearch, typed: LineSnapshot) {
    let window = LineEditing.windowSize ?? (80, 24)
    let query = clusters.text(of: CellExcerpt.end(of: search.query, columns: max(8, window.columns / 2)))
    let prompt = search.outcome.prompt(query: query)
    var line = typed
    if let match = search.match {
      line = LineSnapshot(cells: search.cells(of: match.entry), cursor: match.offset)
    }
    // Half the window, so that what was said before stays in sight and a smaller window still has room.
    let room = max(16, window.rows / 2 * window.columns - CandidateColumns.width(prompt))
    draw(prompt: prompt, line: CellExcerpt.aroundCursor(of: line, columns: room))
  }

  /// Draws another prompt and line in the place of those shown.
  private func draw(prompt: String, line: LineSnapshot) {
    eraseLine()
    setPrompt(prompt)
    handle.replaceLine(with: line)
    handle.redraw()
  }
}
