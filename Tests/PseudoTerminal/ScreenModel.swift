/// The screen of a terminal, as it results from the bytes a program sends: enough of an xterm for line editors.
public struct ScreenModel: Sendable {
  /// The window's width in characters.
  public private(set) var columns: Int
  /// The window's height in characters.
  public private(set) var rows: Int
  /// The cursor, 0-based; `column` equals `columns` never: a full row waits for the next character before it wraps.
  public private(set) var cursor = (row: 0, column: 0)
  /// Whether pastes are marked (mode 2004).
  public private(set) var marksPastes = false
  /// How often the bell rang.
  public private(set) var bells = 0
  /// Sequences that this model does not know; a test should find none.
  public private(set) var unknownSequences: [String] = []
  /// Rows that scrolled off the top.
  public private(set) var scrolledOff: [String] = []
  /// Whether a change of size wraps rows anew, as most terminals do, or cuts them, as xterm does.
  public var reflows = true

  private struct Row {
    /// One string per column; the second column of a wide character is empty, an unwritten one is a space.
    var cells: [String]
    /// Whether the text goes on in the next row.
    var continues = false

    var text: String {
      var text = cells.joined()
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  private var grid: [Row]
  private var wrapsNext = false
  private var inserts = false
  private var savedCursor = (row: 0, column: 0)
  private var pending: [UInt8] = []

  /// Creates an empty screen.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    grid = Array(repeating: Row(cells: Array(repeating: " ", count: columns)), count: rows)
  }

  // MARK: Looking

  /// The rows from the top without trailing blanks; rows below the last written one are left out.
  public var lines: [String] {
    var lines = grid.map(\.text)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The rows as one text.
  public var text: String { lines.joined(separator: "\n") }

  /// The row the cursor is on.
  public var currentLine: String { grid[cursor.row].text }

  /// The row below which nothing is written.
  public var lastLine: String { lines.last ?? "" }

  // MARK: Resizing

  /// Changes the window's size; the cursor stays with the character it is on.
  public mutating func resize(columns newColumns: Int, rows newRows: Int) {
    let old = grid
    let blank = Row(cells: Array(repeating: " ", count: newColumns))
    var new: [Row] = []
    var place = cursor
    if reflows {
      var index = 0
      while index < old.count {
        var logical: [String] = []
        var cursorOffset: Int?
        repeat {
          if index == cursor.row { cursorOffset = logical.count + cursor.column }
          logical += old[index].cells
          index += 1
        } while old[index - 1].continues && index < old.count
        while let last = logical.last, last == " ", logical.count > (cursorOffset ?? 0) {
          logical.removeLast()
        }
        var row = blank
        var column = 0
        for (offset, cell) in logical.enumerated() {
          if offset == cursorOffset { place = (new.count, column) }
          let isWide = offset + 1 < logical.count && logical[offset + 1].isEmpty
          if column >= newColumns || (isWide && column + 2 > newColumns) {
            row.continues = true
            new.append(row)
            row = blank
            column = 0
            if offset == cursorOffset { place = (new.count, 0) }
          }
          row.cells[column] = cell
          column += 1
        }
        if let cursorOffset, cursorOffset >= logical.count {
          place = (new.count, min(column, newColumns - 1))
        }
        new.append(row)
      }
      while let last = new.last, last.text.isEmpty, new.count - 1 > place.row { new.removeLast() }
    } else {
      new = old.map { row in
        var row = row
        row.cells = Array(row.cells.prefix(newColumns)) + blank.cells.dropFirst(row.cells.count)
        row.continues = false
        return row
      }
      place.column = min(place.column, newColumns - 1)
    }
    while new.count > newRows, place.row > 0 || new.count > newRows {
      if place.row < new.count - 1, new.last?.text.isEmpty == true {
        new.removeLast()
      } else {
        scrolledOff.append(new.removeFirst().text)
        place.row = max(0, place.row - 1)
      }
    }
    while new.count < newRows { new.append(blank) }
    grid = new
    columns = newColumns
    rows = newRows
    cursor = place
    wrapsNext = false
  }

  // MARK: Receiving

  /// Takes bytes from the program; a character or sequence may be split between calls.
  public mutating func receive(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var rest = pending[...]
    while let (unit, length) = Self.unit(rest) {
      rest = rest.dropFirst(length)
      apply(unit)
    }
    pending = Array(rest)
  }

  private enum Unit {
    case control(UInt8)
    case character(Unicode.Scalar)
    case sequence(parameters: String, final: Character)
    case escape(Character)
    case ignored
  }

  /// Splits off the first complete character or sequence; nil while it is incomplete.
  private static func unit(_ bytes: ArraySlice<UInt8>) -> (Unit, length: Int)? {
    guard let first = bytes.first else { return nil }
    if first == 0x1B { return escapeUnit(bytes) }
    if first < 0x20 || first == 0x7F { return (.control(first), 1) }
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard bytes.count >= length else { return nil }
    let text = String(decoding: bytes.prefix(length), as: UTF8.self)
    return (.character(text.unicodeScalars.first ?? "\u{FFFD}"), length)
  }

  private static func escapeUnit(_ bytes: ArraySlice<UInt8>) -> (Unit, length: Int)? {
    let rest = bytes.dropFirst()
    guard let kind = rest.first else { return nil }
    switch Character(Unicode.Scalar(kind)) {
    case "[":
      guard let end = rest.dropFirst().firstIndex(where: { (0x40..<0x7F).contains($0) }) else { return nil }
      let parameters = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
      let final = Character(Unicode.Scalar(rest[end]))
      return (.sequence(parameters: parameters, final: final), end - bytes.startIndex + 1)
    case "]":
      guard let end = rest.firstIndex(where: { $0 == 0x07 || $0 == 0x5C }) else { return nil }
      return (.ignored, end - bytes.startIndex + 1)
    case "(", ")":
      return bytes.count >= 3 ? (.ignored, 3) : nil
    case let other:
      return (.escape(other), 2)
    }
  }

  private mutating func apply(_ unit: Unit) {
    switch unit {
    case .control(let byte): control(byte)
    case .character(let scalar): put(scalar)
    case .sequence(let parameters, let final): sequence(parameters, final)
    case .escape("7"): savedCursor = cursor
    case .escape("8"): moveCursor(row: savedCursor.row, column: savedCursor.column)
    case .escape("="), .escape(">"), .ignored: break
    case .escape(let other): unknownSequences.append("ESC \(other)")
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x07: bells += 1
    case 0x08: moveCursor(row: cursor.row, column: cursor.column - 1)
    case 0x09: moveCursor(row: cursor.row, column: (cursor.column / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D: moveCursor(row: cursor.row, column: 0)
    default: break
    }
  }

  private mutating func lineFeed() {
    wrapsNext = false
    if cursor.row < rows - 1 {
      cursor.row += 1
    } else {
      scrolledOff.append(grid.removeFirst().text)
      grid.append(Row(cells: Array(repeating: " ", count: columns)))
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = ColumnWidth.of(scalar)
    if width == 0 {
      let column = wrapsNext ? cursor.column : max(0, cursor.column - 1)
      let base = grid[cursor.row].cells[column].isEmpty ? max(0, column - 1) : column
      grid[cursor.row].cells[base].unicodeScalars.append(scalar)
      return
    }
    if wrapsNext || cursor.column + width > columns {
      grid[cursor.row].continues = true
      cursor.column = 0
      lineFeed()
    }
    if inserts {
      for _ in 0..<width {
        grid[cursor.row].cells.insert(" ", at: cursor.column)
        grid[cursor.row].cells.removeLast()
      }
    }
    grid[cursor.row].cells[cursor.column] = String(Character(scalar))
    if width == 2 { grid[cursor.row].cells[cursor.column + 1] = "" }
    if cursor.column + width >= columns {
      cursor.column = columns - 1
      wrapsNext = true
    } else {
      cursor.column += width
    }
  }

  private mutating func moveCursor(row: Int, column: Int) {
    cursor = (min(max(0, row), rows - 1), min(max(0, column), columns - 1))
    wrapsNext = false
  }

  private mutating func sequence(_ parameters: String, _ final: Character) {
    let isPrivate = parameters.hasPrefix("?")
    let numbers = parameters.drop { $0 == "?" }.split(separator: ";", omittingEmptySubsequences: false).map {
      Int($0)
    }
    let first = numbers.first ?? nil
    let count = max(1, first ?? 1)
    switch final {
    case "A": moveCursor(row: cursor.row - count, column: cursor.column)
    case "B": moveCursor(row: cursor.row + count, column: cursor.column)
    case "C": moveCursor(row: cursor.row, column: cursor.column + count)
    case "D": moveCursor(row: cursor.row, column: cursor.column - count)
    case "G": moveCursor(row: cursor.row, column: count - 1)
    case "d": moveCursor(row: count - 1, column: cursor.column)
    case "H", "f":
      moveCursor(row: count - 1, column: ((numbers.count > 1 ? numbers[1] : nil) ?? 1) - 1)
    case "J": eraseScreen(first ?? 0)
    case "K": eraseRow(first ?? 0)
    case "P":
      for _ in 0..<min(count, columns - cursor.column) {
        grid[cursor.row].cells.remove(at: cursor.column)
        grid[cursor.row].cells.append(" ")
      }
    case "@":
      for _ in 0..<min(count, columns - cursor.column) {
        grid[cursor.row].cells.insert(" ", at: cursor.column)
        grid[cursor.row].cells.removeLast()
      }
    case "X":
      for column in cursor.column..<min(columns, cursor.column + count) {
        grid[cursor.row].cells[column] = " "
      }
    case "h", "l": setMode(first ?? 0, isPrivate: isPrivate, to: final == "h")
    case "m": break
    default: unknownSequences.append("CSI \(parameters)\(final)")
    }
  }

  private mutating func setMode(_ mode: Int, isPrivate: Bool, to isOn: Bool) {
    switch (mode, isPrivate) {
    case (2004, true): marksPastes = isOn
    case (4, false): inserts = isOn
    case (1, true), (25, true), (12, true), (7, true), (34, false): break
    default: unknownSequences.append("mode \(mode)")
    }
  }

  private mutating func eraseRow(_ how: Int) {
    let range = how == 0 ? cursor.column..<columns : how == 1 ? 0..<(cursor.column + 1) : 0..<columns
    for column in range { grid[cursor.row].cells[column] = " " }
    if how != 1 { grid[cursor.row].continues = false }
    wrapsNext = false
  }

  private mutating func eraseScreen(_ how: Int) {
    let blank = Row(cells: Array(repeating: " ", count: columns))
    if how < 2 { eraseRow(how) }
    let range = how == 0 ? (cursor.row + 1)..<rows : how == 1 ? 0..<cursor.row : 0..<rows
    for row in range where row < rows { grid[row] = blank }
  }
}
