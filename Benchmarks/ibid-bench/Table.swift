/// A Markdown table with its title.
struct Table {
  let title: String
  let remark: String
  let head: [String]
  var rows: [[String]] = []

  var markdown: String {
    let lines = [row(head), row(head.indices.map { $0 == 0 ? "---" : "---:" })] + rows.map(row)
    return "## \(title)\n\n\(remark)\n\n" + lines.joined(separator: "\n") + "\n"
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}

/// A number with one decimal, or none from 100 on.
func rounded(_ number: Double) -> String {
  guard number.isFinite else { return "-" }
  if number >= 100 { return String(Int(number.rounded())) }
  let tenths = Int((number * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}

/// Seconds in microseconds.
func microseconds(_ seconds: Double) -> String { rounded(seconds * 1e6) }

/// Seconds in milliseconds.
func milliseconds(_ seconds: Double) -> String { rounded(seconds * 1e3) }
