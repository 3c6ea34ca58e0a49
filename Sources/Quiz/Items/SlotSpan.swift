import Answering
import Knowledge
import Understanding

/// A place in a text whose words name what fills a slot of a statement.
struct SlotSpan: Equatable {
  let slot: Slot
  let concept: String
  /// Byte offsets into the text, 0-based, end exclusive.
  let range: Range<Int>
  let words: String
}

/// Finds the words of a statement's fillers in its gist and its quote, by reading them as a question is read.
struct SlotFinder: Sendable {
  let answerer: Answerer
  private var lexicon: Lexicon { answerer.pack.lexicon }

  /// The spans in the order of the text, each filler once, at its first place.
  func spans(of statement: Statement, in text: String) -> [SlotSpan] {
    var found: [SlotSpan] = []
    for mention in mentions(in: text) {
      guard let slot = slot(of: mention.concept, in: statement), mention.corrected == nil,
        isUnbroken(mention.tokens),
        !found.contains(where: { $0.concept == mention.concept || $0.range.overlaps(mention.range) })
      else { continue }
      found.append(SlotSpan(slot: slot, concept: mention.concept, range: mention.range, words: mention.surface))
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// All that a text names, in its order.
  func mentions(in text: String) -> [Mention] {
    answerer.reader.read(text).clauses.flatMap(\.mentions)
  }

  /// The slot that a concept fills; what is claimed comes before what is mentioned in passing.
  func slot(of concept: String, in statement: Statement) -> Slot? {
    Slot.allCases.first { $0 != .context && (statement.slots[$0] ?? []).contains(concept) }
  }

  /// Names with other words between them cannot be blanked as one.
  private func isUnbroken(_ tokens: [Int]) -> Bool {
    zip(tokens, tokens.dropFirst()).allSatisfy { $1 - $0 <= 1 }
  }
}
