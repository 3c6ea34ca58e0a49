import Knowledge
import Understanding

/// Makes the features of one input for the classifiers: what was read in it, and how the statements measured up.
///
/// The names say what was seen: `named:` and `told:` concepts, `word:` stems, `best:` the sentence whose statement
/// came first, and so on. Everything about a single document is in the names, so that none of it is in the code.
struct FeatureExtractor: Sendable {
  private let lexicon: Lexicon
  private let statedAspects: Set<String>
  /// The concepts that fill a slot of some statement.
  private let stated: Set<String>

  /// The numbers of the sentences as they stand in names.
  private let sentenceNames: [SentenceNumber: String]

  init(pack: Pack, statedAspects: Set<String>) {
    lexicon = pack.lexicon
    sentenceNames = Dictionary(
      pack.document.sentences.map { ($0.number, $0.number.description) }, uniquingKeysWith: { one, _ in one })
    self.statedAspects = statedAspects
    stated = pack.statements.reduce(into: []) { $0.formUnion($1.concepts) }
  }

  /// What stands between the names of a pair.
  static let pairMark = UInt8(ascii: "*")
  // How much a kind of feature weighs against the plainest, before anything is learned.
  private static let half = 0.5
  private static let most = 0.7

  func features(of reading: Reading, _ explanations: [Explanation], after conversation: Conversation) -> Features {
    var features = Features()
    for token in reading.tokens where token.kind != .mark { features.show(("word:", token.key)) }
    let keys = reading.tokens.filter { $0.kind != .mark }.map(\.key)
    for (one, next) in zip(keys, keys.dropFirst()) { features.show(("words:", one, "_", next), Self.half) }
    features.show(("turn:", String(min(3, conversation.turns + 1))), Self.half)
    if let last = conversation.last, let question = explanations.first?.question {
      show(question, after: last, cited: conversation.cited, &features)
    }
    features.show(("questions:", String(min(3, explanations.count))), Self.half)
    let words = reading.tokens.count { $0.kind != .mark }
    features.show(("length:", String(min(6, words / 4))), Self.half)
    for explanation in explanations {
      show(explanation.question, &features)
      show(explanation.candidates, &features)
      showMeasure(explanation, &features)
      showCompleteness(explanation, &features)
    }
    return features
  }

  /// What was answered before: a question that names nothing of its own is about that.
  private func show(
    _ question: Question, after last: Question, cited: [SentenceNumber], _ features: inout Features
  ) {
    let own = question.mentions.filter { !question.inherited.contains($0.concept) }
    let things = own.count { [.topic, .finding, .condition].contains($0.role) }
    let aspects = own.filter { $0.role == .aspect }
    let before = cited.isEmpty ? ["nothing"] : cited.map(name)
    for sentence in before {
      features.show(("after:", sentence), Self.half)
      features.show(("after:", sentence, "+things:", String(min(2, things))))
      features.show(("after:", sentence, "+", question.form.rawValue), Self.half)
      for aspect in aspects { features.show(("after:", sentence, "+", aspect.concept), Self.half) }
    }
  }

  private func show(_ question: Question, _ features: inout Features) {
    let form = question.form.rawValue
    let inherited = Set(question.inherited)
    features.show(("form:", form))
    features.show(("negations:", String(min(2, question.negators.count))), Self.half)
    var own: Set<String> = []
    for mention in question.mentions {
      let concept = mention.concept
      if inherited.contains(concept) {
        features.show(("kept:", concept), 0.8)
        features.show(("named:", concept), Self.half)
      } else if own.insert(concept).inserted {
        features.show(("named:", concept))
        features.show((form, "+", concept), Self.half)
      }
      features.show(("role:", mention.role.rawValue), Self.half)
      showStanding(of: mention, isInherited: inherited.contains(concept), &features)
    }
    for mention in question.context {
      features.show(("told:", mention.concept), Self.most)
      if isForeign(mention) { features.show(("foreign-told:", mention.role.rawValue)) }
    }
    showOrder(question.mentions.filter { !inherited.contains($0.concept) }, &features)
    showPairs(own.union(inherited).sorted(), question.context.map(\.concept), &features)
    for word in question.unknown { features.show(("unknown:", word.text), Self.most) }
    features.show(("unknown-words:", String(min(4, question.unknown.count))))
    features.show(("named-things:", String(min(6, own.count))), Self.most)
    if question.lacksReferent { features.show("no-referent") }
  }

  /// What is named together: a drug and a finding speak for other sentences than each by itself.
  private func showPairs(_ named: [String], _ told: [String], _ features: inout Features) {
    for (position, one) in named.enumerated() {
      for other in named[(position + 1)...] { features.show((one, "*", other)) }
      for other in told { features.show((one, "*told:", other), Self.half) }
    }
  }

  /// How a concept stands to the document, whatever it is: this is what tells of things never seen before.
  private func showStanding(of mention: Mention, isInherited: Bool, _ features: inout Features) {
    let concept = mention.concept
    let broader = lexicon.broader(of: concept)
    for kind in broader where kind != concept && lexicon.concepts[kind]?.layer == .pack {
      features.show(("kind:", kind), Self.half)
    }
    switch mention.role {
    case .topic, .finding, .domain, .condition:
      if !stated.contains(concept), stated.isDisjoint(with: broader) {
        features.add(("unstated:", mention.role.rawValue), 1)
      }
      if isForeign(mention) { features.add(("foreign:", mention.role.rawValue), 1) }
    case .aspect:
      guard !statedAspects.contains(concept) else { return }
      features.show("unstated:aspect")
      if !isInherited { features.show("unstated:own-aspect") }
    default: return
    }
  }

  /// Whether a mention names a thing that no statement can be about.
  private func isForeign(_ mention: Mention) -> Bool {
    switch mention.role {
    case .topic, .finding, .domain: lexicon.concepts[mention.concept]?.layer != .pack
    default: false
    }
  }

  /// Which concept comes after which: who does what to whom.
  private func showOrder(_ mentions: [Mention], _ features: inout Features) {
    let row = mentions.filter { mention in
      switch mention.role {
      case .background, .form, .discourse: false
      default: !mention.tokens.isEmpty
      }
    }.sorted { ($0.tokens[0], $0.concept) < ($1.tokens[0], $1.concept) }
    for (one, next) in zip(row, row.dropFirst()) where one.concept != next.concept {
      features.show((one.concept, ">", next.concept), Self.half)
    }
  }

  /// What the best statement of each sentence made of the mentions, and what the best of all left over.
  private func showMeasure(_ explanation: Explanation, _ features: inout Features) {
    var seen: Set<SentenceNumber> = []
    for candidate in explanation.candidates.sorted(by: { $0.score > $1.score })
    where seen.insert(candidate.statement.citation.sentence).inserted && candidate.score > 0 {
      let name = name(candidate.statement.citation.sentence)
      for match in candidate.matches {
        switch match.account {
        case .slot(let slot, let nearness):
          features.show(("in:", name, "+", slot.rawValue), nearness == .broader ? 0.2 : 0.4)
        case .opposite: features.show(("against:", name), Self.half)
        case .aspect, .sibling: break
        }
      }
      if let rejection = candidate.rejection {
        features.show(("refused:", name, "+", Self.name(of: rejection)), 0.4)
      }
    }
    guard let best = explanation.candidates.max(by: { $0.score < $1.score }) else { return }
    let left = leftOver(by: best, of: explanation.question)
    for role in left { features.show(("left:", role.rawValue), Self.most) }
    features.show(("left-over:", String(min(3, left.count))), Self.most)
    features.show(("refused:", best.rejection.map(Self.name) ?? "not"), Self.most)
  }

  /// The roles of what a question names that found nothing in a statement.
  private func leftOver(by candidate: Candidate, of question: Question) -> [Role] {
    let found = Set(candidate.matches.map(\.concept))
    return question.mentions.filter { mention in
      switch mention.role {
      case .topic, .finding, .value, .nuance, .condition, .aspect, .category, .domain, .outside:
        !found.contains(mention.concept) && !question.implied.contains(mention.concept)
      case .relation, .form, .polarity, .discourse, .background: false
      }
    }.map(\.role)
  }

  private static func name(of rejection: Rejection) -> String {
    switch rejection {
    case .unaccounted: "unaccounted"
    case .aspectUnsaid: "unsaid"
    case .otherPopulation: "others"
    case .rolesReversed: "reversed"
    case .nothingShared: "unshared"
    case .unexplained: "unexplained"
    case .outranked: "outranked"
    }
  }

  /// The best statement of each sentence: how near it came to the best of all, and whether it was turned down.
  private func show(_ candidates: [Candidate], _ features: inout Features) {
    let top = max(1, candidates.map(\.score).max() ?? 1)
    var seen: Set<SentenceNumber> = []
    for candidate in candidates where seen.insert(candidate.statement.citation.sentence).inserted {
      let sentence = candidate.statement.citation.sentence
      let name = name(sentence)
      features.show(("score:", name), max(0, candidate.score) / top * Self.half)
      if candidate.score >= top { features.show(("best:", name), Self.half) }
      features.show(("accepted:", name), candidate.rejection == nil ? 0.25 : 0)
      if case .otherPopulation = candidate.rejection { features.show(("for-others:", name)) }
    }
  }

  private func name(_ sentence: SentenceNumber) -> String { sentenceNames[sentence] ?? sentence.description }

  /// Sentences with a statement that everything the question names was found in, each in a slot of its own.
  private func showCompleteness(_ explanation: Explanation, _ features: inout Features) {
    let question = explanation.question
    guard question.unknown.isEmpty else { return }
    let weighty = question.mentions.filter { mention in
      switch mention.role {
      case .topic, .finding, .value, .nuance, .condition, .outside: true
      case .aspect: !question.implied.contains(mention.concept)
      case .category, .relation, .domain, .form, .polarity, .discourse, .background: false
      }
    }.map(\.concept)
    guard !weighty.isEmpty else { return }
    var isIncomplete = true
    for candidate in explanation.candidates where candidate.rejection == nil {
      let found = Set(
        candidate.matches.filter { match in
          switch match.account {
          case .slot, .aspect, .opposite: true
          case .sibling: false
          }
        }.map(\.concept))
      guard found.isSuperset(of: weighty) else { continue }
      isIncomplete = false
      features.show(("complete:", name(candidate.statement.citation.sentence)), Self.half)
    }
    if isIncomplete { features.show("incomplete", Self.half) }
  }

  /// The features of a proposition for the verdict: what is shown, and how the judge took it.
  ///
  /// The trainer leaves out the pairs of `showPairs`: what goes together tells what a question is about, not whether its
  /// claim is true. So the pairs have no weights for a verdict.
  func verdictFeatures(
    _ shown: Features, question: Question, judged: Verdict?, candidate: Candidate?, truth: Verdict?,
    sentences: [SentenceNumber]
  ) -> Features {
    var features = shown
    let verdict = judged?.rawValue ?? "none"
    let turns = String(min(3, question.negators.count))
    features.show(("judged:", verdict), 1.5)
    features.show(("judged:", verdict, "+turned:", turns), Self.most)
    features.show(("turned:", turns))
    if let candidate { show(candidate, of: question, judged: verdict, &features) }
    if question.isExclusive { features.show("exclusive") }
    if question.isUniversal { features.show("universal") }
    if question.hasTag { features.show("tag") }
    if question.opensWithVerb { features.show("opens-with-verb") }
    if question.hasQuestionMark {
      features.show("question-mark")
      features.show(("question-mark:", question.form.rawValue))
    }
    if let truth {
      features.show(("truth:", truth.rawValue))
      features.show(("truth:", truth.rawValue, "+turned:", turns), Self.most)
      features.show(("truth:", truth.rawValue, "+", question.form.rawValue), Self.most)
    }
    let own = Set(question.mentions.map(\.concept))
    for sentence in sentences {
      let name = name(sentence)
      features.show(("cited:", name), Self.half)
      features.show(("judged:", verdict, "+cited:", name), Self.most)
      for concept in own { features.show(("cited:", name, "+", concept), Self.half) }
    }
    for concept in own { features.show(("turned:", turns, "+", concept), Self.half) }
    return features
  }

  /// How a proposition stands to the statement that it is judged by.
  private func show(
    _ candidate: Candidate, of question: Question, judged: String, _ features: inout Features
  ) {
    let patients = patientsNamed(candidate)
    features.show(("patients:", patients.rawValue))
    features.show(("judged:", judged, "+patients:", patients.rawValue), Self.most)
    features.show(("opposed:", String(min(2, candidate.opposed.count))))
    features.show(("certainty:", candidate.statement.certainty.id), Self.half)
    for role in leftOver(by: candidate, of: question) {
      features.show(("unfound:", role.rawValue), Self.most)
    }
    if let rejection = candidate.rejection {
      features.show(("turned-down:", Self.name(of: rejection)), Self.most)
    }
    var places: [Slot: Int] = [:]
    for match in candidate.matches {
      guard case .slot(let slot, _) = match.account,
        let place = question.mentions.first(where: { $0.concept == match.concept })?.tokens.first
      else { continue }
      features.show(("found:", slot.rawValue), Self.half)
      places[slot] = min(place, places[slot] ?? place)
    }
    if let subject = places[.subject], let object = places[.object] {
      features.show(("order:", subject < object ? "subject-object" : "object-subject"))
      if let relation = question.mentions(.relation).first?.tokens.first {
        let order = [("s", subject), ("o", object), ("r", relation)].sorted { $0.1 < $1.1 }.map(\.0).joined()
        features.show(("order:", order))
      }
    }
  }

  /// How many of the states that a statement is for were named or told.
  private func patientsNamed(_ candidate: Candidate) -> PatientsNamed {
    let states = candidate.statement.slots[.population] ?? []
    guard !states.isEmpty else { return .unlimited }
    let named = candidate.matches.filter { match in
      if case .slot(.population, _) = match.account { true } else { false }
    }.map(\.concept)
    let count = states.count { state in named.contains { lexicon.isA($0, state) } }
    return count == states.count ? .all : count > 0 ? .some : .none
  }
}

/// How many of the states that a statement is for a question names, with what was told before.
private enum PatientsNamed: String {
  case all, some, none
  /// The statement is for whomever.
  case unlimited
}
