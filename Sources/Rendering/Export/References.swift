import Knowledge

/// The sentences that a conversation cites, numbered from 1 in the order in which they come first.
struct References {
  private(set) var sentences: [SentenceNumber] = []
  /// All that was quoted from each.
  private(set) var quotes: [SentenceNumber: [Range<Int>]] = [:]

  init(_ turns: [ConversationTurn]) {
    for cited in turns.flatMap(\.citations) {
      if quotes[cited.sentence] == nil { sentences.append(cited.sentence) }
      let all = (quotes[cited.sentence] ?? []) + cited.quotes
      quotes[cited.sentence] = CitedSentence.merged(
        all.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) })
    }
  }

  func number(of sentence: SentenceNumber) -> Int { (sentences.firstIndex(of: sentence) ?? -1) + 1 }
}
