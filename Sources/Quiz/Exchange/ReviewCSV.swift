/// The log as comma-separated values, after RFC 4180, one review a line below a line of names.
public enum ReviewCSV {
  static let names = [
    "pack", "item", "moment", "rating", "outcome", "overruled", "retention", "fuzz", "answer",
  ]

  /// The text, with a newline at its end.
  public static func text(_ reviews: [Review]) -> String {
    let rows = reviews.map { review in
      [
        review.pack, review.item, "\(review.moment)", "\(review.rating.rawValue)", review.outcome.rawValue,
        review.isOverruled ? "1" : "0", "\(review.retention)", review.fuzzSeed.map { "\($0)" } ?? "",
        review.answer,
      ]
    }
    return ([names] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes || text.first == " " || text.last == " " else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Reads what `text(_:)` writes; the columns may stand in any order.
  ///
  /// - Throws: `ReviewImportError` with the 1-based line of the first thing that is wrong.
  public static func reviews(_ text: String) throws(ReviewImportError) -> [Review] {
    var rows = try self.rows(text)
    guard !rows.isEmpty else { throw ReviewImportError(line: 1, problem: .empty) }
    let header = rows.removeFirst()
    for name in ["pack", "item", "moment", "rating"] where !header.fields.contains(name) {
      throw ReviewImportError(line: 1, problem: .missing(name))
    }
    var reviews: [Review] = []
    for row in rows {
      guard row.fields.count == header.fields.count else {
        throw ReviewImportError(
          line: row.line, problem: .columns(expected: header.fields.count, found: row.fields.count))
      }
      let values = Dictionary(zip(header.fields, row.fields)) { first, _ in first }
      reviews.append(try ReviewFields.review(line: row.line) { values[$0] })
    }
    return reviews
  }

  private static func rows(_ text: String) throws(ReviewImportError) -> [(line: Int, fields: [String])] {
    var rows: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var (line, start) = (1, 1)
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    func finishField() {
      fields.append(String(field))
      field = String.UnicodeScalarView()
    }
    func finishRow() {
      finishField()
      if fields != [""] { rows.append((start, fields)) }
      fields = []
    }
    while let scalar = scalars.popFirst() {
      if scalar == "\n" { line += 1 }
      switch scalar {
      case "\"" where isQuoted:
        if scalars.first == "\"" {
          scalars.removeFirst()
          field.append("\"")
        } else {
          isQuoted = false
        }
      case "\"" where field.isEmpty: isQuoted = true
      case "," where !isQuoted: finishField()
      case "\r" where !isQuoted && scalars.first == "\n": continue
      case "\n" where !isQuoted:
        finishRow()
        start = line
      default: field.append(scalar)
      }
    }
    if isQuoted { throw ReviewImportError(line: start, problem: .openQuotation) }
    finishRow()
    return rows
  }
}
