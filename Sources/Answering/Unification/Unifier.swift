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
  /// The aspects that any statement tells about.
  let statedAspects: [String: StatedAspect]
  /// The statements that speak only to questions that name something in particular.
  let demanding: [Int]
  /// How telling a concept is: rare ones tell more.
  let telling: [String: Double]
  /// The statements by their places.
  let places: StatementPlaces

  init(pack: Pack) {
    self.pack = pack
    lexicon = pack.lexicon
    standings = MadeOnce(count: lexicon.concepts.count)
    let table = FillerTable(pack: pack)
    self.table = table
    demanding = pack.statements.indices.filter { !pack.statements[$0].requires.isEmpty }
    places = StatementPlaces(pack.statements, table)
    statedAspects = StatedAspect.all(in: pack.statements)
    var telling: [String: Double] = [:]
    for name in table.names {
      let related = Set(table.nearness(of: name).related.flatMap { table.statements[$0] })
      telling[name] = Weights.telling(related.count, of: pack.statements.count)
    }
    self.telling = telling
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
    let nearCount = isNear.count { $0 }
    var draft = Draft()
    draft.reserve(nearCount * (inquiry.parts.count + inquiry.context.count) / 2)
    var rows: [Measures.Row] = []
    rows.reserveCapacity(nearCount + 2)
    for index in isNear.indices where isNear[index] { rows.append(measure(index, for: inquiry, &draft)) }
    // Statements that share nothing with the question fare alike; only whether they reach something counts.
    for index in isNear.indices where !isNear[index] {
      let isFirst = !rows[nearCount...].contains { places.reaches[$0.index] == places.reaches[index] }
      if isFirst { rows.append(measure(index, for: inquiry, &draft)) }
    }
    let measures = Measures(inquiry, places, rows: rows, findings: draft.allFindings)
    return Ranking(
      near: (0..<nearCount).map { Candidate(measures, $0) },
      far: (nearCount..<rows.count).map { Candidate(measures, $0) }, isNear: isNear, in: places)
  }

  func hasObject(_ index: Int) -> Bool { places.reaches[index] }

  /// Which statements have anything to do with what a question names or asks.
  private func near(_ inquiry: Inquiry) -> [Bool] {
    var isNear = [Bool](repeating: false, count: pack.statements.count)
    for index in demanding { isNear[index] = true }
    for standing in inquiry.standings { for index in standing.reached { isNear[index] = true } }
    for part in inquiry.parts where part.role == .aspect {
      for index in inquiry.standings[part.standing].stated?.statements ?? [] { isNear[index] = true }
    }
    for aspect in inquiry.softAspects {
      for index in aspect.stated?.statements ?? [] { isNear[index] = true }
    }
    if inquiry.question.isComparison {
      for index in inquiry.comparing?.statements ?? [] { isNear[index] = true }
    }
    return isNear
  }

  // MARK: One candidate

  private func measure(_ index: Int, for inquiry: Inquiry, _ draft: inout Draft) -> Measures.Row {
    draft.begin(index)
    for position in inquiry.parts.indices { weigh(position, of: inquiry, &draft) }
    for position in inquiry.context.indices { weighContext(position, of: inquiry, &draft) }
    draft.score -= Double(inquiry.unknownWords.count) * Weights.unknownWord
    for aspect in inquiry.softAspects where aspect.stated?.isToldBy[index] ?? false {
      draft.score += Weights.formAspect
      draft.find(Finding(concept: aspect.concept, account: .aspect, weight: Weights.formAspect))
      draft.tells = true
    }
    refuse(&draft, for: inquiry)
    return Measures.Row(
      index: index, score: draft.score, findings: draft.findings.indices, rejection: draft.rejection,
      opposed: draft.opposed.map { inquiry.concepts[inquiry.parts[$0].standing] },
      isMisplaced: draft.misplaced, leftOut: Array(draft.leftOut[...]),
      isChoice: !inquiry.question.alternatives.isEmpty && isChoice(inquiry.question, draft))
  }

  /// Turns a statement down for the first of the reasons that speak against it.
  private func refuse(_ draft: inout Draft, for inquiry: Inquiry) {
    let asked = inquiry.asked
    if draft.rejection != nil { return }
    if !inquiry.unsaid.isEmpty { return draft.reject(.aspectUnsaid(inquiry.unsaid)) }
    if inquiry.deniesDomain { return draft.reject(.nothingShared) }
    if inquiry.isUnexplained { return draft.reject(.unexplained(inquiry.unknownWords)) }
    // What is said of the subject is not said of a treatment that only goes with it.
    if draft.hasPartner, !draft.hasPartnerElsewhere, !inquiry.parts.contains(where: { $0.role == .category })
    {
      return draft.reject(.nothingShared)
    }
    if let name = inquiry.strangeName { return draft.reject(.unaccounted(name)) }
    if !inquiry.hasAnchor { return draft.reject(.nothingShared) }
    if inquiry.defines, !draft.isSubject { return draft.reject(.aspectUnsaid(asked)) }
    if inquiry.question.form == .why, !draft.isSubject { return draft.reject(.aspectUnsaid(asked)) }
    if inquiry.question.isComparison, !(inquiry.comparing?.isToldBy[draft.index] ?? false) {
      return draft.reject(.aspectUnsaid([Cue.comparability]))
    }
    let specific = draft.hasProperty ? inquiry.telling : asked
    if !specific.isEmpty, !draft.tells { return draft.reject(.aspectUnsaid(asked)) }
    if draft.missedNuances > 1, inquiry.question.form == .keywords { return draft.reject(.nothingShared) }
    if inquiry.asksForTreatment,
      givesWhatIsNamed(inquiry.question, pack.statements[draft.index])
    {
      return draft.reject(.unaccounted(nil))
    }
    if inquiry.question.isComparison,
      draft.findings.contains(where: { finding in
        if case .slot(.context, _) = finding.account {
          inquiry.topics.contains(finding.concept)
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
      !requires.contains(where: { need in
        draft.findings.contains { lexicon.isA(inquiry.concepts[$0.concept], need) }
      })
    {
      return draft.reject(.nothingShared)
    }
    if !inquiry.question.alternatives.isEmpty, draft.passedOver > 0,
      !(draft.agreed + draft.opposed).contains(where: {
        inquiry.parts[$0].isAlternative
      })
    {
      return draft.reject(.unaccounted(inquiry.question.alternatives.sorted().first!))
    }
    if inquiry.isForeign { return draft.reject(.unaccounted(nil)) }
    if missesObject(inquiry, draft.index) {
      return draft.reject(.unexplained(inquiry.unknownWords))
    }
    if asksForThing(inquiry), inquiry.question.denialStart == nil, !draft.opposed.isEmpty,
      inquiry.question.alternatives.isEmpty,
      !draft.agreed.contains(where: { one in
        draft.opposed.contains {
          lexicon.areOpposite(inquiry.concept($0), inquiry.concept(one))
        }
      })
    {
      return draft.reject(.unaccounted(inquiry.concept(draft.opposed[0])))
    }
    if isReversed(inquiry, draft.index) { return draft.reject(.rolesReversed) }
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
    var score = 0.0
    /// What was found in it, behind what was found in those before.
    private(set) var allFindings: [Finding] = []
    private var start = 0
    /// What was found in it.
    var findings: ArraySlice<Finding> { allFindings[start...] }
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

    /// Makes room for what will be found in all statements.
    mutating func reserve(_ count: Int) { allFindings.reserveCapacity(count) }

    /// Begins with another statement.
    mutating func begin(_ index: Int) {
      self.index = index
      score = 0
      start = allFindings.count
      // What a row takes of it is copied, as long as it is.
      leftOut.removeAll(keepingCapacity: true)
      used.removeAll(keepingCapacity: true)
      opposed.removeAll(keepingCapacity: true)
      agreed.removeAll(keepingCapacity: true)
      rejection = nil
      (isSubject, hasProperty, tells, isSpecific) = (false, false, false, false)
      (hasPartner, hasPartnerElsewhere, misplaced, isForPopulation) = (false, false, false, false)
      (missedConditions, missedNuances, passedOver) = (0, 0, 0)
    }

    mutating func find(_ finding: Finding) { allFindings.append(finding) }

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
    case .outside: if part.isAstray { draft.reject(.unaccounted(inquiry.concept(position))) }
    case .aspect:
      guard inquiry.standings[part.standing].stated?.isToldBy[draft.index] ?? false else { return }
      if !part.isImplied { draft.tells = true }
      draft.score += part.aspectWeight
      draft.find(Finding(concept: part.standing, account: .aspect, weight: part.aspectWeight))
      draft.isSpecific = draft.isSpecific || inquiry.concept(position) == Cue.agreement
    case .topic, .finding, .value, .nuance, .category, .condition, .relation, .domain:
      guard
        let found = account(for: part, in: draft.index, inquiry)
          ?? sentenceAccount(for: part, in: draft.index, inquiry)
      else {
        missed(position, of: inquiry, &draft)
        return
      }
      take(found, for: part, position, inquiry, &draft)
    }
  }

  private func take(
    _ found: Found, for part: Inquiry.Part, _ position: Int, _ inquiry: Inquiry, _ draft: inout Draft
  ) {
    if part.isExcluded, case .slot = found.account {
      draft.reject(.unaccounted(inquiry.concept(position)))
    }
    if case .opposite = found.account {
      draft.opposed.append(position)
    } else {
      draft.agreed.append(position)
    }
    let weight = draft.use(found.filler) ? found.weight : 0
    draft.score += weight * part.share
    draft.find(Finding(concept: part.standing, account: found.account, weight: weight))
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
    if part.isAlternative {
      draft.passedOver += 1
      return
    }
    if part.isDenied { return }
    let concept = inquiry.concept(position)
    if part.isConjoined,
      inquiry.question.conjoined.contains(where: { other in
        other != concept
          && pack.statements[draft.index].fillers(of: .object).contains {
            lexicon.isA(other, $0) || lexicon.isA($0, other)
          }
      })
    {
      draft.leftOut.append(concept)
      return
    }
    if let denied = inquiry.question.denialStart, part.token > denied { return }
    if isMisplaced(part, inquiry, draft.index) {
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
      if let contrary = contrary(of: inquiry.standing(position), in: draft.index),
        !isSatisfied(contrary, inquiry, except: part.standing)
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

  /// Whether something else tells of what a mention stands for, and does not name it.
  func isImplied(_ mention: Mention) -> Bool {
    !(lexicon.concepts[mention.concept]?.labels.contains(mention.label) ?? false)
  }

  /// Whether the question itself names whom the statement is for: what was told before is then another matter.
  private func namesPopulation(_ inquiry: Inquiry, _ draft: Draft) -> Bool {
    draft.findings.contains { finding in
      guard case .slot(.population, _) = finding.account else { return false }
      return inquiry.parts.contains { $0.standing == finding.concept }
    }
  }

  private func weighContext(_ position: Int, of inquiry: Inquiry, _ draft: inout Draft) {
    let told = inquiry.context[position]
    guard told.isOfPack else { return }
    let standing = inquiry.standings[told.standing]
    if let found = slotAccount(standing, in: draft.index), !found.isGeneric {
      guard draft.use(found.filler) else { return }
      let weight = found.weight * Weights.context * (told.isImplied ? Weights.implied : 1)
      draft.score += weight
      draft.find(Finding(concept: told.standing, account: found.account, weight: weight))
      if told.role != .topic { draft.isSpecific = true }
    } else if told.role == .condition {
      if let contrary = contrary(of: standing, in: draft.index),
        !isSatisfied(contrary, inquiry, except: told.standing), !namesPopulation(inquiry, draft)
      {
        draft.reject(.otherPopulation(standing.concept))
      } else {
        draft.score -= Weights.strayContext
      }
    }
  }
}
