public import Knowledge

/// Makes questions of a reading: what is asked, what is told, what earlier words stand for.
public struct QuestionResolver: Sendable {
  let lexicon: Lexicon

  /// Makes a resolver for one lexicon.
  public init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Resolves a reading against what was said before.
  public func resolve(_ reading: Reading, in conversation: Conversation) -> Utterance {
    let clauses = reading.clauses
    guard reading.ownTokens.contains(where: { $0.kind != .mark }) else { return .empty }
    if conversation.hasJustTold, deniesAll(reading) { return .aside(.takingBack) }
    if let aside = aside(clauses) { return .aside(aside) }
    // Whoever denies what was answered is shown it again.
    if let earlier = conversation.earlier {
      if asksAgain(reading) || deniesAll(reading) { return .again(earlier) }
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
    let tales = TaleReader(reading, lexicon)
    if tales.isDescription { return .told(tales.facts, asKeywords: questions) }
    return .questions(questions)
  }

  /// What of a conversation an input may lean on: nothing, if it asks what something is that it names itself; not the last
  /// question, if it names something of its own after something of which the document says nothing.
  public func context(of reading: Reading, in conversation: Conversation) -> Conversation {
    if asksWhatSomethingIs(reading) { return Conversation() }
    guard let last = conversation.last, last.mentions.contains(where: isForeign) else { return conversation }
    // In a setting of its own, such as a time of life, all else would be another matter.
    if !last.isAsked, last.mentions.contains(where: { $0.role == .condition && $0.isOfPack }),
      !last.mentions.contains(where: { isForeign($0) && $0.meant.kind == KnownKind.setting }),
      namesTreatment(reading)
    {
      return conversation.withLast(last.leavingOut(isForeign))
    }
    guard namesItsOwn(reading) else { return conversation }
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

  /// Whether a line names a treatment of the document itself: of what was only told ("failed X, Y") a foreign thing is then
  /// no part of what is asked.
  private func namesTreatment(_ reading: Reading) -> Bool {
    reading.clauses.contains { clause in
      clause.mentions.contains { $0.isTopic && $0.isOfPack }
    }
  }

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

  // MARK: What is asked

  func hasContent(_ clause: Clause) -> Bool { clause.mentions.contains { $0.plays(.weighty) } }

  func refers(_ clause: Clause) -> Bool {
    clause.mentions.contains { $0.concept == Cue.pronoun || $0.concept == Cue.other }
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
      var builder = QuestionBuilder(clause, background, questions.last, reading, conversation, by: self)
      builder.takeOver()
      questions.append(builder.question())
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
      other.tokens.upperBound <= clause.tokens.lowerBound && other.mentions.contains(where: \.isTopic)
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
}
