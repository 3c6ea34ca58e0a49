public import Knowledge

/// Makes questions of a reading: what is asked, what is told, what earlier words stand for.
public struct QuestionResolver: Sendable {
  private let lexicon: Lexicon

  /// Makes a resolver for one lexicon.
  public init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Resolves a reading against what was said before.
  public func resolve(_ reading: Reading, in conversation: Conversation) -> Utterance {
    let clauses = reading.clauses
    guard reading.tokens.contains(where: { $0.kind != .mark }) else { return .empty }
    let asksSomething = clauses.contains { hasContent($0) || refers($0) || $0.asks && $0.form != .keywords || !$0.unknown.isEmpty }
    guard asksSomething, !isOnlySocial(clauses) else {
      return clauses.contains(where: isSocial) ? .social : .empty
    }
    if isDescription(clauses) {
      return .told(clauses.flatMap { withImplied($0.mentions) }.filter { isTellable($0) })
    }
    return .questions(questions(reading, conversation))
  }

  // MARK: What is asked, what is told

  private func isSocial(_ clause: Clause) -> Bool {
    clause.mentions.contains { ["greeting", "thanks", "farewell"].contains($0.concept) }
  }

  private func isOnlySocial(_ clauses: [Clause]) -> Bool {
    clauses.contains(where: isSocial)
      && clauses.allSatisfy { clause in
        !hasContent(clause) && !clause.hasQuestionMark && clause.unknown.count <= 1
          && (isSocial(clause) || !clause.asks)
      }
  }

  private func hasContent(_ clause: Clause) -> Bool {
    clause.mentions.contains { Self.contentRoles.contains($0.role) || isDomain($0) }
  }

  private static let contentRoles: Set<Role> = [
    .topic, .finding, .value, .nuance, .aspect, .category, .condition, .relation, .outside,
  ]

  /// A concept of the pack that is understood without being asked about: the document's general subject.
  private func isDomain(_ mention: Mention) -> Bool {
    mention.role == .background && lexicon.concepts[mention.concept]?.layer == .pack
  }

  private func refers(_ clause: Clause) -> Bool {
    clause.mentions.contains { $0.concept == Cue.pronoun || $0.concept == Cue.other }
  }

  /// A patient told about: nothing is asked, and somebody or some state is named.
  private func isDescription(_ clauses: [Clause]) -> Bool {
    guard !clauses.contains(where: { $0.asks || $0.form != .keywords }) else { return false }
    let mentions = clauses.flatMap(\.mentions)
    if mentions.contains(where: { $0.role == .aspect }) { return false }
    let tellsOfPerson = mentions.contains { mention in
      mention.concept == "time-of-life" || lexicon.concepts[mention.concept]?.kind == "person"
    }
    if tellsOfPerson { return true }
    return !mentions.contains { [.topic, .value, .nuance, .category].contains($0.role) }
      && mentions.contains { [.condition, .finding].contains($0.role) || isDomain($0) }
  }

  private func isTellable(_ mention: Mention) -> Bool { [.condition, .finding, .topic].contains(mention.role) }

  private func questions(_ reading: Reading, _ conversation: Conversation) -> [Question] {
    let clauses = reading.clauses
    var asking = clauses.filter { $0.hasQuestionMark || $0.hasTag }
    if asking.isEmpty { asking = clauses.filter(\.asks) }
    let weighty = asking.filter { hasContent($0) || refers($0) }
    if !weighty.isEmpty { asking = weighty }
    let isAsked = !asking.isEmpty
    if !isAsked {
      let content = clauses.filter { hasContent($0) || !$0.unknown.isEmpty }
      asking = [merged(content.isEmpty ? clauses : content)]
    }
    var questions: [Question] = []
    for clause in asking {
      let background = isAsked ? clauses.filter { other in !asking.contains { $0.tokens == other.tokens } } : []
      questions.append(question(clause, background, questions.last, reading, conversation))
    }
    return questions
  }

  private func merged(_ clauses: [Clause]) -> Clause {
    Clause(
      tokens: clauses[0].tokens.lowerBound..<clauses[clauses.count - 1].tokens.upperBound,
      mentions: clauses.flatMap(\.mentions), unknown: clauses.flatMap(\.unknown), asks: false,
      hasQuestionMark: false, form: clauses.first { $0.form != .keywords }?.form ?? .keywords,
      hasTag: clauses.contains(where: \.hasTag), negations: clauses.reduce(0) { $0 + $1.negations })
  }

  // MARK: One question

  private func question(
    _ clause: Clause, _ background: [Clause], _ sibling: Question?, _ reading: Reading, _ conversation: Conversation
  ) -> Question {
    var own = withImplied(clause.mentions)
    let cues = Set(reading.clauses.flatMap(\.mentions).map(\.concept))
    var question = Question(
      form: clause.form, hasTag: clause.hasTag, negations: clause.negations,
      isExclusive: clause.mentions(Cue.exclusive), isUniversal: clause.mentions("universal"),
      denialStart: clause.mentions.first { $0.concept == Cue.contrast }?.tokens.last, mentions: [],
      context: [], unknown: clause.unknown, contentWords: 0, inherited: [], lacksReferent: false)

    let told = withImplied(background.flatMap(\.mentions)).filter { isTellable($0) }
    let remembers = !cues.contains("unrelated")
    let last = remembers ? conversation.last : nil
    let topics = remembers ? conversation.topics : []
    let before = remembers ? conversation.told : []

    let hasTopic = own.contains { $0.role == .topic }
    let hasMatter = hasTopic || own.contains { [.finding, .condition].contains($0.role) || isDomain($0) }
      || own.contains { $0.role == .category } && [.which, .what, .list].contains(clause.form)
    let isElliptic = isFollowOn(clause, reading) || isShort(clause, reading)
    let asksByItself = isComplete(own)

    func inherit(_ mentions: [Mention]) {
      for mention in mentions where !own.contains(where: { $0.concept == mention.concept }) {
        own.append(mention)
        question.inherited.append(mention.concept)
      }
    }

    if cues.contains(Cue.correction), let last, !asksByItself {
      inherit(kept(of: last, beside: own, &question))
    } else if let sibling, !hasTopic {
      inherit(sibling.mentions(.topic))
      inherit(sibling.mentions(.condition))
    } else if refers(clause), !hasTopic {
      let named = told.filter { $0.role == .topic && isOfPack($0) }
      if !named.isEmpty {
        inherit(named)
        if background.count == 1 { inherit(told.filter { $0.role == .finding }) }
      } else if !topics.isEmpty {
        inherit(topics)
        if let last, isElliptic, !own.contains(where: { [.aspect, .value, .nuance, .finding].contains($0.role) }) {
          inherit(kept(of: last, beside: own, &question))
        }
      } else if !hasMatter, told.isEmpty, before.isEmpty {
        question.lacksReferent = true
      }
    } else if !hasMatter {
      let named = told.filter { $0.role == .topic && isOfPack($0) }
      if told.isEmpty, !topics.isEmpty {
        inherit(topics)
        if let last, !own.contains(where: { [.aspect, .value, .nuance].contains($0.role) }) {
          inherit(kept(of: last, beside: own, &question))
        }
      } else if told.isEmpty, before.isEmpty {
        question.lacksReferent = !own.contains { $0.role == .outside } && clause.unknown.isEmpty
          && !own.contains { $0.concept == "agreement" || $0.role == .category || [.aspect, .nuance, .value].contains($0.role) && !isElliptic }
      } else if !named.isEmpty, !own.contains(where: { $0.concept == "treatment-choice" || $0.role == .category }) {
        inherit(named)
      }
    } else if isElliptic, let last, !asksByItself {
      inherit(kept(of: last, beside: own, &question))
    } else if own.contains(where: { $0.concept == "superiority" }), own.filter({ $0.role == .topic }).count == 1, let last {
      inherit(last.mentions(.topic))
      inherit(last.mentions(.condition))
    }

    question.mentions = own.filter {
      ![.form, .polarity, .discourse].contains($0.role) && ($0.role != .background || isDomain($0))
    }
    for mention in told + before
    where !own.contains(where: { $0.concept == mention.concept })
      && !question.context.contains(where: { $0.concept == mention.concept })
    {
      question.context.append(mention)
    }
    question.contentWords =
      Set(own.filter { Self.contentRoles.contains($0.role) }.flatMap(\.tokens)).count + clause.unknown.count
    return question
  }

  private func isOfPack(_ mention: Mention) -> Bool { lexicon.concepts[mention.concept]?.layer == .pack }

  /// Whether it names a thing and what is wanted of it.
  private func isComplete(_ mentions: [Mention]) -> Bool {
    mentions.contains { $0.role == .topic }
      && mentions.contains { [.aspect, .finding, .value, .nuance].contains($0.role) }
      || mentions.filter { [.condition, .value, .aspect, .finding].contains($0.role) }.count >= 2
  }

  /// What of the last question still holds beside what is new: the new takes the place of its like.
  private func kept(of last: Question, beside own: [Mention], _ question: inout Question) -> [Mention] {
    let roles = Set(own.map(\.role))
    let isAspect: Set<Role> = [.aspect, .value, .nuance, .relation]
    let topics = own.filter { $0.role == .topic }
    // "the depot or the short one?": two of a kind narrow the last question instead of replacing its things.
    let areAlternatives = topics.count == 2 && lexicon.areOpposite(topics[0].concept, topics[1].concept)
    if question.form == .keywords || question.form == .overview || question.form == .whether && !question.hasTag {
      question.form = areAlternatives ? .which : last.form
      question.negations += last.negations
    }
    return last.mentions.filter { mention in
      switch mention.role {
      case .topic: areAlternatives || !roles.contains(.topic)
      case .finding: !roles.contains(.finding)
      case .condition, .category: true
      default: isAspect.contains(mention.role) && roles.isDisjoint(with: [.aspect, .value])
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
    var result: [Mention] = []
    for mention in mentions where !result.contains(where: { $0.concept == mention.concept }) {
      result.append(mention)
    }
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
