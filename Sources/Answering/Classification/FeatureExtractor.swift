import Knowledge
import Understanding

/// Makes the features of one input for the classifiers: what was read in it, and how the statements measured up.
///
/// The names say what was seen: `named:` and `told:` concepts, `word:` stems, `best:` the sentence whose statement
/// came first, and so on. Everything about a single document is in the names, so that none of it is in the code.
///
/// A class, though nothing of it changes: what uses it refers to all of its tables by one.
final class FeatureExtractor: Sendable {
  private let lexicon: Lexicon
  private let statedAspects: Set<String>
  /// The concepts that fill a slot of some statement.
  private let stated: Set<String>
  private let places: StatementPlaces
  /// The sentences that are told of, by their places: a classifier knows nothing of others.
  private let known: [Int]
  /// For each sentence its place in `known`, or nil.
  private let knownPlaces: [Int?]
  /// The numbers of the sentences in `known` as they stand in names.
  private let names: [String]

  /// Tells of some sentences; of all if none are given.
  init(pack: Pack, unifier: Unifier, known wanted: Set<SentenceNumber>?) {
    lexicon = pack.lexicon
    statedAspects = unifier.statedAspects
    stated = pack.statements.reduce(into: []) { $0.formUnion($1.concepts) }
    let places = unifier.places
    self.places = places
    let known = places.scopes.indices.filter { wanted?.contains(places.scopes[$0].sentence) ?? true }
    self.known = known
    var knownPlaces = [Int?](repeating: nil, count: places.scopes.count)
    for (place, sentence) in known.enumerated() { knownPlaces[sentence] = place }
    self.knownPlaces = knownPlaces
    names = known.map { places.scopes[$0].sentence.description }
  }

  /// What stands between the names of a pair.
  static let pairMark = UInt8(ascii: "*")
  // How much a kind of feature weighs against the plainest, before anything is learned.
  private static let half = 0.5
  private static let most = 0.7
  private static let sequel = 0.4

  func show<Sink: FeatureSink>(
    _ reading: Reading, _ explanations: [Explanation], after conversation: Conversation,
    to features: inout Sink
  ) {
    var words = 0
    var last: String?
    for token in reading.ownTokens where token.kind != .mark {
      features.show(("word:", token.key))
      if let last { features.show(("words:", last, "_", token.key), Self.half) }
      last = token.key
      words += 1
    }
    features.show(("turn:", String(min(3, conversation.turns + 1))), Self.half)
    if let before = conversation.last, let question = explanations.first?.question {
      show(question, in: reading, after: before, cited: conversation.cited, &features)
    }
    features.show(("questions:", String(min(3, explanations.count))), Self.half)
    features.show(("length:", String(min(6, words / 4))), Self.half)
    for explanation in explanations {
      show(explanation.question, &features)
      if let ranking = explanation.ranking, let nearest = ranking.nearest {
        show(ranking, &features)
        showMeasure(ranking, nearest, explanation.question, &features)
      }
      showCompleteness(explanation, &features)
    }
  }

  /// What was asked and cited before, whether or not a question takes it up, and that its words came after another
  /// question: a question that names nothing of its own is about that, and "how often" by itself, or "sorry, I meant" with
  /// a name, ask what they never ask at the beginning.
  private func show<Sink: FeatureSink>(
    _ question: Question, in reading: Reading, after before: Question, cited: [SentenceNumber],
    _ features: inout Sink
  ) {
    let own = question.mentions.filter { !question.inherited.contains($0.concept) }
    let things = String(min(2, own.count { [.topic, .finding, .condition].contains($0.role) }))
    for sentence in cited.isEmpty ? ["nothing"] : cited.map(\.description) {
      features.show(("after:", sentence), Self.half)
      features.show(("after:", sentence, "+things:", things))
      features.show(("after:", sentence, "+", question.form.rawValue), Self.half)
      for mention in own where mention.role == .aspect {
        features.show(("after:", sentence, "+", mention.concept), Self.half)
      }
    }
    features.show(("before-form:", before.form.rawValue), Self.sequel)
    for mention in before.mentions where !question.mentions.contains(where: { $0.concept == mention.concept })
    {
      features.show(("before:", mention.concept), Self.sequel)
      features.show(("before:", mention.concept, "+things:", things), Self.sequel)
      switch mention.role {
      case .topic, .finding, .condition, .aspect, .domain, .value:
        for new in own {
          features.show(("before:", mention.concept, "*", new.concept), Self.sequel)
        }
      default: break
      }
    }
    var isFirst = true
    for token in reading.ownTokens where token.kind != .mark {
      features.show(("then:", token.key), Self.sequel)
      if isFirst { features.show(("then-first:", token.key), Self.sequel) }
      isFirst = false
    }
  }

  private func show<Sink: FeatureSink>(_ question: Question, _ features: inout Sink) {
    let form = question.form.rawValue
    let inherited = question.inherited
    features.show(("form:", form))
    features.show(("negations:", String(min(2, question.negators.count))), Self.half)
    var own: [String] = []
    for mention in question.mentions {
      let concept = mention.concept
      let isInherited = inherited.contains(concept)
      if isInherited {
        features.show(("kept:", concept), 0.8)
        features.show(("named:", concept), Self.half)
      } else if !own.contains(concept) {
        own.append(concept)
        features.show(("named:", concept))
        features.show((form, "+", concept), Self.half)
      }
      features.show(("role:", mention.role.rawValue), Self.half)
      showStanding(of: mention, isInherited: isInherited, &features)
    }
    for mention in question.context {
      features.show(("told:", mention.concept), Self.most)
      if isForeign(mention) { features.show(("foreign-told:", mention.role.rawValue)) }
    }
    showOrder(question.mentions.filter { !inherited.contains($0.concept) }, &features)
    let named = inherited.reduce(into: own) { if !$0.contains($1) { $0.append($1) } }
    showPairs(named.sorted(), question.context.map(\.concept), &features)
    for word in question.unknown { features.show(("unknown:", word.text), Self.most) }
    features.show(("unknown-words:", String(min(4, question.unknown.count))))
    features.show(("named-things:", String(min(6, own.count))), Self.most)
    if question.lacksReferent { features.show("no-referent") }
  }

  /// What is named together: a drug and a finding speak for other sentences than each by itself.
  private func showPairs<Sink: FeatureSink>(_ named: [String], _ told: [String], _ features: inout Sink) {
    for (position, one) in named.enumerated() {
      for other in named[(position + 1)...] { features.showPair(one, "*", other, 1) }
      for other in told { features.showPair(one, "*told:", other, Self.half) }
    }
  }

  /// How a concept stands to the document, whatever it is: this is what tells of things never seen before.
  private func showStanding<Sink: FeatureSink>(of mention: Mention, isInherited: Bool, _ features: inout Sink)
  {
    let concept = mention.concept
    let broader = lexicon.broader(of: concept)
    for kind in broader where kind != concept && lexicon.layer(of: kind) == .pack {
      features.show(("kind:", kind), Self.half)
    }
    switch mention.role {
    case .topic, .finding, .domain, .condition:
      if !stated.contains(concept), stated.isDisjoint(with: broader) {
        features.add("unstated:", mention.role.rawValue, 1)
      }
      if isForeign(mention) { features.add("foreign:", mention.role.rawValue, 1) }
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
    case .topic, .finding, .domain: lexicon.layer(of: mention.concept) != .pack
    default: false
    }
  }

  /// Which concept comes after which: who does what to whom.
  private func showOrder<Sink: FeatureSink>(_ mentions: [Mention], _ features: inout Sink) {
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
  private func showMeasure<Sink: FeatureSink>(
    _ ranking: Ranking, _ best: Candidate, _ question: Question, _ features: inout Sink
  ) {
    var tops = [Int?](repeating: nil, count: known.count)
    for (place, candidate) in ranking.near.enumerated() where candidate.score > 0 {
      guard let sentence = knownPlaces[places.sentences[candidate.index]] else { continue }
      if tops[sentence].map({ candidate.score > ranking.near[$0].score }) ?? true { tops[sentence] = place }
    }
    for (sentence, top) in tops.enumerated() {
      guard let top else { continue }
      let (name, candidate) = (names[sentence], ranking.near[top])
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
    let left = leftOver(by: best, of: question)
    for role in left { features.show(("left:", role.rawValue), Self.most) }
    features.show(("left-over:", String(min(3, left.count))), Self.most)
    features.show(("refused:", best.rejection.map(Self.name) ?? "not"), Self.most)
  }

  /// The roles of what a question names that found nothing in a statement.
  private func leftOver(by candidate: Candidate, of question: Question) -> [Role] {
    question.mentions.filter { mention in
      switch mention.role {
      case .topic, .finding, .value, .nuance, .condition, .aspect, .category, .domain, .outside:
        !candidate.matches.contains { $0.concept == mention.concept }
          && !question.implied.contains(mention.concept)
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
  private func show<Sink: FeatureSink>(_ ranking: Ranking, _ features: inout Sink) {
    var top = 1.0
    var firsts = [Int?](repeating: nil, count: known.count)
    for (place, candidate) in ranking.near.enumerated() {
      top = max(top, candidate.score)
      guard let sentence = knownPlaces[places.sentences[candidate.index]] else { continue }
      if firsts[sentence] == nil { firsts[sentence] = place }
    }
    for (sentence, first) in firsts.enumerated() {
      let name = names[sentence]
      guard let first = ranking.first(of: known[sentence], near: first) else {
        // Sharing nothing with the question is nothing that counts, but it is seen.
        features.show(("score:", name), 0)
        features.show(("accepted:", name), 0)
        continue
      }
      features.show(("score:", name), max(0, first.score) / top * Self.half)
      if first.score >= top { features.show(("best:", name), Self.half) }
      features.show(("accepted:", name), first.rejection == nil ? 0.25 : 0)
      if case .otherPopulation = first.rejection { features.show(("for-others:", name)) }
    }
  }

  /// Sentences with a statement that everything the question names was found in, each in a slot of its own.
  private func showCompleteness<Sink: FeatureSink>(_ explanation: Explanation, _ features: inout Sink) {
    guard let complete = complete(explanation) else { return }
    for candidate in complete {
      guard let sentence = knownPlaces[places.sentences[candidate.index]] else { continue }
      features.show(("complete:", names[sentence]), Self.half)
    }
    if complete.isEmpty { features.show("incomplete", Self.half) }
  }

  /// The sentences with a statement in which everything that a question names was found, each in a slot of its own.
  func complete(in explanations: [Explanation]) -> Set<SentenceNumber> {
    Set(explanations.flatMap { complete($0) ?? [] }.map { $0.statement.citation.sentence })
  }

  /// The statements in which everything that a question names was found; nil if it names nothing that has to be.
  private func complete(_ explanation: Explanation) -> [Candidate]? {
    let weighty = weighty(explanation.question)
    guard !weighty.isEmpty else { return nil }
    return explanation.ranking?.accepted.filter { isComplete($0, weighty) } ?? []
  }

  /// What a question names that a statement has to have for everything to be found in it; nothing if there are words
  /// that no layer explains.
  private func weighty(_ question: Question) -> [String] {
    guard question.unknown.isEmpty else { return [] }
    return question.mentions.filter { mention in
      switch mention.role {
      case .topic, .finding, .value, .nuance, .condition, .outside: true
      case .aspect: !question.implied.contains(mention.concept)
      case .category, .relation, .domain, .form, .polarity, .discourse, .background: false
      }
    }.map(\.concept)
  }

  private func isComplete(_ candidate: Candidate, _ weighty: [String]) -> Bool {
    weighty.allSatisfy { concept in
      candidate.matches.contains { $0.concept == concept && $0.account != .sibling }
    }
  }

  /// Shows how the judge took a proposition, for the verdict, which hangs on all else that is shown, too.
  ///
  /// The trainer leaves out the pairs of `showPairs`: what goes together tells what a question is about, not whether its
  /// claim is true. So the pairs have no weights for a verdict.
  func showProposition<Sink: FeatureSink>(
    _ question: Question, in reading: Reading, judged: Verdict?, candidate: Candidate?, truth: Verdict?,
    sentences: [SentenceNumber], to features: inout Sink
  ) {
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
    for sentence in sentences {
      let name = sentence.description
      features.show(("cited:", name), Self.half)
      features.show(("judged:", verdict, "+cited:", name), Self.most)
      features.show(("cited:", name, "+turned:", turns), Self.half)
      features.show(("cited:", name, "+", question.form.rawValue), Self.half)
      for mention in question.mentions { features.show(("cited:", name, "+", mention.concept), Self.half) }
      for mention in question.context {
        features.show(("cited:", name, "+told:", mention.concept), Self.half)
      }
      // The same word speaks for one sentence and against another.
      for token in reading.ownTokens where token.kind != .mark {
        features.show(("cited:", name, "+word:", token.key), Self.half)
      }
    }
    for mention in question.mentions { features.show(("turned:", turns, "+", mention.concept), Self.half) }
  }

  /// How a proposition stands to the statement that it is judged by.
  private func show<Sink: FeatureSink>(
    _ candidate: Candidate, of question: Question, judged: String, _ features: inout Sink
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
