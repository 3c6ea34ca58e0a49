import Knowledge
import Understanding

/// Tells the truth of a proposition as the user worded it.
struct VerdictJudge: Sendable {
  let lexicon: Lexicon

  /// The verdict on a question of yes or no; nil if it wants another sort of answer.
  func verdict(on question: Question, by candidates: [Candidate]) -> Verdict? {
    guard question.form == .whether, let best = candidates.first else { return nil }
    let certainty = best.statement.certainty
    let values = Set(best.statement.slots[.value] ?? [])
    var turns = question.negations + best.contradictions
    // "no role" and its like are the statement's own words, not a turn of the claim.
    if question.mentions.contains(where: { values.contains($0.concept) && isNegative($0.concept) }) { turns += 1 }
    let agrees = turns % 2 == 0
    if question.isExclusive, agrees, best.statement.aspects.contains("alternatives") { return certainty.denies }
    if agrees, affirmsOwnHedge(question, best) { return .yes }
    return agrees ? certainty.affirms : certainty.denies
  }

  private func isNegative(_ concept: String) -> Bool { concept.hasPrefix("no-") || concept.hasPrefix("low-") }

  /// Whether the question claims no more than the statement's own hedge.
  private func affirmsOwnHedge(_ question: Question, _ candidate: Candidate) -> Bool { false }
}
