import Knowledge
import Understanding

/// How a mention is accounted for by a statement.
extension Unifier {
  struct Found {
    /// What in a statement was found: two names of one thing find the same.
    enum Filler: Equatable {
      case slot(Slot, filler: Int)
      case opposite(Slot, standing: Int)
      case sibling(standing: Int)
      case sentence(standing: Int)
    }

    let account: Account
    let weight: Double
    /// Whether only a general noun of the statement covers the mention.
    let isGeneric: Bool
    let filler: Filler
  }

  /// In a comparison, a thing that another statement of the same sentence is about.
  func sentenceAccount(for part: Inquiry.Part, in draft: Draft, _ inquiry: Inquiry) -> Found? {
    guard inquiry.question.isComparison, part.role == .topic, let comparing = inquiry.comparing,
      comparing[draft.index]
    else { return nil }
    let standing = inquiry.standings[part.standing]
    let stands = statements(besides: draft.index).contains { other in
      comparing[other] && standing.isRelated(to: table.fillings[other], in: .subject)
    }
    return stands
      ? Found(
        account: .sibling, weight: inquiry.standings[part.standing].weight * 0.5, isGeneric: false,
        filler: .sentence(standing: part.standing)) : nil
  }

  /// Whether a question of yes or no about a treatment names what the statement is about: what is true of one
  /// treatment is not true of another that only goes with it.
  private func namesSubject(of draft: Draft, besides standing: Int, _ inquiry: Inquiry) -> Bool {
    inquiry.topics.contains { other in
      other != standing && inquiry.standings[other].isRelated(to: draft.fillings, in: .subject)
    }
  }

  /// What a mention finds in a statement's own slots.
  func slotAccount(_ standing: Standing, in draft: Draft) -> Found? {
    guard !standing.related.isEmpty, let (slot, nearness, filler) = standing.place(in: draft.fillings) else {
      return nil
    }
    let isGeneric = nearness == .narrower && table.isCategory[filler]
    var factor =
      nearness == .same ? Weights.same : nearness == .narrower ? Weights.narrower : Weights.broader
    if isGeneric { factor = Weights.generic }
    return Found(
      account: .slot(slot, nearness), weight: standing.weight * Weights.of(slot) * factor,
      isGeneric: isGeneric, filler: .slot(slot, filler: filler))
  }

  func account(for part: Inquiry.Part, in draft: Draft, _ inquiry: Inquiry) -> Found? {
    let position = part.standing
    let standing = inquiry.standings[position]
    if let found = slotAccount(standing, in: draft) { return found }
    switch part.role {
    case .value, .nuance, .relation, .topic:
      if let (slot, filler) = standing.oppositePlace(in: draft.fillings) {
        return Found(
          account: .opposite(slot),
          weight: (telling[table.names[filler]] ?? 1) * Weights.of(slot) * Weights.opposite,
          isGeneric: false, filler: .opposite(slot, standing: position))
      }
    default: break
    }
    guard !standing.related.isEmpty, part.canBeToldElsewhere,
      part.role != .topic || inquiry.question.form != .whether
        || namesSubject(of: draft, besides: position, inquiry),
      isToldElsewhere(part, standing, draft, inquiry.question)
    else { return nil }
    return Found(
      account: .sibling, weight: standing.weight * Weights.sibling, isGeneric: false,
      filler: .sibling(standing: position))
  }

  func canBeToldElsewhere(_ role: Role, _ standing: Standing) -> Bool {
    switch role {
    case .value, .nuance, .finding, .topic: true
    case .category: standing.layer != .pack && standing.isTreatment
    default: false
    }
  }

  /// Whether another statement with the same subject knows it.
  private func isToldElsewhere(
    _ part: Inquiry.Part, _ standing: Standing, _ draft: Draft, _ question: Question
  ) -> Bool {
    let needsSentence = part.role == .finding && question.form == .whether
    return draft.fillings.contains { filling in
      filling.slot == .subject
        && table.aboutSubject[filling.filler].contains { sibling in
          sibling != draft.index && table.fillings[sibling].contains { standing.nearness[$0.filler] != nil }
            && (!needsSentence
              || places.sentences[sibling] == places.sentences[draft.index])
        }
    }
  }

  func weight(_ concept: String) -> Double {
    if let weight = telling[concept] { return weight }
    // A thing the statements know only by its kind: as telling as the nearest broader one they name.
    return lexicon.broader(of: concept).compactMap { telling[$0] }.max() ?? 1
  }

  /// The first population of a statement that excludes a state.
  func contrary(of standing: Standing, in draft: Draft) -> String? {
    guard !standing.opposites.isEmpty else { return nil }
    return draft.fillings.first { $0.slot == .population && standing.opposes($0.filler) }
      .map { table.names[$0.filler] }
  }
}
