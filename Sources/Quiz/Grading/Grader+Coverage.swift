import Answering
import Knowledge
import Understanding

/// What a claim has to do with a statement.
extension Grader {
  /// Whether a claim speaks of a part: by the same concept, by a kind of it, by one that fills the same slot, by the
  /// class of several, or, for a property, by what the property tells of.
  func covers(_ claim: AnswerReading.Claim, _ part: Recall.Part, _ statement: Statement, isCloze: Bool)
    -> Bool
  {
    if part.concepts.contains(where: { lexicon.isA(claim.concept, $0) || deniesAsNamed(claim, $0) }) {
      return true
    }
    if part.slot == .relation || !isCloze && part.slot == .value, isNamed(part, within: claim, statement) {
      return true
    }
    // "poor" for "not very effective": the broader property, where words need not be exact.
    if !isCloze, claim.role == .nuance, part.concepts.contains(where: { lexicon.isA($0, claim.concept) }) {
      return true
    }
    if !isCloze, tellsInOtherWords(claim, part, statement) { return true }
    guard part.slot != .value, part.slot != .relation else {
      return part.concepts.contains { (!isCloze || Self.isNegative($0)) && tells(claim, $0) }
    }
    if (statement.slots[part.slot] ?? []).contains(claim.concept), claim.role == .topic, part.slot == .subject
    {
      return true
    }
    return part.concepts.count > 1 && claim.role == .topic
      && part.concepts.allSatisfy { lexicon.isA($0, claim.concept) }
  }

  /// Whether a claim tells what a property tells: "it works" for "often effective", "nobody agrees" for "no agreement".
  private func tells(_ claim: AnswerReading.Claim, _ property: String) -> Bool {
    guard let concept = lexicon.concepts[property], concept.implied.contains(claim.concept) else {
      return false
    }
    // A property that denies its aspect is told by the aspect denied: the claim's own denial is then the point.
    return Self.isNegative(property) == claim.isDenied && !claim.isSmall && !claim.isRare
      && (Self.isNegative(property) || isPlainEffect(property) || claim.concept == Cue.combination)
  }

  /// Whether a claim that covers a part says that it is not so.
  func isDenial(_ claim: AnswerReading.Claim, of part: Recall.Part) -> Bool {
    claim.isDenied && claim.role != .category
      && !part.concepts.contains {
        tells(claim, $0) || deniesTheContrary(claim, $0) || deniesAsNamed(claim, $0)
      }
  }

  /// Whether the name of a relation or property is a word of a longer name ("inhibitor of X" for what inhibits X).
  private func isNamed(_ part: Recall.Part, within claim: AnswerReading.Claim, _ statement: Statement) -> Bool
  {
    statement.concepts.contains { lexicon.isA(claim.concept, $0) }
      && part.concepts.contains { id in
        (lexicon.concepts[id]?.labels ?? []).contains {
          !$0.text.contains(" ") && SlotFinder.range(of: $0.text, in: claim.words) != nil
        }
      }
  }

  func isPlainEffect(_ property: String) -> Bool { property.hasPrefix("good-") }

  /// A property that says that something is not there.
  static func isNegative(_ concept: String) -> Bool { concept.hasPrefix("no-") || concept.hasPrefix("low-") }

  /// What a claim says against a statement, or nil.
  func contradiction(_ claim: AnswerReading.Claim, _ statement: Statement, given: Set<String>)
    -> Grade.Contradiction?
  {
    let fillers = statement.concepts.union(given)
    if fillers.contains(where: { lexicon.isA(claim.concept, $0) || lexicon.isA($0, claim.concept) }) {
      return nil
    }
    if claim.isDenied { return nil }
    // "how fast X is made" asks nothing within an answer.
    if claim.role == .aspect, claim.words.lowercased().hasPrefix("how ") { return nil }
    if claim.role == .aspect, !statedAspects.contains(claim.concept) { return .foreign(claim.words) }
    if let contrary = fillers.sorted().first(where: { lexicon.areOpposite(claim.concept, $0) }) {
      return .contrary(claim.words, of: contrary)
    }
    guard isWeighty(claim) else { return nil }
    // A state in the document's own words is part of what the statement tells, under whatever name.
    if claim.role != .topic, statement.citation.quote.lowercased().contains(claim.words.lowercased()) {
      return nil
    }
    return .foreign(claim.words)
  }

  /// Whether the same sentence says of what a claim names what the statement says: the same of another thing, or of
  /// whom the same thing is for.
  func isSaidBeside(_ claim: AnswerReading.Claim, _ statement: Statement) -> Bool {
    guard !claim.isDenied else { return false }
    func names(_ slot: Slot, _ other: Statement) -> Bool {
      (other.slots[slot] ?? []).contains { lexicon.isA(claim.concept, $0) }
    }
    func isAlike(_ other: Statement, but replaced: Slot) -> Bool {
      [Slot.subject, .object, .value].allSatisfy {
        $0 == replaced || other.slots[$0] ?? [] == statement.slots[$0] ?? []
      }
        && !Set(other.slots[.relation] ?? []).isDisjoint(with: statement.slots[.relation] ?? [])
    }
    return answerer.pack.statements.contains { other in
      guard other.id != statement.id, other.citation.sentence == statement.citation.sentence else {
        return false
      }
      return names(.subject, other) && isAlike(other, but: .subject)
        || names(.object, other) && isAlike(other, but: .object)
        || names(.population, other) && other.slots[.subject] == statement.slots[.subject]
          && statement.slots[.population] == nil
    }
  }

  /// Whether a claim names a thing or a state, which makes a difference.
  func isWeighty(_ claim: AnswerReading.Claim) -> Bool {
    [.topic, .finding, .condition].contains(claim.role)
  }

  /// Whether a statement claims what a claim names, in any of the slots that tell something.
  func isClaimed(_ claim: AnswerReading.Claim, _ statement: Statement) -> Bool {
    let told = [Slot.relation, .value, .object, .subject, .with].flatMap { statement.slots[$0] ?? [] }
    if told.contains(where: { lexicon.isA(claim.concept, $0) || lexicon.isA($0, claim.concept) }) {
      return !told.contains { Self.isNegative($0) }
    }
    // "cannot be used", "is not effective": the aspect denied is the claim denied, unless the claim itself denies it.
    return claim.role == .aspect && statement.aspects.contains(claim.concept)
      && !told.contains { Self.isNegative($0) }
  }

  /// Whether a claim says that something is not there ("no consensus") of which the statement says nothing.
  func isUntoldDenial(_ claim: AnswerReading.Claim, by statement: Statement) -> Bool {
    guard claim.role == .nuance, Self.isNegative(claim.concept), !claim.isDenied else { return false }
    return !statement.concepts.contains { id in
      Self.isNegative(id) || lexicon.isA(claim.concept, id) || lexicon.isA(id, claim.concept)
    }
  }

  /// Words that give what stands before them the part of what stands behind them.
  private static let copulas: Set<String> = ["is", "are", "was", "were"]

  /// Whether the subject's part is given to another thing that the statement names: "the one is a step in the other",
  /// or "where the subject failed, treated with" what stands in the statement for what failed.
  func givesPartAway(_ reading: AnswerReading, _ statement: Statement) -> Bool {
    func isFiller(_ claim: AnswerReading.Claim, of slot: Slot) -> Bool {
      (statement.slots[slot] ?? []).contains {
        lexicon.isA(claim.concept, $0) || lexicon.isA($0, claim.concept)
      }
    }
    let things = reading.claims.filter { isWeighty($0) }.sorted { $0.position < $1.position }
    guard let subject = things.first(where: { isFiller($0, of: .subject) }) else { return false }
    if let copula = reading.words.firstIndex(where: Self.copulas.contains), subject.position > copula,
      let doer = things.last(where: { $0.position < copula }), isFiller(doer, of: .object),
      !isFiller(doer, of: .subject)
    {
      let told = things.first { $0.position > copula }
      if let told, isFiller(told, of: .object), !isFiller(told, of: .subject) { return true }
      // "The object is an inhibitor of the subject."
      let isCalledDoer = reading.claims.contains { claim in
        claim.role == .relation && claim.position > copula && claim.position < subject.position
          && (claim.words.hasSuffix("or") || claim.words.hasSuffix("er"))
      }
      if isCalledDoer { return true }
    }
    if failsItself(subject, things, reading, statement) { return true }
    guard let with = reading.words.firstIndex(of: "with"), subject.position < with, with > 1,
      reading.words[with - 1].hasSuffix("ed"), reading.words[with - 2] == "be",
      things.contains(where: { isFiller($0, of: .population) && $0.position < with }),
      let means = things.first(where: { $0.position > with && $0.position <= with + 2 }),
      !isFiller(means, of: .subject)
    else { return false }
    return isFiller(means, of: .context)
  }

  /// Words after which the doer stands.
  private static let turning: Set<String> = [
    "by", "with", "of", "on", "after", "using", "when", "from", "under", "if", "through", "thanks", "due",
    "because", "where", "while", "taking", "in", "for",
  ]

  /// Whether a verb of the answer runs from the statement's object to its subject.
  func isReversed(_ reading: AnswerReading, _ statement: Statement) -> Bool {
    func places(_ slot: Slot) -> [Int] {
      reading.claims.filter { claim in
        (statement.slots[slot] ?? []).contains {
          lexicon.isA(claim.concept, $0) || lexicon.isA($0, claim.concept)
        }
          && isWeighty(claim)
      }.map(\.position)
    }
    let verbs = reading.claims.filter { claim in
      isHelp(claim, statement)
        || (claim.role == .relation || lexicon.concepts[claim.concept]?.implied.contains(Cue.effect) == true)
          && [Slot.relation, .value].contains { slot in
            (statement.slots[slot] ?? []).contains { lexicon.isA(claim.concept, $0) }
          }
    }
    if let verb = verbs.first, let subject = places(.subject).first, subject < verb.position,
      reading.words.dropFirst(verb.position + 1).first == "by",
      places(.subject).allSatisfy({ $0 < verb.position })
    {
      return true
    }
    guard let verb = verbs.first, let subject = places(.subject).first, verb.position < subject,
      statement.slots[.object]?.isEmpty == false
    else { return false }
    let between = reading.words[verb.position..<subject]
    // "lessens the effect of the subject"
    let sayEffect = reading.claims.contains {
      $0.concept == Cue.effect && $0.position > verb.position && $0.position < subject
        && $0.words.lowercased().hasPrefix(Cue.effect)
    }
    if sayEffect, places(.object).contains(where: { $0 < verb.position }) { return true }
    if between.contains(where: Self.turning.contains) || verb.words.hasSuffix("or")
      || verb.words.hasSuffix("ion")
    {
      return false
    }
    // "X reduces the subject", with the object before the verb or left out.
    return places(.object).allSatisfy { $0 < verb.position }
  }
}
