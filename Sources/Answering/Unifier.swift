import Knowledge
import Understanding

/// Measures statements against a question: a statement answers when it accounts for everything that is named
/// and tells about what is asked. Words in common are not enough.
struct Unifier: Sendable {
  private let pack: Pack
  private let lexicon: Lexicon
  /// The statements that share a subject with each, for facts told of it elsewhere.
  private let siblings: [[Int]]
  /// How telling a concept is: rare ones tell more.
  private let telling: [String: Double]
  /// The aspects that any statement tells about.
  let statedAspects: Set<String>
  /// Those that so many statements tell about that they tell little.
  private let common: Set<String>
  /// How telling an aspect is.
  private let tellingAspects: [String: Double]

  init(pack: Pack) {
    self.pack = pack
    lexicon = pack.lexicon
    let subjects = pack.statements.map { Set($0.slots[.subject] ?? []) }
    siblings = subjects.indices.map { one in
      subjects.indices.filter { $0 != one && !subjects[$0].isDisjoint(with: subjects[one]) }
    }
    statedAspects = pack.statements.reduce(into: []) { $0.formUnion($1.aspects) }
    var telling: [String: Double] = [:]
    let total = Double(pack.statements.count)
    var counts: [String: Int] = [:]
    for statement in pack.statements { for aspect in statement.aspects { counts[aspect, default: 0] += 1 } }
    common = Set(counts.filter { Double($0.value) > total / 4 }.keys)
    tellingAspects = counts.mapValues { Self.weight(total, $0) }
    for id in Set(pack.statements.flatMap(\.concepts)) {
      let lexicon = pack.lexicon
      let count = pack.statements.filter { statement in
        statement.concepts.contains { lexicon.isA($0, id) || lexicon.isA(id, $0) }
      }.count
      telling[id] = Self.weight(total, count)
    }
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

  // MARK: One candidate

  func candidate(_ index: Int, for question: Question) -> Candidate {
    var draft = Draft(statement: pack.statements[index])
    for mention in question.mentions { weigh(mention, of: question, index, &draft) }
    for mention in question.context { weighContext(mention, of: question, index, &draft) }
    draft.score -= Double(question.unknown.count) * Weights.unknownWord
    for aspect in softAspects(question) where draft.statement.aspects.contains(aspect) {
      draft.score += Weights.formAspect
      draft.matches.append(Match(concept: aspect, account: .aspect, weight: Weights.formAspect))
      draft.tells = true
    }

    let comparing = question.isComparison
    let named = question.aspects.filter { !question.implied.contains($0) }
    // "how does it bring that down" asks for the mechanism.
    let isHow = question.form == .how && named.isEmpty && !question.mentions(.topic).isEmpty
    let asked =
      isHow
      ? [Cue.mechanism] : named.filter { (!comparing || !comparative.contains($0)) && $0 != Cue.isMentioned }
    let unsaid = asked.filter { !statedAspects.contains($0) }
    if !unsaid.isEmpty { draft.reject(.aspectUnsaid(unsaid)) }
    if question.denied.contains(where: { lexicon.concepts[$0]?.role == .domain }) {
      draft.reject(.nothingShared)
    }
    let explained = question.mentions.filter {
      !question.inherited.contains($0.concept) && !question.implied.contains($0.concept)
    }.count
    if question.unknown.count >= 4, explained < question.unknown.count {
      draft.reject(.unexplained(question.unknown.map(\.text)))
    }
    if !hasAnchor(question) { draft.reject(.nothingShared) }
    let defines = question.form == .define || named.contains(Cue.definition)
    if defines, !draft.isSubject { draft.reject(.aspectUnsaid(asked)) }
    if question.form == .why, !draft.isSubject { draft.reject(.aspectUnsaid(asked)) }
    if comparing, !draft.statement.aspects.contains(Cue.comparability) {
      draft.reject(.aspectUnsaid([Cue.comparability]))
    }
    let specific = asked.filter { !common.contains($0) || !draft.hasProperty }
    if !specific.isEmpty, !draft.tells { draft.reject(.aspectUnsaid(asked)) }
    if draft.missedNuances > 1, question.form == .keywords { draft.reject(.nothingShared) }
    if named.contains(Cue.treatmentChoice), givesWhatIsNamed(question, draft.statement) {
      draft.reject(.unaccounted(""))
    }
    let requires = draft.statement.requires
    if !requires.isEmpty, draft.missedConditions > 0, !draft.isForPopulation {
      draft.reject(.otherPopulation(""))
    }
    if !requires.isEmpty,
      !requires.contains(where: { need in draft.matches.contains { lexicon.isA($0.concept, need) } })
    {
      draft.reject(.nothingShared)
    }
    if !question.alternatives.isEmpty, draft.passedOver > 0,
      !draft.agreed.contains(where: { question.alternatives.contains($0.concept) }),
      !draft.opposed.contains(where: { question.alternatives.contains($0.concept) })
    {
      draft.reject(.unaccounted(question.alternatives.sorted().first!))
    }
    if isForeign(question) { draft.reject(.unaccounted("")) }
    if missesObject(question, draft) { draft.reject(.unexplained(question.unknown.map(\.text))) }
    let wants: Set<QuestionForm> = [.which, .what, .list, .who, .when]
    if wants.contains(question.form), question.denialStart == nil, !draft.opposed.isEmpty,
      question.alternatives.isEmpty,
      !draft.agreed.contains(where: { one in
        draft.opposed.contains { lexicon.areOpposite($0.concept, one.concept) }
      })
    {
      draft.reject(.unaccounted(draft.opposed[0].concept))
    }
    if isReversed(question, draft.statement) { draft.reject(.rolesReversed) }
    if !draft.isSpecific { draft.reject(.nothingShared) }
    if !hasPredicate(question, draft.matches, draft.statement) { draft.reject(.aspectUnsaid(asked)) }
    return Candidate(
      statement: draft.statement, score: draft.score, matches: draft.matches, rejection: draft.rejection,
      opposed: draft.opposed.map(\.concept), isMisplaced: draft.misplaced,
      isChoice: isChoice(question, draft))
  }

  private struct Draft {
    let statement: Statement
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
    var used: Set<String> = []
    var opposed: [Mention] = []
    var agreed: [Mention] = []
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

    init(statement: Statement) { self.statement = statement }

    mutating func reject(_ reason: Rejection) { if rejection == nil { rejection = reason } }
  }

  private func weigh(_ mention: Mention, of question: Question, _ index: Int, _ draft: inout Draft) {
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
      guard draft.statement.aspects.contains(mention.concept) else { return }
      if !question.implied.contains(mention.concept) { draft.tells = true }
      let weight =
        Weights.aspect * min(1.25, max(0.8, tellingAspects[mention.concept] ?? 1))
        * (question.implied.contains(mention.concept) ? Weights.implied : 1)
      draft.score += weight
      draft.matches.append(Match(concept: mention.concept, account: .aspect, weight: weight))
      draft.isSpecific = draft.isSpecific || mention.concept == Cue.agreement
    case .topic, .finding, .value, .nuance, .category, .condition, .relation, .domain:
      guard let found = account(for: mention, in: index, question) ?? sentenceAccount(for: mention, in: index, question)
      else {
        missed(mention, of: question, &draft)
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
      let weight = draft.used.insert(found.filler).inserted ? found.weight : 0
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

  /// Whether a claim gives a statement's subject what is the object of another subject in the same relation: the
  /// statement tells what it really reaches, so the claim is false, not unsaid.
  private func isMisplaced(_ mention: Mention, _ question: Question, _ statement: Statement) -> Bool {
    guard mention.role == .topic, question.form == .whether, !(statement.slots[.object] ?? []).isEmpty else { return false }
    let relations = question.mentions(.relation).map(\.concept)
    func hasRelation(_ other: Statement) -> Bool { relations.contains { (other.slots[.relation] ?? []).contains($0) } }
    let namesSubject = question.mentions(.topic).contains { (statement.slots[.subject] ?? []).contains($0.concept) }
    return namesSubject && hasRelation(statement)
      && pack.statements.contains { hasRelation($0) && ($0.slots[.object] ?? []).contains(mention.concept) }
  }

  private func isDenied(_ mention: Mention, _ question: Question) -> Bool {
    question.denied.contains(mention.concept)
      || question.denialStart.map { (mention.tokens.first ?? 0) > $0 } ?? false
  }

  private func missed(_ mention: Mention, of question: Question, _ draft: inout Draft) {
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
      return
    }
    if let denied = question.denialStart, (mention.tokens.first ?? 0) > denied { return }
    if isMisplaced(mention, question, draft.statement) {
      draft.opposed.append(mention)
      draft.misplaced = true
      return
    }
    switch mention.role {
    case .topic, .finding, .value: draft.reject(.unaccounted(mention.concept))
    case .domain:
      if lexicon.concepts[mention.concept]?.layer != .pack { draft.reject(.unaccounted(mention.concept)) }
    case .category:
      if !lexicon.isA(Cue.therapy, mention.concept) || mention.concept != Cue.therapy {
        draft.reject(.unaccounted(mention.concept))
      }
    case .condition:
      if let contrary = contrary(of: mention, in: draft.statement),
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

  /// Whether what the statement is about was named as what has failed, so that something else is sought.
  private func givesWhatIsNamed(_ question: Question, _ statement: Statement) -> Bool {
    let named = question.mentions(.topic).filter { !question.inherited.contains($0.concept) }
    return named.count == 1 && question.mentions(.condition).contains { $0.concept.hasSuffix("-failure") }
      && (statement.slots[.subject] ?? []).contains(named[0].concept)
  }

  /// Whether it asks about something in particular: whom it is for does not tell what is asked.
  private func hasAnchor(_ question: Question) -> Bool {
    let own = question.mentions.filter { ![.condition, .domain].contains($0.role) }
    if question.aspects.contains(Cue.agreement) || question.wantsSummary { return true }
    if [.whether, .how, .why, .where].contains(question.form) {
      if own.isEmpty { return false }
      // A property without anything that has it.
      let bearers: Set<Role> = [.topic, .finding, .category, .condition]
      if !(question.mentions + question.context.filter { $0.role == .condition }).contains(where: { bearers.contains($0.role) }) {
        return false
      }
    }
    if own.contains(where: { $0.role == .category }), question.context.isEmpty,
      own.contains(where: { [.value, .nuance, .relation].contains($0.role) })
    {
      return true
    }
    return (question.mentions + question.context).contains { lexicon.concepts[$0.concept]?.layer == .pack }
  }

  private func isImplied(_ mention: Mention) -> Bool {
    !(lexicon.concepts[mention.concept]?.labels.contains(mention.label) ?? false)
  }

  private func weighContext(_ mention: Mention, of question: Question, _ index: Int, _ draft: inout Draft) {
    guard lexicon.concepts[mention.concept]?.layer == .pack else { return }
    if let found = account(for: mention, in: index), case .slot = found.account, !found.isGeneric {
      guard draft.used.insert(found.filler).inserted else { return }
      let weight =
        found.weight * Weights.context
        * (mention.role == .condition && isImplied(mention) ? Weights.implied : 1)
      draft.score += weight
      draft.matches.append(Match(concept: mention.concept, account: found.account, weight: weight))
      if mention.role != .topic { draft.isSpecific = true }
    } else if mention.role == .condition {
      if let contrary = contrary(of: mention, in: draft.statement),
        !isSatisfied(contrary, question, except: mention)
      {
        draft.reject(.otherPopulation(mention.concept))
      } else {
        draft.score -= Weights.strayContext
      }
    }
  }

  /// Whether both sides of a contrary are offered to choose from, so that nothing is claimed.
  private func isChoice(_ question: Question, _ draft: Draft) -> Bool {
    !question.alternatives.isEmpty
      && (draft.opposed + draft.agreed).contains {
        question.alternatives.contains($0.concept) && $0.role != .topic
          || $0.role == .topic && question.alternatives.contains($0.concept) && draft.opposed.contains($0)
      }
  }

  /// Whether the patient told about has another disease than the document's, and nothing of the document is asked for.
  private func isForeign(_ question: Question) -> Bool {
    let all = question.mentions + question.context
    func layers(_ mention: Mention) -> Set<Layer> {
      Set(
        lexicon.broader(of: mention.concept).compactMap { lexicon.concepts[$0] }.filter { $0.role == .domain }
          .map(\.layer))
    }
    return question.context.contains { layers($0) == [.field] }
      && !all.contains { layers($0).contains(.pack) }
  }

  /// Whether an effect is claimed on something that no layer explains ("slows the ...").
  private func missesObject(_ question: Question, _ draft: Draft) -> Bool {
    guard
      let effect = question.mentions.first(where: {
        $0.role == .nuance && [Cue.decrease, Cue.increase].contains($0.concept)
      })?.tokens.last,
      !(draft.statement.slots[.object] ?? []).isEmpty
    else { return false }
    let object = draft.statement.slots[.object] ?? []
    let hits = question.mentions.contains { mention in
      object.contains { lexicon.isA(mention.concept, $0) || lexicon.isA($0, mention.concept) }
    }
    if hits { return false }
    return question.unknown.contains { $0.token >= effect - 2 && $0.token - effect <= 4 }
  }

  /// Aspects that a form asks for without naming them; they weigh, but decide nothing.
  private func softAspects(_ question: Question) -> [String] {
    let soft: [QuestionForm: [String]] = [
      .who: [Cue.population], .when: [Cue.population], .define: [Cue.definition], .why: [Cue.rationale],
      .list: [Cue.members],
      .compare: [Cue.comparability], .how: [Cue.mechanism],
    ]
    if question.form == .what, question.mentions.allSatisfy({ $0.role == .topic || $0.role == .domain }) {
      return [Cue.definition]
    }
    return (soft[question.form] ?? []).filter { !question.aspects.contains($0) }
  }

  private var comparative: Set<String> { [Cue.superiority, Cue.comparability] }

  /// In a comparison, a thing that another statement of the same sentence is about.
  private func sentenceAccount(for mention: Mention, in index: Int, _ question: Question) -> Found? {
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

  /// Beside a thing, a question has to name what is wanted of it; only bare key words and "tell me about" need not.
  private func hasPredicate(_ question: Question, _ matches: [Match], _ statement: Statement) -> Bool {
    if [.overview, .define, .who, .when, .compare].contains(question.form) { return true }
    if question.form == .list {
      return question.mentions.contains { [.topic, .category, .aspect, .finding, .nuance].contains($0.role) }
    }
    if question.form == .keywords, question.unknown.isEmpty { return true }
    if question.aspects.contains(Cue.isMentioned) { return true }
    if question.form == .list || question.form == .which,
      matches.contains(where: { match in
        if case .slot(.subject, .same) = match.account { true } else { false }
      }), statement.aspects.contains(Cue.members)
    {
      return true
    }
    let topics = Set(question.mentions(.topic).map(\.concept))
    if question.form == .what, question.unknown.isEmpty,
      question.mentions.allSatisfy({ $0.role == .topic || $0.role == .domain })
    {
      return true
    }
    let findings = Set(question.mentions(.finding).map(\.concept))
    let told = Set(question.context.filter { $0.role != .condition }.map(\.concept))
    let others = matches.filter { match in
      if case .slot(.subject, _) = match.account, topics.contains(match.concept) { return false }
      if case .slot(.population, _) = match.account { return match.weight > 0 }
      if topics.count == 1, topics.contains(match.concept),
        !question.mentions.contains(where: { $0.role == .domain }) || question.form != .who
      {
        return false
      }
      return match.weight > 0 && !told.contains(match.concept)
    }
    if topics.isEmpty, [.what, .whether, .how].contains(question.form),
      others.allSatisfy({ findings.contains($0.concept) })
    {
      return false
    }
    return !others.isEmpty
  }

  // MARK: Accounting for a mention

  /// Whether a question of yes or no about a treatment names what the statement is about: what is true of one
  /// treatment is not true of another that only goes with it.
  private func namesSubject(of statement: Statement, besides mention: Mention, _ question: Question) -> Bool {
    guard mention.role == .topic, question.form == .whether else { return true }
    return question.mentions.contains { other in
      other.role == .topic && other.concept != mention.concept
        && (statement.slots[.subject] ?? []).contains { lexicon.isA(other.concept, $0) || lexicon.isA($0, other.concept) }
    }
  }

  private struct Found {
    let account: Account
    let weight: Double
    /// Whether only a general noun of the statement covers the mention.
    let isGeneric: Bool
    /// The slot and the concept in it.
    let filler: String
  }

  private func account(for mention: Mention, in index: Int, _ question: Question? = nil) -> Found? {
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
      siblings[index].contains(where: { place(of: mention.concept, in: pack.statements[$0]) != nil })
    {
      return Found(
        account: .sibling, weight: weight(mention.concept) * Weights.sibling, isGeneric: false,
        filler: "sibling \(mention.concept)")
    }
    return nil
  }

  private func weight(_ concept: String) -> Double {
    if let weight = telling[concept] { return weight }
    // A thing the statements know only by its kind: as telling as the nearest broader one they name.
    return lexicon.broader(of: concept).compactMap { telling[$0] }.max() ?? 1
  }

  private func place(of concept: String, in statement: Statement) -> (Slot, Nearness, String)? {
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

  private func oppositePlace(of concept: String, in statement: Statement) -> (Slot, String)? {
    for slot in Slot.allCases {
      if let filler = (statement.slots[slot] ?? []).first(where: { lexicon.areOpposite(concept, $0) }) {
        return (slot, filler)
      }
    }
    return nil
  }

  private func contrary(of mention: Mention, in statement: Statement) -> String? {
    (statement.slots[.population] ?? []).first { lexicon.areOpposite(mention.concept, $0) }
  }

  /// Whether the question also names the state itself, so that its contrary is only part of the story.
  private func isSatisfied(_ state: String, _ question: Question, except mention: Mention) -> Bool {
    (question.mentions + question.context).contains {
      $0.concept != mention.concept && $0.role == .condition && lexicon.isA($0.concept, state)
    }
  }

  /// Whether a verb of the question runs from the statement's object to its subject.
  private func isReversed(_ question: Question, _ statement: Statement) -> Bool {
    guard
      let verb = question.mentions.first(where: { mention in
        mention.role == .relation
          && (statement.slots[.relation] ?? []).contains {
            lexicon.isA(mention.concept, $0) || lexicon.areOpposite(mention.concept, $0)
          }
      }), let position = verb.tokens.first
    else { return false }
    func positions(_ slot: Slot) -> [Int] {
      question.mentions.filter { mention in
        mention.role == .topic
          && (statement.slots[slot] ?? []).contains {
            lexicon.isA(mention.concept, $0) || lexicon.isA($0, mention.concept)
          }
      }.compactMap(\.tokens.first)
    }
    let subject = positions(.subject)
    let object = positions(.object) + positions(.context)
    if let subject = subject.first, object.isEmpty, [.what, .which].contains(question.form), subject > position, !isPassive(verb),
      question.mentions.filter({ $0.role == .category && ($0.tokens.first ?? 0) < position }).isEmpty
    {
      return true
    }
    guard let subject = subject.first, let object = object.first, subject > position, object < position else {
      return false
    }
    return !question.mentions.isEmpty && !isPassive(verb)
  }

  private func isPassive(_ verb: Mention) -> Bool {
    let surface = verb.surface.lowercased()
    return surface.hasSuffix("ed") || surface.hasSuffix("or") || surface.hasSuffix("er")
      || surface.hasSuffix("ion")
  }
}
