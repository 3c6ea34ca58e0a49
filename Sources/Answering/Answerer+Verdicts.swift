import Knowledge
import Understanding

// How true what a question says is, by the sentences that answer it.
extension Answerer {
  /// Shows what the verdict hangs on, if these sentences are cited, and tells what the statements by themselves say.
  func showProposition<Sink: FeatureSink>(
    _ digest: Digest, citing sentences: [SentenceNumber], to features: inout Sink
  ) -> Verdict? {
    let best = best(of: sentences[0], in: digest.explanations)
    let (explanation, judged) = judged(digest, citing: sentences, best)
    let (question, candidate) = (explanation.question, best?.candidate)
    extractor.showProposition(
      question, in: digest.words, judged: judged, candidate: candidate,
      truth: candidate.map { judge.truth(of: question, by: $0) }, sentences: sentences, to: &features)
    return judged
  }

  /// Which question is judged by the sentences that are cited, and the verdict of the slots on it.
  private func judged(
    _ digest: Digest, citing sentences: [SentenceNumber],
    _ best: (candidate: Candidate, explanation: Explanation)?
  ) -> (Explanation, Verdict?) {
    if digest.results.count == 1, digest.results[0].outcome == .answered,
      digest.results[0].statements.contains(where: { sentences.contains($0.citation.sentence) })
    {
      return (digest.explanations[0], digest.results[0].verdict)
    }
    guard let best else { return (digest.explanations[0], nil) }
    return (best.explanation, judge.verdict(on: best.explanation.question, by: [best.candidate]))
  }

  /// The verdict on an input that these sentences answer, and whether a hedged one is said of what is surely not true as put.
  func verdict(
    _ digest: Digest, _ features: ShownFeatures, _ sentences: [SentenceNumber], _ found: SlotFindings,
    by arbiter: Arbiter
  ) -> (Verdict?, isContrary: Bool) {
    var features = features.withoutPairs
    let judged = showProposition(digest, citing: sentences, to: &features)
    let chances = arbiter.verdicts(features)
    let verdict = verdict(digest, sentences, found, judged: judged, by: chances)
    // What may be is not what has to be.
    let isContrary = chances.isContrary || asksForObligation(digest) && !isObligatory(sentences)
    return (verdict, verdict == .qualified && isContrary)
  }

  private func verdict(
    _ digest: Digest, _ sentences: [SentenceNumber], _ found: SlotFindings, judged: Verdict?,
    by chances: VerdictChances
  ) -> Verdict? {
    let question = digest.questions[0]
    // A claim put for confirmation, all in its own words, is as true as the statement in which all of it was found.
    let isProved =
      digest.questions.count == 1 && question.hasTag && question.inherited.isEmpty
      && found.proved.contains(sentences[0])
    let best = best(of: sentences[0], in: digest.explanations)
    let verdict = chances.verdict(
      proved: isProved ? judged : nil,
      truth: best.flatMap { best in
        Self.namesOnlyPartner(best.candidate)
          ? nil : judge.truth(of: best.explanation.question, by: best.candidate)
      },
      isHedged: best?.candidate.statement.certainty.isHedged ?? false,
      isProposition: wantsVerdict(digest))
    // A claim that it holds for others, too, goes too far; but whether it does is not told.
    let isClaimed = verdict == .no && !question.opensWithVerb
    if !isClaimed, sentences.contains(where: { isForAbsentState($0, in: digest) }) { return nil }
    guard digest.questions.count == 1, let best else { return verdict }
    let statement = best.candidate.statement
    if verdict == .yes,
      saysOfMore(statement, question)
        || judge.deniedAspect(of: statement) == Cue.agreement && claimsAgreementOnNot(digest)
    {
      return .no
    }
    // What is not to be given "until" is not denied, nor what has no place to be withheld.
    if verdict == .no, asksToWithhold(digest),
      judge.denies(statement) || judge.deniedAspect(of: statement) != nil
        || asksUntilState(of: statement, digest)
    {
      return nil
    }
    if verdict == .yes || verdict == .qualified,
      asksBeforeState(of: statement, digest) || asksForObligation(digest) && !isObligatory(sentences)
    {
      return verdict == .yes ? nil : verdict
    }
    guard verdict == .qualified else { return verdict }
    let truth = judge.truth(of: best.explanation.question, by: best.candidate)
    // "In part" has to be said of some part: not of what was all found in a statement that says it plainly.
    if truth == .yes, found.proved.contains(sentences[0]), !statement.certainty.isHedged,
      statement.slots[.population] == nil
    {
      return chances.prefers(.yes) ? .yes : nil
    }
    return plainVerdict(on: digest, by: statement, truth: truth, chances) ?? .qualified
  }

  /// Whether of what a statement speaks of only that is named which goes with it ("can X be treated with Y?", where
  /// something else is added to Y).
  private static func namesOnlyPartner(_ candidate: Candidate) -> Bool {
    func finds(_ slot: Slot) -> Bool {
      candidate.findings.contains { finding in
        if case .slot(slot, _) = finding.account { true } else { false }
      }
    }
    return finds(.with) && !finds(.subject)
  }

  /// The plain verdict that a hedged one comes to where nothing in the question leaves room for the hedge; nil if there is
  /// none.
  ///
  /// - Parameter truth: how true the question is by the slots of the statement.
  private func plainVerdict(
    on digest: Digest, by statement: Statement, truth: Verdict, _ chances: VerdictChances
  ) -> Verdict? {
    guard asksOnce(digest), !asksToWithhold(digest) else { return nil }
    // Each condition of the statement was told to be met.
    if truth == .yes, chances.isLikely(.yes), fit.isMetInFull(statement, digest.questions[0]) { return .yes }
    guard !offersChoice(digest) else { return nil }
    // The slots and what was learned agree that it is not so, and nothing else in the line could be meant.
    if truth == .no, chances.isLikely(.no), Set(digest.reading.clauses.map(\.sentence)).count == 1 {
      return .no
    }
    // What was learned is surer of a plain verdict than of a hedge, and the slots do not speak against it.
    guard let certain = chances.certain, truth != certain.contrary else { return nil }
    let isSaidPlainly = statement.certainty.affirms == .yes && !statement.certainty.isHedged
    // "Not very" is nearer to a statement that denies with a hedge than "no".
    return certain == .no ? judge.denies(statement) ? nil : .no : isSaidPlainly ? certain : nil
  }

  /// Whether it is asked what holds before the state that a statement is for ("before X has failed"), which it leaves open.
  private func asksBeforeState(of statement: Statement, _ digest: Digest) -> Bool {
    let question = digest.questions[0]
    return question.negators.isEmpty
      && states(of: statement, namedBy: question).contains { state in
        digest.reading.tokens.prefix(state.first).suffix(Self.reachOfBefore).contains { $0.text == "before" }
      }
  }

  /// Whether a statement says of further things what a question claims of one alone ("only X").
  private func saysOfMore(_ statement: Statement, _ question: Question) -> Bool {
    guard !question.restricted.isEmpty, question.negators.isEmpty else { return false }
    return !fit.isOnly(statement, on: question.restricted)
  }

  /// Whether it is asked whether something is not to be given ("should X be withheld?").
  private func asksToWithhold(_ digest: Digest) -> Bool {
    digest.questions[0].opensWithVerb && !digest.questions[0].hasTag
      && !digest.questions[0].aspects.contains(Cue.agreement)
      && names(["withheld", "withhold", "stopped", "discontinued"], in: digest)
  }

  /// Whether it is asked of the time until the state that a statement is for.
  private func asksUntilState(of statement: Statement, _ digest: Digest) -> Bool {
    names(["until", "unless"], in: digest) && !states(of: statement, namedBy: digest.questions[0]).isEmpty
  }

  /// The states of a statement's patients that a question names itself.
  private func states(of statement: Statement, namedBy question: Question) -> [Mention] {
    let population = statement.fillers(of: .population)
    return question.mentions(.condition).filter { state in
      !question.inherited.contains(state.concept)
        && population.contains { pack.lexicon.isA(state.concept, $0) }
    }
  }

  private func names(_ words: Set<String>, in digest: Digest) -> Bool {
    digest.reading.tokens[digest.questions[0].tokens].contains { words.contains($0.text) }
  }

  /// Whether an input claims that there is agreement on not doing something ("a consensus not to treat").
  private func claimsAgreementOnNot(_ digest: Digest) -> Bool {
    let question = digest.questions[0]
    guard let agreement = question.mentions.first(where: { $0.concept == Cue.agreement }),
      question.negators.count == 1, let negator = question.negators.first, negator > agreement.last
    else { return false }
    let tokens = digest.reading.tokens
    return tokens[negator - 1].text == "to" || negator + 1 < tokens.count && tokens[negator + 1].text == "to"
  }

  /// How many words before a state may say that it is not there yet.
  private static let reachOfBefore = 6

  /// Whether it is asked what has to be, and not what may be ("must he get X?").
  private func asksForObligation(_ digest: Digest) -> Bool {
    let question = digest.questions[0]
    guard digest.questions.count == 1, question.negators.isEmpty else { return false }
    let words = digest.reading.tokens[question.tokens].map(\.text)
    guard question.form == .whether || words.first == "must" else { return false }
    // "So he needs to have X?"
    let rest = Array(
      words.drop { ["so", "then", "and", "i", "we", "he", "she", "they", "you"].contains($0) })
    return ["must", "need"].contains(rest.first) && rest.dropFirst().first != "not"
      || ["needs", "has", "have"].contains(rest.first) && rest.dropFirst().first == "to"
      || rest.first == "do" && ["need", "have"].contains(rest.dropFirst(2).first)
        && rest.dropFirst(3).first == "to"
  }

  /// Whether any statement of some sentences says that something has to be.
  private func isObligatory(_ sentences: [SentenceNumber]) -> Bool {
    let places = unifier.places
    return sentences.compactMap(places.scope).flatMap { places.scopes[$0].statements }.contains { place in
      places.statements[place].fillers(of: .value).contains { pack.lexicon.isA($0, Cue.obligation) }
    }
  }

  /// Whether by its form an input is one question of yes or no.
  private func wantsVerdict(_ digest: Digest) -> Bool {
    guard asksOnce(digest), let question = digest.questions.first, !offersChoice(digest) else {
      return false
    }
    // Unknown words about one thing may be another language, in which "was" asks what something is.
    guard question.unknown.isEmpty || question.mentions.count > 1 else { return false }
    return question.opensWithVerb || question.hasTag
      || [.whether, .keywords].contains(question.form) && question.hasQuestionMark
  }

  /// Whether an input is one question, and not a part of several that are answered one after the other.
  private func asksOnce(_ digest: Digest) -> Bool {
    digest.questions.count == 1 && digest.reading.span == digest.reading.tokens.indices
  }

  /// Whether an input sets things beside each other by "or", of which yes and no would tell too little.
  private func offersChoice(_ digest: Digest) -> Bool {
    digest.reading.clauses.contains { !$0.disjunctions.isEmpty }
  }

  /// Whether the statement of a sentence is for patients in a state that was said not to be there: it decides nothing of
  /// those who are not in it.
  private func isForAbsentState(_ sentence: SentenceNumber, in digest: Digest) -> Bool {
    guard let best = best(of: sentence, in: digest.explanations) else { return false }
    return fit.isForAbsent(best.candidate.statement, best.explanation.question)
  }

  /// Whether the statements of a sentence are for patients in another state than was told.
  ///
  /// A plain no holds for them, too, unless it only repeats what the document denies of those.
  func isForOthers(
    _ sentence: SentenceNumber, in digest: Digest, _ found: SlotFindings, verdict: Verdict
  ) -> Bool {
    guard digest.questions.count == 1 else { return false }
    if verdict != .no, found.forOthers.contains(sentence) { return true }
    let question = digest.questions[0]
    guard !question.isExclusive, let nearest = best(of: sentence, in: digest.explanations)?.candidate
    else { return false }
    if verdict == .no {
      return judge.denies(nearest.statement) && !question.hasTag
        && fit.isLikelyForOthers(nearest.statement, question)
    }
    return fit.isPerhapsForOthers(nearest.statement, question)
  }
}
