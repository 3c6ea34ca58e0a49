import Knowledge

extension Lexicon {
  /// Adds what a concept tells besides itself.
  func withImplied(_ mentions: [Mention]) -> [Mention] {
    var seen = ConceptNames([])
    var result: [Mention] = []
    result.reserveCapacity(mentions.count * 2)
    for mention in mentions where seen.insert(mention.concept) { result.append(mention) }
    for mention in mentions {
      for id in mention.meant.implied {
        guard let concept = concepts[id], seen.insert(id) else { continue }
        result.append(Mention(concept, impliedBy: mention))
      }
    }
    return result
  }

  /// Whether a mention is of something that is done or given for a patient.
  func isTreatment(_ mention: Mention) -> Bool { mention.isTopic && isA(mention.concept, Cue.therapy) }
}
