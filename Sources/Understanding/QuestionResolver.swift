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
    if conversation.hasJustTold, deniesAll(reading) { return .aside(.takingBack) }
    if let aside = aside(clauses) { return .aside(aside) }
    if let earlier = conversation.earlier {
      if asksAgain(reading) { return .again(earlier) }
      if let line = chosen(by: reading, of: earlier.reading) { return .choice(line, of: earlier) }
    }
    let asksSomething = clauses.contains {
      hasContent($0) || refers($0) || pick($0, reading) != nil || $0.mentions(Cue.summary)
        || $0.asks && $0.form != .keywords || !$0.unknown.isEmpty
    }
    guard asksSomething else {
      return isOnlyFiller(clauses) ? .empty : .vague(questions(reading, conversation))
    }
    let questions = questions(reading, conversation)
    if questions.count == 1, clauses.contains(where: { pick($0, reading) != nil }),
      questions[0].lacksReferent
        || conversation.turns == 1 && isOnlyPick(reading) && !clauses[0].mentions(Cue.former)
          && !offersChoice(conversation)
    {
      return .unclear
    }
    if isDescription(reading) {
      let tales = clauses.map { ($0, absence(in: $0, reading)) }
      let facts = ToldFacts(
        present: withImplied(lasting(tales.flatMap { affirmed($1, in: $0, reading) }, reading)).filter {
          isTellable($0)
        },
        absent: tales.flatMap { $1.absent },
        excluded: tales.flatMap { $1.excludedByTale },
        failed: tales.flatMap { failed(in: $0.0, reading) }.filter { state in
          state.meant.concerns.isEmpty
            || !tales.contains { affirmed($1, in: $0, reading).contains { $0.concept == state.concept } }
        },
        doubtful: tales.flatMap { $1.doubtful })
      return .told(facts, asKeywords: questions)
    }
    return .questions(questions)
  }

  /// What of a conversation an input may lean on: nothing, if it asks what something is that it names itself; not the last
  /// question, if it names something of its own after something of which the document says nothing.
  public func context(of reading: Reading, in conversation: Conversation) -> Conversation {
    if asksWhatSomethingIs(reading) { return Conversation() }
    guard let last = conversation.last, last.mentions.contains(where: isForeign), namesItsOwn(reading) else {
      return conversation
    }
    return conversation.withoutLast
  }

  /// Whether a line says nothing of its own and only doubts what was answered, or wants to hear it again ("really?", "are you
  /// sure?").
  private func asksAgain(_ reading: Reading) -> Bool {
    guard let clause = reading.clauses.first, reading.clauses.count == 1, clause.hasQuestionMark,
      [.whether, .keywords].contains(clause.form), clause.negators.isEmpty, clause.unknown.isEmpty,
      reading.ownTokens.count(where: { $0.kind != .mark }) <= Self.longestDoubt
    else { return false }
    return clause.mentions.allSatisfy { mention in
      switch mention.role {
      case .discourse: [Cue.filler, Cue.followOn].contains(mention.concept)
      case .polarity: mention.concept == Cue.tag
      case .form, .background: true
      default: false
      }
    }
  }

  /// The most words of a line that only doubts.
  private static let longestDoubt = 5

  /// Whether a line is key words, or asks about something by a word that no layer explains ("is surgery an option?").
  private func namesItsOwn(_ reading: Reading) -> Bool {
    reading.clauses.allSatisfy { clause in
      !refers(clause) && !isFollowOn(clause, reading)
        && (clause.form == .keywords && !clause.hasQuestionMark
          || clause.opensWithVerb && clause.unknown.contains { $0.text.utf8.count > 4 })
    }
  }

  /// "What is X?", and nothing besides.
  private func asksWhatSomethingIs(_ reading: Reading) -> Bool {
    guard reading.clauses.count == 1, let clause = reading.clauses.first,
      [.what, .define].contains(clause.form)
    else { return false }
    let words = clause.tokens.filter { reading.tokens[$0].kind != .mark }
    guard words.count > 2, reading.tokens[words[0]].text == "what",
      ["is", "are"].contains(reading.tokens[words[1]].text)
    else { return false }
    let rest = words.dropFirst(2).drop { ["a", "an", "the"].contains(reading.tokens[$0].text) }
    return clause.mentions.contains { mention in
      mention.plays([.topic, .finding, .condition, .domain, .outside]) && rest.elementsEqual(mention.tokens)
    } || clause.unknown.contains { rest.elementsEqual([$0.token]) }
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
      introducesPatient: PatientIntroduction(tokens: reading.tokens, clauses: clauses).isThere,
      isInOtherLanguage: reading.isInOtherLanguage)
  }

  /// The most questions of one input that are answered.
  static let questionLimit = 100

  // MARK: What is asked, what is told

  /// What a line is that asks nothing of the document. Where somebody may be in danger, nothing else in it matters.
  private func aside(_ clauses: [Clause]) -> Aside? {
    var named: [Aside] = []
    for clause in clauses {
      // Of most mentions their role tells at once that they are none.
      for mention in clause.mentions where mention.role == .discourse {
        if let aside = Aside(rawValue: mention.concept) { named.append(aside) }
      }
    }
    if named.isEmpty { return nil }
    if named.contains(.distress) { return .distress }
    if let asked = Aside.ofProgram.first(where: named.contains), !clauses.contains(where: hasContent) {
      return asked
    }
    if let aside = Aside.ofMemory.first(where: named.contains), isOnlyTalk(clauses) { return aside }
    return isOnlyCourteous(clauses) ? Aside.courtesies.first(where: named.contains) : nil
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

  /// Whether nothing is told or asked besides.
  private func isOnlyTalk(_ clauses: [Clause]) -> Bool {
    clauses.allSatisfy { !hasContent($0) && !$0.hasQuestionMark && $0.unknown.count <= 1 }
  }

  /// "No, he doesn't", "she has none": of what was told before, and nothing else.
  private func deniesAll(_ reading: Reading) -> Bool {
    let words = reading.ownTokens.drop { $0.kind == .mark || Self.hesitating.contains($0.text) }
    guard let first = words.first, Self.persons.union(["it", "that", "this", "the"]).contains(first.text),
      !reading.ownTokens.contains(where: { $0.text == "?" })
    else { return false }
    let said = words.dropFirst().filter { $0.kind != .mark && $0.text != "patient" }.map(\.text)
    guard let verb = said.first,
      ["does", "did", "has", "have", "do", "is", "was", "are", "were"].contains(verb)
    else { return false }
    let rest = said.dropFirst()
    return rest.first == "none" && rest.count == 1
      || rest.first == "not"
        && rest.dropFirst().allSatisfy {
          ["have", "had", "it", "any", "that", "so", "true", "right", "correct"].contains($0)
        }
  }

  private static let hesitating: Set = [
    "no", "nope", "wait", "sorry", "actually", "oops", "but", "correction", "well",
  ]

  /// "ok", "hmm": nothing to go on with.
  private func isOnlyFiller(_ clauses: [Clause]) -> Bool {
    clauses.allSatisfy { clause in
      !clause.hasQuestionMark && clause.mentions.allSatisfy { $0.concept == Cue.filler }
    }
  }

  func hasContent(_ clause: Clause) -> Bool { clause.mentions.contains { $0.plays(.weighty) } }

  /// A concept of the pack that is understood without being asked about: the document's general subject.
  private func isDomain(_ mention: Mention) -> Bool { mention.role == .domain }

  private func refers(_ clause: Clause) -> Bool {
    clause.mentions.contains { $0.concept == Cue.pronoun || $0.concept == Cue.other }
  }

  /// A patient told about: nothing is asked, and somebody or some state is named.
  private func isDescription(_ reading: Reading) -> Bool {
    let clauses = reading.clauses
    guard !clauses.contains(where: { $0.asks || ![.keywords, .whether].contains($0.form) }) else {
      return false
    }
    let mentions = clauses.flatMap(\.mentions)
    let tellsOfOne = clauses.contains { speaksOfSomebody($0, reading) }
    // "Correction: he has X"; what else is corrected is what was asked.
    if mentions.contains(where: { $0.concept == Cue.correction }), !tellsOfState(reading) { return false }
    if mentions.contains(where: { $0.role == .aspect && !isOnset($0, reading) }) { return false }
    let tellsOfPerson = mentions.contains { mention in
      mention.concept == Cue.timeOfLife || mention.meant.kind == "person"
    }
    if tellsOfPerson { return true }
    let isOnlyTopic = mentions.allSatisfy { $0.plays([.topic, .background, .discourse, .polarity, .form]) }
    if isOnlyTopic, mentions.contains(where: isTreatment),
      clauses.allSatisfy({ speaksOfSomebody($0, reading) && $0.unknown.isEmpty })
    {
      return true
    }
    if tellsOfOne,
      mentions.contains(where: { $0.plays([.condition, .finding, .domain]) }),
      !mentions.contains(where: { $0.role == .category })
    {
      return true
    }
    if isOnlyTopic, mentions.contains(where: { Self.isTopic($0) }),
      clauses.contains(where: { !$0.negators.isEmpty })
    {
      return true
    }
    return !mentions.contains {
      // "X present", "X absent".
      $0.plays([.topic, .value, .nuance, .category]) && !Self.presence.contains($0.label.text)
    }
      && mentions.contains { $0.plays([.condition, .finding, .domain]) }
  }

  /// "He developed X", "started to have X": that it began, and not how.
  private func isOnset(_ mention: Mention, _ reading: Reading) -> Bool {
    guard mention.tokens.count == 1, Self.onsets.contains(reading.tokens[mention.first].text) else {
      return false
    }
    guard mention.first > reading.span.lowerBound else { return true }
    let before = reading.tokens[mention.first - 1]
    return before.kind == .mark || Self.persons.contains(before.text)
      || ["has", "have", "had", "patient", "now", "and"].contains(before.text)
  }

  private static let presence: Set = ["absent", "present", "negative", "positive"]
  private static let onsets: Set = ["developed", "develops", "developing", "started", "began", "begun"]

  /// Whether a line tells of one person what state they are in, and names no treatment ("he has X").
  private func tellsOfState(_ reading: Reading) -> Bool {
    let mentions = reading.clauses.flatMap(\.mentions)
    let words = reading.ownTokens.map(\.text)
    return mentions.contains { $0.plays([.condition, .finding]) } && !mentions.contains(where: Self.isTopic)
      && zip(words, words.dropFirst()).contains { one, next in
        ["he", "she", "patient"].contains(one) && ["has", "had", "is", "was", "does", "did"].contains(next)
      } && !words.contains("none")
  }

  /// Whether a clause speaks of somebody by a pronoun.
  private func speaksOfSomebody(_ clause: Clause, _ reading: Reading) -> Bool {
    reading.tokens[clause.tokens].contains { Self.persons.contains($0.text) }
  }

  private static let persons: Set = ["he", "she", "him", "her", "his", "my", "i", "we", "our", "they"]

  /// The mentions of a clause that tells, without what is not there and without states of things that are not named.
  private func affirmed(_ absence: AbsenceFinder, in clause: Clause, _ reading: Reading) -> [Mention] {
    absence.affirmed.filter { !isOfOther($0, clause, reading) }
  }

  /// What was told, without states that have passed: told before another that rules them out ("was well, now unwell").
  private func lasting(_ told: [Mention], _ reading: Reading) -> [Mention] {
    guard told.count > 1 else { return told }
    return told.enumerated().filter { place, state in
      state.role != .condition
        || !told[(place + 1)...].contains { later in
          later.role == .condition && later.first > state.last
            && lexicon.isRuledOut(state.concept, by: later.concept)
            // "X, not Y" says what of X it is.
            && (later.label.text.hasPrefix("not ")
              || reading.tokens[state.last..<later.first].contains { Self.turns.contains($0.text) })
        }
    }.map(\.element)
  }

  /// What stands between what was and what is.
  private static let turns: Set = ["now", "today", "currently", "since", "then", "later", "but"]

  /// Whether a state is told of another thing than those it is about: "failed X" says nothing of Y.
  private func isOfOther(_ state: Mention, _ clause: Clause, _ reading: Reading) -> Bool {
    let named = things(of: state, clause, reading)
    return !named.isEmpty && !named.contains { isConcern(of: state, $0) }
  }

  private func isConcern(of state: Mention, _ thing: Mention) -> Bool {
    guard state.role == .condition else { return false }
    return state.meant.concerns.contains { lexicon.isA(thing.concept, $0) || lexicon.isA($0, thing.concept) }
  }

  /// What is out of the question as it failed, without being what the failure of which the document speaks is about; and
  /// that failure itself, where it was not told ("failed X" of an X that it is not about).
  private func failed(in clause: Clause, _ reading: Reading) -> [Mention] {
    clause.mentions.flatMap { state -> [Mention] in
      guard state.role == .condition, !state.meant.concerns.isEmpty, state.meant.opposites.isEmpty else {
        return []
      }
      let things = clause.mentions.filter { $0.plays([.topic, .outside]) }
        .filter { isObject($0, of: state, clause, reading) || isSubject($0, of: state, clause, reading) }
      let others = things.filter { !isConcern(of: state, $0) }
      // "Failed X?", "if X fails" tell nothing; of "X failed Y" the first is what failed.
      let isSaid = !clause.tokens.contains { reading.tokens[$0].text == "if" }
      guard isSaid, !others.isEmpty,
        !things.contains(where: { $0.last < state.first && isConcern(of: state, $0) })
      else { return [] }
      return others.filter { $0.role == .topic } + (others.count == things.count ? [state] : [])
    }
  }

  /// "Failed X", "did not respond to X and Y".
  private func isObject(_ thing: Mention, of state: Mention, _ clause: Clause, _ reading: Reading) -> Bool {
    let last = reading.tokens[state.last].text
    guard thing.first > state.last,
      Self.failing.contains(last) && isOfSomebody(state, clause, reading) || Self.objectLinks.contains(last)
        || state.last + 1 < thing.first && Self.objectLinks.contains(reading.tokens[state.last + 1].text)
    else { return false }
    return areListed(from: state.last + 1, to: thing, clause, reading)
  }

  /// Whether somebody, and not something, stands before a state: of "X failed Y" it is X that did.
  private func isOfSomebody(_ state: Mention, _ clause: Clause, _ reading: Reading) -> Bool {
    guard state.first > clause.tokens.lowerBound else { return true }
    let before = reading.tokens[state.first - 1]
    return before.kind == .mark || Self.persons.contains(before.text) || Self.verbs.contains(before.text)
      || ["and", "who", "pt"].contains(before.text)
      || clause.mentions.contains { $0.last == state.first - 1 && $0.meant.kind == "person" }
  }

  /// Whether nothing but joined things stands between a place and a thing: each after the first has a word that joins it.
  private func areListed(from start: Int, to thing: Mention, _ clause: Clause, _ reading: Reading) -> Bool {
    var isJoined = true
    for position in start..<thing.first {
      if clause.mentions.contains(where: { $0.role == .topic && $0.tokens.contains(position) }) {
        isJoined = false
      } else if Self.conjunctions.contains(reading.tokens[position].text) {
        isJoined = true
      } else if !Self.objectLinks.contains(reading.tokens[position].text) {
        return false
      }
    }
    return isJoined
  }

  /// The things besides which a clause asks for others.
  private func setAside(_ clause: Clause, _ reading: Reading) -> [Mention] {
    let mentions = reading.clauses.filter { $0.sentence == clause.sentence }.flatMap(\.mentions)
    guard let cue = mentions.first(where: { $0.concept == Cue.apartFrom }) else { return [] }
    return mentions.filter { thing in
      thing.role == .topic && thing.first > cue.last
        && areListed(from: cue.last + 1, to: thing, clause, reading)
    }
  }

  private static let conjunctions: Set = ["and", "or", "plus", "+", "nor", "/"]

  /// "X has failed".
  private func isSubject(_ thing: Mention, of state: Mention, _ clause: Clause, _ reading: Reading) -> Bool {
    guard thing.last < state.first else { return false }
    let between = reading.tokens[(thing.last + 1)..<state.first].map(\.text)
    return between.isEmpty
      ? state.tokens.count == 1 && Self.failing.contains(reading.tokens[state.first].text)
      : between.allSatisfy { Self.verbs.contains($0) }
  }

  private static let objectLinks: Set = [
    "on", "to", "with", "the", "both", "of", "his", "her", "my", "a", "an", "either",
  ]
  private static let verbs: Set = ["has", "have", "had", "did", "does", "is", "was", "also", "already"]
  private static let failing: Set = ["failed", "fails", "failing"]

  /// The things that a state is told of, if it is one that concerns any: those linked to it ("failed X and Y").
  private func things(of state: Mention, _ clause: Clause, _ reading: Reading) -> [Mention] {
    guard state.role == .condition, !state.meant.concerns.isEmpty else { return [] }
    let topics = clause.mentions.filter(Self.isTopic)
    func isLinked(_ range: Range<Int>) -> Bool {
      range.count <= 4
        && range.allSatisfy { position in
          Self.links.contains(reading.tokens[position].text)
            || topics.contains { $0.tokens.contains(position) }
        }
    }
    return topics.filter { topic in
      topic.first > state.last
        ? isLinked(state.last + 1..<topic.first)
        : topic.last < state.first && isLinked(topic.last + 1..<state.first)
    }
  }

  private static let links: Set = [
    "on", "to", "with", "the", "both", "of", "and", "or", ",", "has", "have", "had", "is", "was", "his",
    "her", "my",
    "did", "does", "in",
  ]

  private func absence(in clause: Clause, _ reading: Reading) -> AbsenceFinder {
    AbsenceFinder(clause, reading.tokens)
  }

  private func isTellable(_ mention: Mention) -> Bool {
    mention.plays([.condition, .finding, .topic, .domain])
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
    var background: [Clause] = []
    if isAsked, asking.count < clauses.count {
      let asked = Set(asking.map(\.tokens))
      background = clauses.filter { !asked.contains($0.tokens) }
    }
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
        && other.mentions.contains { $0.plays([.finding, .value, .nuance, .aspect]) }
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
      sentence: clauses[0].sentence, isSubordinate: false, opensWithVerb: false)
  }

  // MARK: One question

  private func question(
    _ clause: Clause, _ background: [Clause], _ sibling: Question?, _ reading: Reading,
    _ conversation: Conversation
  ) -> Question {
    func isNamed(_ cue: String) -> Bool { reading.clauses.contains { $0.mentions(cue) } }
    let lead = leadIn(to: clause, reading)
    var said = lead
    said.reserveCapacity(lead.count + clause.mentions.count + 1)
    let finder = absence(in: clause, reading)
    for mention in clause.mentions where mention.role != .condition || !finder.isNegated(mention) {
      said.append(mention)
    }
    if asksForPurpose(clause, reading),
      let purpose = mention(of: Cue.rationale, at: clause.tokens.upperBound - 1, reading)
    {
      said.append(purpose)
    }
    var own = withImplied(said)
    let hasPronoun = refers(clause)
    var (form, isNegatedBefore) = (clause.form, false)
    var inherited: [String] = []
    var antecedents: Set<String> = []
    var (lacksReferent, refersBack) = (false, false)

    let tales = background.map { ($0, absence(in: $0, reading)) }
    let told = withImplied(lasting(tales.flatMap { affirmed($1, in: $0, reading) }, reading)).filter {
      mention in
      isTellable(mention) && !lead.contains { $0.tokens == mention.tokens }
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
        !told.contains { lexicon.isRuledOut(old.concept, by: $0.concept) }
          && !own.contains { lexicon.areOpposite($0.concept, old.concept) }
      } : []

    // "it" beside a thing that is no treatment still stands for one.
    let hasTopic = own.contains {
      Self.isTopic($0) && (!hasPronoun || lexicon.isA($0.concept, Cue.therapy) || sibling == nil)
    }
    let hasMatter =
      hasTopic || own.contains { $0.plays([.finding, .condition, .category, .domain]) }
    // "who gets X?" asks for itself, whatever was asked before.
    let asksOfThing = hasTopic && [.who, .when, .where, .why].contains(clause.form)
    let isElliptic =
      isFollowOn(clause, reading)
      || !asksOfThing && (isShort(clause, reading) || isOnlyThings(own, clause, reading))

    func inherit(_ mentions: [Mention]) {
      for mention in mentions where !own.contains(where: { $0.concept == mention.concept }) {
        own.append(mention)
        inherited.append(mention.concept)
      }
    }
    /// What of the last question still holds, which may be its form, too.
    func rest(of last: Question) -> [Mention] {
      if form == .keywords || form == .overview
        || form == .whether && !clause.hasTag && !clause.opensWithVerb
      {
        form = areAlternatives(own) ? .which : last.form
        isNegatedBefore = last.negators.count % 2 == 1
      }
      return kept(of: last, beside: own)
    }
    func inheritRest(of last: Question) { inherit(rest(of: last)) }

    if hasTopic, hasPronoun, own.contains(where: { $0.concept == Cue.combination }),
      own.count(where: Self.isTopic) == 1
    {
      inherit(sibling?.mentions(.topic) ?? topics)
    }
    if !hasTopic, let (picked, others) = picked(by: clause, of: last, topics, reading) {
      let asksAnew = own.contains { $0.plays([.aspect, .value, .nuance, .finding, .condition]) }
      inherit([picked])
      if !asksAnew, let last {
        _ = rest(of: last)
        inherit(last.mentions.filter { mention in !others.contains { $0.tokens == mention.tokens } })
      }
    } else if !hasTopic, told.isEmpty, last == nil, pick(clause, reading) != nil {
      // The first of what?
      (lacksReferent, refersBack) = (true, true)
    } else if isNamed(Cue.correction), let last {
      for other in background where other.mentions(Cue.correction) || !hasTopic {
        inherit(withImplied(other.mentions).filter { isTellable($0) })
      }
      if !isComplete(own) { inheritRest(of: last) }
    } else if let sibling, !hasTopic, hasPronoun || !isSelfContained(own) {
      inherit(sibling.mentions.filter { Self.isTopic($0) })
      if hasPronoun { antecedents = Set(sibling.mentions(.topic).map(\.concept)) }
      inherit(sibling.mentions(.condition))
      if !own.contains(where: { $0.plays([.aspect, .value, .nuance, .finding]) }) {
        inherit(sibling.mentions(.finding))
      }
    } else if hasPronoun, !hasTopic {
      let named = referents(of: clause, in: background)
      let foreign = told.filter { Self.isTopic($0) }
      let astray = background.flatMap(\.mentions).filter { $0.role == .outside }
      if !named.isEmpty {
        inherit(named)
        antecedents = Set(named.map(\.concept))
        if astray.count > 2 { inherit(astray) }
      } else if !foreign.isEmpty,
        !own.contains(where: { $0.plays([.topic, .finding, .category, .condition]) }),
        !told.contains(where: { $0.role == .condition && isOfPack($0) })
      {
        inherit(foreign)
      } else if !topics.isEmpty, told.allSatisfy({ !Self.isTopic($0) }),
        let last, isFollowOn(clause, reading),
        own.contains(where: { $0.plays([.finding, .condition]) }),
        !own.contains(where: { $0.role == .aspect })
      {
        inheritRest(of: last)
      } else if !topics.isEmpty, told.allSatisfy({ !Self.isTopic($0) }) {
        inherit(topics)
        if !own.contains(where: { $0.role == .condition }) {
          antecedents = Set(topics.map(\.concept))
        }
        if let last, isElliptic, clause.unknown.isEmpty,
          !own.contains(where: { $0.plays([.aspect, .value, .nuance, .finding]) })
        {
          inheritRest(of: last)
        }
      } else if !hasMatter || isOnlyState(own, clause, reading), told.isEmpty, before.isEmpty {
        lacksReferent = true
        refersBack = true
      }
    } else if !hasMatter {
      let named = told.filter { Self.isTopic($0) && isOfPack($0) }
      let asksForOther = own.contains { $0.concept == Cue.treatmentChoice }
      let isNoise =
        !clause.unknown.isEmpty && own.allSatisfy { !$0.plays([.aspect, .value, .nuance]) }
      if told.isEmpty, !topics.isEmpty, !isNoise, !(asksForOther && before.contains { $0.role == .condition })
      {
        inherit(topics)
        if let last, isOpen(clause, reading) {
          inherit(rest(of: last).filter { !isTreatment($0) })
          own.removeAll { mention in topics.contains { $0.concept == mention.concept } }
        } else if let last, clause.unknown.isEmpty,
          !own.contains(where: { $0.plays([.aspect, .value, .nuance]) })
        {
          inheritRest(of: last)
        }
      } else if told.isEmpty, before.isEmpty {
        lacksReferent =
          (clause.form != .keywords || clause.unknown.isEmpty)
          && clause.unknown.count { $0.text.utf8.count > 3 } <= (clause.tokens.count <= 6 ? 1 : 0)
          && !own.contains { $0.role == .outside || $0.concept == Cue.agreement || $0.concept == Cue.noRole }
          && background.allSatisfy { $0.unknown.count < 4 }
      } else if !named.isEmpty, !own.contains(where: { $0.concept == Cue.treatmentChoice }) {
        inherit(named)
      } else if own.allSatisfy({ !$0.plays([.aspect, .value, .nuance]) }) {
        inherit(background.flatMap(\.mentions).filter { $0.role == .aspect || $0.role == .category })
      }
    } else if let last, told.isEmpty, isOnlyCategory(own), [.which, .what, .list].contains(clause.form) {
      // "which drug does, then?": the last question with its thing left open.
      inherit(rest(of: last).filter { !isTreatment($0) })
    } else if isElliptic, let last, !isComplete(own), clause.unknown.isEmpty {
      inheritRest(of: last)
      if own.contains(where: { $0.role == .category }), [.which, .what].contains(clause.form) {
        own.removeAll { mention in Self.isTopic(mention) && inherited.contains(mention.concept) }
      }
    } else if own.contains(where: { $0.concept == Cue.superiority }),
      own.count(where: Self.isTopic) == 1, let last
    {
      inherit(last.mentions(.topic))
      inherit(last.mentions(.condition))
    }

    if addsToTreatment(own, told + before, clause),
      let combination = mention(of: Cue.combination, at: clause.tokens.upperBound - 1, reading)
    {
      own.append(combination)
    }
    if own.contains(where: { $0.concept == Cue.superiority }) { refersBack = true }
    let isComparison =
      own.count(where: Self.isTopic) > 1
      && own.contains {
        $0.concept == Cue.superiority || $0.concept == Cue.comparability || $0.concept == "ask-compare"
      }
    let namesSomething = own.contains { $0.plays([.topic, .finding, .condition, .value, .outside]) }
    let hasOtherWords = clause.unknown.contains { $0.text.utf8.count > 4 }
    let wantsSummary =
      clause.mentions(Cue.summary) && !namesSomething && !hasOtherWords && told.isEmpty
    if wantsSummary { lacksReferent = false }
    var implied: Set<String> = []
    for mention in own where mention.isImplied { implied.insert(mention.concept) }
    var absent = tales.flatMap { $1.absent }
    // What is put for confirmation denies a claim, and tells of nobody.
    let isClaim = reading.clauses.contains(where: \.hasTag)
    var excluded =
      isClaim
      ? []
      : finder.excluded
        + tales.flatMap { tale, absence in
          absence.excludedByTale + (tale.hasQuestionMark ? [] : failed(in: tale, reading))
        }
    // "Didn't respond to X", which tells.
    let opensWithState =
      !clause.hasQuestionMark
      && clause.mentions.contains { $0.role == .condition && $0.first == clause.tokens.lowerBound }
    if !isClaim, clause.form != .whether || opensWithState {
      let failed = failed(in: clause, reading)
      let isOpen = own.allSatisfy { own in
        own.role != .topic || failed.contains { lexicon.isA($0.concept, own.concept) }
          || clause.mentions.contains { state in
            clause.mentions.contains {
              $0.concept == own.concept && isConcern(of: state, $0)
                && isObject($0, of: state, clause, reading)
            }
          }
      }
      if isOpen { excluded += failed }
    }
    // "Failed X. Failed Y.": the failure of one does not undo that of the other.
    excluded.removeAll { state in
      !state.meant.concerns.isEmpty && told.contains { $0.concept == state.concept }
    }
    if remembers, !isOther {
      absent += conversation.absent.filter { old in !(told + own).contains { $0.concept == old.concept } }
      excluded += conversation.excluded
      if finder.excludesReferent { excluded += conversation.topics }
    }
    let doubtful = (tales.flatMap { $1.doubtful } + (remembers && !isOther ? conversation.doubtful : []))
      .filter { state in !(told + own).contains { $0.concept == state.concept } }
    var seen = ConceptNames(own)
    return Question(
      clause, form: form, alternatives: alternatives(clause, reading), isComparison: isComparison,
      isNegatedBefore: isNegatedBefore,
      isExclusive: clause.mentions(Cue.exclusive) && hasContent(clause),
      isUniversal: clause.mentions("universal"),
      denialStart: clause.mentions.first { $0.concept == Cue.contrast }?.last, wantsSummary: wantsSummary,
      mentions: own.filter { !$0.plays(.weightless) },
      context: (told + before).filter { seen.insert($0.concept) }, absent: absent,
      excluded: excluded.isEmpty ? [] : withImplied(excluded), doubtful: doubtful,
      without: finder.without, setAside: setAside(clause, reading), antecedents: antecedents,
      inherited: inherited, lacksReferent: lacksReferent, refersBack: refersBack, denied: denied(clause),
      conjoined: conjoined(clause, reading),
      implied: implied, classClaim: classClaim(clause, reading),
      isSameness: isSameness(clause, reading))
  }

  /// The findings that a clause sets aside, by a word before them or by "besides".
  private func denied(_ clause: Clause) -> Set<String> {
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
  private func isSameness(_ clause: Clause, _ reading: Reading) -> Bool {
    clause.mentions.contains { $0.label.text == "the same" }
      || clause.tokens.contains { position in
        reading.tokens[position].text == "same"
          && !clause.mentions.contains {
            $0.plays([.nuance, .value, .aspect]) && $0.tokens.contains(position)
          }
      }
  }

  /// "on X: can he have Y too?" asks for the two together.
  private func addsToTreatment(_ own: [Mention], _ told: [Mention], _ clause: Clause) -> Bool {
    let isAlso = clause.mentions.contains { mention in
      mention.concept == Cue.addition
        || mention.label.text == "also" && mention.first != clause.tokens.lowerBound
    }
    guard isAlso, !own.contains(where: { $0.plays([.finding, .value, .nuance, .aspect]) }),
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
      of: concept, tokens: [token], range: range, surface: label.text[...], corrected: nil, label: label)
  }

  static func isTopic(_ mention: Mention) -> Bool { mention.role == .topic }

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
      $0.concept == Cue.timeOfLife || $0.meant.kind == "person"
    }
    guard !tellsOfPatient else { return [] }
    return before.flatMap(\.mentions).filter { mention in
      guard
        mention.plays([.topic, .finding, .aspect, .value, .outside])
          || isDomain(mention) && !isOfPack(mention)
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
  private func classClaim(_ clause: Clause, _ reading: Reading) -> [String] {
    guard clause.form == .whether,
      !clause.mentions.contains(where: { $0.plays([.finding, .condition, .nuance, .value, .aspect]) })
    else { return [] }
    let named = clause.mentions.filter(Self.isTopic)
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
      lexicon.isA(topics[1].concept, Cue.therapy) || !isOfPack(topics[1]),
      reading.tokens[clause.tokens.lowerBound..<topics[1].first].contains(where: {
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

  private func isSelfContained(_ mentions: [Mention]) -> Bool {
    mentions.contains { $0.plays([.finding, .condition]) }
      && mentions.contains { $0.plays([.aspect, .category]) }
  }

  /// Only a state is named, in a few words ("and if that fails?").
  private func isOnlyState(_ own: [Mention], _ clause: Clause, _ reading: Reading) -> Bool {
    own.allSatisfy { !$0.plays([.topic, .finding, .category, .value, .nuance, .aspect]) }
      && reading.tokens[clause.tokens].count { $0.kind == .word } <= 6
  }

  /// "what is, then?": the last question with its thing left open.
  private func isOpen(_ clause: Clause, _ reading: Reading) -> Bool {
    [.what, .which].contains(clause.form) && !hasContent(clause)
      && reading.tokens[clause.tokens].count { $0.kind == .word } <= 4
  }

  /// What a pronoun stands for among the clauses before it: the treatments of the nearest clause that names any, or of
  /// all of them for "those two".
  private func referents(of clause: Clause, in background: [Clause]) -> [Mention] {
    if background.isEmpty { return [] }
    let earlier = background.filter { $0.tokens.upperBound <= clause.tokens.lowerBound }
    func treatments(_ clause: Clause) -> [Mention] {
      let isNear = earlier.suffix(2).contains { $0 === clause }
      return clause.mentions.filter { mention in
        Self.isTopic(mention)
          && (isOfPack(mention) || isNear && lexicon.isA(mention.concept, Cue.medicine))
      }
    }
    let standsForSeveral = clause.mentions.contains { mention in
      mention.concept == Cue.pronoun && Self.several.contains(where: mention.label.text.contains)
    }
    if standsForSeveral { return earlier.flatMap(treatments) }
    return earlier.reversed().lazy.map(treatments).first { !$0.isEmpty } ?? background.flatMap(treatments)
  }

  private static let several = ["both", "two", "each", "either"]

  private func isOnlyCategory(_ own: [Mention]) -> Bool {
    own.contains { $0.role == .category }
      && !own.contains {
        $0.plays([.topic, .finding, .condition, .value, .nuance, .aspect, .relation])
      }
  }

  /// Only things are named, and nothing is said of them.
  private func isOnlyThings(_ own: [Mention], _ clause: Clause, _ reading: Reading) -> Bool {
    own.contains { Self.isTopic($0) } && !clause.opensWithVerb && clause.form != .which
      && clause.form != .list
      && !own.contains { $0.role == .condition }
      && !own.contains { $0.plays([.aspect, .value, .nuance, .finding, .relation]) }
      && reading.tokens[clause.tokens].count { $0.kind == .word } <= 8
      && clause.unknown.isEmpty && ![.define, .overview, .what].contains(clause.form)
  }

  private func isTreatment(_ mention: Mention) -> Bool {
    Self.isTopic(mention) && lexicon.isA(mention.concept, Cue.therapy)
  }

  /// A thing, a finding or a state that is none of the pack's, or a finding for which the document has no word.
  private func isForeign(_ mention: Mention) -> Bool {
    mention.plays([.topic, .finding, .condition]) && !isOfPack(mention)
      || mention.role == .finding && !mention.meant.labels.contains { $0.origin == .document }
  }

  private func isOfPack(_ mention: Mention) -> Bool { mention.meant.layer == .pack }

  /// Whether it names a thing and what is wanted of it.
  private func isComplete(_ mentions: [Mention]) -> Bool {
    mentions.contains { $0.role == .topic }
      && mentions.contains { $0.plays([.aspect, .finding, .value, .nuance]) }
      || mentions.count { $0.plays([.condition, .value, .aspect, .finding]) } >= 2
        && mentions.contains { $0.plays([.value, .aspect, .finding]) }
  }

  /// "the long one or the short one?": two of a kind narrow the last question instead of replacing its things.
  private func areAlternatives(_ mentions: [Mention]) -> Bool {
    let topics = mentions.filter(Self.isTopic)
    return topics.count == 2 && lexicon.areOpposite(topics[0].concept, topics[1].concept)
  }

  /// What of the last question still holds beside what is new: the new takes the place of its like.
  private func kept(of last: Question, beside own: [Mention]) -> [Mention] {
    func names(_ roles: Roles) -> Bool { own.contains { $0.plays(roles) } }
    let topics = own.filter(Self.isTopic)
    let areAlternatives = areAlternatives(own)
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
      case .aspect: !names([.aspect, .value])
      case .value, .nuance, .relation: !names([.aspect, .value, .condition])
      case .outside, .form, .polarity, .discourse, .background: false
      }
    }
  }

  private func isFollowOn(_ clause: Clause, _ reading: Reading) -> Bool {
    clause.mentions.contains { mention in
      mention.first == clause.tokens.lowerBound
        && (mention.concept == Cue.followOn || mention.concept == Cue.coordination
          || mention.concept == "ask-overview" && mention.label.text.hasSuffix("what about"))
    }
  }

  private func isShort(_ clause: Clause, _ reading: Reading) -> Bool {
    reading.tokens[clause.tokens].count { $0.kind != .mark } <= 4
  }

  /// Adds what a concept tells besides itself.
  private func withImplied(_ mentions: [Mention]) -> [Mention] {
    var seen = ConceptNames([])
    var result: [Mention] = []
    result.reserveCapacity(mentions.count * 2)
    for mention in mentions where seen.insert(mention.concept) { result.append(mention) }
    for mention in mentions {
      for id in mention.meant.implied {
        guard let concept = lexicon.concepts[id], seen.insert(id) else { continue }
        result.append(Mention(concept, impliedBy: mention))
      }
    }
    return result
  }
}
