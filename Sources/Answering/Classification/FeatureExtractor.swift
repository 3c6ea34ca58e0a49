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
  private let statedAspects: [String: StatedAspect]
  /// The concepts that fill a slot of some statement.
  private let stated: Set<String>
  /// The concepts that were named so far, as they stand to the document.
  private let traits: MadeOnce<ConceptTraits>
  private let places: StatementPlaces
  /// The sentences that are told of, by their places: a classifier knows nothing of others.
  private let known: [Int]
  /// For each sentence its place in `known`, or nil.
  private let knownPlaces: [Int?]
  /// The numbers of the sentences in `known` as they stand in names.
  private let names: [NamePart]

  /// Tells of some sentences; of all if none are given.
  init(pack: Pack, unifier: Unifier, known wanted: Set<SentenceNumber>?) {
    lexicon = pack.lexicon
    statedAspects = unifier.statedAspects
    stated = pack.statements.reduce(into: []) { $0.formUnion($1.concepts) }
    traits = MadeOnce(count: lexicon.concepts.count)
    let places = unifier.places
    self.places = places
    let known = places.scopes.indices.filter { wanted?.contains(places.scopes[$0].sentence) ?? true }
    self.known = known
    var knownPlaces = [Int?](repeating: nil, count: places.scopes.count)
    for (place, sentence) in known.enumerated() { knownPlaces[sentence] = place }
    self.knownPlaces = knownPlaces
    names = known.map { NamePart(places.scopes[$0].sentence.description) }
  }

  /// What stands between the names of a pair.
  static let pairMark = UInt8(ascii: "*")
  // How much a kind of feature weighs against the plainest, before anything is learned.
  private static let half = 0.5
  private static let most = 0.7
  private static let sequel = 0.4

  /// The words of a reading, as they stand in names.
  static func words(of reading: Reading) -> [NamePart] {
    var words: [NamePart] = []
    words.reserveCapacity(reading.ownTokens.count)
    for token in reading.ownTokens where token.kind != .mark { words.append(NamePart(token.key)) }
    return words
  }

  func show<Sink: FeatureSink>(
    _ words: [NamePart], _ explanations: [Explanation], complete: [[Candidate]?],
    after conversation: Conversation, to features: inout Sink
  ) {
    for (place, word) in words.enumerated() {
      features.show((Piece.word, word))
      if place > 0 { features.show((Piece.words, words[place - 1], Piece.underscore, word), Self.half) }
    }
    features.show(("turn:", String(min(3, conversation.turns + 1))), Self.half)
    if let before = conversation.last, let question = explanations.first?.question {
      show(question, in: words, after: before, cited: conversation.cited, &features)
    }
    features.show(("questions:", String(min(3, explanations.count))), Self.half)
    features.show(("length:", String(min(6, words.count / 4))), Self.half)
    for (explanation, complete) in zip(explanations, complete) {
      show(explanation.question, &features)
      if let ranking = explanation.ranking, let nearest = ranking.nearest {
        show(ranking, &features)
        showMeasure(ranking, nearest, &features)
      }
      if let complete { showCompleteness(complete, &features) }
    }
  }

  /// What was asked and cited before, whether or not a question takes it up, and that its words came after another
  /// question: a question that names nothing of its own is about that, and "how often" by itself, or "sorry, I meant" with
  /// a name, ask what they never ask at the beginning.
  private func show<Sink: FeatureSink>(
    _ question: Question, in words: [NamePart], after before: Question, cited: [SentenceNumber],
    _ features: inout Sink
  ) {
    let own = question.mentions.filter { !question.inherited.contains($0.concept) }
    let names = own.map { traits(of: $0.concept).name }
    let things = NamePart(String(min(2, own.count { [.topic, .finding, .condition].contains($0.role) })))
    for sentence in cited.isEmpty ? ["nothing"] : cited.map({ NamePart($0.description) }) {
      features.show((Piece.after, sentence), Self.half)
      features.show((Piece.after, sentence, Piece.things, things))
      features.show((Piece.after, sentence, Piece.plus, NamePart(question.form.rawValue)), Self.half)
      for (mention, name) in zip(own, names) where mention.role == .aspect {
        features.show((Piece.after, sentence, Piece.plus, name), Self.half)
      }
    }
    features.show(("before-form:", before.form.rawValue), Self.sequel)
    for mention in before.mentions where !question.mentions.contains(where: { $0.concept == mention.concept })
    {
      let earlier = traits(of: mention.concept).name
      features.show((Piece.before, earlier), Self.sequel)
      features.show((Piece.before, earlier, Piece.things, things), Self.sequel)
      switch mention.role {
      case .topic, .finding, .condition, .aspect, .domain, .value:
        for new in names { features.show((Piece.before, earlier, Piece.times, new), Self.sequel) }
      default: break
      }
    }
    for word in words { features.show((Piece.then, word), Self.sequel) }
    if let first = words.first { features.show(("then-first:", first), Self.sequel) }
  }

  private func show<Sink: FeatureSink>(_ question: Question, _ features: inout Sink) {
    let form = NamePart(question.form.rawValue)
    let inherited = question.inherited
    features.show(("form:", form))
    features.show(("negations:", String(min(2, question.negators.count))), Self.half)
    let concepts = question.mentions.map { traits(of: $0.concept) }
    var own: [NamePart] = []
    for (mention, concept) in zip(question.mentions, concepts) {
      let isInherited = inherited.contains(mention.concept)
      if isInherited {
        features.show(("kept:", concept.name), 0.8)
        features.show((Piece.named, concept.name), Self.half)
      } else if !own.contains(concept.name) {
        own.append(concept.name)
        features.show((Piece.named, concept.name))
        features.show((form, Piece.plus, concept.name), Self.half)
      }
      features.show((Piece.role, NamePart(mention.role.rawValue)), Self.half)
      showStanding(of: mention, concept, isInherited: isInherited, &features)
    }
    let told = question.context.map { traits(of: $0.concept).name }
    for (mention, concept) in zip(question.context, told) {
      features.show((Piece.told, concept), Self.most)
      if isForeign(mention) { features.show(("foreign-told:", mention.role.rawValue)) }
    }
    for mention in question.absent + question.without {
      let absent = traits(of: mention.concept).name
      features.show(("absent:", absent), Self.most)
      for name in own where name != absent {
        features.show(("absent:", absent, Piece.times, name), Self.half)
      }
    }
    showOrder(question, concepts, &features)
    let named = inherited.reduce(into: own) { named, concept in
      if !named.contains(where: { $0.text == concept }) { named.append(NamePart(concept)) }
    }
    showPairs(named.sorted { $0.text < $1.text }, told, &features)
    for word in question.unknown { features.show(("unknown:", word.text), Self.most) }
    features.show(("unknown-words:", String(min(4, question.unknown.count))))
    features.show(("named-things:", String(min(6, own.count))), Self.most)
    if question.lacksReferent { features.show("no-referent") }
  }

  /// What is named together: a drug and a finding speak for other sentences than each by itself.
  private func showPairs<Sink: FeatureSink>(
    _ named: [NamePart], _ told: [NamePart], _ features: inout Sink
  ) {
    for (position, one) in named.enumerated() {
      for other in named[(position + 1)...] { features.showPair(one, Piece.times, other, 1) }
      for other in told { features.showPair(one, "*told:", other, Self.half) }
    }
  }

  /// How a concept stands to the document, whatever it is: this is what tells of things never seen before.
  private func showStanding<Sink: FeatureSink>(
    of mention: Mention, _ concept: ConceptTraits, isInherited: Bool, _ features: inout Sink
  ) {
    for kind in concept.kinds { features.show((Piece.kind, kind), Self.half) }
    switch mention.role {
    case .topic, .finding, .domain, .condition:
      if !concept.isStated { features.add("unstated:", NamePart(mention.role.rawValue), 1) }
      if isForeign(mention) { features.add("foreign:", NamePart(mention.role.rawValue), 1) }
    case .aspect:
      guard statedAspects[mention.concept] == nil else { return }
      features.show("unstated:aspect")
      if !isInherited { features.show("unstated:own-aspect") }
    default: return
    }
  }

  /// How a concept stands to the document.
  private func traits(of concept: String) -> ConceptTraits {
    func make() -> ConceptTraits {
      let broader = lexicon.broader(of: concept)
      return ConceptTraits(
        name: NamePart(concept),
        kinds: broader.compactMap { kind in
          kind != concept && lexicon.layer(of: kind) == .pack ? NamePart(kind) : nil
        },
        isStated: !stated.isDisjoint(with: broader.union([concept])))
    }
    return lexicon.concepts.number(of: concept).map { traits.value($0) { _ in make() } } ?? make()
  }

  /// Whether a mention names a thing that no statement can be about.
  private func isForeign(_ mention: Mention) -> Bool {
    switch mention.role {
    case .topic, .finding, .domain: lexicon.layer(of: mention.concept) != .pack
    default: false
    }
  }

  /// Which concept comes after which: who does what to whom.
  private func showOrder<Sink: FeatureSink>(
    _ question: Question, _ concepts: [ConceptTraits], _ features: inout Sink
  ) {
    var row: [(token: Int, name: NamePart)] = []
    row.reserveCapacity(concepts.count)
    for (mention, concept) in zip(question.mentions, concepts) {
      switch mention.role {
      case .background, .form, .discourse: break
      default:
        guard !question.inherited.contains(mention.concept), let token = mention.tokens.first else {
          continue
        }
        row.append((token, concept.name))
      }
    }
    row.sort { ($0.token, $0.name.text) < ($1.token, $1.name.text) }
    for (one, next) in zip(row, row.dropFirst()) where one.name != next.name {
      features.show((one.name, Piece.follows, next.name), Self.half)
    }
  }

  /// What the best statement of each sentence made of the mentions, and what the best of all left over.
  private func showMeasure<Sink: FeatureSink>(
    _ ranking: Ranking, _ best: Candidate, _ features: inout Sink
  ) {
    var tops = [Int?](repeating: nil, count: known.count)
    for (place, candidate) in ranking.near.enumerated() where candidate.score > 0 {
      guard let sentence = knownPlaces[places.sentences[candidate.index]] else { continue }
      if tops[sentence].map({ candidate.score > ranking.near[$0].score }) ?? true { tops[sentence] = place }
    }
    for (sentence, top) in tops.enumerated() {
      guard let top else { continue }
      let (name, candidate) = (names[sentence], ranking.near[top])
      for finding in candidate.findings {
        switch finding.account {
        case .slot(let slot, let nearness):
          features.show(
            (Piece.found, name, Piece.plus, NamePart(slot.rawValue)), nearness == .broader ? 0.2 : 0.4)
        case .opposite: features.show(("against:", name), Self.half)
        case .aspect, .sibling: break
        }
      }
      if let rejection = candidate.rejection {
        features.show((Piece.refused, name, Piece.plus, NamePart(Self.name(of: rejection))), 0.4)
      }
    }
    let left = leftOver(by: best)
    for role in left { features.show(("left:", role.rawValue), Self.most) }
    features.show(("left-over:", String(min(3, left.count))), Self.most)
    features.show(("refused:", best.rejection.map(Self.name) ?? "not"), Self.most)
  }

  /// The roles of what a question names that found nothing in a statement.
  private func leftOver(by candidate: Candidate) -> [Role] {
    candidate.inquiry.parts.compactMap { part in
      switch part.role {
      case .topic, .finding, .value, .nuance, .condition, .aspect, .category, .domain, .outside:
        part.isImplied || candidate.findings.contains { $0.concept == part.standing } ? nil : part.role
      case .relation, .form, .polarity, .discourse, .background: nil
      }
    }
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
        features.show((Piece.score, name), 0)
        features.show((Piece.accepted, name), 0)
        continue
      }
      features.show((Piece.score, name), max(0, first.score) / top * Self.half)
      if first.score >= top { features.show(("best:", name), Self.half) }
      features.show((Piece.accepted, name), first.rejection == nil ? 0.25 : 0)
      if case .otherPopulation = first.rejection { features.show(("for-others:", name)) }
    }
  }

  /// Sentences with a statement that everything the question names was found in, each in a slot of its own.
  private func showCompleteness<Sink: FeatureSink>(_ complete: [Candidate], _ features: inout Sink) {
    for candidate in complete {
      guard let sentence = knownPlaces[places.sentences[candidate.index]] else { continue }
      features.show(("complete:", names[sentence]), Self.half)
    }
    if complete.isEmpty { features.show("incomplete", Self.half) }
  }

  /// The statements in which everything that a question names was found, each in a slot of its own; nil if it names nothing
  /// that has to be.
  static func complete(_ explanation: Explanation) -> [Candidate]? {
    let weighty = weighty(explanation.question)
    guard !weighty.isEmpty else { return nil }
    return explanation.ranking?.accepted.filter { isComplete($0, weighty) } ?? []
  }

  /// What a question names that a statement has to have for everything to be found in it; nothing if there are words
  /// that no layer explains.
  private static func weighty(_ question: Question) -> [String] {
    guard question.unknown.isEmpty else { return [] }
    return question.mentions.filter { mention in
      switch mention.role {
      case .topic, .finding, .value, .nuance, .condition, .outside: true
      case .aspect: !question.implied.contains(mention.concept)
      case .category, .relation, .domain, .form, .polarity, .discourse, .background: false
      }
    }.map(\.concept)
  }

  private static func isComplete(_ candidate: Candidate, _ weighty: [String]) -> Bool {
    weighty.allSatisfy { concept in
      candidate.findings(on: concept).contains { $0.account != .sibling }
    }
  }

  /// Shows how the judge took a proposition, for the verdict, which hangs on all else that is shown, too.
  ///
  /// The trainer leaves out the pairs of `showPairs`: what goes together tells what a question is about, not whether its
  /// claim is true. So the pairs have no weights for a verdict.
  func showProposition<Sink: FeatureSink>(
    _ question: Question, in words: [NamePart], judged: Verdict?, candidate: Candidate?, truth: Verdict?,
    sentences: [SentenceNumber], to features: inout Sink
  ) {
    let verdict = NamePart(judged?.rawValue ?? Arbiter.none)
    let turns = NamePart(String(min(3, question.negators.count)))
    let concepts = question.mentions.map { traits(of: $0.concept).name }
    features.show(("judged:", verdict), 1.5)
    features.show(("judged:", verdict, "+turned:", turns), Self.most)
    features.show(("turned:", turns))
    if let candidate { show(candidate, judged: verdict, &features) }
    if question.isExclusive { features.show("exclusive") }
    if question.isUniversal { features.show("universal") }
    if question.hasTag { features.show("tag") }
    if question.opensWithVerb { features.show("opens-with-verb") }
    if question.hasQuestionMark {
      features.show("question-mark")
      features.show(("question-mark:", question.form.rawValue))
    }
    if let truth {
      let truth = NamePart(truth.rawValue)
      features.show(("truth:", truth))
      features.show(("truth:", truth, "+turned:", turns), Self.most)
      features.show(("truth:", truth, "+", NamePart(question.form.rawValue)), Self.most)
    }
    for sentence in sentences {
      let name = NamePart(sentence.description)
      features.show((Piece.cited, name), Self.half)
      features.show(("judged:", verdict, "+cited:", name), Self.most)
      features.show((Piece.cited, name, "+turned:", turns), Self.half)
      features.show((Piece.cited, name, Piece.plus, NamePart(question.form.rawValue)), Self.half)
      for concept in concepts { features.show((Piece.cited, name, Piece.plus, concept), Self.half) }
      for mention in question.context {
        features.show((Piece.cited, name, "+told:", NamePart(mention.concept)), Self.half)
      }
      // The same word speaks for one sentence and against another.
      for word in words { features.show((Piece.cited, name, Piece.plusWord, word), Self.half) }
    }
    for concept in concepts { features.show((Piece.turned, turns, Piece.plus, concept), Self.half) }
  }

  /// How a proposition stands to the statement that it is judged by.
  private func show<Sink: FeatureSink>(
    _ candidate: Candidate, judged: NamePart, _ features: inout Sink
  ) {
    let patients = NamePart(patientsNamed(candidate).rawValue)
    features.show(("patients:", patients))
    features.show(("judged:", judged, "+patients:", patients), Self.most)
    features.show(("opposed:", String(min(2, candidate.opposed.count))))
    features.show(("certainty:", candidate.statement.certainty.id), Self.half)
    for role in leftOver(by: candidate) {
      features.show(("unfound:", role.rawValue), Self.most)
    }
    if let rejection = candidate.rejection {
      features.show(("turned-down:", Self.name(of: rejection)), Self.most)
    }
    let parts = candidate.inquiry.parts
    var (subject, object): (Int?, Int?)
    for finding in candidate.findings {
      guard case .slot(let slot, _) = finding.account,
        let place = parts.first(where: { $0.standing == finding.concept })?.token
      else { continue }
      features.show(("found:", slot.rawValue), Self.half)
      switch slot {
      case .subject: subject = min(place, subject ?? place)
      case .object: object = min(place, object ?? place)
      default: break
      }
    }
    if let subject, let object {
      features.show(("order:", subject < object ? "subject-object" : "object-subject"))
      if let relation = parts.first(where: { $0.role == .relation })?.token {
        let order = [("s", subject), ("o", object), ("r", relation)].sorted { $0.1 < $1.1 }.map(\.0).joined()
        features.show(("order:", order))
      }
    }
  }

  /// How many of the states that a statement is for were named or told.
  private func patientsNamed(_ candidate: Candidate) -> PatientsNamed {
    let states = candidate.statement.fillers(of: .population)
    guard !states.isEmpty else { return .unlimited }
    let named = candidate.findings.filter { finding in
      if case .slot(.population, _) = finding.account { true } else { false }
    }.map(candidate.concept)
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

/// How a concept stands to the document.
///
/// A class, as it is handed around: a copy is a reference.
private final class ConceptTraits: Sendable {
  /// The concept as it stands in names.
  let name: NamePart
  /// What the document knows it to be a kind of.
  let kinds: [NamePart]
  /// Whether it, or something that it is a kind of, fills a slot of some statement.
  let isStated: Bool

  init(name: NamePart, kinds: [NamePart], isStated: Bool) {
    self.name = name
    self.kinds = kinds
    self.isStated = isStated
  }
}

/// The pieces that stand in most of the names.
private enum Piece {
  static let word: NamePart = "word:"
  static let words: NamePart = "words:"
  static let then: NamePart = "then:"
  static let after: NamePart = "after:"
  static let before: NamePart = "before:"
  static let things: NamePart = "+things:"
  static let named: NamePart = "named:"
  static let told: NamePart = "told:"
  static let role: NamePart = "role:"
  static let kind: NamePart = "kind:"
  static let score: NamePart = "score:"
  static let accepted: NamePart = "accepted:"
  static let found: NamePart = "in:"
  static let refused: NamePart = "refused:"
  static let cited: NamePart = "cited:"
  static let turned: NamePart = "turned:"
  static let plusWord: NamePart = "+word:"
  static let plus: NamePart = "+"
  static let times: NamePart = "*"
  static let follows: NamePart = ">"
  static let underscore: NamePart = "_"
}
