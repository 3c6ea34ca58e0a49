import Knowledge
import Understanding

/// Why a statement that shares concepts with a question may still say nothing to it.
extension Unifier {
  /// Whether a claim gives a statement's subject what is the object of another subject in the same relation: the
  /// statement tells what it really reaches, so the claim is false, not unsaid.
  func isMisplaced(_ part: Inquiry.Part, _ inquiry: Inquiry, _ index: Int) -> Bool {
    guard part.role == .topic, inquiry.question.form == .whether, !inquiry.relations.isEmpty,
      hasObject(index)
    else { return false }
    func hasRelation(_ fillings: [FillerTable.Filling]) -> Bool {
      inquiry.relations.contains { inquiry.standings[$0].fills(.relation, of: fillings) }
    }
    let (concept, fillings) = (inquiry.standings[part.standing].concept, table.fillings[index])
    return inquiry.topics.contains { inquiry.standings[$0].fills(.subject, of: fillings) }
      && hasRelation(fillings)
      && table.statements(with: concept).contains { index in
        hasRelation(table.fillings[index])
          && (pack.statements[index].slots[.object] ?? []).contains(concept)
      }
  }

  func isDenied(_ mention: Mention, _ question: Question) -> Bool {
    question.denied.contains(mention.concept)
      || question.denialStart.map { (mention.tokens.first ?? 0) > $0 } ?? false
  }

  /// Whether what the statement is about was named as what has failed, so that something else is sought.
  func givesWhatIsNamed(_ question: Question, _ statement: Statement) -> Bool {
    let named = question.mentions(.topic).filter { !question.inherited.contains($0.concept) }
    return named.count == 1 && question.mentions(.condition).contains { $0.concept.hasSuffix("-failure") }
      && (statement.slots[.subject] ?? []).contains(named[0].concept)
  }

  /// Whether it asks about something in particular: whom it is for does not tell what is asked.
  func hasAnchor(
    _ question: Question, _ aspects: [String], _ parts: [Inquiry.Part], _ context: [Inquiry.Told]
  ) -> Bool {
    if aspects.contains(Cue.agreement) || question.wantsSummary { return true }
    switch question.form {
    case .whether, .how, .why, .where:
      if parts.allSatisfy({ $0.role == .condition || $0.role == .domain }) { return false }
      // A property without anything that has it.
      let hasBearer = parts.contains { part in
        switch part.role {
        case .topic, .finding, .category, .condition: true
        default: false
        }
      }
      if !hasBearer, !context.contains(where: { $0.role == .condition }) { return false }
    default: break
    }
    let namesKind = parts.contains { $0.role == .category }
    let namesProperty = parts.contains { part in
      switch part.role {
      case .value, .nuance, .relation: true
      default: false
      }
    }
    return namesKind && namesProperty && context.isEmpty || parts.contains(where: \.isOfPack)
      || context.contains(where: \.isOfPack)
  }

  /// Whether both sides of a contrary are offered to choose from, so that nothing is claimed.
  func isChoice(_ question: Question, _ draft: Draft) -> Bool {
    !question.alternatives.isEmpty
      && (draft.opposed + draft.agreed).contains { position in
        let mention = question.mentions[position]
        return question.alternatives.contains(mention.concept)
          && (mention.role != .topic || draft.opposed.contains(position))
      }
  }

  /// Whether an effect is claimed on something that no layer explains ("slows the ...").
  func missesObject(_ inquiry: Inquiry, _ index: Int) -> Bool {
    guard let effect = inquiry.effect, !inquiry.question.unknown.isEmpty, hasObject(index) else {
      return false
    }
    let hits = inquiry.parts.contains {
      inquiry.standings[$0.standing].isRelated(to: table.fillings[index], in: .object)
    }
    if hits { return false }
    return inquiry.question.unknown.contains { $0.token >= effect - 2 && $0.token - effect <= 4 }
  }

  /// Beside a thing, a question has to name what is wanted of it; only bare key words and "tell me about" need not.
  ///
  /// This is what can be said of it without a statement.
  func hasPredicate(_ question: Question, _ aspects: [String]) -> Bool? {
    switch question.form {
    case .overview, .define, .who, .when, .compare: return true
    case .list:
      return question.mentions.contains { [.topic, .category, .aspect, .finding, .nuance].contains($0.role) }
    case .keywords where question.unknown.isEmpty: return true
    default: return aspects.contains(Cue.isMentioned) ? true : nil
    }
  }

  func hasPredicate(_ inquiry: Inquiry, _ draft: Draft) -> Bool {
    if let known = inquiry.hasPredicate { return known }
    let (form, topics) = (inquiry.question.form, inquiry.distinctTopics)
    if form == .which,
      draft.findings.contains(where: { finding in
        if case .slot(.subject, .same) = finding.account { true } else { false }
      }), pack.statements[draft.index].aspects.contains(Cue.members)
    {
      return true
    }
    if form == .what, inquiry.unknownWords.isEmpty,
      inquiry.parts.allSatisfy({ $0.role == .topic || $0.role == .domain })
    {
      return true
    }
    let namesDomain = inquiry.parts.contains { $0.role == .domain }
    func isWanted(_ finding: Finding) -> Bool {
      let isTopic = topics.contains(finding.concept)
      if case .slot(.subject, _) = finding.account, isTopic { return false }
      if case .slot(.population, _) = finding.account { return finding.weight > 0 }
      if topics.count == 1, isTopic, !namesDomain || form != .who { return false }
      return finding.weight > 0 && !inquiry.told.contains(finding.concept)
    }
    let wantsMore = topics.isEmpty && (form == .what || form == .whether || form == .how)
    return draft.findings.contains { finding in
      isWanted(finding) && !(wantsMore && inquiry.findings.contains(finding.concept))
    }
  }

  /// Whether the question also names the state itself, so that its contrary is only part of the story.
  func isSatisfied(_ state: String, _ inquiry: Inquiry, except standing: Int) -> Bool {
    func names(_ role: Role, _ place: Int) -> Bool {
      role == .condition && place != standing && lexicon.isA(inquiry.concepts[place], state)
    }
    return inquiry.parts.contains { names($0.role, $0.standing) }
      || inquiry.context.contains { names($0.role, $0.standing) }
  }

  /// Whether a verb of the question runs from the statement's object to its subject.
  func isReversed(_ inquiry: Inquiry, _ index: Int) -> Bool {
    guard !inquiry.relations.isEmpty else { return false }
    let (question, fillings) = (inquiry.question, table.fillings[index])
    guard
      let verb = question.mentions.indices.first(where: { position in
        guard question.mentions[position].role == .relation else { return false }
        let standing = inquiry.standing(position)
        return fillings.contains { filling in
          guard filling.slot == .relation else { return false }
          if standing.opposes(filling.filler) { return true }
          return switch standing.nearness[filling.filler] {
          case .same?, .narrower?: true
          case .broader?, nil: false
          }
        }
      }), let position = question.mentions[verb].tokens.first
    else { return false }
    func first(_ slots: Slot...) -> Int? {
      for slot in slots {
        let found = question.mentions.indices.lazy.filter { index in
          question.mentions[index].role == .topic
            && inquiry.standing(index).isRelated(to: fillings, in: slot)
        }.compactMap { question.mentions[$0].tokens.first }.first
        if let found { return found }
      }
      return nil
    }
    let isActive = !isPassive(question.mentions[verb])
    guard isActive, let subject = first(.subject), subject > position else { return false }
    if let object = first(.object, .context) { return object < position }
    return [.what, .which].contains(question.form)
      && !question.mentions.contains { $0.role == .category && ($0.tokens.first ?? 0) < position }
  }

  func isPassive(_ verb: Mention) -> Bool {
    let surface = verb.surface.lowercased()
    return surface.hasSuffix("ed") || surface.hasSuffix("or") || surface.hasSuffix("er")
      || surface.hasSuffix("ion")
  }
}
