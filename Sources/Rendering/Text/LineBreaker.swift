/// Breaks a paragraph into lines by columns, at blanks, and within a word only if it is wider than the window.
struct LineBreaker {
  /// The columns of the window; nil for no limit.
  let width: Int?

  /// One character and how it looks.
  private struct Cell {
    let character: Character
    let style: Style
    var columns: Int { DisplayWidth.columns(of: character) }
  }

  /// A line as runs of one style each.
  struct Line {
    var spans: [(text: String, style: Style)] = []

    fileprivate mutating func append(_ character: Character, _ style: Style) {
      if spans.last?.style == style {
        spans[spans.count - 1].text.append(character)
      } else {
        spans.append((String(character), style))
      }
    }

    /// How many columns it takes.
    var columns: Int { spans.reduce(0) { $0 + DisplayWidth.columns(of: $1.text) } }

    /// Appends another line.
    mutating func append(_ other: Line) { spans += other.spans }

    /// Appends blanks up to a column.
    mutating func pad(to column: Int) {
      let missing = column - columns
      if missing > 0 { spans.append((String(repeating: " ", count: missing), .plain)) }
    }

    func text(colour: Bool) -> String {
      spans.map { span in
        let parameters = span.style.parameters
        guard colour, !parameters.isEmpty, span.text.contains(where: { $0 != " " }) else { return span.text }
        return "\u{1B}[\(parameters)m\(span.text)\u{1B}[0m"
      }.joined()
    }
  }

  func lines(of block: Block) -> [Line] {
    guard let width else {
      var line = Line()
      for _ in 0..<block.indent { line.append(" ", .plain) }
      for cell in cells(block) { line.append(cell.character, cell.style) }
      return [line]
    }
    // A narrow window has no room for indentation; where it has little, what belongs to the first line still shows.
    let limit = max(1, width)
    func fits(_ indent: Int) -> Bool { indent * 3 <= limit }
    let first = fits(block.indent) ? block.indent : 0
    let other = [block.hanging, min(block.hanging, block.indent + 2)].first(where: fits) ?? 0
    var lines: [Line] = []
    var line = Line()
    var used = 0
    var isFresh = true
    func indent(_ count: Int) {
      for _ in 0..<count { line.append(" ", .plain) }
      used = count
      isFresh = true
    }
    func finish() {
      lines.append(line)
      line = Line()
      indent(other)
    }
    indent(first)
    for word in words(cells(block)) {
      let columns = word.cells.reduce(0) { $0 + $1.columns }
      let gap = isFresh ? 0 : word.gap.count
      if !isFresh, used + gap + columns > limit {
        finish()
      } else if !isFresh {
        for cell in word.gap { line.append(cell.character, cell.style) }
        used += gap
      }
      for cell in word.cells {
        if !isFresh, used + cell.columns > limit { finish() }
        line.append(cell.character, cell.style)
        used += cell.columns
        isFresh = false
      }
    }
    lines.append(line)
    return lines
  }

  private func cells(_ block: Block) -> [Cell] {
    block.spans.flatMap { span in span.text.map { Cell(character: $0, style: span.style) } }
  }

  /// Words with the blanks before them; blanks at the end go.
  private func words(_ cells: [Cell]) -> [(gap: ArraySlice<Cell>, cells: ArraySlice<Cell>)] {
    var words: [(gap: ArraySlice<Cell>, cells: ArraySlice<Cell>)] = []
    var index = 0
    while index < cells.count {
      let start = index
      while index < cells.count, cells[index].character == " " { index += 1 }
      let middle = index
      while index < cells.count, cells[index].character != " " { index += 1 }
      if middle < index { words.append((cells[start..<middle], cells[middle..<index])) }
    }
    return words
  }
}
