import Knowledge

/// Makes the question that one clause asks, with what it takes over from what was said before.
struct QuestionBuilder {
  private let resolver: QuestionResolver
  private let clause: Clause
  /// What is told beside it in the same line.
  private let background: [Clause]
  /// The question before it in the same line.
  private let sibling: Question?
  private let reading: Reading
  private let conversation: Conversation
  private let tales: TaleReader
  private let absence: AbsenceFinder
  /// What is not there, and what may not be, in the clauses of `background`.
  private let absences: [(clause: Clause, finder: AbsenceFinder)]
  /// What was told in the same line, and before it.
  private let (told, before): ([Mention], [Mention])
  /// The last question, and what was spoken of last, as far as it is carried on.
  private let (last, topics): (Question?, [Mention])
  /// Whether what was said before counts, and whether the line leaves the patient for another.
  private let (remembers, isOther): (Bool, Bool)
  private let hasPronoun: Bool
  /// Whether it names a thing that no pronoun of it stands for, and whether it names anything that can be asked about.
  private let (hasTopic, hasMatter): (Bool, Bool)
  /// Whether it leaves out what was said before.
  private let isElliptic: Bool

  /// What it names, itself and by what it takes over.
  private var own: [Mention]
  private var form: QuestionForm
  private var isNegatedBefore = false
  private var inherited: [String] = []
  private var antecedents: Set<String> = []
  private var (lacksReferent, refersBack) = (false, false)

  private var lexicon: Lexicon { resolver.lexicon }

  /// Takes the clause that asks, what is told beside it, the question before it in the line, and what was said before.
  init(
    _ clause: Clause, _ background: [Clause], _ sibling: Question?, _ reading: Reading,
    _ conversation: Conversation, by resolver: QuestionResolver
  ) {
    let lexicon = resolver.lexicon
    let tales = TaleReader(reading, lexicon)
    let absence = tales.absence(in: clause)
    let lead = resolver.leadIn(to: clause, reading)
    var said = lead
    said.reserveCapacity(lead.count + clause.mentions.count + 1)
    for mention in clause.mentions where mention.role != .condition || !absence.isNegated(mention) {
      said.append(mention)
    }
    if resolver.asksForPurpose(clause, reading),
      let purpose = resolver.mention(of: Cue.rationale, at: clause.tokens.upperBound - 1, reading)
    {
      said.append(purpose)
    }
    let own = lexicon.withImplied(said)
    let absences = background.map { (clause: $0, finder: tales.absence(in: $0)) }
    let told = lexicon.withImplied(
      tales.lasting(absences.flatMap { tales.affirmed($0.finder, in: $0.clause) })
    ).filter { mention in tales.isTellable(mention) && !lead.contains { $0.tokens == mention.tokens } }
    let remembers =
      !reading.clauses.contains { $0.mentions("unrelated") } && !own.contains { $0.role == .outside }
    // "what about a man of 60 with ...": the question may be the last one, but nothing else of it.
    let isOther = conversation.isLeft(by: reading)
    let isTakenUp = remembers && (!isOther || resolver.isFollowOn(clause, reading))
    last = isTakenUp ? conversation.last : nil
    topics = isTakenUp ? conversation.topics : []
    before =
      remembers && !isOther
      ? conversation.told.filter { old in
        !told.contains { lexicon.isRuledOut(old.concept, by: $0.concept) }
          && !own.contains { lexicon.areOpposite($0.concept, old.concept) }
      } : []
    let hasPronoun = resolver.refers(clause)
    // "it" beside a thing that is no treatment still stands for one.
    let hasTopic = own.contains {
      $0.isTopic && (!hasPronoun || lexicon.isA($0.concept, Cue.therapy) || sibling == nil)
    }
    hasMatter = hasTopic || own.contains { $0.plays([.finding, .condition, .category, .domain]) }
    // "who gets X?" asks for itself, whatever was asked before.
    let asksOfThing = hasTopic && [.who, .when, .where, .why].contains(clause.form)
    isElliptic =
      resolver.isFollowOn(clause, reading)
      || !asksOfThing && (resolver.isShort(clause, reading) || resolver.isOnlyThings(own, clause, reading))
    (self.resolver, self.clause, self.background, self.sibling) = (resolver, clause, background, sibling)
    (self.reading, self.conversation, self.tales) = (reading, conversation, tales)
    (self.absence, self.absences, self.told) = (absence, absences, told)
    (self.remembers, self.isOther) = (remembers, isOther)
    (self.hasPronoun, self.hasTopic) = (hasPronoun, hasTopic)
    (self.own, form) = (own, clause.form)
  }

  // MARK: What it takes over

  /// Takes over what the clause leaves out.
  mutating func takeOver() {
    if hasTopic, hasPronoun, names(Cue.combination), own.count(where: \.isTopic) == 1 {
      inherit(sibling?.mentions(.topic) ?? topics)
    }
    if !hasTopic, let (picked, others) = resolver.picked(by: clause, of: last, topics, reading) {
      takeOver(picked, not: others)
    } else if !hasTopic, told.isEmpty, last == nil, resolver.pick(clause, reading) != nil {
      // The first of what?
      (lacksReferent, refersBack) = (true, true)
    } else if reading.clauses.contains(where: { $0.mentions(Cue.correction) }), let last {
      for other in background where other.mentions(Cue.correction) || !hasTopic {
        inherit(lexicon.withImplied(other.mentions).filter { tales.isTellable($0) })
      }
      if !resolver.isComplete(own) { inheritRest(of: last) }
    } else if let sibling, !hasTopic, hasPronoun || !resolver.isSelfContained(own) {
      takeOver(from: sibling)
    } else if hasPronoun, !hasTopic {
      takeOverForPronoun()
    } else if !hasMatter {
      takeOverMatter()
    } else if let last, told.isEmpty, resolver.isOnlyCategory(own),
      [.which, .what, .list].contains(clause.form)
    {
      // "which drug does, then?": the last question with its thing left open.
      inherit(rest(of: last).filter { !lexicon.isTreatment($0) })
    } else if isElliptic, let last, !resolver.isComplete(own), clause.unknown.isEmpty {
      inheritRest(of: last)
      if own.contains(where: { $0.role == .category }), [.which, .what].contains(clause.form) {
        let inherited = inherited
        own.removeAll { $0.isTopic && inherited.contains($0.concept) }
      }
    } else if names(Cue.superiority), own.count(where: \.isTopic) == 1, let last {
      inherit(last.mentions(.topic))
      inherit(last.mentions(.condition))
    }
    if resolver.addsToTreatment(own, told + before, clause),
      let combination = resolver.mention(of: Cue.combination, at: clause.tokens.upperBound - 1, reading)
    {
      own.append(combination)
    }
    if names(Cue.superiority) { refersBack = true }
  }

  private func names(_ concept: String) -> Bool { own.contains { $0.concept == concept } }

  private func names(_ roles: Roles) -> Bool { own.contains { $0.plays(roles) } }

  private mutating func inherit(_ mentions: [Mention]) {
    for mention in mentions where !names(mention.concept) {
      own.append(mention)
      inherited.append(mention.concept)
    }
  }

  /// What of the last question still holds, which may be its form, too.
  private mutating func rest(of last: Question) -> [Mention] {
    if form == .keywords || form == .overview
      || form == .whether && !clause.hasTag && !clause.opensWithVerb
    {
      form = resolver.areAlternatives(own) ? .which : last.form
      isNegatedBefore = last.negators.count % 2 == 1
    }
    return resolver.kept(of: last, beside: own)
  }

  private mutating func inheritRest(of last: Question) { inherit(rest(of: last)) }

  /// "The second one?"
  private mutating func takeOver(_ picked: Mention, not others: [Mention]) {
    let asksAnew = names([.aspect, .value, .nuance, .finding, .condition])
    inherit([picked])
    guard !asksAnew, let last else { return }
    _ = rest(of: last)
    inherit(last.mentions.filter { mention in !others.contains { $0.tokens == mention.tokens } })
  }

  private mutating func takeOver(from sibling: Question) {
    inherit(sibling.mentions.filter(\.isTopic))
    if hasPronoun { antecedents = Set(sibling.mentions(.topic).map(\.concept)) }
    inherit(sibling.mentions(.condition))
    if !names([.aspect, .value, .nuance, .finding]) { inherit(sibling.mentions(.finding)) }
  }

  /// What "it" and "that" stand for.
  private mutating func takeOverForPronoun() {
    let named = resolver.referents(of: clause, in: background)
    let foreign = told.filter(\.isTopic)
    let isOfBefore = !topics.isEmpty && foreign.isEmpty
    if !named.isEmpty {
      inherit(named)
      antecedents = Set(named.map(\.concept))
      let astray = background.flatMap(\.mentions).filter { $0.role == .outside }
      if astray.count > 2 { inherit(astray) }
    } else if !foreign.isEmpty, !names([.topic, .finding, .category, .condition]),
      !told.contains(where: { $0.role == .condition && $0.isOfPack })
    {
      inherit(foreign)
    } else if isOfBefore, let last, resolver.isFollowOn(clause, reading), names([.finding, .condition]),
      !names(.aspect)
    {
      inheritRest(of: last)
    } else if isOfBefore {
      inherit(topics)
      if !names(.condition) { antecedents = Set(topics.map(\.concept)) }
      if let last, isElliptic, clause.unknown.isEmpty, !names([.aspect, .value, .nuance, .finding]) {
        inheritRest(of: last)
      }
    } else if !hasMatter || resolver.isOnlyState(own, clause, reading), told.isEmpty, before.isEmpty {
      (lacksReferent, refersBack) = (true, true)
    }
  }

  /// What a clause is about that names nothing.
  private mutating func takeOverMatter() {
    let named = told.filter { $0.isTopic && $0.isOfPack }
    let asksForOther = names(Cue.treatmentChoice)
    let saysOfIt = names([.aspect, .value, .nuance])
    let isNoise = !clause.unknown.isEmpty && !saysOfIt
    if told.isEmpty, !topics.isEmpty, !isNoise, !(asksForOther && before.contains { $0.role == .condition }) {
      inherit(topics)
      if let last, resolver.isOpen(clause, reading) {
        inherit(rest(of: last).filter { !lexicon.isTreatment($0) })
        let topics = topics
        own.removeAll { mention in topics.contains { $0.concept == mention.concept } }
      } else if let last, clause.unknown.isEmpty, !names([.aspect, .value, .nuance]) {
        inheritRest(of: last)
      }
    } else if told.isEmpty, before.isEmpty {
      lacksReferent =
        (clause.form != .keywords || clause.unknown.isEmpty)
        && clause.unknown.count { $0.text.utf8.count > 3 } <= (clause.tokens.count <= 6 ? 1 : 0)
        && !own.contains { $0.role == .outside || $0.concept == Cue.agreement || $0.concept == Cue.noRole }
        && background.allSatisfy { $0.unknown.count < 4 }
    } else if !named.isEmpty, !asksForOther {
      inherit(named)
    } else if !saysOfIt {
      inherit(background.flatMap(\.mentions).filter { $0.role == .aspect || $0.role == .category })
    }
  }

  // MARK: The whole

  /// The question.
  func question() -> Question {
    let isComparison =
      own.count(where: \.isTopic) > 1
      && (names(Cue.superiority) || names(Cue.comparability) || names("ask-compare"))
    let namesSomething = names([.topic, .finding, .condition, .value, .outside])
    let hasOtherWords = clause.unknown.contains { $0.text.utf8.count > 4 }
    let wantsSummary = clause.mentions(Cue.summary) && !namesSomething && !hasOtherWords && told.isEmpty
    var seen = ConceptNames(own)
    return Question(
      clause, form: form, alternatives: resolver.alternatives(clause, reading), isComparison: isComparison,
      isNegatedBefore: isNegatedBefore,
      isExclusive: clause.mentions(Cue.exclusive) && resolver.hasContent(clause),
      isUniversal: clause.mentions("universal"),
      denialStart: clause.mentions.first { $0.concept == Cue.contrast }?.last, wantsSummary: wantsSummary,
      mentions: own.filter { !$0.plays(.weightless) },
      context: (told + before).filter { seen.insert($0.concept) }, absent: absent,
      excluded: lexicon.withImplied(excluded), doubtful: doubtful,
      without: absence.without, setAside: tales.setAside(clause), antecedents: antecedents,
      inherited: inherited, lacksReferent: lacksReferent && !wantsSummary, refersBack: refersBack,
      denied: resolver.denied(clause), conjoined: resolver.conjoined(clause, reading),
      implied: Set(own.filter(\.isImplied).map(\.concept)),
      classClaim: resolver.classClaim(clause, reading), isSameness: resolver.isSameness(clause, reading))
  }

  /// What was told and is not there, in the same line and, as far as it was not told since, before.
  private var absent: [Mention] {
    var absent = absences.flatMap(\.finder.absent)
    if remembers, !isOther { absent += conversation.absent.filter { !isNamedSince($0) } }
    return absent
  }

  private var doubtful: [Mention] {
    let before = remembers && !isOther ? conversation.doubtful : []
    return (absences.flatMap(\.finder.doubtful) + before).filter { !isNamedSince($0) }
  }

  private func isNamedSince(_ mention: Mention) -> Bool {
    names(mention.concept) || told.contains { $0.concept == mention.concept }
  }

  /// What is out of the question.
  private var excluded: [Mention] {
    // What is put for confirmation denies a claim, and tells of nobody.
    let isClaim = reading.clauses.contains(where: \.hasTag)
    var excluded: [Mention] = []
    if !isClaim {
      excluded = absence.excluded
      for (tale, finder) in absences {
        excluded += finder.excludedByTale + (tale.hasQuestionMark ? [] : tales.failed(in: tale))
      }
      excluded += failedHere
    }
    // "Failed X. Failed Y.": the failure of one does not undo that of the other.
    excluded.removeAll { state in
      !state.meant.concerns.isEmpty && told.contains { $0.concept == state.concept }
    }
    if remembers, !isOther {
      excluded += conversation.excluded
      if absence.excludesReferent { excluded += conversation.topics }
    }
    return excluded
  }

  /// What the clause itself tells to have failed, if it asks of nothing else.
  private var failedHere: [Mention] {
    // "Didn't respond to X", which tells.
    let opensWithState =
      !clause.hasQuestionMark
      && clause.mentions.contains { $0.role == .condition && $0.first == clause.tokens.lowerBound }
    guard clause.form != .whether || opensWithState else { return [] }
    let failed = tales.failed(in: clause)
    let isOpen = own.allSatisfy { own in
      own.role != .topic || failed.contains { lexicon.isA($0.concept, own.concept) }
        || clause.mentions.contains { state in
          clause.mentions.contains {
            $0.concept == own.concept && tales.isConcern(of: state, $0)
              && tales.isObject($0, of: state, clause)
          }
        }
    }
    return isOpen ? failed : []
  }
}
