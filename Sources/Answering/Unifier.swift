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
    let statement = pack.statements[index]
    var matches: [Match] = []
    var rejection: Rejection?
    var score = 0.0
    var contradictions = 0
    var asked: [String] = []
    var told = false
    var shared = false

    func reject(_ reason: Rejection) { if rejection == nil { rejection = reason } }

    for mention in question.mentions {
      switch mention.role {
      case .aspect:
        asked.append(mention.concept)
        if statement.aspects.contains(mention.concept) {
          told = true
          add(mention, .aspect, Weights.aspect)
        }
      case .topic, .finding, .value, .category, .condition, .relation, .background:
        guard let (account, weight) = account(for: mention, in: index) else {
          switch mention.role {
          case .topic, .finding, .value, .category: reject(.unaccounted(mention.concept))
          case .condition:
            if let contrary = contrary(of: mention, in: statement), !isSatisfied(contrary, question, except: mention) {
              reject(.otherPopulation(mention.concept))
            }
            score -= Weights.strayCondition
          default: break
          }
          continue
        }
        if case .opposite = account { contradictions += 1 }
        add(mention, account, weight)
      case .outside: reject(.unaccounted(mention.concept))
      case .form, .polarity, .discourse: break
      }
    }
    func add(_ mention: Mention, _ account: Account, _ weight: Double) {
      matches.append(Match(concept: mention.concept, account: account, weight: weight))
      score += weight
      if mention.role != .category, mention.role != .background, account != .sibling { shared = true }
    }

    for mention in question.context {
      if let (account, weight) = account(for: mention, in: index), case .slot = account {
        matches.append(Match(concept: mention.concept, account: account, weight: weight * Weights.context))
        score += weight * Weights.context
        if mention.role == .condition || mention.role == .finding { shared = true }
      } else if mention.role == .condition, let contrary = contrary(of: mention, in: statement),
        !isSatisfied(contrary, question, except: mention)
      {
        reject(.otherPopulation(mention.concept))
      }
    }
    score -= Double(question.unknown.count) * Weights.unknownWord

    let unsaid = asked.filter { !statedAspects.contains($0) }
    if !unsaid.isEmpty { reject(.aspectUnsaid(unsaid)) }
    if !asked.isEmpty, !told { reject(.aspectUnsaid(asked)) }
    if isReversed(question, statement) { reject(.rolesReversed) }
    if !shared { reject(.nothingShared) }
    if !hasPredicate(question, matches) { reject(.aspectUnsaid(asked)) }
    return Candidate(
      statement: statement, score: score, matches: matches, rejection: rejection, contradictions: contradictions)
  }

  /// Beside a thing, a question has to name what is wanted of it; only bare key words and "tell me about" need not.
  private func hasPredicate(_ question: Question, _ matches: [Match]) -> Bool {
    if [.overview, .keywords, .define, .list, .who, .when, .what].contains(question.form) { return true }
    let topics = Set(question.mentions(.topic).map(\.concept))
    return matches.contains { match in
      if case .slot(.subject, _) = match.account, topics.contains(match.concept) { return false }
      return true
    } || matches.count > 1
  }

  // MARK: Accounting for a mention

  private func account(for mention: Mention, in index: Int) -> (Account, Double)? {
    let statement = pack.statements[index]
    if let (slot, nearness) = place(of: mention.concept, in: statement) {
      let factor = nearness == .same ? Weights.same : nearness == .narrower ? Weights.narrower : Weights.broader
      return (.slot(slot, nearness), weight(mention.concept) * Weights.slot[slot.rawValue]! * factor)
    }
    if mention.role == .value || mention.role == .relation || mention.role == .topic, let slot = oppositePlace(of: mention.concept, in: statement) {
      return (.opposite(slot), weight(mention.concept) * Weights.slot[slot.rawValue]! * Weights.opposite)
    }
    if [.value, .finding, .category].contains(mention.role) || mention.role == .topic,
      siblings[index].contains(where: { place(of: mention.concept, in: pack.statements[$0]) != nil })
    {
      return (.sibling, weight(mention.concept) * Weights.sibling)
    }
    return nil
  }

  private func weight(_ concept: String) -> Double {
    if let weight = telling[concept] { return weight }
    // A thing the statements know only by its kind: as telling as the nearest broader one they name.
    return lexicon.broader(of: concept).compactMap { telling[$0] }.max() ?? 1
  }

  private func place(of concept: String, in statement: Statement) -> (Slot, Nearness)? {
    var best: (Slot, Nearness)?
    for slot in Slot.allCases {
      for filler in statement.slots[slot] ?? [] {
        if filler == concept { return (slot, .same) }
        if lexicon.isA(concept, filler) {
          if best == nil || best!.1 == .broader { best = (slot, .narrower) }
        } else if lexicon.isA(filler, concept), best == nil {
          best = (slot, .broader)
        }
      }
    }
    return best
  }

  private func oppositePlace(of concept: String, in statement: Statement) -> Slot? {
    for slot in Slot.allCases {
      if (statement.slots[slot] ?? []).contains(where: { lexicon.areOpposite(concept, $0) }) { return slot }
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
    guard let verb = question.mentions.first(where: { mention in
      mention.role == .relation && (statement.slots[.relation] ?? []).contains { lexicon.isA(mention.concept, $0) || lexicon.areOpposite(mention.concept, $0) }
    }), let position = verb.tokens.first else { return false }
    func positions(_ slot: Slot) -> [Int] {
      question.mentions.filter { mention in
        mention.role == .topic && (statement.slots[slot] ?? []).contains { lexicon.isA(mention.concept, $0) || lexicon.isA($0, mention.concept) }
      }.compactMap(\.tokens.first)
    }
    let subject = positions(.subject)
    let object = positions(.object) + positions(.context)
    guard let subject = subject.first, let object = object.first, subject > position, object < position else { return false }
    return !question.mentions.isEmpty && !isPassive(verb)
  }

  private func isPassive(_ verb: Mention) -> Bool {
    let surface = verb.surface.lowercased()
    return surface.hasSuffix("ed") || surface.hasSuffix("or") || surface.hasSuffix("er") || surface.hasSuffix("ion")
  }
}
