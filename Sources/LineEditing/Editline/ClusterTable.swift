import CEditline
import Glibc

/// Stands one cell of the editor for each character as a person sees it.
///
/// libedit keeps one wchar_t per cell and takes a combining mark for a cell of its own: the mark disappears from the
/// screen with the next redraw, and the cursor is one column off. So a letter with its marks is given to libedit as one
/// stand-in, a code point nobody types, which is turned back on its way to the screen and to the program. Code points
/// that the C library does not know, and stand-ins that somebody does type, are treated the same.
final class ClusterTable {
  private struct Cluster: Hashable {
    var content: [Unicode.Scalar]
    var isWide: Bool
  }

  /// Stand-ins of one column: the private plane 16.
  private static let narrow: ClosedRange<UInt32> = 0x10_0000...0x10_FFFD
  /// Stand-ins of two columns: Tangut, which the C library knows to be wide.
  private static let wide: ClosedRange<UInt32> = 0x1_7000...0x1_87F7

  private var standIns: [Cluster: UInt32] = [:]
  private var clusters: [UInt32: Cluster] = [:]
  private var narrowCount: UInt32 = 0
  private var wideCount: UInt32 = 0

  /// Whether a scalar takes no column, so that it belongs to the cell before it.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x2FF && wcwidth(wchar_t(bitPattern: scalar.value)) == 0
  }

  /// The cell for a scalar that is no mark.
  func cell(for scalar: Unicode.Scalar) -> wchar_t {
    let value = scalar.value
    if value < 0x300, value != 0xAD { return wchar_t(value) }
    let isStandIn = Self.narrow.contains(value) || Self.wide.contains(value)
    if !isStandIn, !Self.isHidden(scalar, inWide: false), wcwidth(wchar_t(value)) > 0 { return wchar_t(value) }
    // Emoji newer than the C library take two columns on every terminal that shows them.
    let isWide = Self.wide.contains(value) || (0x1_F000..<0x2_0000).contains(value)
    return cell(for: Cluster(content: [scalar], isWide: isWide))
  }

  /// The cell for what `cell` stands for with a mark added; nil begins a cell with the mark alone.
  func cell(adding mark: Unicode.Scalar, to cell: wchar_t?) -> wchar_t {
    guard let cell else { return self.cell(for: Cluster(content: [mark], isWide: false)) }
    return self.cell(for: Cluster(content: content(of: cell) + [mark], isWide: wcwidth(cell) == 2))
  }

  /// The cells for a text; no cell is a control character except where the text has one.
  func cells(for text: String) -> [wchar_t] {
    var cells: [wchar_t] = []
    cells.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if Self.isMark(scalar) {
        let base = cells.last.map { $0 >= 0x20 } == true ? cells.popLast() : nil
        cells.append(cell(adding: scalar, to: base))
      } else {
        cells.append(cell(for: scalar))
      }
    }
    return cells
  }

  /// The cells for a text, written as a text themselves.
  func encoded(_ text: String) -> String {
    String(String.UnicodeScalarView(cells(for: text).compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }))
  }

  /// The scalars that a cell stands for; U+FFFD for what is no character.
  func content(of cell: wchar_t) -> [Unicode.Scalar] {
    if let cluster = clusters[UInt32(bitPattern: cell)] { return cluster.content }
    guard cell != 0, let scalar = Unicode.Scalar(UInt32(bitPattern: cell)) else { return ["\u{FFFD}"] }
    return [scalar]
  }

  /// The text of some cells.
  func text(of cells: some Sequence<wchar_t>) -> String {
    var text = String.UnicodeScalarView()
    for cell in cells { text.append(contentsOf: content(of: cell)) }
    return String(text)
  }

  /// What to send to the terminal for a stand-in; nil when the code point is none.
  func display(of value: UInt32) -> [UInt8]? {
    guard let cluster = clusters[value] else { return nil }
    var shown = cluster.content.filter { !Self.isHidden($0, inWide: cluster.isWide) }.prefix(32)
    if let first = shown.first {
      if Self.isMark(first) { shown = ["\u{25CC}"] + shown }  // A mark needs something to sit on.
    } else {
      shown = ["\u{FFFD}"]
    }
    if cluster.content.count == 1, !cluster.isWide, wcwidth(wchar_t(cluster.content[0].value)) < 0 {
      shown = ["\u{FFFD}"]  // Whatever the terminal made of it, the columns might not agree.
    }
    return Array(String(String.UnicodeScalarView(shown)).utf8)
  }

  /// Direction marks and their like would disturb the rest of the row, and what has no width would hide in it; only
  /// the joiner of emoji and the selector of their presentation are part of what is seen.
  private static func isHidden(_ scalar: Unicode.Scalar, inWide isWide: Bool) -> Bool {
    if scalar == "\u{FE0F}" || isWide && scalar == "\u{200D}" { return false }
    return scalar.properties.generalCategory == .format || scalar.properties.isDefaultIgnorableCodePoint
  }

  private func cell(for cluster: Cluster) -> wchar_t {
    if let known = standIns[cluster] { return wchar_t(known) }
    let value: UInt32
    if cluster.isWide {
      value = Self.wide.lowerBound + wideCount
      guard value <= Self.wide.upperBound else { return 0xFFFD }
      wideCount += 1
    } else {
      value = Self.narrow.lowerBound + narrowCount
      guard value <= Self.narrow.upperBound else { return 0xFFFD }
      narrowCount += 1
    }
    standIns[cluster] = value
    clusters[value] = cluster
    return wchar_t(value)
  }
}
