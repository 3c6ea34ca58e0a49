import Knowledge
import Understanding

/// Measures statements against a question: a statement answers when it accounts for everything that is named
/// and tells about what is asked. Words in common are not enough.
///
/// A class, though nothing of it changes: what uses it refers to all of its tables by one.
final class Unifier: Sendable {
  let pack: Pack
  let lexicon: Lexicon
  /// What fills the statements' slots.
  let table: FillerTable
  /// How the concepts that were asked about so far stand to the statements.
  let standings: MadeOnce<Standing>
  /// For each subject the statements that are about it.
  let aboutSubject: [Int: [Int]]
  /// For each aspect which statements tell about it.
  let tellsOf: [String: [Bool]]
  /// The same as the places of the statements, ascending.
  private let tellers: [String: [Int]]
  /// The statements that speak only to questions that name something in particular.
  let demanding: [Int]
  /// How telling a concept is: rare ones tell more.
  let telling: [String: Double]
  /// The aspects that any statement tells about.
  let statedAspects: Set<String>
  /// Those that so many statements tell about that they tell little.
  let common: Set<String>
  /// The statements by their places.
  let places: StatementPlaces
  /// How telling an aspect is.
  let tellingAspects: [String: Double]

  init(pack: Pack) {
    self.pack = pack
    lexicon = pack.lexicon
    standings = MadeOnce(count: lexicon.concepts.count)
    let table = FillerTable(pack: pack)
    self.table = table
    var aboutSubject: [Int: [Int]] = [:]
    for (index, fillings) in table.fillings.enumerated() {
      for filling in fillings where filling.slot == .subject {
        aboutSubject[filling.filler, default: []].append(index)
      }
    }
    self.aboutSubject = aboutSubject
    demanding = pack.statements.indices.filter { !pack.statements[$0].requires.isEmpty }
    places = StatementPlaces(pack.statements, table)
    statedAspects = pack.statements.reduce(into: []) { $0.formUnion($1.aspects) }
    var telling: [String: Double] = [:]
    let total = Double(pack.statements.count)
    var counts: [String: Int] = [:]
    for statement in pack.statements { for aspect in statement.aspects { counts[aspect, default: 0] += 1 } }
    common = Set(counts.filter { Double($0.value) > total / 4 }.keys)
    tellingAspects = counts.mapValues { Self.weight(total, $0) }
    for name in table.names {
      let related = Set(table.standing(of: name).related.flatMap { table.statements[$0] })
      telling[name] = Self.weight(total, related.count)
    }
    var tellsOf: [String: [Bool]] = [:]
    for (index, statement) in pack.statements.enumerated() {
      for aspect in statement.aspects {
        tellsOf[aspect, default: Array(repeating: false, count: pack.statements.count)][index] = true
      }
    }
    self.tellsOf = tellsOf
    tellers = tellsOf.mapValues { row in row.indices.filter { row[$0] } }
    self.telling = telling
  }

  private static func weight(_ total: Double, _ count: Int) -> Double {
    var ratio = (total + 1) / Double(max(count, 1))
    var result = 0.0
    while ratio > 1.4142 {
      ratio /= 2
      result += 0.5
    }
    return max(result, 0.5)
  }

  /// The places of the statements of the same sentence, that one included.
  func statements(besides index: Int) -> [Int] {
    places.scopes[places.sentences[index]].statements
  }

  // MARK: Candidates

  /// The statements measured against a question, best first; `measuringAll` takes each for one that shares something
  /// with the question, which takes longer and comes to the same.
  func ranking(for question: Question, measuringAll: Bool = false) -> Ranking {
    let inquiry = Inquiry(question, unifier: self)
    let isNear = measuringAll ? [Bool](repeating: true, count: pack.statements.count) : near(inquiry)
    var draft = Draft()
    var near: [Candidate] = []
    near.reserveCapacity(isNear.count { $0 })
    // Statements that share nothing with the question fare alike; only whether they reach something counts.
    var far = Ranking.Far()
    for index in isNear.indices {
      if !isNear[index] {
        if far[places.reaches[index]] == nil {
          far[places.reaches[index]] = candidate(index, for: inquiry, &draft)
        }
        continue
      }
      near.append(candidate(index, for: inquiry, &draft))
    }
    return Ranking(near, isNear: isNear, far: far, in: places)
  }

  func hasObject(_ index: Int) -> Bool { places.reaches[index] }

  /// Which statements have anything to do with what a question names or asks.
  private func near(_ inquiry: Inquiry) -> [Bool] {
    var isNear = [Bool](repeating: false, count: pack.statements.count)
    for index in demanding { isNear[index] = true }
    var isSubject = [Bool](repeating: false, count: table.names.count)
    for standing in inquiry.standings {
      for filler in standing.opposites { for index in table.statements[filler] { isNear[index] = true } }
      for filler in standing.related {
        for index in table.statements[filler] {
          isNear[index] = true
          for filling in table.fillings[index] where filling.slot == .subject && !isSubject[filling.filler] {
            isSubject[filling.filler] = true
            // Facts told elsewhere of the same subject.
            for sibling in aboutSubject[filling.filler] ?? [] { isNear[sibling] = true }
          }
        }
      }
    }
    for part in inquiry.parts where part.role == .aspect {
      for index in tellers[part.concept] ?? [] { isNear[index] = true }
    }
    for aspect in inquiry.softAspects { for index in tellers[aspect.name] ?? [] { isNear[index] = true } }
    if inquiry.question.isComparison {
      for index in tellers[Cue.comparability] ?? [] { isNear[index] = true }
    }
    return isNear
  }

  // MARK: One candidate

  private func candidate(_ index: Int, for inquiry: Inquiry, _ draft: inout Draft) -> Candidate {
    draft.begin(index, table.fillings[index])
    for position in inquiry.parts.indices { weigh(position, of: inquiry, &draft) }
    for position in inquiry.question.context.indices { weighContext(position, of: inquiry, &draft) }
    draft.score -= Double(inquiry.question.unknown.count) * Weights.unknownWord
    for aspect in inquiry.softAspects where aspect.row?[index] ?? false {
      draft.score += Weights.formAspect
      draft.matches.append(Match(concept: aspect.name, account: .aspect, weight: Weights.formAspect))
      draft.tells = true
    }
    refuse(&draft, for: inquiry)
    return Candidate(
      index: index, statement: pack.statements[index], score: draft.score, matches: Array(draft.matches[...]),
      rejection: draft.rejection, opposed: draft.opposed.map { inquiry.question.mentions[$0].concept },
      isMisplaced: draft.misplaced, leftOut: Array(draft.leftOut[...]),
      isChoice: !inquiry.question.alternatives.isEmpty && isChoice(inquiry.question, draft))
  }

  /// Turns a statement down for the first of the reasons that speak against it.
  private func refuse(_ draft: inout Draft, for inquiry: Inquiry) {
    let asked = inquiry.asked
    if draft.rejection != nil { return }
    if !inquiry.unsaid.isEmpty { return draft.reject(.aspectUnsaid(inquiry.unsaid)) }
    if inquiry.deniesDomain { return draft.reject(.nothingShared) }
    if inquiry.isUnexplained { return draft.reject(.unexplained(inquiry.question.unknown.map(\.text))) }
    if isTrueOfPartnerOnly(inquiry, draft) { return draft.reject(.nothingShared) }
    if let name = inquiry.strangeName { return draft.reject(.unaccounted(name)) }
    if !inquiry.hasAnchor { return draft.reject(.nothingShared) }
    if inquiry.defines, !draft.isSubject { return draft.reject(.aspectUnsaid(asked)) }
    if inquiry.question.form == .why, !draft.isSubject { return draft.reject(.aspectUnsaid(asked)) }
    if inquiry.question.isComparison, !(inquiry.comparing?[draft.index] ?? false) {
      return draft.reject(.aspectUnsaid([Cue.comparability]))
    }
    let specific = draft.hasProperty ? inquiry.telling : asked
    if !specific.isEmpty, !draft.tells { return draft.reject(.aspectUnsaid(asked)) }
    if draft.missedNuances > 1, inquiry.question.form == .keywords { return draft.reject(.nothingShared) }
    if inquiry.named.contains(Cue.treatmentChoice),
      givesWhatIsNamed(inquiry.question, pack.statements[draft.index])
    {
      return draft.reject(.unaccounted(nil))
    }
    if inquiry.question.isComparison,
      draft.matches.contains(where: { match in
        if case .slot(.context, _) = match.account {
          inquiry.question.mentions(.topic).contains { $0.concept == match.concept }
        } else {
          false
        }
      })
    {
      return draft.reject(.aspectUnsaid([Cue.comparability]))
    }
    let requires = pack.statements[draft.index].requires
    if !requires.isEmpty, draft.missedConditions > 0, !draft.isForPopulation {
      return draft.reject(.otherPopulation(nil))
    }
    if !requires.isEmpty,
      !requires.contains(where: { need in draft.matches.contains { lexicon.isA($0.concept, need) } })
    {
      return draft.reject(.nothingShared)
    }
    if !inquiry.question.alternatives.isEmpty, draft.passedOver > 0,
      !(draft.agreed + draft.opposed).contains(where: {
        inquiry.question.alternatives.contains(inquiry.parts[$0].concept)
      })
    {
      return draft.reject(.unaccounted(inquiry.question.alternatives.sorted().first!))
    }
    if inquiry.isForeign { return draft.reject(.unaccounted(nil)) }
    if missesObject(inquiry, draft) {
      return draft.reject(.unexplained(inquiry.question.unknown.map(\.text)))
    }
    if asksForThing(inquiry), inquiry.question.denialStart == nil, !draft.opposed.isEmpty,
      inquiry.question.alternatives.isEmpty,
      !draft.agreed.contains(where: { one in
        draft.opposed.contains {
          lexicon.areOpposite(inquiry.parts[$0].concept, inquiry.parts[one].concept)
        }
      })
    {
      return draft.reject(.unaccounted(inquiry.parts[draft.opposed[0]].concept))
    }
    if isReversed(inquiry, draft) { return draft.reject(.rolesReversed) }
    if !draft.isSpecific { return draft.reject(.nothingShared) }
    if !hasPredicate(inquiry, draft) { draft.reject(.aspectUnsaid(asked)) }
  }

  private func asksForThing(_ inquiry: Inquiry) -> Bool {
    switch inquiry.question.form {
    case .which, .what, .list, .who, .when: true
    default: false
    }
  }

  /// A statement while it is measured. One draft serves for all, so that its arrays are made once.
  struct Draft {
    /// The statement's place among all.
    private(set) var index = 0
    private(set) var fillings: [FillerTable.Filling] = []
    var score = 0.0
    var matches: [Match] = []
    var rejection: Rejection?
    /// Whether a thing that is asked about is what it is about.
    var isSubject = false
    /// Whether a property or a finding that is named is in it, or its contrary.
    var hasProperty = false
    /// Whether it tells about an aspect that is asked.
    var tells = false
    /// Whether it shares something that few statements have.
    var isSpecific = false
    /// The fillers that a mention has found already: two names of one thing do not count twice.
    var used: [Found.Filler] = []
    /// The mentions of the question, as their places, whose contrary it asserts, and those that it agrees with.
    var opposed: [Int] = []
    var agreed: [Int] = []
    /// Whether a treatment where a partner would not do was found in it, and elsewhere than with its subject.
    var hasPartner = false
    var hasPartnerElsewhere = false
    /// Findings that are asked about beside one that it knows.
    var leftOut: [String] = []
    /// Whether the question gives its subject the object of another.
    var misplaced = false
    /// How many states that the question names it knows nothing of.
    var missedConditions = 0
    /// Whether a state that the question names is one that it is for.
    var isForPopulation = false
    /// How many properties it knows nothing of.
    var missedNuances = 0
    /// How many alternatives it knows nothing of.
    var passedOver = 0

    /// Begins with another statement.
    mutating func begin(_ index: Int, _ fillings: [FillerTable.Filling]) {
      self.index = index
      self.fillings = fillings
      score = 0
      // What a candidate takes of it is copied, as long as it is.
      matches.removeAll(keepingCapacity: true)
      leftOut.removeAll(keepingCapacity: true)
      used.removeAll(keepingCapacity: true)
      opposed.removeAll(keepingCapacity: true)
      agreed.removeAll(keepingCapacity: true)
      rejection = nil
      (isSubject, hasProperty, tells, isSpecific) = (false, false, false, false)
      (hasPartner, hasPartnerElsewhere, misplaced, isForPopulation) = (false, false, false, false)
      (missedConditions, missedNuances, passedOver) = (0, 0, 0)
    }

    /// Whether a filler is found for the first time.
    mutating func use(_ filler: Found.Filler) -> Bool {
      if used.contains(filler) { return false }
      used.append(filler)
      return true
    }

    mutating func reject(_ reason: Rejection) { if rejection == nil { rejection = reason } }
  }

  private func weigh(_ position: Int, of inquiry: Inquiry, _ draft: inout Draft) {
    let part = inquiry.parts[position]
    switch part.role {
    case .form, .polarity, .discourse, .background: return
    case .outside: if part.isAstray { draft.reject(.unaccounted(part.concept)) }
    case .aspect:
      guard part.aspectRow?[draft.index] ?? false else { return }
      if !part.isImplied { draft.tells = true }
      draft.score += part.aspectWeight
      draft.matches.append(Match(concept: part.concept, account: .aspect, weight: part.aspectWeight))
      draft.isSpecific = draft.isSpecific || part.concept == Cue.agreement
    case .topic, .finding, .value, .nuance, .category, .condition, .relation, .domain:
      guard
        let found = account(for: part, in: draft, inquiry) ?? sentenceAccount(for: part, in: draft, inquiry)
      else {
        missed(position, of: inquiry, &draft)
        return
      }
      take(found, for: part, position, &draft)
    }
  }

  private func take(_ found: Found, for part: Inquiry.Part, _ position: Int, _ draft: inout Draft) {
    if part.isExcluded, case .slot = found.account { draft.reject(.unaccounted(part.concept)) }
    if case .opposite = found.account {
      draft.opposed.append(position)
    } else {
      draft.agreed.append(position)
    }
    let weight = draft.use(found.filler) ? found.weight : 0
    draft.score += weight * part.share
    draft.matches.append(Match(concept: part.concept, account: found.account, weight: weight))
    if part.isPartner {
      draft.hasPartner = true
      if case .slot(.with, _) = found.account {} else { draft.hasPartnerElsewhere = true }
    }
    if case .slot(let slot, _) = found.account {
      switch (part.role, slot) {
      case (.topic, .subject), (.topic, .object), (.topic, .with): draft.isSubject = true
      case (.category, .subject), (.category, .object), (.category, .with): draft.isSubject = true
      case (.condition, .population): draft.isForPopulation = true
      default: break
      }
    }
    guard found.account != .sibling else { return }
    switch part.role {
    case .value, .nuance, .finding, .relation:
      draft.hasProperty = true
      if !found.isGeneric { draft.isSpecific = true }
    case .category: if !found.isGeneric, part.isOfPack { draft.isSpecific = true }
    case .domain: break
    default: if !found.isGeneric { draft.isSpecific = true }
    }
  }

  private func missed(_ position: Int, of inquiry: Inquiry, _ draft: inout Draft) {
    let part = inquiry.parts[position]
    let concept = part.concept
    if inquiry.question.alternatives.contains(concept) {
      draft.passedOver += 1
      return
    }
    if inquiry.question.denied.contains(concept) { return }
    if inquiry.question.conjoined.contains(concept),
      inquiry.question.conjoined.contains(where: { other in
        other != concept
          && (pack.statements[draft.index].slots[.object] ?? []).contains {
            lexicon.isA(other, $0) || lexicon.isA($0, other)
          }
      })
    {
      draft.leftOut.append(concept)
      return
    }
    if let denied = inquiry.question.denialStart, (part.mention.tokens.first ?? 0) > denied { return }
    if isMisplaced(part, inquiry, draft) {
      draft.opposed.append(position)
      draft.misplaced = true
      return
    }
    switch part.role {
    case .topic, .finding, .value: draft.reject(.unaccounted(concept))
    case .domain: if !part.isOfPack { draft.reject(.unaccounted(concept)) }
    case .category:
      // "treatment" is said of anything that is done for a patient, also of what no statement calls so.
      if concept != Cue.therapy { draft.reject(.unaccounted(concept)) }
    case .condition:
      if let contrary = contrary(of: inquiry.standing(position), in: draft),
        !isSatisfied(contrary, inquiry.question, except: part.mention)
      {
        // A claim that puts a statement to the contrary patients is false, not unsaid.
        if inquiry.question.form == .whether, inquiry.question.isExclusive || inquiry.question.hasTag {
          draft.opposed.append(position)
        } else {
          draft.reject(.otherPopulation(concept))
        }
      } else {
        draft.score -= Weights.strayCondition
        if !part.isImplied { draft.missedConditions += 1 }
        // A reason for a state is not a reason for a treatment.
        if inquiry.question.form == .why { draft.reject(.unaccounted(concept)) }
      }
    case .nuance: draft.missedNuances += 1
    default: break
    }
  }

  private func isImplied(_ mention: Mention) -> Bool {
    !(lexicon.concepts[mention.concept]?.labels.contains(mention.label) ?? false)
  }

  /// Whether the question itself names whom the statement is for: what was told before is then another matter.
  private func namesPopulation(_ inquiry: Inquiry, _ draft: Draft) -> Bool {
    draft.matches.contains { match in
      guard case .slot(.population, _) = match.account else { return false }
      return inquiry.question.mentions.contains { $0.concept == match.concept }
    }
  }

  private func weighContext(_ position: Int, of inquiry: Inquiry, _ draft: inout Draft) {
    let mention = inquiry.question.context[position]
    let standing = inquiry.standings[inquiry.context[position]]
    guard lexicon.layer(of: mention.concept) == .pack else { return }
    if let found = slotAccount(standing, in: draft), !found.isGeneric {
      guard draft.use(found.filler) else { return }
      let weight =
        found.weight * Weights.context
        * (mention.role == .condition && isImplied(mention) ? Weights.implied : 1)
      draft.score += weight
      draft.matches.append(Match(concept: mention.concept, account: found.account, weight: weight))
      if mention.role != .topic { draft.isSpecific = true }
    } else if mention.role == .condition {
      if let contrary = contrary(of: standing, in: draft),
        !isSatisfied(contrary, inquiry.question, except: mention),
        !namesPopulation(inquiry, draft)
      {
        draft.reject(.otherPopulation(mention.concept))
      } else {
        draft.score -= Weights.strayContext
      }
    }
  }
}
