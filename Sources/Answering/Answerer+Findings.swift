import Knowledge
import Understanding

// What the slots tell of each sentence by themselves, for what was learned to be held against.
extension Answerer {
  /// What the slots tell of each sentence, and that they answered with some statements.
  func findings(in digest: Digest, answered statements: [Statement]) -> SlotFindings {
    var found = SlotFindings()
    let answering = statements.map(\.citation.sentence)
    for candidate in digest.complete.lazy.compactMap({ $0 }).joined() {
      let sentence = candidate.statement.citation.sentence
      if answering.contains(sentence) { found.proved.append(sentence) }
    }
    let places = unifier.places
    let isForOthers = isForOthers(digest)
    let treatments = treatments(named: digest.questions)
    let asksOne = digest.questions.count == 1 && digest.questions[0].form == .whether
    found.beside = sentencesBeside(digest)
    found.fitting = sentencesFitting(digest)
    for place in ruled {
      let scope = places.scopes[place]
      if isForOthers[place] {
        found.silent.append(scope.sentence)
        found.forOthers.append(scope.sentence)
      }
      guard !treatments.isEmpty, !scope.isGeneral else { continue }
      let told = treatments.count { standing in scope.fillers.contains { standing.nearness[$0] != nil } }
      if told == 0 {
        found.silent.append(scope.sentence)
      } else if asksOne, told < treatments.count {
        found.partly.append(scope.sentence)
      }
    }
    return found
  }

  /// The sentences that speak of other patients than was told, or of a treatment that is out of the question; of a sentence
  /// with several statements the one that comes nearest counts.
  private func sentencesBeside(_ digest: Digest) -> [SentenceNumber] {
    // "Is X for her?" is answered by whom it is for.
    guard digest.questions.count == 1, let question = digest.questions.first else { return [] }
    let places = unifier.places
    let setAside = fit.setAside(question)
    var beside = (setAside.isEmpty ? [] : ruled.map { places.scopes[$0] }).filter { scope in
      // "Besides X, what belongs to the combination?" asks for what is given with X.
      let isPartnered = scope.statements.contains { !places.statements[$0].fillers(of: .with).isEmpty }
      if isPartnered, question.form != .whether { return false }
      if scope.statements.allSatisfy({ fit.isOnly(places.statements[$0], on: setAside) }) { return true }
      // What worked less does not answer what else does.
      return question.form == .whether
        && scope.statements.map { places.statements[$0] }.allSatisfy {
          fit.isOnly($0, on: setAside) || judge.denies($0)
        }
    }.map(\.sentence)
    guard question.form != .whether, !question.isExclusive, !question.excluded.isEmpty else { return beside }
    beside += ruled.map { places.scopes[$0] }.filter { scope in
      let statements = scope.statements.map { places.statements[$0] }
      if statements.allSatisfy({ fit.isBeside($0, question) }) { return true }
      guard let nearest = best(of: scope.sentence, in: digest.explanations)?.candidate else { return false }
      return nearest.rejection != .nothingShared
        && fit.isSurelyForOthers(nearest.statement, question)
    }.map(\.sentence)
    return beside
  }

  /// The sentences for patients in a state that was told, if the question names nothing itself ("what should he get?").
  private func sentencesFitting(_ digest: Digest) -> [SentenceNumber] {
    guard digest.questions.count == 1, let question = digest.questions.first,
      [.what, .which, .list].contains(question.form), !question.context.isEmpty,
      question.mentions([.topic, .finding, .condition, .outside]).allSatisfy({
        question.inherited.contains($0.concept)
      }),
      // "It failed, what now?" has to say what.
      !digest.reading.ownTokens.contains(where: { $0.text == "it" })
        || question.context.contains(where: { $0.role == .topic })
    else { return [] }
    let places = unifier.places
    return ruled.map { places.scopes[$0] }.filter { scope in
      scope.statements.contains { fit.isFor(places.statements[$0], question) }
    }.map(\.sentence)
  }

  /// The treatments that some questions name themselves, each once.
  private func treatments(named questions: [Question]) -> [Standing] {
    var treatments: [Standing] = []
    for question in questions {
      for mention in question.mentions
      where mention.role == .topic && !question.inherited.contains(mention.concept) {
        let standing = unifier.standing(of: mention.concept)
        if standing.isTreatment, !treatments.contains(where: { $0.concept == standing.concept }) {
          treatments.append(standing)
        }
      }
    }
    return treatments
  }

  /// For each sentence, by its place in `unifier.places.scopes`, whether its statements are for patients in another state
  /// than was told.
  private func isForOthers(_ digest: Digest) -> [Bool] {
    let places = unifier.places
    var isForOthers = [Bool](repeating: false, count: places.scopes.count)
    for explanation in digest.explanations {
      for candidate in explanation.ranking?.near ?? [] {
        if case .otherPopulation = candidate.rejection {
          isForOthers[places.sentences[candidate.index]] = true
        }
      }
    }
    for explanation in digest.explanations {
      for candidate in explanation.ranking?.accepted ?? [] {
        isForOthers[places.sentences[candidate.index]] = false
      }
    }
    return isForOthers
  }
}
