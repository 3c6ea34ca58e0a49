/// Lays paragraphs out in lines, and those that belong side by side in columns.
struct ColumnLayout {
  /// The columns of the window; nil for no limit.
  let width: Int?
  /// Whether nothing stands side by side.
  let isLinear: Bool

  /// The narrowest window that is divided.
  private static let narrowest = 60
  private static let gap = 3

  func lines(of block: Block) -> [LineBreaker.Line] {
    guard !block.columns.isEmpty else {
      return LineBreaker(width: block.isVerbatim ? nil : width).lines(of: block)
    }
    guard !isLinear, let width, width >= Self.narrowest else {
      return block.columns.flatMap { $0.flatMap { lines(of: $0) } }
    }
    let count = block.columns.count
    let cell = (width - Self.gap * (count - 1)) / count
    let cells = block.columns.map { column in column.flatMap { LineBreaker(width: cell).lines(of: $0) } }
    return (0..<(cells.map(\.count).max() ?? 0)).map { row in
      var line = LineBreaker.Line()
      for (index, lines) in cells.enumerated() where row < lines.count {
        line.pad(to: index * (cell + Self.gap))
        line.append(lines[row])
      }
      return line
    }
  }
}
