import Knowledge
import Understanding

/// An answer as it was read: what it names, and which of it is denied.
struct AnswerReading {
  /// Something named in the answer.
  struct Claim {
    let concept: String
    let role: Role
    let words: String
    /// The first of its tokens in the answer, 0-based.
    let position: Int
    /// Whether the answer says that it is not so.
    let isDenied: Bool
  }

  let claims: [Claim]
  /// Words that no layer explains.
  let unknown: [String]
  /// Those of them that look like a name.
  let names: [String]
  let corrections: [Correction]
  /// The words, folded, in order.
  let words: [String]
  /// What its words that carry meaning have in common with others of their kind (see ``Token/key``).
  let keys: Set<String>

  /// The words with the corrected ones in place of those typed.
  var corrected: String {
    words.map { word in corrections.first { $0.typed.lowercased() == word }?.read ?? word }
      .joined(separator: " ")
  }

  init(_ reading: Reading) {
    claims = reading.clauses.flatMap { clause in Self.claims(in: clause) }
    unknown = reading.clauses.flatMap(\.unknown).map(\.text)
    names = reading.clauses.flatMap(\.unknown).filter(\.looksLikeName).map(\.text)
    corrections = reading.corrections
    words = reading.tokens.map(\.text)
    keys = Set(
      reading.tokens.filter { $0.kind != .mark && !Self.joining.contains($0.text) }.map(\.key))
  }

  /// Words that only join others to a name.
  private static let joining: Set<String> = ["a", "an", "the", "of", "in", "on", "for", "to", "its", "their"]

  private static let claiming: Set<Role> = [
    .topic, .finding, .condition, .value, .nuance, .relation, .aspect, .category,
  ]

  private static func claims(in clause: Clause) -> [Claim] {
    let mentions = clause.mentions.filter { claiming.contains($0.role) }
    let last = mentions.compactMap(\.tokens.first).max() ?? 0
    // Every negation counts: an answer asks nothing, so "don't" is no way to ask.
    let negators = clause.mentions.filter { [Cue.negator, Cue.reversal].contains($0.concept) }
      .compactMap(\.tokens.first)
    let worthless = clause.mentions.filter { $0.concept == Cue.worthless }
    // "X would be pointless": what turns the claim stands behind it.
    let behind = negators.count { $0 > last }
    let denials = worthless.map { mention in
      Claim(
        concept: Cue.effect, role: .aspect, words: mention.surface, position: mention.tokens.first ?? 0,
        isDenied: negators.count { $0 < mention.tokens.first ?? 0 } % 2 == 0)
    }
    return denials
      + mentions.map { mention in
        let position = mention.tokens.first ?? 0
        let start = clause.breaks.filter { $0 <= position }.max() ?? clause.tokens.lowerBound
        let before = negators.count { $0 >= start && $0 <= position && !mention.tokens.contains($0) }
        return Claim(
          concept: mention.concept, role: mention.role, words: mention.surface, position: position,
          isDenied: (before + behind) % 2 == 1)
      }
  }
}
