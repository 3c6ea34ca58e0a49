public import Knowledge
public import Understanding

/// Answers questions from the statements of one pack.
///
/// A class, though nothing of it changes: it is made of many tables, and what uses it refers to them all by one.
public final class Answerer: Sendable {
  /// The pack it answers from.
  public let pack: Pack
  /// How it reads what a person types; other judges of free text read with the same eyes.
  public let reader: Reader
  private let resolver: QuestionResolver
  private let unifier: Unifier
  private let judge: VerdictJudge
  private let extractor: FeatureExtractor
  private let arbiter: Arbiter?
  /// The places in `unifier.places.scopes` of the sentences that the arbiter knows.
  private let ruled: [Int]

  /// Prepares to answer from a pack.
  ///
  /// - Parameter usesLearned: whether what was learned from labelled questions decides too; without it, the slots of
  ///   the statements decide alone, which makes an answer a proof.
  public init(pack: Pack, usesLearned: Bool = true) {
    self.pack = pack
    reader = Reader(lexicon: pack.lexicon)
    resolver = QuestionResolver(lexicon: pack.lexicon)
    unifier = Unifier(pack: pack)
    judge = VerdictJudge(lexicon: pack.lexicon)
    let arbiter = usesLearned ? pack.learned.map(Arbiter.init) : nil
    extractor = FeatureExtractor(pack: pack, unifier: unifier, known: arbiter.map { Set($0.known) })
    self.arbiter = arbiter
    let known = Set(arbiter?.known ?? [])
    let scopes = unifier.places.scopes
    ruled = scopes.indices.filter { known.contains(scopes[$0].sentence) }
  }

  /// The names by which a person can ask about the pack's things, for completion.
  public var names: [(name: String, concept: String)] { reader.names(of: [.topic, .finding, .condition]) }

  /// Answers one input and remembers what the next one may refer to.
  public func answer(_ input: String, in conversation: inout Conversation) -> Answer {
    let reading = reader.read(input)
    switch resolver.resolve(reading, in: conversation) {
    case .empty: return plain(.clarify(.nothingAsked), reading)
    case .social: return plain(.abstained(.social), reading)
    case .vague(let questions):
      return sureAnswer(questions, reading, in: &conversation) ?? plain(.clarify(.nothingAsked), reading)
    case .told(let mentions, let questions):
      return answer(toldOf: mentions, questions, reading, in: &conversation)
    case .questions(let questions): return answer(questions, reading, in: &conversation)
    }
  }

  /// Notes what was told, unless it puts an earlier question another way; it claims nothing that is to be judged.
  private func answer(
    toldOf mentions: [Mention], _ questions: [Question], _ reading: Reading,
    in conversation: inout Conversation
  ) -> Answer {
    var answer = conversation.last == nil ? nil : sureAnswer(questions, reading, in: &conversation)
    answer?.verdict = nil
    conversation.remember(told: mentions, by: pack.lexicon)
    let noted = mentions.filter { pack.lexicon.concepts[$0.concept]?.labels.contains($0.label) ?? false }
      .map(\.concept)
    return answer ?? plain(.abstained(.notAQuestion(noted: noted)), reading)
  }

  /// The answer to words that do not read as a question, if what was learned is sure enough of it.
  private func sureAnswer(_ questions: [Question], _ reading: Reading, in conversation: inout Conversation)
    -> Answer?
  {
    guard arbiter != nil else { return nil }
    var after = conversation
    let answer = answer(questions, reading, in: &after)
    guard answer.outcome == .answered, let chance = answer.decision?.chances.first?.chance,
      chance >= DecisionBounds.unasked
    else { return nil }
    conversation = after
    return answer
  }

  private func plain(_ outcome: Outcome, _ reading: Reading) -> Answer {
    Answer(
      outcome: outcome, verdict: nil, statements: [], related: [], unanswered: [], explanations: [],
      readAs: reading.corrections)
  }

  // MARK: One or more questions

  /// One input with what each question in it was answered by the slots of the statements.
  struct Digest {
    let reading: Reading
    let questions: [Question]
    fileprivate let results: [Result]
    /// What came before.
    fileprivate let conversation: Conversation
    var explanations: [Explanation] { results.map(\.explanation) }
  }

  /// Reads an input as far as the slots go, as key words if it asks nothing; nil if there is nothing to read. The
  /// conversation stays as it was.
  func digest(_ input: String, in conversation: Conversation) -> Digest? {
    let reading = reader.read(input)
    switch resolver.resolve(reading, in: conversation) {
    case .questions(let questions), .told(_, asKeywords: let questions), .vague(let questions):
      return digest(questions, reading, in: conversation)
    case .social, .empty: return nil
    }
  }

  private func digest(_ questions: [Question], _ reading: Reading, in conversation: Conversation) -> Digest {
    Digest(
      reading: reading, questions: questions, results: questions.map { answer($0) },
      conversation: conversation)
  }

  /// Shows all that was seen in an input.
  func show<Sink: FeatureSink>(_ digest: Digest, to features: inout Sink) {
    extractor.show(digest.reading, digest.explanations, after: digest.conversation, to: &features)
  }

  private func answer(_ questions: [Question], _ reading: Reading, in conversation: inout Conversation)
    -> Answer
  {
    let digest = digest(questions, reading, in: conversation)
    var answer = answer(bySlots: digest)
    if let arbiter {
      var features = WeighedFeatures(arbiter.learned)
      show(digest, to: &features)
      let found = findings(in: digest, answered: answer.statements)
      let decision = arbiter.decide(features.answers, found)
      answer = self.answer(answer, digest, features, decided: decision, found, by: arbiter)
    }
    for (question, result) in zip(questions, digest.results) {
      let own = result.outcome == .answered && answer.outcome == .answered ? result.statements : []
      conversation.remember(
        question, topics: topics(of: question, own.isEmpty && questions.count == 1 ? answer.statements : own),
        cited: answer.statements.map(\.citation.sentence))
    }
    conversation.remember(
      told: questions.flatMap(\.context).filter { $0.role == .condition }
        + questions.filter(isCase).flatMap { $0.mentions(.condition) },
      by: pack.lexicon)
    return answer
  }

  /// Whether key words may describe a patient ("64M, well on X for 3 years"): what they tell then holds for
  /// the question that follows.
  private func isCase(_ question: Question) -> Bool {
    question.form == .keywords && !question.hasQuestionMark && question.mentions(.aspect).isEmpty
  }

  /// The answers to all questions of an input, put together.
  private func answer(bySlots digest: Digest) -> Answer {
    var statements: [Statement] = []
    var seen: Set<String> = []
    var verdicts: [Verdict?] = []
    var failures: [(Outcome, [Statement])] = []
    for result in digest.results {
      if result.outcome == .answered {
        statements += result.statements.filter { seen.insert($0.id).inserted }
        verdicts.append(result.verdict)
        if !result.leftOut.isEmpty { failures.append((.abstained(reason(forMissing: result.leftOut)), [])) }
      } else {
        failures.append((result.outcome, result.related))
      }
    }
    let explanations = digest.results.map(\.explanation)
    if !statements.isEmpty {
      return Answer(
        outcome: .answered, verdict: verdicts.count == 1 ? verdicts[0] : verdicts.compactMap { $0 }.first,
        statements: statements, related: [],
        unanswered: failures.compactMap { if case .abstained(let reason) = $0.0 { reason } else { nil } },
        explanations: explanations, readAs: digest.reading.corrections)
    }
    let failure = failures.first { if case .abstained = $0.0 { true } else { false } } ?? failures[0]
    return Answer(
      outcome: failure.0, verdict: nil, statements: [], related: failure.1, unanswered: [],
      explanations: explanations, readAs: digest.reading.corrections)
  }

  // MARK: What was learned

  /// The answer that was decided on, with the statements that the slots found in its sentences.
  private func answer(
    _ ruled: Answer, _ digest: Digest, _ features: WeighedFeatures, decided decision: Decision,
    _ found: SlotFindings, by arbiter: Arbiter
  ) -> Answer {
    let explanations = digest.explanations
    func ending(_ outcome: Outcome, related: [Statement]) -> Answer {
      Answer(
        outcome: outcome, verdict: nil, statements: [], related: related, unanswered: [],
        explanations: explanations, readAs: ruled.readAs, decision: decision)
    }
    // Asked for the whole in short, or nothing to choose from.
    guard explanations.contains(where: { !($0.ranking?.isEmpty ?? true) }) else {
      return ruled.with(decision)
    }
    guard !decision.sentences.isEmpty else {
      if decision.isUnclear { return ending(.clarify(.noReferent), related: []) }
      let doubted = decision.doubted.map { nearest(of: $0, in: explanations) } ?? []
      if case .abstained(let reason) = ruled.outcome {
        return ending(.abstained(reason), related: beside(doubted, ruled.related))
      }
      let isDoubt = ruled.outcome == .answered && !doubted.isEmpty
      return ending(
        .abstained(isDoubt ? .uncertain : declined(explanations[0])),
        related: beside(
          doubted,
          ruled.outcome == .answered && !isDoubt
            ? related(explanations[0].question, explanations[0].ranking) : []))
    }
    var statements: [Statement] = []
    for sentence in decision.sentences {
      let accepted = digest.results.flatMap { self.statements(of: sentence, acceptedIn: $0) }
      for statement in accepted.isEmpty ? nearest(of: sentence, in: explanations) : accepted
      where !statements.contains(statement) { statements.append(statement) }
    }
    statements.sort { one, other in
      decision.sentences.firstIndex(of: one.citation.sentence)!
        < decision.sentences.firstIndex(of: other.citation.sentence)!
    }
    return Answer(
      outcome: .answered, verdict: verdict(digest, features, decision.sentences, found, by: arbiter),
      statements: statements, related: [],
      unanswered: ruled.outcome == .answered || digest.questions.count > 1 ? ruled.unanswered : [],
      explanations: explanations, readAs: ruled.readAs, decision: decision)
  }

  /// What the slots tell of each sentence, and that they answered with some statements.
  private func findings(in digest: Digest, answered statements: [Statement]) -> SlotFindings {
    var found = SlotFindings()
    found.proved = extractor.complete(in: digest.explanations).intersection(
      statements.map(\.citation.sentence))
    found.silent = forOthers(digest)
    let lexicon = pack.lexicon
    let named = Set(
      digest.questions.flatMap { question in
        question.mentions(.topic).filter {
          !question.inherited.contains($0.concept) && lexicon.isA($0.concept, Cue.therapy)
        }.map(\.concept)
      })
    guard !named.isEmpty else { return found }
    let asksOne = digest.questions.count == 1 && digest.questions[0].form == .whether
    let standings = named.map { unifier.standing(of: $0) }
    for place in ruled where !unifier.places.scopes[place].isGeneral {
      let scope = unifier.places.scopes[place]
      let told = standings.count { standing in scope.fillers.contains { standing.nearness[$0] != nil } }
      if told == 0 {
        found.silent.insert(scope.sentence)
      } else if asksOne, told < standings.count {
        found.partly.insert(scope.sentence)
      }
    }
    return found
  }

  /// The sentences whose statements are for patients in another state than was told.
  private func forOthers(_ digest: Digest) -> Set<SentenceNumber> {
    var accepted: Set<SentenceNumber> = []
    var others: Set<SentenceNumber> = []
    for result in digest.results {
      for candidate in result.explanation.ranking?.near ?? [] {
        switch candidate.rejection {
        case nil: accepted.insert(candidate.statement.citation.sentence)
        case .otherPopulation: others.insert(candidate.statement.citation.sentence)
        default: break
        }
      }
    }
    return others.subtracting(accepted)
  }

  private func declined(_ explanation: Explanation) -> Abstention {
    reason(explanation.question, explanation.ranking)
  }

  /// The statement of a sentence that comes nearest to any of the questions.
  private func best(of sentence: SentenceNumber, in explanations: [Explanation])
    -> (candidate: Candidate, question: Question)?
  {
    explanations.compactMap { explanation in
      explanation.ranking?.nearest(of: sentence).map { (candidate: $0, question: explanation.question) }
    }.max { $0.candidate.score < $1.candidate.score }
  }

  /// The statement of a sentence that comes nearest to any of the questions; all that the sentence says if none shares
  /// anything with them.
  private func nearest(of sentence: SentenceNumber, in explanations: [Explanation]) -> [Statement] {
    guard let candidate = best(of: sentence, in: explanations)?.candidate else { return [] }
    guard candidate.rejection == .nothingShared else { return [candidate.statement] }
    let all = pack.statements.filter { $0.citation.sentence == sentence }
    return all.filter { one in
      !all.contains { other in
        other.citation.range != one.citation.range
          && other.citation.range.contains(one.citation.range)
      }
    }
  }

  /// The statements of a sentence with which the slots answered one of the questions, but for those that come far behind.
  private func statements(of sentence: SentenceNumber, acceptedIn result: Result) -> [Statement] {
    guard result.outcome == .answered, let ranking = result.explanation.ranking,
      let nearest = ranking.nearest(of: sentence)
    else { return [] }
    return result.statements.filter { statement in
      statement.citation.sentence == sentence
        && (unifier.places.index(of: statement).flatMap(ranking.score) ?? 0) >= nearest.score * Weights.rival
    }
  }

  /// What is shown beside a decline: first what was likeliest to answer.
  private func beside(_ doubted: [Statement], _ related: [Statement]) -> [Statement] {
    doubted.isEmpty ? related : doubted + related.filter { !doubted.contains($0) }.prefix(1)
  }

  /// How far what was learned speaks for each class, if a line is a claim about a sentence, put after another line.
  ///
  /// - Returns: nil if nothing was learned, or there is nothing to read in the line.
  package func logOdds(of claim: String, on sentence: SentenceNumber, after earlier: String) -> ClaimOdds? {
    guard let arbiter else { return nil }
    var conversation = Conversation()
    _ = answer(earlier, in: &conversation)
    guard let digest = digest(claim, in: conversation) else { return nil }
    var features = WeighedFeatures(arbiter.learned)
    show(digest, to: &features)
    var verdicts = features.verdicts
    _ = showProposition(digest, citing: [sentence], to: &verdicts)
    func named(_ classifier: NeuralClassifier, _ features: ShownFeatures) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: zip(classifier.classes, classifier.logOdds(of: features)))
    }
    return ClaimOdds(
      answers: named(arbiter.learned.answers, features.answers),
      verdicts: named(arbiter.learned.verdicts, verdicts))
  }

  /// Shows what the verdict hangs on, if these sentences are cited, and tells what the statements by themselves say.
  func showProposition<Sink: FeatureSink>(
    _ digest: Digest, citing sentences: [SentenceNumber], to features: inout Sink
  ) -> Verdict? {
    let (question, judged) = judged(digest, citing: sentences)
    let candidate = best(of: sentences[0], in: digest.explanations)?.candidate
    extractor.showProposition(
      question, in: digest.reading, judged: judged, candidate: candidate,
      truth: candidate.map { judge.truth(of: question, by: $0) }, sentences: sentences, to: &features)
    return judged
  }

  private func judged(_ digest: Digest, citing sentences: [SentenceNumber]) -> (Question, Verdict?) {
    if digest.results.count == 1, digest.results[0].outcome == .answered,
      digest.results[0].statements.contains(where: { sentences.contains($0.citation.sentence) })
    {
      return (digest.questions[0], digest.results[0].verdict)
    }
    guard let found = best(of: sentences[0], in: digest.explanations) else {
      return (digest.questions[0], nil)
    }
    return (found.question, judge.verdict(on: found.question, by: [found.candidate]))
  }

  private func verdict(
    _ digest: Digest, _ features: WeighedFeatures, _ sentences: [SentenceNumber], _ found: SlotFindings,
    by arbiter: Arbiter
  ) -> Verdict? {
    var features = features.verdicts
    let judged = showProposition(digest, citing: sentences, to: &features)
    let question = digest.questions[0]
    // A claim put for confirmation, all in its own words, is as true as the statement in which all of it was found.
    let isProved =
      digest.questions.count == 1 && question.hasTag && question.inherited.isEmpty
      && found.proved.contains(sentences[0])
    return arbiter.verdict(features, proved: isProved ? judged : nil)
  }

  /// What "it" stands for after this answer: what was asked about, or what was given in answer.
  private func topics(of question: Question, _ statements: [Statement]) -> [Mention] {
    let own = question.mentions(.topic)
    let asksForThing = [.which, .what, .list, .who].contains(question.form) || own.isEmpty
    if asksForThing, let statement = statements.first {
      let answers = (statement.slots[.subject] ?? []).filter { id in
        !own.contains { pack.lexicon.isA($0.concept, id) || pack.lexicon.isA(id, $0.concept) }
      }
      if !answers.isEmpty { return answers.compactMap { mention(of: $0) } }
    }
    return own
  }

  private func mention(of id: String) -> Mention? {
    guard let concept = pack.lexicon.concepts[id], let label = concept.labels.first else { return nil }
    return Mention(
      concept: id, role: concept.role, tokens: [0], range: 0..<0, surface: label.text, corrected: nil,
      label: label)
  }

  fileprivate struct Result {
    let outcome: Outcome
    let verdict: Verdict?
    let statements: [Statement]
    let related: [Statement]
    let explanation: Explanation
    /// Findings asked about that no chosen statement knows.
    var leftOut: [String] = []
  }

  private func answer(_ question: Question) -> Result {
    if question.wantsSummary, !pack.summary.isEmpty {
      return Result(
        outcome: .answered, verdict: nil, statements: pack.summary.compactMap(pack.statement), related: [],
        explanation: Explanation(question: question, ranking: nil))
    }
    let isUnsaidAnyway =
      !question.refersBack && question.aspects.contains { !unifier.statedAspects.contains($0) }
    if question.lacksReferent, !isUnsaidAnyway {
      return Result(
        outcome: .clarify(.noReferent), verdict: nil, statements: [], related: [],
        explanation: Explanation(question: question, ranking: unifier.ranking(for: question)))
    }
    let ranking = unifier.ranking(for: question)
    let passing = Array(ranking.accepted.prefix { $0.score >= Weights.threshold })
    let explanation = Explanation(question: question, ranking: ranking)
    if let claimed = classClaim(question) {
      return Result(
        outcome: .answered, verdict: claimed.verdict, statements: claimed.statements, related: [],
        explanation: explanation)
    }
    if passing.isEmpty, question.form == .compare, !question.aspects.contains(Cue.superiority),
      let both = eachAlone(question)
    {
      return Result(outcome: .answered, verdict: nil, statements: both, related: [], explanation: explanation)
    }
    guard let best = passing.first else {
      let isBare =
        !question.mentions.isEmpty && question.unknown.isEmpty && question.context.isEmpty
        && question.mentions.allSatisfy { $0.role == .category }
      if isBare {
        return Result(
          outcome: .clarify(.noReferent), verdict: nil, statements: [], related: [], explanation: explanation)
      }
      return Result(
        outcome: .abstained(reason(question, ranking)), verdict: nil, statements: [],
        related: related(question, ranking), explanation: explanation)
    }
    let chosen = choose(passing, best, question)
    let leftOut = best.leftOut.filter { concept in !chosen.contains { accounts($0, for: concept) } }
    return Result(
      outcome: .answered, verdict: judge.verdict(on: question, by: chosen),
      statements: chosen.map(\.statement), related: [], explanation: explanation, leftOut: leftOut)
  }

  /// Whether one thing is a kind of another, where a statement says what the first one is.
  private func classClaim(_ question: Question) -> (verdict: Verdict, statements: [Statement])? {
    guard question.classClaim.count == 2 else { return nil }
    let (one, other) = (question.classClaim[0], question.classClaim[1])
    let defining = pack.statements.filter {
      $0.aspects.contains(Cue.definition) && ($0.slots[.subject] ?? []).contains(one)
    }
    guard !defining.isEmpty else { return nil }
    let isKind = pack.lexicon.isA(one, other)
    let turned = question.negators.count % 2 == 1
    return (isKind != turned ? .yes : .no, defining)
  }

  /// A comparison of things that different statements tell of: each by itself, if all can be answered.
  private func eachAlone(_ question: Question) -> [Statement]? {
    let topics = question.mentions(.topic)
    guard topics.count > 1 else { return nil }
    var statements: [Statement] = []
    for topic in topics {
      var part = question
      part.mentions = question.mentions.filter { $0.role != .topic || $0.concept == topic.concept }
      part.isComparison = false
      part.form = .what
      let result = answer(part)
      guard result.outcome == .answered else { return nil }
      statements += result.statements.filter { !statements.contains($0) }
    }
    return statements
  }

  private func choose(_ passing: [Candidate], _ best: Candidate, _ question: Question) -> [Candidate] {
    let asksForAll =
      [.list, .who, .when, .why, .overview, .compare].contains(question.form)
      || question.mentions.contains { $0.role == .category } && [.what, .which].contains(question.form)
      || question.isComparison
    let share = asksForAll ? Weights.besidesInList : Weights.besides
    var chosen = passing.filter { $0.score >= best.score * share }
    // A statement about the very thing is not watered down by those about its kind, or that only touch on it.
    let named = question.mentions(.topic).map(\.concept).filter {
      !question.inherited.contains($0) || question.antecedents.contains($0)
    }
    let topics =
      named.isEmpty
      ? question.context.filter { $0.role == .topic }.map(\.concept)
      : named.filter { one in
        // "the short-acting form of an analogue": the narrower name says what is meant.
        !named.contains { $0 != one && pack.lexicon.isA($0, one) }
      }
    let asksForPartner = question.aspects.contains(Cue.combination)
    func rank(_ candidate: Candidate) -> Int {
      topics.map { standing(candidate, $0, asksForPartner: asksForPartner) }.max() ?? 0
    }
    let near = passing.filter { $0.score >= best.score * Weights.rival }
    if let most = near.map(rank).max(), most >= 3 {
      if chosen.allSatisfy({ rank($0) < 3 }) {
        let better = near.filter { rank($0) >= 3 }
        chosen = better.filter { $0.score >= better[0].score * share }
      }
      chosen = chosen.filter { rank($0) >= max(3, most - 1) }
    }
    if asksForAll || question.mentions.contains(where: { $0.role == .category }) {
      chosen = meeting(chosen, question)
    }
    if chosen.isEmpty { chosen = [best] }
    return chosen + covering(passing, chosen, question)
  }

  /// How a statement stands to a topic: 4 it is its subject, 3 its subject is a kind of it, 2 it is given with it or
  /// is for those who had it, 1 it speaks of something broader or mentions it in passing.
  private func standing(_ candidate: Candidate, _ topic: String, asksForPartner: Bool) -> Int {
    for match in candidate.matches where match.concept == topic {
      switch match.account {
      case .slot(.subject, .same), .slot(.object, .same): return 4
      case .slot(.subject, .broader), .slot(.object, .broader), .slot(.value, _), .sibling: return 3
      case .slot(.with, _): return asksForPartner ? 4 : 2
      case .slot(.population, _), .opposite: return 2
      default: return 1
      }
    }
    return 2
  }

  /// What a question that asks for things sets as a condition on them ("which ... are disappointing").
  private func meeting(_ chosen: [Candidate], _ question: Question) -> [Candidate] {
    var result = chosen
    for mention in question.mentions(.nuance, .value, .finding)
    where !question.alternatives.contains(mention.concept) {
      let meets = result.filter { candidate in
        candidate.matches.contains { match in
          if match.concept == mention.concept, case .slot = match.account { true } else { false }
        }
      }
      if !meets.isEmpty { result = meets }
    }
    return result
  }

  private func accounts(_ candidate: Candidate, for concept: String) -> Bool {
    candidate.matches.contains { match in
      if match.concept == concept, case .slot = match.account { true } else { false }
    }
  }

  /// Where a question names two aspects, what tells of the second.
  private func covering(_ passing: [Candidate], _ chosen: [Candidate], _ question: Question) -> [Candidate] {
    let named = question.mentions(.aspect).filter { mention in
      !question.inherited.contains(mention.concept)
        && pack.lexicon.concepts[mention.concept]?.labels.contains(mention.label) ?? false
    }.map(\.concept)
    var result: [Candidate] = []
    for side in question.alternatives.sorted() where !chosen.contains(where: { accounts($0, for: side) }) {
      let role = pack.lexicon.role(of: side)
      if role == .finding, let other = passing.first(where: { accounts($0, for: side) }) {
        result.append(other)
      }
    }
    guard Set(named).count > 1 else { return result }
    for aspect in named where !(chosen + result).contains(where: { $0.statement.aspects.contains(aspect) }) {
      if let other = passing.first(where: {
        $0.statement.aspects.contains(aspect) && $0.score >= chosen[0].score * Weights.besidesInList
      }) {
        result.append(other)
      }
    }
    return result
  }

  // MARK: Why not

  private func reason(_ question: Question, _ ranking: Ranking?) -> Abstention {
    let lexicon = pack.lexicon
    // "which of these drugs" is not about the one before alone.
    let isOfKind = !question.mentions(.category).isEmpty
    let things = question.mentions.filter {
      [.topic, .finding, .domain].contains($0.role) && $0.concept != "symptom"
        && !(isOfKind && question.inherited.contains($0.concept))
    }
    let foreign = unique(
      things.filter { !isNamed($0.concept) }.map { lexicon.concepts[$0.concept]?.name ?? $0.surface })
    let names = question.unknown.filter(\.looksLikeName).map(\.text)
    if !foreign.isEmpty || !names.isEmpty { return .notMentioned(foreign + names) }
    var known = things.filter { $0.role != .domain }
    if known.isEmpty,
      !question.mentions.contains(where: { [.condition, .domain, .aspect].contains($0.role) })
    {
      return .outside
    }
    if known.isEmpty { known = question.mentions.filter { $0.role == .condition && isNamed($0.concept) } }
    return .notStated(
      topics: unique(known.map { lexicon.concepts[$0.concept]?.name ?? $0.surface }),
      aspects: wanted(question).filter { !tells(of: $0, for: known, ranking) })
  }

  /// Whether the pack tells of an aspect for something that was named; for anything, if nothing was.
  private func tells(of aspect: String, for known: [Mention], _ ranking: Ranking?) -> Bool {
    guard unifier.statedAspects.contains(aspect) else { return false }
    guard !known.isEmpty, let ranking else { return true }
    return ranking.near.contains { candidate in
      candidate.matches.contains { $0.concept == aspect && $0.account == .aspect }
        && candidate.matches.contains { match in
          if case .slot = match.account { known.contains { $0.concept == match.concept } } else { false }
        }
    }
  }

  /// The aspects that a question wants, the telling ones where there are several.
  private func wanted(_ question: Question) -> [String] {
    if question.form == .why { return [Cue.rationale] }
    let named = question.mentions(.aspect).map(\.concept).filter { !question.implied.contains($0) }
    let unsaid = named.filter { !unifier.statedAspects.contains($0) }
    let best = unsaid.isEmpty ? named : unsaid
    let telling = best.filter { $0 != "quantity" && $0 != "length-of-time" }
    return unique(telling.isEmpty ? best : telling)
  }

  private func reason(forMissing findings: [String]) -> Abstention {
    let foreign = findings.filter { !isNamed($0) }
    let names = (foreign.isEmpty ? findings : foreign).compactMap { pack.lexicon.concepts[$0]?.name }
    return foreign.isEmpty ? .notStated(topics: names, aspects: []) : .notMentioned(names)
  }

  /// Whether the document itself names a concept, or a kind of it.
  private func isNamed(_ id: String) -> Bool {
    guard let concept = pack.lexicon.concepts[id], concept.layer == .pack else { return false }
    return concept.role != .finding || concept.labels.contains { $0.origin == .document }
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// What the document does say of the treatments that were named or, if none was, what comes nearest, if it is for a
  /// state that was.
  private func related(_ question: Question, _ ranking: Ranking?) -> [Statement] {
    guard let ranking else { return [] }
    let topics = Set(question.mentions(.topic).map(\.concept))
    guard !topics.isEmpty else {
      guard let nearest = ranking.near.first else { return [] }
      let isForState = nearest.matches.contains { match in
        if case .slot(.population, let nearness) = match.account { nearness != .broader } else { false }
      }
      return isForState ? [nearest.statement] : []
    }
    return ranking.near.filter { candidate in
      candidate.matches.contains { match in
        if case .slot(.subject, let nearness) = match.account {
          topics.contains(match.concept) && nearness != .broader
            && pack.lexicon.layer(of: match.concept) == .pack && candidate.statement.requires.isEmpty
        } else {
          false
        }
      }
    }.sorted { $0.score > $1.score }.prefix(2).map(\.statement)
  }
}

/// How far what was learned speaks for each class, by their names: the logarithms of the odds.
package struct ClaimOdds: Sendable {
  /// Sentences, and that none answers.
  package let answers: [String: Double]
  /// Verdicts, and that there is none.
  package let verdicts: [String: Double]
}
