import Knowledge
import Understanding

/// How a mention is accounted for by a statement.
extension Unifier {
  /// In a comparison, a thing that another statement of the same sentence is about.
  func sentenceAccount(for mention: Mention, in index: Int, _ question: Question) -> Found? {
    guard mention.role == .topic, question.isComparison,
      pack.statements[index].aspects.contains(Cue.comparability)
    else { return nil }
    let sentence = pack.statements[index].citation.sentence
    let stands = pack.statements.contains { other in
      other.citation.sentence == sentence && other.aspects.contains(Cue.comparability)
        && (other.slots[.subject] ?? []).contains {
          lexicon.isA(mention.concept, $0) || lexicon.isA($0, mention.concept)
        }
    }
    return stands
      ? Found(
        account: .sibling, weight: weight(mention.concept) * 0.5, isGeneric: false,
        filler: "sentence \(mention.concept)") : nil
  }

  /// Whether a question of yes or no about a treatment names what the statement is about: what is true of one
  /// treatment is not true of another that only goes with it.
  func namesSubject(of statement: Statement, besides mention: Mention, _ question: Question) -> Bool {
    guard mention.role == .topic, question.form == .whether else { return true }
    return question.mentions.contains { other in
      other.role == .topic && other.concept != mention.concept
        && (statement.slots[.subject] ?? []).contains {
          lexicon.isA(other.concept, $0) || lexicon.isA($0, other.concept)
        }
    }
  }

  struct Found {
    let account: Account
    let weight: Double
    /// Whether only a general noun of the statement covers the mention.
    let isGeneric: Bool
    /// The slot and the concept in it.
    let filler: String
  }

  func account(for mention: Mention, in index: Int, _ question: Question? = nil) -> Found? {
    let statement = pack.statements[index]
    if let (slot, nearness, filler) = place(of: mention.concept, in: statement) {
      let isGeneric = nearness == .narrower && lexicon.concepts[filler]?.role == .category
      var factor =
        nearness == .same ? Weights.same : nearness == .narrower ? Weights.narrower : Weights.broader
      if isGeneric { factor = Weights.generic }
      return Found(
        account: .slot(slot, nearness),
        weight: weight(mention.concept) * Weights.slot[slot.rawValue]! * factor, isGeneric: isGeneric,
        filler: "\(slot) \(filler)")
    }
    let isClaim = [.value, .nuance, .relation, .topic].contains(mention.role)
    if isClaim, let (slot, filler) = oppositePlace(of: mention.concept, in: statement) {
      return Found(
        account: .opposite(slot), weight: weight(filler) * Weights.slot[slot.rawValue]! * Weights.opposite,
        isGeneric: false, filler: "\(slot) not \(mention.concept)")
    }
    if [.value, .nuance, .finding, .topic].contains(mention.role)
      || mention.role == .category && lexicon.concepts[mention.concept]?.layer != .pack
        && lexicon.isA(mention.concept, Cue.therapy),
      question.map({ namesSubject(of: statement, besides: mention, $0) }) ?? true,
      siblings[index].contains(where: { sibling in
        place(of: mention.concept, in: pack.statements[sibling]) != nil
          && (mention.role != .finding || question?.form != .whether
            || pack.statements[sibling].citation.sentence == statement.citation.sentence)
      })
    {
      return Found(
        account: .sibling, weight: weight(mention.concept) * Weights.sibling, isGeneric: false,
        filler: "sibling \(mention.concept)")
    }
    return nil
  }

  func weight(_ concept: String) -> Double {
    if let weight = telling[concept] { return weight }
    // A thing the statements know only by its kind: as telling as the nearest broader one they name.
    return lexicon.broader(of: concept).compactMap { telling[$0] }.max() ?? 1
  }

  func place(of concept: String, in statement: Statement) -> (Slot, Nearness, String)? {
    var best: (Slot, Nearness, String)?
    for slot in Slot.allCases {
      for filler in statement.slots[slot] ?? [] {
        if filler == concept { return (slot, .same, filler) }
        if lexicon.isA(concept, filler) {
          if best == nil || best!.1 == .broader { best = (slot, .narrower, filler) }
        } else if lexicon.isA(filler, concept), best == nil {
          best = (slot, .broader, filler)
        }
      }
    }
    return best
  }

  func oppositePlace(of concept: String, in statement: Statement) -> (Slot, String)? {
    for slot in Slot.allCases {
      if let filler = (statement.slots[slot] ?? []).first(where: { lexicon.areOpposite(concept, $0) }) {
        return (slot, filler)
      }
    }
    return nil
  }

  func contrary(of mention: Mention, in statement: Statement) -> String? {
    (statement.slots[.population] ?? []).first { lexicon.areOpposite(mention.concept, $0) }
  }
}
