import CEditline
import Glibc

/// Lists candidates in columns.
enum CandidateColumns {
  /// Returns rows of text, filled column by column, at most `columns` wide; what does not fit into `rows` is counted in
  /// the last row.
  static func rows(_ names: [String], columns: Int, rows: Int) -> [String] {
    let names = names.map { fitted(visible($0), to: max(1, columns - 1)) }
    let widths = names.map(width)
    let cell = (widths.max() ?? 0) + 2
    let perRow = max(1, (columns + 1) / max(1, cell))
    let available = max(1, rows)
    let needed = (names.count + perRow - 1) / perRow
    let height = needed > available ? max(1, available - 1) : needed
    let shown = min(names.count, height * perRow)
    var lines: [String] = []
    for row in 0..<height {
      var line = ""
      var padding = 0
      for index in stride(from: row, to: shown, by: height) {
        line += String(repeating: " ", count: padding) + names[index]
        padding = cell - widths[index]
      }
      if !line.isEmpty { lines.append(line) }
    }
    if shown < names.count { lines.append("and \(names.count - shown) more") }
    return lines
  }

  /// How many columns a text takes.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + max(0, Int(wcwidth(wchar_t(bitPattern: $1.value)))) }
  }

  private static func visible(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      view.append(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "\u{FFFD}" : scalar)
    }
    return String(view)
  }

  private static func fitted(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var result = ""
    for character in text {
      if width(result) + width(String(character)) > columns - 1 { break }
      result.append(character)
    }
    return result + "…"
  }
}
