import Knowledge

// What the wording of one clause claims, sets side by side or sets aside.
extension QuestionResolver {
  /// The findings that a clause sets aside, by a word before them or by "besides".
  func denied(_ clause: Clause) -> Set<String> {
    var denied: Set<String> = []
    for mention in clause.mentions where mention.plays([.finding, .domain]) {
      let isNegated = mention.role == .finding && clause.negators.contains(mention.first - 1)
      if isNegated
        || clause.mentions.contains(where: { $0.concept == Cue.apartFrom && $0.last < mention.first })
      {
        denied.insert(mention.concept)
      }
    }
    return denied
  }

  /// Whether a clause claims that something is the same as something said before.
  func isSameness(_ clause: Clause, _ reading: Reading) -> Bool {
    clause.mentions.contains { $0.label.text == "the same" }
      || clause.tokens.contains { position in
        reading.tokens[position].text == "same"
          && !clause.mentions.contains {
            $0.plays([.nuance, .value, .aspect]) && $0.tokens.contains(position)
          }
      }
  }

  /// "on X: can he have Y too?" asks for the two together.
  func addsToTreatment(_ own: [Mention], _ told: [Mention], _ clause: Clause) -> Bool {
    let isAlso = clause.mentions.contains { mention in
      mention.concept == Cue.addition
        || mention.label.text == "also" && mention.first != clause.tokens.lowerBound
    }
    guard isAlso, !own.contains(where: { $0.plays([.finding, .value, .nuance, .aspect]) }),
      let named = own.first(where: lexicon.isTreatment), own.count(where: \.isTopic) == 1
    else { return false }
    return told.contains { other in
      lexicon.isTreatment(other) && !lexicon.isA(other.concept, named.concept)
        && !lexicon.isA(named.concept, other.concept)
    }
  }

  /// "what is it for?"
  func asksForPurpose(_ clause: Clause, _ reading: Reading) -> Bool {
    clause.form == .what && reading.tokens[clause.tokens].last { $0.kind == .word }?.text == "for"
  }

  func mention(of id: String, at token: Int, _ reading: Reading) -> Mention? {
    guard let concept = lexicon.concepts[id], let label = concept.labels.first else { return nil }
    let range = reading.tokens[token].range
    return Mention(
      of: concept, tokens: [token], range: range, surface: label.text[...], corrected: nil, label: label)
  }

  /// What stands before a question in its own sentence and belongs to it ("X for Y, does it help?").
  func leadIn(to clause: Clause, _ reading: Reading) -> [Mention] {
    let hasOwn = clause.mentions.contains {
      $0.isTopic || $0.role == .category && $0.concept != Cue.therapy
    }
    guard !hasOwn, clause.asks else { return [] }
    let before = reading.clauses.filter {
      $0.sentence == clause.sentence && $0.tokens.upperBound <= clause.tokens.lowerBound && !$0.asks
    }
    let tellsOfPatient = before.flatMap(\.mentions).contains {
      $0.concept == Cue.timeOfLife || $0.meant.kind == KnownKind.person
    }
    guard !tellsOfPatient else { return [] }
    return before.flatMap(\.mentions).filter { mention in
      guard
        mention.plays([.topic, .finding, .aspect, .value, .outside])
          || mention.role == .domain && !mention.isOfPack
      else { return false }
      guard let first = mention.tokens.first, first > 0 else { return true }
      return !["on", "despite", "taking", "after", "given"].contains(reading.tokens[first - 1].text)
    }
  }

  /// What "or" sets side by side: the nearest things before and after it, and all that is listed to choose from.
  func alternatives(_ clause: Clause, _ reading: Reading) -> Set<String> {
    let things = clause.mentions.filter { $0.plays([.topic, .finding, .value, .nuance]) }
    var result: Set<String> = []
    for position in clause.disjunctions {
      // The nearest of one role on both sides; failing that, of any.
      for roles in [Roles.finding, .topic, [.value, .nuance]] {
        let before = things.last {
          $0.plays(roles) && $0.last < position && position - $0.last <= 3
        }
        let after = things.first {
          $0.plays(roles) && $0.first > position && $0.first - position <= 8
        }
        let nearest = things.last { $0.last < position }
        if let before, let after, nearest?.tokens == before.tokens {
          result.formUnion([before.concept, after.concept])
        }
      }
    }
    if !clause.disjunctions.isEmpty || clause.form == .which,
      let colon = clause.tokens.first(where: { reading.tokens[$0].text == ":" })
    {
      result.formUnion(things.filter { $0.first > colon && $0.role == .topic }.map(\.concept))
    }
    if things.count > 2, isMultipleChoice(clause, reading) { result.formUnion(things.map(\.concept)) }
    return result
  }

  private func isMultipleChoice(_ clause: Clause, _ reading: Reading) -> Bool {
    reading.clauses.contains { other in
      other.sentence == clause.sentence
        && other.mentions.contains { $0.label.text == "which of the following" }
    }
  }

  /// "is X just another Y": that one thing is a kind of the other.
  func classClaim(_ clause: Clause, _ reading: Reading) -> [String] {
    guard clause.form == .whether,
      !clause.mentions.contains(where: { $0.plays([.finding, .condition, .nuance, .value, .aspect]) })
    else { return [] }
    let named = clause.mentions.filter(\.isTopic)
    var topics: [Mention] = []
    for mention in named {
      if topics.last?.concept == mention.concept { topics.removeLast() }
      topics.append(mention)
    }
    // "is X a Y", where both name one thing.
    if topics.count == 1, named.count > 1 { topics = [named[0], named[named.count - 1]] }
    guard topics.count >= 2 else { return [] }
    let between = reading.tokens[
      (topics[0].last + 1)..<max(topics[0].last + 1, topics[1].first)
    ].map(\.text)
    guard between.contains(where: { ["a", "an", "another", "one"].contains($0) }),
      lexicon.isA(topics[1].concept, Cue.therapy) || !topics[1].isOfPack,
      reading.tokens[clause.tokens.lowerBound..<topics[1].first].contains(where: {
        ["is", "are"].contains($0.text)
      })
    else { return [] }
    return topics.prefix(2).map(\.concept)
  }

  /// Findings that "and", "or" or a comma sets side by side: an answer to one of them is an answer to half the question.
  func conjoined(_ clause: Clause, _ reading: Reading) -> Set<String> {
    // "the pill for the runs" names a thing by its use; the use is not asked about.
    let findings = clause.mentions.filter { mention in
      guard mention.role == .finding, var position = mention.tokens.first else { return false }
      position -= 1
      if position >= 0, reading.tokens[position].text == "the" { position -= 1 }
      return position < 0 || reading.tokens[position].text != "for"
    }
    var result: Set<String> = []
    for (one, next) in zip(findings, findings.dropFirst()) where next.first > one.last + 1 {
      let between = reading.tokens[(one.last + 1)..<next.first]
      if between.count <= 9,
        between.contains(where: { ["and", "or", "but", "&", "+", ",", "/", "nor"].contains($0.text) })
      {
        result.formUnion([one.concept, next.concept])
      }
    }
    return result
  }
}
