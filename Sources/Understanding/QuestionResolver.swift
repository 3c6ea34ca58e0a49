public import Knowledge

/// Makes questions of a reading: what is asked, what is told, what earlier words stand for.
public struct QuestionResolver: Sendable {
  private let lexicon: Lexicon

  /// Makes a resolver for one lexicon.
  public init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Resolves a reading against what was said before.
  public func resolve(_ reading: Reading, in conversation: Conversation) -> Utterance {
    let clauses = reading.clauses
    guard reading.ownTokens.contains(where: { $0.kind != .mark }) else { return .empty }
    if let aside = aside(clauses) { return .aside(aside) }
    let asksSomething = clauses.contains {
      hasContent($0) || refers($0) || $0.mentions(Cue.summary) || $0.asks && $0.form != .keywords
        || !$0.unknown.isEmpty
    }
    guard asksSomething else {
      return isOnlyFiller(clauses) ? .empty : .vague(questions(reading, conversation))
    }
    let questions = questions(reading, conversation)
    if isDescription(clauses) {
      return .told(
        withImplied(clauses.flatMap { affirmed($0) }).filter { isTellable($0) }, asKeywords: questions)
    }
    return .questions(questions)
  }

  /// What of a conversation an input may lean on: not the last question, if it asks what something is that it names itself,
  /// or if it is key words after something of which the document says nothing.
  public func context(of reading: Reading, in conversation: Conversation) -> Conversation {
    guard let last = conversation.last else { return conversation }
    let standsAlone =
      asksWhatSomethingIs(reading) || last.mentions.contains(where: isForeign) && isKeywords(reading)
    return standsAlone ? conversation.withoutLast : conversation
  }

  private func isKeywords(_ reading: Reading) -> Bool {
    reading.clauses.allSatisfy { clause in
      clause.form == .keywords && !clause.hasQuestionMark && !refers(clause) && !isFollowOn(clause, reading)
    }
  }

  /// "What is X?", and nothing besides.
  private func asksWhatSomethingIs(_ reading: Reading) -> Bool {
    guard reading.clauses.count == 1, let clause = reading.clauses.first,
      [.what, .define].contains(clause.form)
    else { return false }
    let words = clause.tokens.filter { reading.tokens[$0].kind != .mark }
    let opening = ["what", "is"]
    let isPlain =
      words.count > opening.count && reading.tokens[words[0]].text == "what"
      && ["is", "are"].contains(reading.tokens[words[1]].text)
    guard isPlain else { return false }
    let rest = words.dropFirst(opening.count).drop { ["a", "an", "the"].contains(reading.tokens[$0].text) }
    return clause.mentions.contains { mention in
      [.topic, .finding, .condition, .domain, .outside].contains(mention.role)
        && rest.elementsEqual(mention.tokens)
    } || rest.count == 1 && clause.unknown.contains { rest.elementsEqual([$0.token]) }
  }

  /// An input divided into parts that ask one after the other, each with what is told before it: what the second leans on is
  /// then the first, as if it had been put before.
  public func parts(of reading: Reading, asking questions: [Question]) -> [Reading] {
    let bounds =
      [reading.span.lowerBound] + questions.dropLast().map(\.tokens.upperBound) + [reading.span.upperBound]
    guard zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }) else { return [reading] }
    return zip(bounds, bounds.dropFirst()).map { part(of: reading, $0..<$1) }
  }

  private func part(of reading: Reading, _ span: Range<Int>) -> Reading {
    let clauses = reading.clauses.filter { span.contains($0.tokens.lowerBound) }
    return Reading(
      original: reading.original, tokens: reading.tokens, span: span, clauses: clauses,
      corrections: reading.corrections,
      introducesPatient: PatientIntroduction(tokens: reading.tokens, clauses: clauses, lexicon: lexicon)
        .isThere, isInOtherLanguage: reading.isInOtherLanguage)
  }

  /// The most questions of one input that are answered.
  static let questionLimit = 8

  // MARK: What is asked, what is told

  /// What a line is that asks nothing of the document. Where somebody may be in danger, nothing else in it matters.
  private func aside(_ clauses: [Clause]) -> Aside? {
    func isNamed(_ aside: Aside) -> Bool { clauses.contains { $0.mentions(aside.rawValue) } }
    if isNamed(.distress) { return .distress }
    if let asked = Aside.ofProgram.first(where: isNamed), !clauses.contains(where: hasContent) {
      return asked
    }
    return isOnlyCourteous(clauses) ? Aside.courtesies.first(where: isNamed) : nil
  }

  private func isCourteous(_ clause: Clause) -> Bool {
    Aside.courtesies.contains { clause.mentions($0.rawValue) }
  }

  private func isOnlyCourteous(_ clauses: [Clause]) -> Bool {
    clauses.contains(where: isCourteous)
      && clauses.allSatisfy { clause in
        !hasContent(clause) && !clause.hasQuestionMark && clause.unknown.count <= 1
          && (isCourteous(clause) || !clause.asks)
      }
  }

  /// "ok", "hmm": nothing to go on with.
  private func isOnlyFiller(_ clauses: [Clause]) -> Bool {
    clauses.allSatisfy { clause in
      !clause.hasQuestionMark && clause.mentions.allSatisfy { $0.concept == Cue.filler }
    }
  }

  private func hasContent(_ clause: Clause) -> Bool {
    clause.mentions.contains { mention in
      switch mention.role {
      case .topic, .finding, .value, .nuance, .aspect, .category, .condition, .relation, .outside, .domain:
        true
      case .form, .polarity, .discourse, .background: false
      }
    }
  }

  /// A concept of the pack that is understood without being asked about: the document's general subject.
  private func isDomain(_ mention: Mention) -> Bool { mention.role == .domain }

  private func refers(_ clause: Clause) -> Bool {
    clause.mentions.contains { $0.concept == Cue.pronoun || $0.concept == Cue.other }
  }

  /// A patient told about: nothing is asked, and somebody or some state is named.
  private func isDescription(_ clauses: [Clause]) -> Bool {
    guard !clauses.contains(where: { $0.asks || ![.keywords, .whether].contains($0.form) }) else {
      return false
    }
    let mentions = clauses.flatMap(\.mentions)
    if mentions.contains(where: { $0.concept == Cue.correction }) { return false }
    if mentions.contains(where: { $0.role == .aspect }) { return false }
    let tellsOfPerson = mentions.contains { mention in
      mention.concept == Cue.timeOfLife || lexicon.concepts[mention.concept]?.kind == "person"
    }
    if tellsOfPerson { return true }
    let isOnlyTopic = mentions.allSatisfy {
      [.topic, .background, .discourse, .polarity, .form].contains($0.role)
    }
    if isOnlyTopic, mentions.contains(where: isTreatment),
      clauses.allSatisfy({ $0.speaksOfSomebody && $0.unknown.isEmpty })
    {
      return true
    }
    if clauses.contains(where: { $0.speaksOfSomebody }),
      mentions.contains(where: { $0.role == .condition || $0.role == .finding || isDomain($0) }),
      !mentions.contains(where: { $0.role == .category })
    {
      return true
    }
    if isOnlyTopic, mentions.contains(where: { Self.isTopic($0) }),
      clauses.contains(where: { !$0.negators.isEmpty })
    {
      return true
    }
    return !mentions.contains { [.topic, .value, .nuance, .category].contains($0.role) }
      && mentions.contains { [.condition, .finding].contains($0.role) || isDomain($0) }
  }

  /// The mentions of a clause without the states and findings that it denies ("no pain at all").
  private func affirmed(_ clause: Clause) -> [Mention] {
    clause.mentions.filter { ![.condition, .finding].contains($0.role) || !isNegated($0, clause) }
  }

  private func isNegated(_ mention: Mention, _ clause: Clause) -> Bool {
    guard let first = mention.tokens.first else { return false }
    let denials = clause.mentions.filter { $0.concept == Cue.negator }.compactMap(\.tokens.first)
    return clause.negators.contains {
      denials.contains($0) && $0 < first && first - $0 <= 3 && !clause.breaks.contains(first - 1)
    }
  }

  private func isTellable(_ mention: Mention) -> Bool {
    [.condition, .finding, .topic, .domain].contains(mention.role)
  }

  private func questions(_ reading: Reading, _ conversation: Conversation) -> [Question] {
    let clauses = reading.clauses
    var asking = clauses.filter { $0.hasQuestionMark || $0.hasTag }
    let sentences = Set(asking.map(\.sentence))
    asking = clauses.filter { clause in
      guard clause.asks else { return false }
      if asking.isEmpty || clause.hasQuestionMark || clause.hasTag { return true }
      return sentences.contains(clause.sentence) && !clause.isSubordinate
        || clause.opensWithVerb && !carriesOnTale(clause, reading)
        // The mark of the last question is easily left out.
        || clause.tokens == clauses.last?.tokens && ![.keywords, .overview].contains(clause.form)
          && hasContent(clause)
    }
    if asking.count == 1, let claim = claimMeant(by: asking[0], clauses) {
      asking = [merged([claim, asking[0]])]
    }
    let weighty = asking.filter { hasContent($0) || refers($0) }
    if !weighty.isEmpty { asking = weighty }
    let isAsked = !asking.isEmpty
    if !isAsked {
      let content = clauses.filter { hasContent($0) || !$0.unknown.isEmpty }
      asking = [merged(content.isEmpty ? clauses : content)]
    }
    var questions: [Question] = []
    let asked = Set(asking.map(\.tokens))
    let background = isAsked ? clauses.filter { !asked.contains($0.tokens) } : []
    // Nobody waits for the answers to hundreds of questions; what is asked last is what is wanted.
    for clause in asking.suffix(Self.questionLimit) {
      questions.append(question(clause, background, questions.last, reading, conversation))
    }
    return questions
  }

  /// "48M on X, has got worse.": a verb that opens a clause within a sentence tells on of whom the sentence tells.
  private func carriesOnTale(_ clause: Clause, _ reading: Reading) -> Bool {
    guard let first = reading.tokens[clause.tokens].first(where: { $0.kind != .mark }) else { return false }
    return ["has", "had", "have", "was"].contains(first.text)
      && reading.clauses.contains {
        $0.sentence == clause.sentence && $0.tokens.upperBound <= clause.tokens.lowerBound && !$0.asks
      }
  }

  /// "Is she right?" asks for the truth of what somebody was reported to say.
  private func claimMeant(by clause: Clause, _ clauses: [Clause]) -> Clause? {
    guard !hasContent(clause), clause.unknown.count < 4, clause.form == .whether,
      clause.mentions.contains(where: { $0.concept == Cue.tag }) || refers(clause) && clause.tokens.count <= 6
    else { return nil }
    return clauses.last { other in
      other.tokens.upperBound <= clause.tokens.lowerBound && other.mentions.contains { Self.isTopic($0) }
        && other.mentions.contains { [.finding, .value, .nuance, .aspect].contains($0.role) }
        && (clause.mentions.contains { $0.concept == Cue.tag } || other.sentence == clause.sentence)
    }
  }

  private func merged(_ clauses: [Clause]) -> Clause {
    Clause(
      tokens: clauses[0].tokens.lowerBound..<clauses[clauses.count - 1].tokens.upperBound,
      mentions: clauses.flatMap(\.mentions), unknown: clauses.flatMap(\.unknown), asks: false,
      hasQuestionMark: false, form: clauses.last { $0.form != .keywords }?.form ?? .keywords,
      hasTag: clauses.contains(where: \.hasTag), negators: clauses.flatMap(\.negators),
      reversals: clauses.flatMap(\.reversals),
      breaks: clauses.flatMap(\.breaks), disjunctions: clauses.flatMap(\.disjunctions),
      sentence: clauses[0].sentence, isSubordinate: false, opensWithVerb: false,
      speaksOfSomebody: clauses.contains(where: \.speaksOfSomebody))
  }

  // MARK: One question

  private func question(
    _ clause: Clause, _ background: [Clause], _ sibling: Question?, _ reading: Reading,
    _ conversation: Conversation
  ) -> Question {
    func isNamed(_ cue: String) -> Bool { reading.clauses.contains { $0.mentions(cue) } }
    let lead = leadIn(to: clause, reading)
    let purpose =
      asksForPurpose(clause, reading)
      ? mention(of: Cue.rationale, at: clause.tokens.upperBound - 1, reading) : nil
    let said = clause.mentions.filter { $0.role != .condition || !isNegated($0, clause) }
    var own = withImplied(lead + said + [purpose].compactMap { $0 })
    var question = Question(
      tokens: clause.tokens, form: clause.form, opensWithVerb: clause.opensWithVerb,
      hasQuestionMark: clause.hasQuestionMark,
      hasTag: clause.hasTag, negators: clause.negators, reversals: clause.reversals, breaks: clause.breaks,
      alternatives: alternatives(clause, reading), isComparison: false, isNegatedBefore: false,
      isExclusive: clause.mentions(Cue.exclusive) && hasContent(clause),
      isUniversal: clause.mentions("universal"),
      denialStart: clause.mentions.first { $0.concept == Cue.contrast }?.tokens.last,
      wantsSummary: clause.mentions(Cue.summary), mentions: [],
      context: [], unknown: clause.unknown, antecedents: [], inherited: [],
      lacksReferent: false, refersBack: false, denied: [], conjoined: [], implied: [], classClaim: [],
      isSameness: false)

    let leadTokens = Set(lead.map(\.tokens))
    let told = withImplied(background.flatMap { affirmed($0) }).filter {
      isTellable($0) && !leadTokens.contains($0.tokens)
    }
    let remembers = !isNamed("unrelated") && !own.contains { $0.role == .outside }
    // "what about a man of 60 with ...": the question may be the last one, but nothing else of it.
    let isOther = conversation.isLeft(by: reading)
    let carriesOn = !isOther || isFollowOn(clause, reading)
    let isTakenUp = remembers && carriesOn
    let last = isTakenUp ? conversation.last : nil
    let topics = isTakenUp ? conversation.topics : []
    let before =
      remembers && !isOther
      ? conversation.told.filter { old in
        !(told + own).contains { lexicon.areOpposite($0.concept, old.concept) }
      } : []

    // "it" beside a thing that is no treatment still stands for one.
    let hasTopic = own.contains {
      Self.isTopic($0) && (!refers(clause) || lexicon.isA($0.concept, Cue.therapy) || sibling == nil)
    }
    let hasMatter =
      hasTopic || own.contains { [.finding, .condition, .category].contains($0.role) || isDomain($0) }
    // "who gets X?" asks for itself, whatever was asked before.
    let asksOfThing = hasTopic && [.who, .when, .where, .why].contains(clause.form)
    let isElliptic =
      isFollowOn(clause, reading)
      || !asksOfThing && (isShort(clause, reading) || isOnlyThings(own, clause, reading))

    func inherit(_ mentions: [Mention]) {
      for mention in mentions where !own.contains(where: { $0.concept == mention.concept }) {
        own.append(mention)
        question.inherited.append(mention.concept)
      }
    }
    func inheritRest(of last: Question) { inherit(kept(of: last, beside: own, &question)) }

    if hasTopic, refers(clause), own.contains(where: { $0.concept == Cue.combination }),
      own.filter({ Self.isTopic($0) }).count == 1
    {
      inherit(sibling?.mentions(.topic) ?? topics)
    }
    if isNamed(Cue.correction), let last {
      for other in background where other.mentions(Cue.correction) || !hasTopic {
        inherit(withImplied(other.mentions).filter { isTellable($0) })
      }
      if !isComplete(own) { inheritRest(of: last) }
    } else if let sibling, !hasTopic, refers(clause) || !isSelfContained(own) {
      inherit(sibling.mentions.filter { Self.isTopic($0) })
      if refers(clause) { question.antecedents = Set(sibling.mentions(.topic).map(\.concept)) }
      inherit(sibling.mentions(.condition))
      if !own.contains(where: { [.aspect, .value, .nuance, .finding].contains($0.role) }) {
        inherit(sibling.mentions(.finding))
      }
    } else if refers(clause), !hasTopic {
      let named = antecedents(of: clause, in: background)
      let foreign = told.filter { Self.isTopic($0) }
      let astray = background.flatMap(\.mentions).filter { $0.role == .outside }
      if !named.isEmpty {
        inherit(named)
        question.antecedents = Set(named.map(\.concept))
        if astray.count > 2 { inherit(astray) }
      } else if !foreign.isEmpty,
        !own.contains(where: { [.topic, .finding, .category, .condition].contains($0.role) }),
        !told.contains(where: { $0.role == .condition && isOfPack($0) })
      {
        inherit(foreign)
      } else if !topics.isEmpty, told.allSatisfy({ !Self.isTopic($0) }),
        let last, isFollowOn(clause, reading),
        own.contains(where: { [.finding, .condition].contains($0.role) }),
        !own.contains(where: { $0.role == .aspect })
      {
        inheritRest(of: last)
      } else if !topics.isEmpty, told.allSatisfy({ !Self.isTopic($0) }) {
        inherit(topics)
        if !own.contains(where: { $0.role == .condition }) {
          question.antecedents = Set(topics.map(\.concept))
        }
        if let last, isElliptic, clause.unknown.isEmpty,
          !own.contains(where: { [.aspect, .value, .nuance, .finding].contains($0.role) })
        {
          inheritRest(of: last)
        }
      } else if !hasMatter || isOnlyState(own, clause, reading), told.isEmpty, before.isEmpty {
        question.lacksReferent = true
        question.refersBack = true
      }
    } else if !hasMatter {
      let named = told.filter { Self.isTopic($0) && isOfPack($0) }
      let asksForOther = own.contains { $0.concept == Cue.treatmentChoice }
      let isNoise =
        !clause.unknown.isEmpty && own.allSatisfy { ![.aspect, .value, .nuance].contains($0.role) }
      if told.isEmpty, !topics.isEmpty, !isNoise, !(asksForOther && before.contains { $0.role == .condition })
      {
        inherit(topics)
        if let last, isOpen(clause, reading) {
          inherit(kept(of: last, beside: own, &question).filter { !isTreatment($0) })
          own.removeAll { mention in topics.contains { $0.concept == mention.concept } }
        } else if let last, clause.unknown.isEmpty,
          !own.contains(where: { [.aspect, .value, .nuance].contains($0.role) })
        {
          inheritRest(of: last)
        }
      } else if told.isEmpty, before.isEmpty {
        question.lacksReferent =
          (clause.form != .keywords || clause.unknown.isEmpty)
          && clause.unknown.filter { $0.text.utf8.count > 3 }.count <= (clause.tokens.count <= 6 ? 1 : 0)
          && !own.contains { $0.role == .outside || $0.concept == Cue.agreement || $0.concept == Cue.noRole }
          && background.allSatisfy { $0.unknown.count < 4 }
      } else if !named.isEmpty, !own.contains(where: { $0.concept == Cue.treatmentChoice }) {
        inherit(named)
      } else if own.allSatisfy({ ![.aspect, .value, .nuance].contains($0.role) }) {
        inherit(background.flatMap(\.mentions).filter { $0.role == .aspect || $0.role == .category })
      }
    } else if let last, told.isEmpty, isOnlyCategory(own), [.which, .what, .list].contains(clause.form) {
      // "which drug does, then?": the last question with its thing left open.
      inherit(kept(of: last, beside: own, &question).filter { !isTreatment($0) })
    } else if isElliptic, let last, !isComplete(own), clause.unknown.isEmpty {
      inheritRest(of: last)
      if own.contains(where: { $0.role == .category }), [.which, .what].contains(clause.form) {
        own.removeAll { mention in Self.isTopic(mention) && question.inherited.contains(mention.concept) }
      }
    } else if own.contains(where: { $0.concept == Cue.superiority }),
      own.filter({ Self.isTopic($0) }).count == 1, let last
    {
      inherit(last.mentions(.topic))
      inherit(last.mentions(.condition))
    }

    if addsToTreatment(own, told + before, clause),
      let combination = mention(of: Cue.combination, at: clause.tokens.upperBound - 1, reading)
    {
      own.append(combination)
    }
    question.denied = Set(
      clause.mentions.filter { mention in
        mention.role == .finding
          && (mention.tokens.first.map { $0 > 0 && clause.negators.contains($0 - 1) } ?? false)
      }.map(\.concept))
    question.denied.formUnion(
      clause.mentions.filter { mention in
        [.finding, .domain].contains(mention.role)
          && clause.mentions.contains { $0.concept == Cue.apartFrom && $0.tokens.last! < mention.tokens[0] }
      }.map(\.concept))
    question.classClaim = classClaim(clause, reading)
    question.isSameness =
      clause.mentions.contains { $0.label.text == "the same" }
      || clause.tokens.contains { position in
        reading.tokens[position].text == "same"
          && !clause.mentions.contains {
            [.nuance, .value, .aspect].contains($0.role) && $0.tokens.contains(position)
          }
      }
    question.conjoined = conjoined(clause, reading)
    if own.contains(where: { $0.concept == Cue.superiority }) { question.refersBack = true }
    question.isComparison =
      own.filter { Self.isTopic($0) }.count > 1
      && own.contains {
        $0.concept == Cue.superiority || $0.concept == Cue.comparability || $0.concept == "ask-compare"
      }
    let namesSomething = own.contains { [.topic, .finding, .condition, .value, .outside].contains($0.role) }
    let hasOtherWords = clause.unknown.contains { $0.text.utf8.count > 4 }
    if namesSomething || hasOtherWords || !told.isEmpty {
      question.wantsSummary = false
    }
    if question.wantsSummary { question.lacksReferent = false }
    question.implied = Set(
      own.filter { mention in
        !(lexicon.concepts[mention.concept]?.labels.contains(mention.label) ?? false)
      }.map(\.concept))
    question.mentions = own.filter {
      ![.form, .polarity, .discourse, .background].contains($0.role)
    }
    var seen = ConceptNames(own)
    for mention in told + before where seen.insert(mention.concept) { question.context.append(mention) }
    return question
  }

  /// "on X: can he have Y too?" asks for the two together.
  private func addsToTreatment(_ own: [Mention], _ told: [Mention], _ clause: Clause) -> Bool {
    let isAlso = clause.mentions.contains { mention in
      mention.concept == Cue.addition
        || mention.label.text == "also" && mention.tokens.first != clause.tokens.lowerBound
    }
    guard isAlso, !own.contains(where: { [.finding, .value, .nuance, .aspect].contains($0.role) }),
      let named = own.first(where: isTreatment), own.count(where: Self.isTopic) == 1
    else { return false }
    return told.contains { other in
      isTreatment(other) && !lexicon.isA(other.concept, named.concept)
        && !lexicon.isA(named.concept, other.concept)
    }
  }

  /// "what is it for?"
  private func asksForPurpose(_ clause: Clause, _ reading: Reading) -> Bool {
    clause.form == .what && reading.tokens[clause.tokens].last { $0.kind == .word }?.text == "for"
  }

  private func mention(of id: String, at token: Int, _ reading: Reading) -> Mention? {
    guard let concept = lexicon.concepts[id], let label = concept.labels.first else { return nil }
    let range = reading.tokens[token].range
    return Mention(
      concept: id, role: concept.role, tokens: [token], range: range, surface: label.text, corrected: nil,
      label: label)
  }

  private static func isTopic(_ mention: Mention) -> Bool { mention.role == .topic }

  /// What stands before a question in its own sentence and belongs to it ("X for Y, does it help?").
  private func leadIn(to clause: Clause, _ reading: Reading) -> [Mention] {
    let hasOwn = clause.mentions.contains {
      Self.isTopic($0) || $0.role == .category && $0.concept != Cue.therapy
    }
    guard !hasOwn, clause.asks else { return [] }
    let before = reading.clauses.filter {
      $0.sentence == clause.sentence && $0.tokens.upperBound <= clause.tokens.lowerBound && !$0.asks
    }
    let tellsOfPatient = before.flatMap(\.mentions).contains {
      $0.concept == Cue.timeOfLife || lexicon.concepts[$0.concept]?.kind == "person"
    }
    guard !tellsOfPatient else { return [] }
    return before.flatMap(\.mentions).filter { mention in
      guard
        [.topic, .finding, .aspect, .value, .outside].contains(mention.role)
          || isDomain(mention) && !isOfPack(mention)
      else { return false }
      guard let first = mention.tokens.first, first > 0 else { return true }
      return !["on", "despite", "taking", "after", "given"].contains(reading.tokens[first - 1].text)
    }
  }

  /// What "or" sets side by side: the nearest things before and after it, and all that is listed to choose from.
  private func alternatives(_ clause: Clause, _ reading: Reading) -> Set<String> {
    let things = clause.mentions.filter { [.topic, .finding, .value, .nuance].contains($0.role) }
    var result: Set<String> = []
    for position in clause.disjunctions {
      // The nearest of one role on both sides; failing that, of any.
      for roles in [[Role.finding], [.topic], [.value, .nuance]] {
        let before = things.last {
          roles.contains($0.role) && $0.tokens.last! < position && position - $0.tokens.last! <= 3
        }
        let after = things.first {
          roles.contains($0.role) && $0.tokens.first! > position && $0.tokens.first! - position <= 8
        }
        let nearest = things.last { $0.tokens.last! < position }
        if let before, let after, nearest?.tokens == before.tokens {
          result.formUnion([before.concept, after.concept])
        }
      }
    }
    let isMultipleChoice = reading.clauses.contains { other in
      other.sentence == clause.sentence
        && other.mentions.contains { $0.label.text == "which of the following" }
    }
    if let colon = clause.tokens.first(where: { reading.tokens[$0].text == ":" }),
      !clause.disjunctions.isEmpty || clause.form == .which
    {
      result.formUnion(things.filter { $0.tokens[0] > colon && $0.role == .topic }.map(\.concept))
    }
    if isMultipleChoice, things.count > 2 {
      result.formUnion(things.map(\.concept))
    }
    return result
  }

  /// "is X just another Y": that one thing is a kind of the other.
  private func classClaim(_ clause: Clause, _ reading: Reading) -> [String] {
    let named = clause.mentions.filter { Self.isTopic($0) }
    var topics: [Mention] = []
    for mention in named {
      if topics.last?.concept == mention.concept { topics.removeLast() }
      topics.append(mention)
    }
    // "is X a Y", where both name one thing.
    if topics.count == 1, named.count > 1 { topics = [named[0], named[named.count - 1]] }
    guard clause.form == .whether, topics.count >= 2,
      !clause.mentions.contains(where: { [.finding, .condition, .nuance, .value, .aspect].contains($0.role) })
    else { return [] }
    let between = reading.tokens[
      (topics[0].tokens.last! + 1)..<max(topics[0].tokens.last! + 1, topics[1].tokens[0])
    ].map(\.text)
    guard between.contains(where: { ["a", "an", "another", "one"].contains($0) }),
      lexicon.isA(topics[1].concept, Cue.therapy) || !isOfPack(topics[1]),
      reading.tokens[clause.tokens.lowerBound..<topics[1].tokens[0]].contains(where: {
        ["is", "are"].contains($0.text)
      })
    else { return [] }
    return topics.prefix(2).map(\.concept)
  }

  /// Findings that "and", "or" or a comma sets side by side: an answer to one of them is an answer to half the question.
  private func conjoined(_ clause: Clause, _ reading: Reading) -> Set<String> {
    // "the pill for the runs" names a thing by its use; the use is not asked about.
    let findings = clause.mentions.filter { mention in
      guard mention.role == .finding, var position = mention.tokens.first else { return false }
      position -= 1
      if position >= 0, reading.tokens[position].text == "the" { position -= 1 }
      return position < 0 || reading.tokens[position].text != "for"
    }
    var result: Set<String> = []
    for (one, next) in zip(findings, findings.dropFirst()) where next.tokens.first! > one.tokens.last! + 1 {
      let between = reading.tokens[(one.tokens.last! + 1)..<next.tokens.first!]
      if between.count <= 9,
        between.contains(where: { ["and", "or", "but", "&", "+", ",", "/", "nor"].contains($0.text) })
      {
        result.formUnion([one.concept, next.concept])
      }
    }
    return result
  }

  private func isSelfContained(_ mentions: [Mention]) -> Bool {
    mentions.contains { [.finding, .condition].contains($0.role) }
      && mentions.contains { [.aspect, .category].contains($0.role) }
  }

  /// Only a state is named, in a few words ("and if that fails?").
  private func isOnlyState(_ own: [Mention], _ clause: Clause, _ reading: Reading) -> Bool {
    own.allSatisfy { ![.topic, .finding, .category, .value, .nuance, .aspect].contains($0.role) }
      && reading.tokens[clause.tokens].filter { $0.kind == .word }.count <= 6
  }

  /// "what is, then?": the last question with its thing left open.
  private func isOpen(_ clause: Clause, _ reading: Reading) -> Bool {
    [.what, .which].contains(clause.form) && !hasContent(clause)
      && reading.tokens[clause.tokens].filter { $0.kind == .word }.count <= 4
  }

  /// What a pronoun stands for among the clauses before it: the treatments of the nearest clause that names any, or of
  /// all of them for "those two".
  private func antecedents(of clause: Clause, in background: [Clause]) -> [Mention] {
    let earlier = background.filter { $0.tokens.upperBound <= clause.tokens.lowerBound }
    let near = Set(earlier.suffix(2).map(\.tokens))
    func treatments(_ clause: Clause) -> [Mention] {
      clause.mentions.filter { mention in
        Self.isTopic(mention)
          && (isOfPack(mention) || near.contains(clause.tokens) && lexicon.isA(mention.concept, Cue.medicine))
      }
    }
    if clause.mentions.contains(where: {
      $0.concept == Cue.pronoun && ["both", "two", "each", "either"].contains(where: $0.label.text.contains)
    }) {
      return earlier.flatMap(treatments)
    }
    return earlier.reversed().lazy.map(treatments).first { !$0.isEmpty } ?? background.flatMap(treatments)
  }

  private func isOnlyCategory(_ own: [Mention]) -> Bool {
    own.contains { $0.role == .category }
      && !own.contains {
        [.topic, .finding, .condition, .value, .nuance, .aspect, .relation].contains($0.role)
      }
  }

  /// Only things are named, and nothing is said of them.
  private func isOnlyThings(_ own: [Mention], _ clause: Clause, _ reading: Reading) -> Bool {
    own.contains { Self.isTopic($0) } && !clause.opensWithVerb && clause.form != .which
      && clause.form != .list
      && !own.contains { $0.role == .condition }
      && !own.contains { [.aspect, .value, .nuance, .finding, .relation].contains($0.role) }
      && reading.tokens[clause.tokens].filter { $0.kind == .word }.count <= 8
      && clause.unknown.isEmpty && ![.define, .overview, .what].contains(clause.form)
  }

  private func isTreatment(_ mention: Mention) -> Bool {
    Self.isTopic(mention) && lexicon.isA(mention.concept, Cue.therapy)
  }

  /// A thing, a finding or a state that is none of the pack's.
  private func isForeign(_ mention: Mention) -> Bool {
    [.topic, .finding, .condition].contains(mention.role) && !isOfPack(mention)
  }

  private func isOfPack(_ mention: Mention) -> Bool { lexicon.layer(of: mention.concept) == .pack }

  /// Whether it names a thing and what is wanted of it.
  private func isComplete(_ mentions: [Mention]) -> Bool {
    mentions.contains { $0.role == .topic }
      && mentions.contains { [.aspect, .finding, .value, .nuance].contains($0.role) }
      || mentions.filter { [.condition, .value, .aspect, .finding].contains($0.role) }.count >= 2
        && mentions.contains { [.value, .aspect, .finding].contains($0.role) }
  }

  /// What of the last question still holds beside what is new: the new takes the place of its like.
  private func kept(of last: Question, beside own: [Mention], _ question: inout Question) -> [Mention] {
    func names(_ roles: Role...) -> Bool { own.contains { roles.contains($0.role) } }
    let topics = own.filter { $0.role == .topic }
    // "the long one or the short one?": two of a kind narrow the last question instead of replacing its things.
    let areAlternatives = topics.count == 2 && lexicon.areOpposite(topics[0].concept, topics[1].concept)
    if question.form == .keywords || question.form == .overview
      || question.form == .whether && !question.hasTag && !question.opensWithVerb
    {
      question.form = areAlternatives ? .which : last.form
      question.isNegatedBefore = last.negators.count % 2 == 1
    }
    return last.mentions.filter { mention in
      switch mention.role {
      case .topic:
        areAlternatives || topics.isEmpty
          || !lexicon.isA(mention.concept, Cue.therapy)
            && topics.allSatisfy { lexicon.isA($0.concept, Cue.therapy) }
      case .finding: !names(.finding)
      case .condition: !names(.condition)
      case .category: !names(.category)
      case .domain: true
      case .aspect: !names(.aspect, .value)
      case .value, .nuance, .relation: !names(.aspect, .value, .condition)
      case .outside, .form, .polarity, .discourse, .background: false
      }
    }
  }

  private func isFollowOn(_ clause: Clause, _ reading: Reading) -> Bool {
    clause.mentions.contains { mention in
      mention.tokens.first == clause.tokens.lowerBound
        && (mention.concept == Cue.followOn || mention.concept == Cue.coordination
          || mention.concept == "ask-overview" && mention.label.text.hasSuffix("what about"))
    }
  }

  private func isShort(_ clause: Clause, _ reading: Reading) -> Bool {
    reading.tokens[clause.tokens].filter { $0.kind != .mark }.count <= 4
  }

  /// Adds what a concept tells besides itself.
  private func withImplied(_ mentions: [Mention]) -> [Mention] {
    var seen = ConceptNames([])
    var result = mentions.filter { seen.insert($0.concept) }
    for mention in mentions {
      for id in lexicon.concepts[mention.concept]?.implied ?? [] {
        guard let concept = lexicon.concepts[id], seen.insert(id) else { continue }
        result.append(
          Mention(
            concept: id, role: concept.role, tokens: mention.tokens, range: mention.range,
            surface: mention.surface,
            corrected: mention.corrected, label: mention.label))
      }
    }
    return result
  }
}
