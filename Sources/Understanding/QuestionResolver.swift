public import Knowledge

/// Makes questions of a reading: what is asked, what is told, what earlier words stand for.
public struct QuestionResolver: Sendable {
  private let lexicon: Lexicon

  /// Makes a resolver for one lexicon.
  public init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Resolves a reading against what was said before.
  public func resolve(_ reading: Reading, in conversation: Conversation) -> Utterance {
    guard reading.tokens.contains(where: { $0.kind != .mark }) else { return .empty }
    let clauses = reading.clauses
    let content = clauses.contains { hasContent($0) }
    if !content {
      if refers(clauses) || clauses.contains(where: { $0.asks && $0.form != .keywords }) {
        return followUp(clauses, reading, conversation)
      }
      let social = clauses.contains { clause in clause.mentions.contains { ["greeting", "thanks", "farewell"].contains($0.concept) } }
      if social { return .social }
      return clauses.allSatisfy({ $0.unknown.isEmpty }) ? .empty : followUp(clauses, reading, conversation)
    }
    return followUp(clauses, reading, conversation)
  }

  // MARK: What is asked, what is told

  private func followUp(_ clauses: [Clause], _ reading: Reading, _ conversation: Conversation) -> Utterance {
    var asking = clauses.filter { $0.asks && (hasContent($0) || refers([$0]) || !$0.unknown.isEmpty) }
    if asking.isEmpty, !conversation.told.isEmpty || conversation.last != nil || true, isDescription(clauses) {
      return .told(clauses.flatMap(\.mentions).filter { isTellable($0) })
    }
    if asking.isEmpty { asking = clauses.filter { hasContent($0) || !$0.unknown.isEmpty } }
    if asking.isEmpty { asking = clauses }
    let wholeIsFocus = !clauses.contains(where: \.asks)
    // Among several asking clauses the ones without any thing of their own only lead up to the question.
    if asking.count > 1 {
      let strong = asking.filter { clause in clause.hasQuestionMark || clause.form != .whether || clause.hasTag }
      if !strong.isEmpty { asking = strong }
      let weighty = asking.filter { hasContent($0) }
      if !weighty.isEmpty { asking = weighty }
    }
    if wholeIsFocus, asking.count > 1 { asking = [merged(asking)] }
    var questions: [Question] = []
    for clause in asking {
      let background = clauses.filter { other in !asking.contains { $0.tokens == other.tokens } }
      let earlier = questions.last
      questions.append(question(clause, background: wholeIsFocus ? [] : background, sibling: earlier, reading, conversation))
    }
    return .questions(questions)
  }

  private func merged(_ clauses: [Clause]) -> Clause {
    Clause(
      tokens: clauses[0].tokens.lowerBound..<clauses[clauses.count - 1].tokens.upperBound,
      mentions: clauses.flatMap(\.mentions), unknown: clauses.flatMap(\.unknown), asks: false,
      hasQuestionMark: false, form: .keywords, hasTag: clauses.contains(where: \.hasTag),
      negations: clauses.reduce(0) { $0 + $1.negations })
  }

  private func hasContent(_ clause: Clause) -> Bool {
    clause.mentions.contains {
      [.topic, .finding, .value, .aspect, .category, .condition, .relation, .outside].contains($0.role)
        || $0.role == .background && isDomain($0)
    }
  }

  private func isDomain(_ mention: Mention) -> Bool { lexicon.concepts[mention.concept]?.layer == .pack }

  private func refers(_ clauses: [Clause]) -> Bool {
    clauses.contains { clause in clause.mentions.contains { $0.concept == Cue.pronoun || $0.concept == Cue.other } }
  }

  /// A patient told about: somebody is named or aged, and nothing is asked.
  private func isDescription(_ clauses: [Clause]) -> Bool {
    let mentions = clauses.flatMap(\.mentions)
    guard !clauses.contains(where: { $0.asks }) else { return false }
    let hasPerson = mentions.contains { $0.role == .background && !isDomain($0) && ($0.concept == "time-of-life" || lexicon.concepts[$0.concept]?.kind == "person") }
    let asksAspect = mentions.contains { $0.role == .aspect }
    return hasPerson && !asksAspect || !mentions.contains { [.topic, .aspect, .value, .category, .finding].contains($0.role) }
      && mentions.contains { $0.role == .condition }
  }

  private func isTellable(_ mention: Mention) -> Bool {
    [.condition, .finding, .topic].contains(mention.role)
  }

  // MARK: One question

  private func question(
    _ clause: Clause, background: [Clause], sibling: Question?, _ reading: Reading, _ conversation: Conversation
  ) -> Question {
    var own = withImplied(clause.mentions)
    let isReferring = refers([clause])
    let cues = Set(reading.clauses.flatMap(\.mentions).map(\.concept))
    var question = Question(
      form: clause.form, hasTag: clause.hasTag, negations: clause.negations,
      isExclusive: clause.mentions(Cue.exclusive), isUniversal: clause.mentions("universal"), mentions: [],
      context: [], unknown: clause.unknown, contentWords: 0, inherited: [], lacksReferent: false)

    let told = withImplied(background.flatMap(\.mentions)).filter { isTellable($0) }
    let before = cues.contains("unrelated") ? [] : conversation.told
    var hasSubject = own.contains { $0.role == .topic }
    let hasMatter = own.contains { [.topic, .finding, .condition].contains($0.role) || $0.role == .background && isDomain($0) }

    let isCorrection = cues.contains(Cue.correction) && conversation.last != nil
    let isFollowOn = startsWithFollowOn(clause, reading) && conversation.last != nil
    let isElliptic = isFollowOn || isShort(clause, reading)

    if isCorrection, let last = conversation.last, own.contains(where: { $0.role != .aspect || true }), !isComplete(own) {
      own = substituted(own, into: last, &question)
      hasSubject = true
    } else if let sibling, !hasSubject {
      let topics = sibling.mentions(.topic)
      own += topics
      question.inherited += topics.map(\.concept)
      own += sibling.mentions(.condition)
    } else if isReferring || !hasMatter {
      let nearer = told.filter { $0.role == .topic && isDomain($0) }
      let matter = told.filter { $0.role == .finding && isDomain($0) }
      if hasSubject, !isElliptic {
        // "it" beside a thing of its own: nothing more is wanted.
      } else if !nearer.isEmpty, !hasSubject {
        own += nearer
        question.inherited += nearer.map(\.concept)
      } else if !conversation.topics.isEmpty, !cues.contains("unrelated"), !hasSubject {
        own += conversation.topics
        question.inherited += conversation.topics.map(\.concept)
        if let last = conversation.last, isElliptic, !own.contains(where: { [.aspect, .value, .finding].contains($0.role) }) {
          own = substituted(own, into: last, &question)
        }
      } else if !hasSubject, !matter.isEmpty {
        own += matter
      } else if !hasMatter, told.isEmpty, before.isEmpty {
        question.lacksReferent = true
      }
    } else if isElliptic, let last = conversation.last, !cues.contains("unrelated"),
      hasSubject || own.contains(where: { [.finding, .condition].contains($0.role) }),
      !own.contains(where: { $0.role == .aspect || $0.role == .value && hasSubject })
    {
      own = substituted(own, into: last, &question)
    }

    question.mentions = own.filter {
      ![.form, .polarity, .discourse].contains($0.role) && ($0.role != .background || isDomain($0))
    }
    question.context = told.filter { mention in !own.contains { $0.concept == mention.concept } }
    question.context += before.filter { mention in
      !own.contains { $0.concept == mention.concept } && !question.context.contains { $0.concept == mention.concept }
    }
    question.contentWords =
      Set(own.filter { [.topic, .finding, .value, .aspect, .category, .condition, .relation].contains($0.role) }.flatMap(\.tokens)).count
      + clause.unknown.count
    return question
  }

  /// Whether it names a thing and what is wanted of it.
  private func isComplete(_ mentions: [Mention]) -> Bool {
    mentions.contains { $0.role == .topic } && mentions.contains { [.aspect, .finding, .value].contains($0.role) }
      || mentions.filter { [.condition, .value, .aspect, .finding].contains($0.role) }.count >= 2
  }

  /// The last question with what is new put in the place of what it replaces.
  private func substituted(_ own: [Mention], into last: Question, _ question: inout Question) -> [Mention] {
    var result = own
    let ownRoles = Set(own.map(\.role))
    for mention in last.mentions {
      switch mention.role {
      case .topic, .finding:
        if ownRoles.contains(mention.role) { continue }
        if mention.role == .topic, ownRoles.contains(.finding), own.contains(where: { $0.role == .topic }) { continue }
      case .aspect, .value, .relation:
        if ownRoles.contains(.aspect) || ownRoles.contains(.value) { continue }
      case .condition, .category: break
      default: continue
      }
      if !result.contains(where: { $0.concept == mention.concept }) {
        result.append(mention)
        question.inherited.append(mention.concept)
      }
    }
    if question.form == .keywords || question.form == .whether && !question.hasTag || question.form == .overview {
      question.form = last.form
      question.negations += last.negations
    }
    return result
  }

  private func startsWithFollowOn(_ clause: Clause, _ reading: Reading) -> Bool {
    clause.mentions.first { $0.role == .discourse || $0.role == .form }.map {
      ($0.concept == Cue.followOn || $0.concept == Cue.coordination || $0.concept == "ask-overview" && $0.surface.lowercased().hasPrefix("what about"))
        && $0.tokens.first == clause.tokens.lowerBound
    } ?? false
  }

  private func isShort(_ clause: Clause, _ reading: Reading) -> Bool {
    reading.tokens[clause.tokens].filter { $0.kind != .mark }.count <= 4
  }

  /// Adds what a concept tells besides itself.
  private func withImplied(_ mentions: [Mention]) -> [Mention] {
    var result = mentions
    for mention in mentions {
      for id in lexicon.concepts[mention.concept]?.implied ?? [] {
        guard let concept = lexicon.concepts[id], !result.contains(where: { $0.concept == id }) else { continue }
        result.append(
          Mention(
            concept: id, role: concept.role, tokens: mention.tokens, range: mention.range, surface: mention.surface,
            corrected: mention.corrected, label: mention.label))
      }
    }
    return result
  }
}
