import Knowledge

/// Writes what is quoted from one sentence: the quote, where it stands, and what is to be noted about its words. Each note
/// is given once.
struct QuoteWriter {
  private let pack: Pack
  private var notes: [EditorialNote]

  init(pack: Pack) {
    self.pack = pack
    notes = pack.notes
  }

  /// - Parameter isBrief: whether the pack's name is left out of the place.
  mutating func blocks(_ cited: CitedSentence, isBrief: Bool = false) -> [Block] {
    let quotes = cited.quotes.map { pack.document.text(in: $0) }
    let place =
      "paragraph \(cited.sentence.paragraph), sentence \(cited.sentence.sentence) (line \(cited.line))"
    var blocks = [
      Block([Span(quotes.map { "\"\($0)\"" }.joined(separator: " ... "))], indent: 2),
      Block(
        [Span("[\(cited.number)] " + (isBrief ? "" : "\(pack.name), ") + place, .citation)], indent: 2,
        hanging: 6),
    ]
    for note in notes where quotes.contains(where: { holds($0, note.word) }) {
      blocks.append(Block([Span("Note: " + note.note, .faint)], indent: 2, hanging: 8))
      notes.removeAll { $0 == note }
    }
    return blocks
  }

  private func holds(_ quote: String, _ word: String) -> Bool {
    quote.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.contains {
      $0 == word.lowercased()
    }
  }
}
