import Glibc

/// Gives cells numbers that are equal where a person searching takes them for the same: é however it is written, and
/// small and capital letters unless case matters.
struct CellFolding {
  let ignoresCase: Bool
  private let clusters: ClusterTable
  private var known: [wchar_t: wchar_t] = [:]
  private var numbers: [String: wchar_t] = [:]

  init(ignoresCase: Bool, clusters: ClusterTable) {
    self.ignoresCase = ignoresCase
    self.clusters = clusters
  }

  mutating func folded(_ cells: [wchar_t]) -> [wchar_t] { cells.map { folded($0) } }

  private mutating func folded(_ cell: wchar_t) -> wchar_t {
    if cell < 0x80 { return ignoresCase && (0x41...0x5A).contains(cell) ? cell + 0x20 : cell }
    if let number = known[cell] { return number }
    var text = clusters.text(of: CollectionOfOne(cell))
    if ignoresCase { text = text.lowercased() }
    let number: wchar_t
    if text.utf8.count == 1, let byte = text.utf8.first {
      number = wchar_t(byte)  // The sign for kelvin is a capital k.
    } else {
      // Strings are equal when Unicode holds them for the same; negative numbers are no cells.
      number = numbers[text] ?? -1 - wchar_t(numbers.count)
      numbers[text] = number
    }
    known[cell] = number
    return number
  }
}
