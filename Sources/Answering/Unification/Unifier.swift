import Knowledge
import Understanding

/// Measures statements against a question: a statement answers when it accounts for everything that is named
/// and tells about what is asked. Words in common are not enough.
struct Unifier: Sendable {
  let pack: Pack
  let lexicon: Lexicon
  /// What fills the statements' slots.
  let table: FillerTable
  /// For each subject the statements that are about it.
  let aboutSubject: [Int: [Int]]
  /// For each aspect which statements tell about it.
  let tellsOf: [String: [Bool]]
  /// The statements that speak only to questions that name something in particular.
  let demanding: [Int]
  /// How telling a concept is: rare ones tell more.
  let telling: [String: Double]
  /// The aspects that any statement tells about.
  let statedAspects: Set<String>
  /// Those that so many statements tell about that they tell little.
  let common: Set<String>
  /// What the statements of each sentence speak of.
  let scopes: [SentenceScope]
  /// How telling an aspect is.
  let tellingAspects: [String: Double]

  init(pack: Pack) {
    self.pack = pack
    lexicon = pack.lexicon
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
    scopes = Self.scopes(pack, table)
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

  /// What the statements of a sentence speak of together.
  struct SentenceScope: Sendable {
    let sentence: SentenceNumber
    var fillers: Set<Int>
    /// Whether they speak of something in general: what is said of treatment is said of every treatment.
    var isGeneral: Bool
  }

  private static func scopes(_ pack: Pack, _ table: FillerTable) -> [SentenceScope] {
    var scopes: [SentenceScope] = []
    var places: [SentenceNumber: Int] = [:]
    for (statement, fillings) in zip(pack.statements, table.fillings) {
      let sentence = statement.citation.sentence
      let place = places[sentence] ?? scopes.count
      if place == scopes.count {
        places[sentence] = place
        scopes.append(SentenceScope(sentence: sentence, fillers: [], isGeneral: false))
      }
      for filling in fillings {
        scopes[place].fillers.insert(filling.filler)
        if table.isCategory[filling.filler] { scopes[place].isGeneral = true }
      }
    }
    return scopes
  }

  // MARK: Candidates

  /// Every statement measured against a question, in the order of the statements.
  func candidates(for question: Question) -> [Candidate] {
    let inquiry = inquiry(question)
    let isTouched = touched(by: inquiry)
    // Statements that share nothing with the question fare alike; only whether they reach something counts.
    var untouched: [Candidate?] = [nil, nil]
    return pack.statements.indices.map { index in
      if isTouched[index] { return candidate(index, for: inquiry) }
      let kind = hasObject(index) ? 1 : 0
      if let like = untouched[kind] { return like.with(pack.statements[index]) }
      let candidate = candidate(index, for: inquiry)
      untouched[kind] = candidate
      return candidate
    }
  }

  func hasObject(_ index: Int) -> Bool { table.fillings[index].contains { $0.slot == .object } }

  /// Which statements have anything to do with what a question names or asks.
  private func touched(by inquiry: Inquiry) -> [Bool] {
    var isTouched = [Bool](repeating: false, count: pack.statements.count)
    for index in demanding { isTouched[index] = true }
    for standing in inquiry.standings {
      for filler in standing.opposites { for index in table.statements[filler] { isTouched[index] = true } }
      var subjects: Set<Int> = []
      for filler in standing.related {
        for index in table.statements[filler] {
          isTouched[index] = true
          for filling in table.fillings[index] where filling.slot == .subject {
            subjects.insert(filling.filler)
          }
        }
      }
      // Facts told elsewhere of the same subject.
      for subject in subjects { for index in aboutSubject[subject] ?? [] { isTouched[index] = true } }
    }
    var rows = inquiry.aspectRows.compactMap { $0 } + inquiry.softAspects.compactMap(\.row)
    if inquiry.question.isComparison, let row = tellsOf[Cue.comparability] { rows.append(row) }
    for row in rows { for index in row.indices where row[index] { isTouched[index] = true } }
    return isTouched
  }

  // MARK: One candidate

  private func candidate(_ index: Int, for inquiry: Inquiry) -> Candidate {
    let question = inquiry.question
    var draft = Draft(index: index, statement: pack.statements[index], fillings: table.fillings[index])
    for position in question.mentions.indices { weigh(position, of: inquiry, &draft) }
    for position in question.context.indices { weighContext(position, of: inquiry, &draft) }
    draft.score -= Double(question.unknown.count) * Weights.unknownWord
    for aspect in inquiry.softAspects where aspect.row?[index] ?? false {
      draft.score += Weights.formAspect
      draft.matches.append(Match(concept: aspect.name, account: .aspect, weight: Weights.formAspect))
      draft.tells = true
    }
    refuse(&draft, for: inquiry)
    return Candidate(
      statement: draft.statement, score: draft.score, matches: draft.matches, rejection: draft.rejection,
      opposed: draft.opposed.map(\.concept), isMisplaced: draft.misplaced, leftOut: draft.leftOut,
      isChoice: isChoice(question, draft))
  }

  /// Turns a statement down for the first of the reasons that speak against it.
  private func refuse(_ draft: inout Draft, for inquiry: Inquiry) {
    let question = inquiry.question
    let asked = inquiry.asked
    if draft.rejection != nil { return }
    if !inquiry.unsaid.isEmpty { return draft.reject(.aspectUnsaid(inquiry.unsaid)) }
    if inquiry.deniesDomain { return draft.reject(.nothingShared) }
    if inquiry.isUnexplained { return draft.reject(.unexplained(question.unknown.map(\.text))) }
    if isTrueOfPartnerOnly(inquiry, draft) { return draft.reject(.nothingShared) }
    if let name = inquiry.strangeName { return draft.reject(.unaccounted(name)) }
    if !inquiry.hasAnchor { return draft.reject(.nothingShared) }
    if inquiry.defines, !draft.isSubject { return draft.reject(.aspectUnsaid(asked)) }
    if question.form == .why, !draft.isSubject { return draft.reject(.aspectUnsaid(asked)) }
    if question.isComparison, !draft.statement.aspects.contains(Cue.comparability) {
      return draft.reject(.aspectUnsaid([Cue.comparability]))
    }
    let specific = draft.hasProperty ? inquiry.telling : asked
    if !specific.isEmpty, !draft.tells { return draft.reject(.aspectUnsaid(asked)) }
    if draft.missedNuances > 1, question.form == .keywords { return draft.reject(.nothingShared) }
    if inquiry.named.contains(Cue.treatmentChoice), givesWhatIsNamed(question, draft.statement) {
      return draft.reject(.unaccounted(""))
    }
    if question.isComparison,
      draft.matches.contains(where: { match in
        if case .slot(.context, _) = match.account {
          question.mentions(.topic).contains { $0.concept == match.concept }
        } else {
          false
        }
      })
    {
      return draft.reject(.aspectUnsaid([Cue.comparability]))
    }
    let requires = draft.statement.requires
    if !requires.isEmpty, draft.missedConditions > 0, !draft.isForPopulation {
      return draft.reject(.otherPopulation(""))
    }
    if !requires.isEmpty,
      !requires.contains(where: { need in draft.matches.contains { lexicon.isA($0.concept, need) } })
    {
      return draft.reject(.nothingShared)
    }
    if !question.alternatives.isEmpty, draft.passedOver > 0,
      !draft.agreed.contains(where: { question.alternatives.contains($0.concept) }),
      !draft.opposed.contains(where: { question.alternatives.contains($0.concept) })
    {
      return draft.reject(.unaccounted(question.alternatives.sorted().first!))
    }
    if inquiry.isForeign { return draft.reject(.unaccounted("")) }
    if missesObject(inquiry, draft) { return draft.reject(.unexplained(question.unknown.map(\.text))) }
    if asksForThing(question), question.denialStart == nil, !draft.opposed.isEmpty,
      question.alternatives.isEmpty,
      !draft.agreed.contains(where: { one in
        draft.opposed.contains { lexicon.areOpposite($0.concept, one.concept) }
      })
    {
      return draft.reject(.unaccounted(draft.opposed[0].concept))
    }
    if isReversed(inquiry, draft) { return draft.reject(.rolesReversed) }
    if !draft.isSpecific { return draft.reject(.nothingShared) }
    if !hasPredicate(inquiry, draft) { draft.reject(.aspectUnsaid(asked)) }
  }

  private func asksForThing(_ question: Question) -> Bool {
    switch question.form {
    case .which, .what, .list, .who, .when: true
    default: false
    }
  }

  struct Draft {
    /// The statement's place among all.
    let index: Int
    let statement: Statement
    let fillings: [FillerTable.Filling]
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
    var opposed: [Mention] = []
    var agreed: [Mention] = []
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

    init(index: Int, statement: Statement, fillings: [FillerTable.Filling]) {
      self.index = index
      self.statement = statement
      self.fillings = fillings
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
    let question = inquiry.question
    let mention = question.mentions[position]
    switch mention.role {
    case .form, .polarity, .discourse, .background: return
    case .outside:
      let isOnTopic = question.mentions.contains {
        !question.inherited.contains($0.concept) && lexicon.concepts[$0.concept]?.layer == .pack
          && [.topic, .finding, .condition].contains($0.role)
      }
      if !isOnTopic || question.inherited.contains(mention.concept) {
        draft.reject(.unaccounted(mention.concept))
      }
    case .aspect:
      guard inquiry.aspectRows[position]?[draft.index] ?? false else { return }
      if !question.implied.contains(mention.concept) { draft.tells = true }
      let weight =
        Weights.aspect * min(1.25, max(0.8, tellingAspects[mention.concept] ?? 1))
        * (question.implied.contains(mention.concept) ? Weights.implied : 1)
      draft.score += weight
      draft.matches.append(Match(concept: mention.concept, account: .aspect, weight: weight))
      draft.isSpecific = draft.isSpecific || mention.concept == Cue.agreement
    case .topic, .finding, .value, .nuance, .category, .condition, .relation, .domain:
      guard
        let found = account(for: mention, inquiry.mentions[position], in: draft, inquiry)
          ?? sentenceAccount(for: mention, inquiry.mentions[position], in: draft, question)
      else {
        missed(position, of: inquiry, &draft)
        return
      }
      if mention.role == .finding, isDenied(mention, question), question.form != .whether,
        case .slot = found.account
      {
        draft.reject(.unaccounted(mention.concept))
      }
      if case .opposite = found.account {
        draft.opposed.append(mention)
      } else {
        draft.agreed.append(mention)
      }
      let weight = draft.use(found.filler) ? found.weight : 0
      draft.score += weight * (question.implied.contains(mention.concept) ? Weights.implied : 1)
      draft.matches.append(Match(concept: mention.concept, account: found.account, weight: weight))
      if mention.role == .topic || mention.role == .category, case .slot(let slot, _) = found.account,
        [.subject, .object, .with].contains(slot)
      {
        draft.isSubject = true
      }
      if mention.role == .condition, case .slot(.population, _) = found.account {
        draft.isForPopulation = true
      }
      if [.value, .nuance, .finding, .relation].contains(mention.role), found.account != .sibling {
        draft.hasProperty = true
      }
      let isPackCategory = mention.role == .category && lexicon.concepts[mention.concept]?.layer == .pack
      if found.account != .sibling, !found.isGeneric, mention.role != .category || isPackCategory,
        mention.role != .domain
      {
        draft.isSpecific = true
      }
    }
  }

  private func missed(_ position: Int, of inquiry: Inquiry, _ draft: inout Draft) {
    let question = inquiry.question
    let mention = question.mentions[position]
    if question.alternatives.contains(mention.concept) {
      draft.passedOver += 1
      return
    }
    if question.denied.contains(mention.concept) { return }
    if question.conjoined.contains(mention.concept),
      question.conjoined.contains(where: { other in
        other != mention.concept
          && (draft.statement.slots[.object] ?? []).contains {
            lexicon.isA(other, $0) || lexicon.isA($0, other)
          }
      })
    {
      draft.leftOut.append(mention.concept)
      return
    }
    if let denied = question.denialStart, (mention.tokens.first ?? 0) > denied { return }
    if isMisplaced(mention, inquiry, draft) {
      draft.opposed.append(mention)
      draft.misplaced = true
      return
    }
    switch mention.role {
    case .topic, .finding, .value: draft.reject(.unaccounted(mention.concept))
    case .domain:
      if lexicon.concepts[mention.concept]?.layer != .pack { draft.reject(.unaccounted(mention.concept)) }
    case .category:
      // "treatment" is said of anything that is done for a patient, also of what no statement calls so.
      if mention.concept != Cue.therapy { draft.reject(.unaccounted(mention.concept)) }
    case .condition:
      if let contrary = contrary(of: inquiry.standing(position), in: draft),
        !isSatisfied(contrary, question, except: mention)
      {
        // A claim that puts a statement to the contrary patients is false, not unsaid.
        if question.form == .whether, question.isExclusive || question.hasTag {
          draft.opposed.append(mention)
        } else {
          draft.reject(.otherPopulation(mention.concept))
        }
      } else {
        draft.score -= Weights.strayCondition
        if !question.implied.contains(mention.concept) { draft.missedConditions += 1 }
        // A reason for a state is not a reason for a treatment.
        if question.form == .why { draft.reject(.unaccounted(mention.concept)) }
      }
    case .nuance: draft.missedNuances += 1
    default: break
    }
  }

  private func isImplied(_ mention: Mention) -> Bool {
    !(lexicon.concepts[mention.concept]?.labels.contains(mention.label) ?? false)
  }

  /// Whether the question itself names whom the statement is for: what was told before is then another matter.
  private func namesPopulation(_ question: Question, _ draft: Draft) -> Bool {
    draft.matches.contains { match in
      guard case .slot(.population, _) = match.account else { return false }
      return question.mentions.contains { $0.concept == match.concept }
    }
  }

  private func weighContext(_ position: Int, of inquiry: Inquiry, _ draft: inout Draft) {
    let mention = inquiry.question.context[position]
    let standing = inquiry.standings[inquiry.context[position]]
    guard lexicon.concepts[mention.concept]?.layer == .pack else { return }
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
        !namesPopulation(inquiry.question, draft)
      {
        draft.reject(.otherPopulation(mention.concept))
      } else {
        draft.score -= Weights.strayContext
      }
    }
  }
}
