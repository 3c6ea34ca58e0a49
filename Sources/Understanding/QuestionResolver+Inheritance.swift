import Knowledge

// What a clause may take from what was said before, and whether it needs to.
extension QuestionResolver {
  func isSelfContained(_ mentions: [Mention]) -> Bool {
    mentions.contains { $0.plays([.finding, .condition]) }
      && mentions.contains { $0.plays([.aspect, .category]) }
  }

  /// Only a state is named, in a few words ("and if that fails?").
  func isOnlyState(_ own: [Mention], _ clause: Clause, _ reading: Reading) -> Bool {
    own.allSatisfy { !$0.plays([.topic, .finding, .category, .value, .nuance, .aspect]) }
      && reading.tokens[clause.tokens].count { $0.kind == .word } <= 6
  }

  /// "what is, then?": the last question with its thing left open.
  func isOpen(_ clause: Clause, _ reading: Reading) -> Bool {
    [.what, .which].contains(clause.form) && !hasContent(clause)
      && reading.tokens[clause.tokens].count { $0.kind == .word } <= 4
  }

  /// What a pronoun stands for among the clauses before it: the treatments of the nearest clause that names any, or of
  /// all of them for "those two".
  func referents(of clause: Clause, in background: [Clause]) -> [Mention] {
    if background.isEmpty { return [] }
    let earlier = background.filter { $0.tokens.upperBound <= clause.tokens.lowerBound }
    func treatments(_ clause: Clause) -> [Mention] {
      let isNear = earlier.suffix(2).contains { $0 === clause }
      return clause.mentions.filter { mention in
        mention.isTopic
          && (mention.isOfPack || isNear && lexicon.isA(mention.concept, Cue.medicine))
      }
    }
    let standsForSeveral = clause.mentions.contains { mention in
      mention.concept == Cue.pronoun && Self.several.contains(where: mention.label.text.contains)
    }
    if standsForSeveral { return earlier.flatMap(treatments) }
    return earlier.reversed().lazy.map(treatments).first { !$0.isEmpty } ?? background.flatMap(treatments)
  }

  private static let several = ["both", "two", "each", "either"]

  func isOnlyCategory(_ own: [Mention]) -> Bool {
    own.contains { $0.role == .category }
      && !own.contains {
        $0.plays([.topic, .finding, .condition, .value, .nuance, .aspect, .relation])
      }
  }

  /// Only things are named, and nothing is said of them.
  func isOnlyThings(_ own: [Mention], _ clause: Clause, _ reading: Reading) -> Bool {
    own.contains(where: \.isTopic) && !clause.opensWithVerb && clause.form != .which
      && clause.form != .list
      && !own.contains { $0.role == .condition }
      && !own.contains { $0.plays([.aspect, .value, .nuance, .finding, .relation]) }
      && reading.tokens[clause.tokens].count { $0.kind == .word } <= 8
      && clause.unknown.isEmpty && ![.define, .overview, .what].contains(clause.form)
  }

  /// A thing, a finding or a state that is none of the pack's, or a finding for which the document has no word.
  func isForeign(_ mention: Mention) -> Bool {
    mention.plays([.topic, .finding, .condition]) && !mention.isOfPack
      || mention.role == .finding && !mention.meant.labels.contains { $0.origin == .document }
  }

  /// Whether it names a thing and what is wanted of it.
  func isComplete(_ mentions: [Mention]) -> Bool {
    mentions.contains { $0.role == .topic }
      && mentions.contains { $0.plays([.aspect, .finding, .value, .nuance]) }
      || mentions.count { $0.plays([.condition, .value, .aspect, .finding]) } >= 2
        && mentions.contains { $0.plays([.value, .aspect, .finding]) }
  }

  /// "the long one or the short one?": two of a kind narrow the last question instead of replacing its things.
  func areAlternatives(_ mentions: [Mention]) -> Bool {
    let topics = mentions.filter(\.isTopic)
    return topics.count == 2 && lexicon.areOpposite(topics[0].concept, topics[1].concept)
  }

  /// What of the last question still holds beside what is new: the new takes the place of its like.
  func kept(of last: Question, beside own: [Mention]) -> [Mention] {
    func names(_ roles: Roles) -> Bool { own.contains { $0.plays(roles) } }
    let topics = own.filter(\.isTopic)
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

  func isFollowOn(_ clause: Clause, _ reading: Reading) -> Bool {
    clause.mentions.contains { mention in
      mention.first == clause.tokens.lowerBound
        && (mention.concept == Cue.followOn || mention.concept == Cue.coordination
          || mention.concept == "ask-overview" && mention.label.text.hasSuffix("what about"))
    }
  }

  func isShort(_ clause: Clause, _ reading: Reading) -> Bool {
    reading.tokens[clause.tokens].count { $0.kind != .mark } <= 4
  }
}
