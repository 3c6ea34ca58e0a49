public import Knowledge

/// Writes the sentences that a conversation cites as CSL-JSON items, which reference managers read.
public struct CitationJSON: Sendable {
  private let pack: Pack

  /// Writes citations of one pack's document.
  public init(pack: Pack) { self.pack = pack }

  /// The list of items, one a cited sentence, with the newline that ends it.
  public func text(_ turns: [ConversationTurn]) -> String {
    let references = References(turns)
    let items = references.sentences.map { item($0, references.quotes[$0] ?? []).text }
    return items.isEmpty ? "[]\n" : "[\n  " + items.joined(separator: ",\n  ") + "\n]\n"
  }

  private func item(_ number: SentenceNumber, _ quotes: [Range<Int>]) -> JSONValue {
    let quoted = quotes.map { "\"\(pack.document.text(in: $0))\"" }.joined(separator: " ... ")
    return .object([
      ("id", .string("\(pack.name)-\(number)")), ("type", .string("webpage")),
      ("title", .string(pack.title)), ("publisher", .string(pack.publisher)), ("issued", issued),
      ("locator", .string("paragraph \(number.paragraph), sentence \(number.sentence)")),
      ("note", .string("\(quoted) SHA-256 of the document: \(pack.document.sha256)")),
    ])
  }

  /// A year, or year, month and day, as parts; anything else as it stands.
  private var issued: JSONValue {
    let parts = pack.date.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let year = parts.first ?? nil, (1000...9999).contains(year), parts.count <= 3,
      !parts.contains(nil)
    else { return .object([("literal", .string(pack.date))]) }
    return .object([("date-parts", .array([.array(parts.map { .integer($0 ?? 0) })]))])
  }
}
