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
  func sentenceAccount(for part: Inquiry.Part, in index: Int, _ inquiry: Inquiry) -> Found? {
    guard inquiry.question.isComparison, part.role == .topic, let comparing = inquiry.comparing,
      comparing.isToldBy[index]
    else { return nil }
    let standing = inquiry.standings[part.standing]
    let stands = statements(besides: index).contains { other in
      comparing.isToldBy[other] && standing.isRelated(to: table.fillings[other], in: .subject)
    }
    return stands
      ? Found(
        account: .sibling, weight: inquiry.standings[part.standing].weight * 0.5, isGeneric: false,
        filler: .sentence(standing: part.standing)) : nil
  }

  /// Whether a question of yes or no about a treatment names what the statement is about: what is true of one
  /// treatment is not true of another that only goes with it.
  private func namesSubject(of index: Int, besides standing: Int, _ inquiry: Inquiry) -> Bool {
    inquiry.topics.contains { other in
      other != standing && inquiry.standings[other].isRelated(to: table.fillings[index], in: .subject)
    }
  }

  /// What a mention finds in a statement's own slots.
  func slotAccount(_ standing: Standing, in index: Int) -> Found? {
    guard let (slot, nearness, filler) = standing.bearing(on: index)?.place else { return nil }
    let isGeneric = nearness == .narrower && table.isCategory[filler]
    var factor =
      nearness == .same ? Weights.same : nearness == .narrower ? Weights.narrower : Weights.broader
    if isGeneric { factor = Weights.generic }
    return Found(
      account: .slot(slot, nearness), weight: standing.weight * Weights.of(slot) * factor,
      isGeneric: isGeneric, filler: .slot(slot, filler: filler))
  }

  func account(for part: Inquiry.Part, in index: Int, _ inquiry: Inquiry) -> Found? {
    let position = part.standing
    let standing = inquiry.standings[position]
    guard let bearing = standing.bearing(on: index) else { return nil }
    if let found = slotAccount(standing, in: index) { return found }
    switch part.role {
    case .value, .nuance, .relation, .topic:
      if let (slot, filler) = bearing.opposite {
        return Found(
          account: .opposite(slot),
          weight: (telling[table.names[filler]] ?? 1) * Weights.of(slot) * Weights.opposite,
          isGeneric: false, filler: .opposite(slot, standing: position))
      }
    default: break
    }
    let isAsked = inquiry.question.form == .whether
    guard part.canBeToldElsewhere,
      part.role == .finding && isAsked ? bearing.isToldBeside : bearing.isToldElsewhere,
      part.role != .topic || !isAsked || namesSubject(of: index, besides: position, inquiry)
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

  func weight(_ concept: String) -> Double {
    if let weight = telling[concept] { return weight }
    // A thing the statements know only by its kind: as telling as the nearest broader one they name.
    return lexicon.broader(of: concept).compactMap { telling[$0] }.max() ?? 1
  }

  /// The first population of a statement that excludes a state.
  func contrary(of standing: Standing, in index: Int) -> String? {
    guard !standing.opposites.isEmpty else { return nil }
    return table.fillings[index].first { $0.slot == .population && standing.opposes($0.filler) }
      .map { table.names[$0.filler] }
  }
}
