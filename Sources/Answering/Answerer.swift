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
  let unifier: Unifier
  private let slots: SlotAnswerer
  private let decliner: Decliner
  let judge: VerdictJudge
  let fit: PatientFit
  let extractor: FeatureExtractor
  let arbiter: Arbiter?
  /// The places in `unifier.places.scopes` of the sentences that the arbiter knows.
  let ruled: [Int]

  /// Prepares to answer from a pack.
  ///
  /// - Parameter usesLearned: whether what was learned from labelled questions decides too; without it, the slots of
  ///   the statements decide alone, which makes an answer a proof.
  public init(pack: Pack, usesLearned: Bool = true) {
    self.pack = pack
    reader = Reader(lexicon: pack.lexicon)
    resolver = QuestionResolver(lexicon: pack.lexicon)
    unifier = Unifier(pack: pack)
    decliner = Decliner(pack: pack, unifier: unifier)
    judge = VerdictJudge(lexicon: pack.lexicon)
    fit = PatientFit(
      lexicon: pack.lexicon, states: Set(pack.statements.flatMap { $0.fillers(of: .population) }))
    slots = SlotAnswerer(pack: pack, unifier: unifier, judge: judge, decliner: decliner)
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
    if let talk = conversation.talkOfPatients(in: reading) {
      return answer(talk, in: reading, &conversation)
    }
    conversation.beginLine()
    let answer = answerUndivided(reading, in: &conversation)
    if conversation.namesPatients, reading.clauses.contains(where: \.asks) {
      conversation.remember(questionOfPatient: reading.original)
    }
    return answer
  }

  /// Answers what is told of several patients, and asked of some, each with what was told of them alone.
  private func answer(_ talk: PatientTalk, in reading: Reading, _ conversation: inout Conversation) -> Answer
  {
    var (told, asked): ([Answer], [Answer]) = ([], [])
    for part in talk.parts {
      conversation.turn(to: part)
      conversation.beginLine()
      if part.standsAlone { conversation.changeSubject() }
      let answer = answerUndivided(reader.read(part.line), in: &conversation).with(patient: part.label?.shown)
      if let question = part.question {
        asked.append(answer)
        conversation.remember(questionOfPatient: question)
      } else {
        told.append(answer)
      }
    }
    guard talk.candidates.isEmpty else {
      if let question = talk.question { conversation.remember(questionOfPatient: question) }
      return plain(.clarify(.severalPatients(talk.candidates.map(\.shown))), reading.corrections)
    }
    if talk.asksWho {
      var fresh = Conversation()
      return answerUndivided(reading, in: &fresh)
    }
    let answers = asked.isEmpty ? told : asked
    return answers.count == 1
      ? answers[0] : Answer(together: answers.flatMap(\.byPart), readAs: reading.corrections)
  }

  private func answerUndivided(_ reading: Reading, in conversation: inout Conversation) -> Answer {
    let input = heard(reading, in: conversation)
    let parts = parts(of: input, in: conversation)
    guard parts.count > 1 else { return answer(input, in: &conversation) }
    return Answer(together: parts.map { answer($0, in: &conversation) }, readAs: input.reading.corrections)
  }

  /// Answers what is to be answered in one go.
  func answer(_ reading: Reading, in conversation: inout Conversation) -> Answer {
    answer(heard(reading, in: conversation), in: &conversation)
  }

  /// One input as it is understood after what was said before.
  private struct Heard {
    let reading: Reading
    /// What of the conversation it may lean on.
    let context: Conversation
    let utterance: Utterance
  }

  private func heard(_ reading: Reading, in conversation: Conversation) -> Heard {
    let context = resolver.context(of: reading, in: conversation)
    return Heard(reading: reading, context: context, utterance: resolver.resolve(reading, in: context))
  }

  /// The parts of a reading that are answered one after the other; itself if it has none.
  func parts(of reading: Reading, in conversation: Conversation) -> [Reading] {
    parts(of: heard(reading, in: conversation), in: conversation)
  }

  private func parts(of input: Heard, in conversation: Conversation) -> [Reading] {
    guard case .questions(let questions) = input.utterance, questions.count > 1 else {
      return [input.reading]
    }
    let parts = resolver.parts(of: input.reading, asking: questions)
    let eachAsks = parts.allSatisfy { part in
      if case .questions(let own) = heard(part, in: conversation).utterance {
        own.count == 1
      } else {
        false
      }
    }
    return eachAsks ? parts : [input.reading]
  }

  private func answer(_ input: Heard, in conversation: inout Conversation) -> Answer {
    switch input.utterance {
    case .empty: return plain(.clarify(.nothingAsked), input.reading.corrections)
    case .aside(let aside): return answer(aside, input, in: &conversation)
    case .unclear: return plain(.clarify(.noReferent), input.reading.corrections)
    case .again(let earlier):
      var before = earlier.context
      var answer = answer(earlier.reading, in: &before)
      answer.isRepeated = true
      return answer
    case .choice(let line, let earlier):
      let answer = answer(reader.read(line), in: &conversation)
      // "and the second?" chooses from the same line.
      conversation.remember(earlier.reading, after: earlier.context)
      return answer
    case .vague(let questions):
      return sureAnswer(questions, input, in: &conversation)
        ?? plain(.clarify(.nothingAsked), input.reading.corrections)
    case .told(let facts, let questions): return answer(toldOf: facts, questions, input, in: &conversation)
    case .questions(let questions):
      let answer = answer(questions, input, in: &conversation)
      conversation.remember(input.reading, after: input.context)
      return answer
    }
  }

  /// Answers what asks nothing of the document, and forgets what is not to count any more.
  private func answer(_ aside: Aside, _ input: Heard, in conversation: inout Conversation) -> Answer {
    var reason = Abstention.aside(aside)
    if aside == .takingBack {
      conversation.takeBack()
      reason = .takenBack(
        noted(
          conversation.told, absent: conversation.absent + conversation.excluded,
          doubtful: conversation.doubtful))
    } else if Aside.ofMemory.contains(aside) {
      conversation.leavePatient()
    }
    return plain(.abstained(reason), input.reading.corrections)
  }

  /// The names under which something that was told is noted; what is only implied has none.
  private func noted(_ present: [Mention], absent: [Mention], doubtful: [Mention]) -> NotedFacts {
    NotedFacts(
      present: present.filter { pack.lexicon.concepts[$0.concept]?.labels.contains($0.label) ?? false }
        .map(\.concept),
      absent: absent.map(\.concept).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      doubtful: doubtful.map(\.concept))
  }

  /// Notes what was told, unless it puts an earlier question another way; it claims nothing that is to be judged.
  private func answer(
    toldOf facts: ToldFacts, _ questions: [Question], _ input: Heard, in conversation: inout Conversation
  ) -> Answer {
    let reading = input.reading
    // What is told not to be there, or only perhaps, puts no earlier question another way.
    let mayAsk = conversation.last != nil && facts.excluded.isEmpty && facts.doubtful.isEmpty
    var answer = mayAsk ? sureAnswer(questions, input, in: &conversation) : nil
    answer?.verdict = nil
    conversation.remember(facts, in: reading, asked: false, by: pack.lexicon)
    let noted = noted(facts.present, absent: facts.absent + facts.excluded, doubtful: facts.doubtful)
    return answer ?? plain(.abstained(.notAQuestion(noted)), reading.corrections)
  }

  /// The answer to words that do not read as a question, if what was learned is sure enough of it.
  private func sureAnswer(_ questions: [Question], _ input: Heard, in conversation: inout Conversation)
    -> Answer?
  {
    guard arbiter != nil else { return nil }
    var after = conversation
    let answer = answer(questions, input, in: &after)
    guard answer.outcome == .answered, let chance = answer.decision?.chances.first?.chance,
      chance >= DecisionBounds.unasked
    else { return nil }
    conversation = after
    return answer
  }

  private func plain(_ outcome: Outcome, _ readAs: [Correction]) -> Answer {
    Answer(
      outcome: outcome, verdict: nil, statements: [], related: [], unanswered: [], explanations: [],
      readAs: readAs)
  }

  // MARK: One or more questions

  /// One input with what each question in it was answered by the slots of the statements.
  struct Digest {
    let reading: Reading
    let questions: [Question]
    let results: [SlotAnswer]
    let explanations: [Explanation]
    /// The words of the reading, as they stand in the names of features.
    let words: [NamePart]
    /// For each question the statements in which everything that it names was found; nil if it names nothing that has to be.
    let complete: [[Candidate]?]
    /// What came before.
    fileprivate let conversation: Conversation

    fileprivate init(
      reading: Reading, questions: [Question], results: [SlotAnswer], conversation: Conversation
    ) {
      self.reading = reading
      self.questions = questions
      self.results = results
      self.conversation = conversation
      explanations = results.map(\.explanation)
      words = FeatureExtractor.words(of: reading)
      complete = explanations.map(FeatureExtractor.complete)
    }
  }

  /// Looks at what was read as far as the slots go, as key words if it asks nothing; nil if there is nothing to answer. The
  /// conversation stays as it was.
  func digest(_ reading: Reading, in conversation: Conversation) -> Digest? {
    let input = heard(reading, in: conversation)
    switch input.utterance {
    case .questions(let questions), .told(_, asKeywords: let questions), .vague(let questions):
      return digest(questions, input)
    case .aside, .empty, .unclear, .again, .choice: return nil
    }
  }

  private func digest(_ questions: [Question], _ input: Heard) -> Digest {
    Digest(
      reading: input.reading, questions: questions, results: questions.map { slots.answer($0) },
      conversation: input.context)
  }

  /// Shows all that was seen in an input.
  func show<Sink: FeatureSink>(_ digest: Digest, to features: inout Sink) {
    extractor.show(
      digest.words, digest.explanations, complete: digest.complete, after: digest.conversation, to: &features)
  }

  private func answer(_ questions: [Question], _ input: Heard, in conversation: inout Conversation) -> Answer
  {
    let reading = input.reading
    let digest = digest(questions, input)
    var answer = answer(bySlots: digest)
    if let arbiter {
      var features = ShownFeatures()
      show(digest, to: &features)
      let found = findings(in: digest, answered: answer.statements)
      let decision = arbiter.decide(features, found)
      answer = self.answer(answer, digest, features, decided: decision, found, by: arbiter)
    }
    if reading.isInOtherLanguage, case .abstained(let reason) = answer.outcome,
      let understood = decliner.understood(reason)
    {
      answer = answer.with(.abstained(.otherLanguage(understood: understood)))
    }
    for (question, result) in zip(questions, digest.results) {
      // Only what was given in answer: the slots may have found something else.
      let own = answer.statements.filter(result.statements.contains)
      conversation.remember(
        question, topics: topics(of: question, own.isEmpty && questions.count == 1 ? answer.statements : own),
        cited: answer.statements.map(\.citation.sentence))
    }
    let facts = ToldFacts(
      present: questions.flatMap(\.context).filter { $0.role == .condition }
        + questions.filter(isCase).flatMap { told($0, against: conversation.told) },
      absent: questions.flatMap(\.absent), excluded: questions.flatMap(\.excluded),
      doubtful: questions.flatMap(\.doubtful))
    conversation.remember(facts, in: reading, asked: true, by: pack.lexicon)
    return answer
  }

  /// The states that key words tell of a patient, and the findings that rule out what was told before ("correction: X").
  private func told(_ question: Question, against before: [Mention]) -> [Mention] {
    question.mentions(.condition)
      + question.mentions(.finding).filter { finding in
        before.contains { pack.lexicon.isRuledOut($0.concept, by: finding.concept) }
      }
  }

  /// Whether key words may describe a patient ("64M, well on X for 3 years"): what they tell then holds for
  /// the question that follows.
  private func isCase(_ question: Question) -> Bool {
    question.form == .keywords && !question.hasQuestionMark && question.mentions(.aspect).isEmpty
  }

  /// The answers to all questions of an input, put together.
  private func answer(bySlots digest: Digest) -> Answer {
    var statements: [Statement] = []
    var verdicts: [Verdict?] = []
    var failures: [(Outcome, [Statement])] = []
    for result in digest.results {
      if result.outcome == .answered {
        for statement in result.statements where !statements.contains(where: { $0.id == statement.id }) {
          statements.append(statement)
        }
        verdicts.append(result.verdict)
        if !result.leftOut.isEmpty {
          failures.append((.abstained(decliner.reason(forMissing: result.leftOut)), []))
        }
      } else {
        failures.append((result.outcome, result.related))
      }
    }
    let explanations = digest.explanations
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
    _ ruled: Answer, _ digest: Digest, _ features: ShownFeatures, decided decision: Decision,
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
      let (question, ranking) = (explanations[0].question, explanations[0].ranking)
      let reason = decliner.reason(question, ranking)
      guard ruled.outcome == .answered else { return ending(.abstained(reason), related: doubted) }
      guard doubted.isEmpty else { return ending(.abstained(.uncertain), related: doubted) }
      let near = decliner.related(question, ranking)
      guard near.isEmpty, question.form != .keywords else { return ending(.abstained(reason), related: near) }
      // That in which the slots found all that a question names stands nearest, even if it does not answer.
      let complete = ruled.statements.filter { found.proved.contains($0.citation.sentence) }
      return ending(.abstained(reason), related: Array(complete.prefix(1)))
    }
    var statements: [Statement] = []
    for sentence in decision.sentences {
      let accepted = digest.results.flatMap { self.statements(of: sentence, acceptedIn: $0) }
      let found = accepted.isEmpty ? nearest(of: sentence, in: explanations) : accepted
      for statement in onTopic(found, of: sentence, digest) where !statements.contains(statement) {
        statements.append(statement)
      }
    }
    let places = digest.questions.count > 1 ? ordered(decision.sentences, as: digest) : decision.sentences
    statements.sort { one, other in
      places.firstIndex(of: one.citation.sentence)! < places.firstIndex(of: other.citation.sentence)!
    }
    // A sentence that the slots did not find is for a question that they left unanswered.
    let slotted = ruled.statements.map(\.citation.sentence)
    let leavesNone =
      digest.questions.count > 1
      && decision.sentences.count { !slotted.contains($0) } >= ruled.unanswered.count
    var (verdict, isContrary) = verdict(digest, features, decision.sentences, found, by: arbiter)
    let isSaidOfOthers =
      verdict.map { isForOthers(decision.sentences[0], in: digest, found, verdict: $0) } ?? false
    if isSaidOfOthers {
      verdict = .qualified
    } else if let said = verdict, digest.questions.count == 1,
      isOfContrary(statements, digest.questions[0], verdict: said)
    {
      (verdict, isContrary) = (.qualified, true)
    }
    var answer = Answer(
      outcome: .answered, verdict: verdict, statements: statements, related: [],
      unanswered: leavesNone ? [] : ruled.unanswered,
      explanations: explanations, readAs: ruled.readAs, decision: decision)
    if verdict == .qualified {
      answer.hedge = isSaidOfOthers ? .ofOthers : isContrary ? .contrary : nil
    }
    answer.cautions = cautions(on: statements, in: digest)
    // A plain yes says more than what does not fit leaves room for.
    if answer.verdict == .yes, answer.cautions.contains(where: { forbidsYes($0, to: digest.questions[0]) }) {
      answer.verdict = nil
    }
    return answer
  }

  /// Whether statements say of the contrary of a treatment what a question, which gets a hedge or a yes, says of it: they are
  /// on that, or on what is given with it.
  private func isOfContrary(_ statements: [Statement], _ question: Question, verdict: Verdict) -> Bool {
    guard verdict != .no else { return false }
    let topics = question.mentions(.topic)
    if topics.count == 1, verdict == .qualified || opensClaim(topics[0], question),
      statements.allSatisfy({ fit.isOnContrary($0, of: topics[0].concept) })
    {
      return true
    }
    return question.negators.isEmpty
      && topics.contains { topic in
        statements.allSatisfy { fit.isGivenWithContrary($0, of: topic.concept) }
      }
  }

  /// Whether a claim that is put for confirmation, or a question with its verb before the thing, is from its beginning about
  /// a thing ("X is for Y, right?", "can X be given for Y?").
  private func opensClaim(_ thing: Mention, _ question: Question) -> Bool {
    (question.hasTag
      || question.opensWithVerb && (0...2).contains(thing.first - question.tokens.lowerBound))
      && question.mentions.allSatisfy { other in
        !other.plays([.finding, .condition]) || other.first > thing.last
      }
  }

  /// Whether all treatments that a question names itself are kinds of one, or it of them; false if it names none.
  private func isAllNamed(by question: Question, inLineWith treatment: String) -> Bool {
    let named = question.mentions(.topic).filter { !question.inherited.contains($0.concept) }
    return !named.isEmpty
      && named.allSatisfy {
        pack.lexicon.isA($0.concept, treatment) || pack.lexicon.isA(treatment, $0.concept)
      }
  }

  /// Whether what was told leaves no room for a plain yes.
  private func forbidsYes(_ caution: Caution, to question: Question) -> Bool {
    switch caution {
    case .ofOthers, .unsure, .without: true
    // Of a treatment that the question itself names.
    case .ruledOut(let treatment):
      isAllNamed(by: question, inLineWith: treatment)
    case .notFor, .underWay: false
    }
  }

  /// What was told that does not fit the statements given in answer, each once.
  private func cautions(on statements: [Statement], in digest: Digest) -> [Caution] {
    guard let question = digest.questions.first, digest.questions.count == 1 else { return [] }
    return statements.flatMap { fit.cautions($0, question) }.reduce(into: []) { cautions, caution in
      if !cautions.contains(caution) { cautions.append(caution) }
    }
  }

  /// Sentences in the order of the questions that they answer, or else come nearest to; those of one question stay in
  /// their order.
  private func ordered(_ sentences: [SentenceNumber], as digest: Digest) -> [SentenceNumber] {
    func question(of sentence: SentenceNumber) -> Int {
      let accepting = digest.results.firstIndex { !statements(of: sentence, acceptedIn: $0).isEmpty }
      if let accepting { return accepting }
      let scores = digest.explanations.map { $0.ranking?.nearest(of: sentence)?.score ?? -.infinity }
      return scores.indices.max { scores[$0] < scores[$1] } ?? 0
    }
    return sentences.enumerated().map { (place: $0.offset, question: question(of: $0.element)) }
      .sorted { ($0.question, $0.place) < ($1.question, $1.place) }.map { sentences[$0.place] }
  }

  /// The statement of a sentence that comes nearest to any of the questions, and how that was read.
  func best(of sentence: SentenceNumber, in explanations: [Explanation])
    -> (candidate: Candidate, explanation: Explanation)?
  {
    explanations.compactMap { explanation in
      explanation.ranking?.nearest(of: sentence).map { (candidate: $0, explanation: explanation) }
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
  private func statements(of sentence: SentenceNumber, acceptedIn result: SlotAnswer) -> [Statement] {
    guard result.outcome == .answered, let ranking = result.explanation.ranking,
      let nearest = ranking.nearest(of: sentence)
    else { return [] }
    return result.statements.filter { statement in
      statement.citation.sentence == sentence
        && (unifier.places.index(of: statement).flatMap(ranking.score) ?? 0) >= nearest.score * Weights.rival
    }
  }

  /// The statements of a sentence without those on another treatment than the one that was asked about, or on one that is out
  /// of the question, if it has any others.
  private func onTopic(_ found: [Statement], of sentence: SentenceNumber, _ digest: Digest) -> [Statement] {
    guard digest.questions.count == 1, let question = digest.questions.first,
      let place = unifier.places.scope(of: sentence)
    else { return found }
    let lexicon = pack.lexicon
    func all() -> [Statement] {
      unifier.places.scopes[place].statements.map { unifier.places.statements[$0] }
    }
    var result = found
    let setAside = fit.setAside(question)
    if !question.excluded.isEmpty || !setAside.isEmpty {
      func isOut(_ statement: Statement) -> Bool {
        fit.isBeside(statement, question) || fit.isOnly(statement, on: setAside)
      }
      let allowed = result.filter { !isOut($0) }
      result = allowed.isEmpty ? all().filter { !isOut($0) } : allowed
      // "Does anything besides X work?" is answered by what does.
      if !setAside.isEmpty, question.form == .whether, result.contains(where: { !judge.denies($0) }) {
        result.removeAll(where: judge.denies)
      }
      if result.isEmpty { result = found }
    }
    let named = question.mentions(.topic).filter {
      !question.inherited.contains($0.concept) && unifier.standing(of: $0.concept).isTreatment
    }
    guard setAside.isEmpty, named.count == 1, let topic = named.first?.concept else { return result }
    // "X for Y?" of a sentence that names another treatment for Y.
    let states = question.mentions([.condition, .finding]).map(\.concept)
    let onState = result.filter { statement in
      (statement.fillers(of: .object) + statement.fillers(of: .population)).contains(where: states.contains)
    }
    if onState.count < result.count, !onState.isEmpty,
      onState.contains(where: { fit.isOnContrary($0, of: topic) })
    {
      return onState
    }
    // What is given beside the treatment, or after it, is not another one's.
    func speaks(_ statement: Statement) -> Bool {
      statement.slots.values.joined().contains { lexicon.isA($0, topic) || lexicon.isA(topic, $0) }
    }
    guard !result.contains(where: speaks) else { return result }
    let own = all().filter { ($0.slots[.subject] ?? []).contains(topic) }
    guard let best = own.max(by: { score($0, digest) < score($1, digest) }) else { return result }
    return [best]
  }

  private func score(_ statement: Statement, _ digest: Digest) -> Double {
    guard let place = unifier.places.index(of: statement) else { return 0 }
    return digest.explanations[0].ranking?.score(of: place) ?? 0
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
    guard let digest = digest(reader.read(claim), in: conversation) else { return nil }
    var features = ShownFeatures()
    show(digest, to: &features)
    var verdicts = features.withoutPairs
    _ = showProposition(digest, citing: [sentence], to: &verdicts)
    return ClaimOdds(
      answers: arbiter.learned.answers.named(features), verdicts: arbiter.learned.verdicts.named(verdicts))
  }

  /// How far what was learned speaks for each sentence, and for none, as the answer; nil if nothing was learned.
  func logOdds(_ digest: Digest) -> [String: Double]? {
    guard let arbiter else { return nil }
    var features = ShownFeatures()
    show(digest, to: &features)
    return arbiter.learned.answers.named(features)
  }

  /// What "it" stands for after this answer: what was asked about, or what was given in answer.
  private func topics(of question: Question, _ statements: [Statement]) -> [Mention] {
    let own = question.mentions(.topic)
    // "on X, but still unwell: any tablet for that?" asks for something else than X.
    let asksForThing =
      [.which, .what, .list, .who].contains(question.form)
      || own.allSatisfy { question.inherited.contains($0.concept) }
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
      of: concept, tokens: [0], range: 0..<0, surface: label.text[...], corrected: nil, label: label)
  }
}

/// How far what was learned speaks for each class, by their names: the logarithms of the odds.
package struct ClaimOdds: Sendable {
  /// Sentences, and that none answers.
  package let answers: [String: Double]
  /// Verdicts, and that there is none.
  package let verdicts: [String: Double]
}

extension NeuralClassifier {
  /// The logarithms of the odds by the names of the classes.
  fileprivate func named(_ features: ShownFeatures) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: zip(classes, logOdds(of: features)))
  }
}
