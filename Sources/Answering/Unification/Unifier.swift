import Knowledge
import Understanding

/// Measures statements against a question: a statement answers when it accounts for everything that is named
/// and tells about what is asked. Words in common are not enough.
struct Unifier: Sendable {
  let pack: Pack
  let lexicon: Lexicon
  /// The statements that share a subject with each, for facts told of it elsewhere.
  let siblings: [[Int]]
  /// How telling a concept is: rare ones tell more.
  let telling: [String: Double]
  /// The aspects that any statement tells about.
  let statedAspects: Set<String>
  /// Those that so many statements tell about that they tell little.
  let common: Set<String>
  /// All that the statements of a sentence speak of.
  let conceptsBySentence: [SentenceNumber: Set<String>]
  /// How telling an aspect is.
  let tellingAspects: [String: Double]

  init(pack: Pack) {
    self.pack = pack
    lexicon = pack.lexicon
    let subjects = pack.statements.map { Set($0.slots[.subject] ?? []) }
    siblings = subjects.indices.map { one in
      subjects.indices.filter { $0 != one && !subjects[$0].isDisjoint(with: subjects[one]) }
    }
    conceptsBySentence = pack.statements.reduce(into: [:]) {
      $0[$1.citation.sentence, default: []].formUnion($1.concepts)
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
    if isTrueOfPartnerOnly(question, draft) { draft.reject(.nothingShared) }
    if let name = question.unknown.first(where: \.looksLikeName) { draft.reject(.unaccounted(name.text)) }
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
    if comparing,
      draft.matches.contains(where: { match in
        if case .slot(.context, _) = match.account {
          question.mentions(.topic).contains { $0.concept == match.concept }
        } else {
          false
        }
      })
    {
      draft.reject(.aspectUnsaid([Cue.comparability]))
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
      opposed: draft.opposed.map(\.concept), isMisplaced: draft.misplaced, leftOut: draft.leftOut,
      isChoice: isChoice(question, draft))
  }

  struct Draft {
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
      guard
        let found = account(for: mention, in: index, question)
          ?? sentenceAccount(for: mention, in: index, question)
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
      draft.leftOut.append(mention.concept)
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
      // "treatment" is said of anything that is done for a patient, also of what no statement calls so.
      if mention.concept != Cue.therapy { draft.reject(.unaccounted(mention.concept)) }
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

}
