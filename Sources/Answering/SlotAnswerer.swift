import Knowledge
import Understanding

/// Answers one question by the slots of the statements alone.
///
/// A class, though nothing of it changes: what uses it refers to all of its tables by one.
final class SlotAnswerer: Sendable {
  private let pack: Pack
  private let unifier: Unifier
  private let judge: VerdictJudge
  private let decliner: Decliner

  init(pack: Pack, unifier: Unifier, judge: VerdictJudge, decliner: Decliner) {
    self.pack = pack
    self.unifier = unifier
    self.judge = judge
    self.decliner = decliner
  }

  /// What the slots make of a question.
  func answer(_ question: Question) -> SlotAnswer {
    if question.wantsSummary, !pack.summary.isEmpty {
      return SlotAnswer(
        outcome: .answered, verdict: nil, statements: pack.summary.compactMap(pack.statement), related: [],
        explanation: Explanation(question: question, ranking: nil))
    }
    let members = members(question)
    if !members.isEmpty {
      return SlotAnswer(
        outcome: .answered, verdict: nil, statements: members, related: [],
        explanation: Explanation(question: question, ranking: nil))
    }
    if question.lacksReferent, !isUnsaidAnyway(question) {
      return SlotAnswer(
        outcome: .clarify(.noReferent), verdict: nil, statements: [], related: [],
        explanation: Explanation(question: question, ranking: unifier.ranking(for: question)))
    }
    let ranking = unifier.ranking(for: question)
    let passing = Array(ranking.accepted.prefix { $0.score >= Weights.threshold })
    let explanation = Explanation(question: question, ranking: ranking)
    if let claimed = classClaim(question) {
      return SlotAnswer(
        outcome: .answered, verdict: claimed.verdict, statements: claimed.statements, related: [],
        explanation: explanation)
    }
    if passing.isEmpty, question.form == .compare, !question.aspects.contains(Cue.superiority),
      let both = eachAlone(question)
    {
      return SlotAnswer(
        outcome: .answered, verdict: nil, statements: both, related: [], explanation: explanation)
    }
    guard let best = passing.first else {
      let isBare =
        !question.mentions.isEmpty && question.unknown.isEmpty && question.context.isEmpty
        && question.mentions.allSatisfy { $0.role == .category }
      if isBare {
        return SlotAnswer(
          outcome: .clarify(.noReferent), verdict: nil, statements: [], related: [], explanation: explanation)
      }
      return SlotAnswer(
        outcome: .abstained(decliner.reason(question, ranking)), verdict: nil, statements: [],
        related: decliner.related(question, ranking), explanation: explanation)
    }
    let chosen = choose(passing, best, question)
    let leftOut = best.leftOut.filter { concept in !chosen.contains { accounts($0, for: concept) } }
    return SlotAnswer(
      outcome: .answered, verdict: judge.verdict(on: question, by: chosen),
      statements: chosen.map(\.statement), related: [], explanation: explanation, leftOut: leftOut)
  }

  /// Whether the document tells nothing of what is asked, whatever it is asked of.
  private func isUnsaidAnyway(_ question: Question) -> Bool {
    !question.refersBack && question.aspects.contains { unifier.statedAspects[$0] == nil }
  }

  /// Asked for nothing but all of a kind ("list the drugs", "which drugs are mentioned", "what are the treatment options"):
  /// what names each of them first, in the order of the document; nothing if more is asked.
  private func members(_ question: Question) -> [Statement] {
    guard asksForAll(question) else { return [] }
    let kinds = question.mentions(.category).map(\.concept)
    var named: Set<String> = []
    return pack.statements.filter { statement in
      let members = statement.concepts.filter { one in
        isNamed(one, in: statement)
          && (kinds.isEmpty ? [Cue.therapy] : kinds).contains { pack.lexicon.isA(one, $0) }
      }
      defer { named.formUnion(members) }
      return !named.isSuperset(of: members)
    }
  }

  private func asksForAll(_ question: Question) -> Bool {
    let kinds = question.mentions(.category)
    let isList = question.form == .list || question.aspects.contains(Cue.isMentioned)
    // "which drug?" asks for one, and of what was said before.
    let isOpen =
      [.what, .which, .how, .keywords].contains(question.form)
      && (kinds.contains { $0.surface.hasSuffix("s") }
        || question.aspects.contains(Cue.treatmentChoice) && !question.mentions(.domain).isEmpty)
    return (isList && !kinds.isEmpty || isOpen) && question.unknown.isEmpty && question.context.isEmpty
      && !question.refersBack
      && question.inherited.allSatisfy { $0 == Cue.isMentioned }
      && question.mentions.allSatisfy { mention in
        mention.role == .category
          || mention.role == .domain && pack.lexicon.layer(of: mention.concept) == .pack
          || [Cue.isMentioned, Cue.treatmentChoice].contains(mention.concept)
      }
  }

  /// Whether the quote of a statement names a concept of the pack in the document's words; what it has no word for is
  /// there as soon as the statement is about it.
  private func isNamed(_ id: String, in statement: Statement) -> Bool {
    guard let concept = pack.lexicon.concepts[id], concept.layer == .pack else { return false }
    let quote = statement.citation.quote.lowercased()
    let words = concept.labels.filter { $0.origin == .document }
    return words.isEmpty || words.contains { quote.contains($0.text.lowercased()) }
  }

  /// Whether one thing is a kind of another, where a statement says what the first one is.
  private func classClaim(_ question: Question) -> (verdict: Verdict, statements: [Statement])? {
    guard question.classClaim.count == 2 else { return nil }
    let (one, other) = (question.classClaim[0], question.classClaim[1])
    let defining = pack.statements.filter {
      $0.aspects.contains(Cue.definition) && ($0.slots[.subject] ?? []).contains(one)
    }
    guard !defining.isEmpty else { return nil }
    let isKind = pack.lexicon.isA(one, other)
    let turned = question.negators.count % 2 == 1
    return (isKind != turned ? .yes : .no, defining)
  }

  /// A comparison of things that different statements tell of: each by itself, if all can be answered.
  private func eachAlone(_ question: Question) -> [Statement]? {
    let topics = question.mentions(.topic)
    guard topics.count > 1 else { return nil }
    var statements: [Statement] = []
    for topic in topics {
      let result = answer(question.alone(topic))
      guard result.outcome == .answered else { return nil }
      statements += result.statements.filter { !statements.contains($0) }
    }
    return statements
  }

  private func choose(_ passing: [Candidate], _ best: Candidate, _ question: Question) -> [Candidate] {
    let asksForAll =
      [.list, .who, .when, .why, .overview, .compare].contains(question.form)
      || question.mentions.contains { $0.role == .category } && [.what, .which].contains(question.form)
      || question.isComparison
    let share = asksForAll ? Weights.besidesInList : Weights.besides
    var chosen = passing.filter { $0.score >= best.score * share }
    // A statement about the very thing is not watered down by those about its kind, or that only touch on it.
    let named = question.mentions(.topic).map(\.concept).filter {
      !question.inherited.contains($0) || question.antecedents.contains($0)
    }
    let topics =
      named.isEmpty
      ? question.context.filter { $0.role == .topic }.map(\.concept)
      : named.filter { one in
        // "the short-acting form of an analogue": the narrower name says what is meant.
        !named.contains { $0 != one && pack.lexicon.isA($0, one) }
      }
    let asksForPartner = question.aspects.contains(Cue.combination)
    func rank(_ candidate: Candidate) -> Int {
      topics.reduce(0) { max($0, standing(candidate, $1, asksForPartner: asksForPartner)) }
    }
    let near = passing.filter { $0.score >= best.score * Weights.rival }
    let most = near.reduce(0) { max($0, rank($1)) }
    if most >= 3 {
      if chosen.allSatisfy({ rank($0) < 3 }) {
        let better = near.filter { rank($0) >= 3 }
        chosen = better.filter { $0.score >= better[0].score * share }
      }
      chosen = chosen.filter { rank($0) >= max(3, most - 1) }
    }
    if asksForAll || question.mentions.contains(where: { $0.role == .category }) {
      chosen = meeting(chosen, question)
    }
    if !topics.isEmpty, [.who, .when].contains(question.form) {
      // For whom, and in what state, is told by what names patients.
      let ofPatients = chosen.filter { $0.statement.slots[.population] != nil }
      if !ofPatients.isEmpty { chosen = ofPatients }
    }
    if chosen.isEmpty { chosen = [best] }
    return chosen + covering(passing, chosen, question)
  }

  /// How a statement stands to a topic: 4 it is its subject, 3 its subject is a kind of it, 2 it is given with it or
  /// is for those who had it, 1 it speaks of something broader or mentions it in passing.
  private func standing(_ candidate: Candidate, _ topic: String, asksForPartner: Bool) -> Int {
    for finding in candidate.findings(on: topic) {
      switch finding.account {
      case .slot(.subject, .same), .slot(.object, .same): return 4
      case .slot(.subject, .broader), .slot(.object, .broader), .slot(.value, _), .sibling: return 3
      case .slot(.with, _): return asksForPartner ? 4 : 2
      case .slot(.population, _), .opposite: return 2
      default: return 1
      }
    }
    return 2
  }

  /// What a question that asks for things sets as a condition on them ("which ... are disappointing").
  private func meeting(_ chosen: [Candidate], _ question: Question) -> [Candidate] {
    var result = chosen
    for mention in question.mentions([.nuance, .value, .finding])
    where !question.alternatives.contains(mention.concept) {
      let meets = result.filter { accounts($0, for: mention.concept) }
      if !meets.isEmpty { result = meets }
    }
    return result
  }

  private func accounts(_ candidate: Candidate, for concept: String) -> Bool {
    candidate.findings(on: concept).contains(where: \.account.isSlot)
  }

  /// Where a question names two aspects, what tells of the second.
  private func covering(_ passing: [Candidate], _ chosen: [Candidate], _ question: Question) -> [Candidate] {
    let named = question.mentions(.aspect).filter { mention in
      !question.inherited.contains(mention.concept)
        && pack.lexicon.concepts[mention.concept]?.labels.contains(mention.label) ?? false
    }.map(\.concept)
    var result: [Candidate] = []
    for side in question.alternatives.sorted() where !chosen.contains(where: { accounts($0, for: side) }) {
      let role = pack.lexicon.role(of: side)
      if role == .finding, let other = passing.first(where: { accounts($0, for: side) }) {
        result.append(other)
      }
    }
    guard Set(named).count > 1 else { return result }
    for aspect in named where !(chosen + result).contains(where: { $0.statement.aspects.contains(aspect) }) {
      if let other = passing.first(where: {
        $0.statement.aspects.contains(aspect) && $0.score >= chosen[0].score * Weights.besidesInList
      }) {
        result.append(other)
      }
    }
    return result
  }
}

/// What the slots of the statements make of one question.
struct SlotAnswer: Sendable {
  let outcome: Outcome
  let verdict: Verdict?
  let statements: [Statement]
  let related: [Statement]
  let explanation: Explanation
  /// Findings asked about that no chosen statement knows.
  var leftOut: [String] = []
}
