public import Knowledge

/// Shows a sentence of the document within its paragraph.
public struct SourceText: Sendable {
  private let pack: Pack

  /// Shows sentences of one pack's document.
  public init(pack: Pack) { self.pack = pack }

  /// The paragraph with the sentence marked by `>>` and `<<`; nil if the document has no such sentence.
  public func page(_ number: SentenceNumber) -> Page? {
    guard let sentence = pack.document.sentence(number) else { return nil }
    var page = Page()
    page.add(
      "\(pack.name), paragraph \(number.paragraph), sentence \(number.sentence) (line \(sentence.line))",
      .citation,
      hanging: 2)
    page.addBlank()
    var spans: [Span] = []
    for other in pack.document.paragraph(number.paragraph) {
      let text = pack.document.text(in: other.range)
      if !spans.isEmpty { spans.append(Span(" ")) }
      spans.append(other.number == number ? Span(">> \(text) <<", .strong) : Span(text))
    }
    page.blocks.append(Block(spans, indent: 2))
    return page
  }
}
