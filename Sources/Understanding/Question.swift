import Knowledge

/// One question, with all that was told about it, ready to be answered.
///
/// A class, though nothing of it changes: it is made of many lists, and whatever answers it refers to them all by one.
public final class Question: Sendable {
  /// The 0-based places of its tokens in the reading, end exclusive.
  public let tokens: Range<Int>
  /// What sort of answer it wants.
  public let form: QuestionForm
  /// Whether it opens with a verb that asks ("can ...", "does ...").
  public let opensWithVerb: Bool
  /// Whether it ends with a question mark.
  public let hasQuestionMark: Bool
  /// Whether it asks for the truth of a claim.
  public let hasTag: Bool
  /// The tokens of the cues that turn its claim into the contrary.
  public let negators: [Int]
  /// Those of `negators` that deny a whole proposition ("untrue", "wrong").
  public let reversals: [Int]
  /// The tokens at which one part of its claim ends and another begins.
  public let breaks: [Int]
  /// The concepts that it sets beside each other as alternatives; one of them has to be accounted for.
  public let alternatives: Set<String>
  /// Whether it weighs things against each other.
  public let isComparison: Bool
  /// Whether its claim was taken, turned into its contrary, from an earlier question.
  public let isNegatedBefore: Bool
  /// Whether it claims that nothing else holds ("only").
  public let isExclusive: Bool
  /// Whether it claims that something holds always or for everybody.
  public let isUniversal: Bool
  /// The token from which on a claim names what it denies ("rather than ..."), or nil.
  public let denialStart: Int?
  /// Whether it asks for the whole document in short, when it names nothing in particular.
  public let wantsSummary: Bool
  /// What it names itself or by reference: every one has to be accounted for.
  public let mentions: [Mention]
  /// What was told besides, in the same breath or before: states of the patient, treatments under way.
  public let context: [Mention]
  /// The states, findings and treatments that were said not to be there, in the same breath or before ("no pain").
  public let absent: [Mention]
  /// The treatments that are out of the question ("allergic to X"), and the states that were told in so many words not to be
  /// there ("denies X"), in the same breath or before.
  public let excluded: [Mention]
  /// The states that may be there ("possible X"), in the same breath or before.
  public let doubtful: [Mention]
  /// Those without which it asks itself ("does X work without Y?").
  public let without: [Mention]
  /// The things besides which it asks for others ("other than X and Y").
  public let setAside: [Mention]
  /// Words in it that no layer explains.
  public let unknown: [UnknownWord]
  /// Those of `inherited` that a pronoun stands for in the same input.
  public let antecedents: Set<String>
  /// What it took from earlier in the conversation, for the explanation.
  public let inherited: [String]
  /// Whether it stands for something that was not said.
  public let lacksReferent: Bool
  /// Whether a word of it ("it", "that") stands for something said before.
  public let refersBack: Bool
  /// Findings that it sets aside ("growth, not symptoms").
  public let denied: Set<String>
  /// Findings that it asks for side by side.
  public let conjoined: Set<String>
  /// Concepts that it does not name but that others tell of.
  public let implied: Set<String>
  /// Two things of which it claims that the first is a kind of the second; or none.
  public let classClaim: [String]
  /// Whether it claims that something is the same as something said before.
  public let isSameness: Bool
  /// The ids of the aspects it asks for.
  public let aspects: [String]
  private let clause: Clause

  /// Makes the question that a clause asks; the rest as described at each property.
  init(
    _ clause: Clause, form: QuestionForm, alternatives: Set<String>, isComparison: Bool,
    isNegatedBefore: Bool, isExclusive: Bool, isUniversal: Bool, denialStart: Int?, wantsSummary: Bool,
    mentions: [Mention], context: [Mention], absent: [Mention], excluded: [Mention], doubtful: [Mention],
    without: [Mention], setAside: [Mention], antecedents: Set<String>,
    inherited: [String],
    lacksReferent: Bool, refersBack: Bool, denied: Set<String>, conjoined: Set<String>,
    implied: Set<String>, classClaim: [String], isSameness: Bool
  ) {
    self.clause = clause
    tokens = clause.tokens
    self.form = form
    opensWithVerb = clause.opensWithVerb
    hasQuestionMark = clause.hasQuestionMark
    hasTag = clause.hasTag
    negators = clause.negators
    reversals = clause.reversals
    breaks = clause.breaks
    self.alternatives = alternatives
    self.isComparison = isComparison
    self.isNegatedBefore = isNegatedBefore
    self.isExclusive = isExclusive
    self.isUniversal = isUniversal
    self.denialStart = denialStart
    self.wantsSummary = wantsSummary
    self.mentions = mentions
    self.context = context
    self.absent = absent
    self.excluded = excluded
    self.doubtful = doubtful
    self.without = without
    self.setAside = setAside
    unknown = clause.unknown
    self.antecedents = antecedents
    self.inherited = inherited
    self.lacksReferent = lacksReferent
    self.refersBack = refersBack
    self.denied = denied
    self.conjoined = conjoined
    self.implied = implied
    self.classClaim = classClaim
    self.isSameness = isSameness
    aspects = mentions.filter { $0.plays(.aspect) }.map(\.concept)
  }

  /// What a comparison asks of one of its things by itself.
  package func alone(_ topic: Mention) -> Question {
    Question(
      clause, form: .what, alternatives: alternatives, isComparison: false, isNegatedBefore: isNegatedBefore,
      isExclusive: isExclusive, isUniversal: isUniversal, denialStart: denialStart,
      wantsSummary: wantsSummary,
      mentions: mentions.filter { !$0.plays(.topic) || $0.concept == topic.concept }, context: context,
      absent: absent, excluded: excluded, doubtful: doubtful, without: without, setAside: setAside,
      antecedents: antecedents, inherited: inherited, lacksReferent: lacksReferent, refersBack: refersBack,
      denied: denied, conjoined: conjoined, implied: implied, classClaim: classClaim,
      isSameness: isSameness)
  }

  /// The same without some of what it names.
  func leavingOut(_ isLeftOut: (Mention) -> Bool) -> Question {
    Question(
      clause, form: form, alternatives: alternatives, isComparison: isComparison,
      isNegatedBefore: isNegatedBefore, isExclusive: isExclusive, isUniversal: isUniversal,
      denialStart: denialStart, wantsSummary: wantsSummary, mentions: mentions.filter { !isLeftOut($0) },
      context: context, absent: absent, excluded: excluded, doubtful: doubtful, without: without,
      setAside: setAside, antecedents: antecedents, inherited: inherited, lacksReferent: lacksReferent,
      refersBack: refersBack, denied: denied, conjoined: conjoined, implied: implied, classClaim: classClaim,
      isSameness: isSameness)
  }

  /// Whether it is of the field, and nothing that was said before is needed to understand it.
  public var standsByItself: Bool {
    inherited.isEmpty && !refersBack && !lacksReferent
      && mentions.contains { $0.plays([.topic, .finding, .condition]) }
  }

  /// The things of which it claims something and of nothing else ("only X ...").
  public var restricted: [Mention] {
    mentions.filter { thing in
      thing.role == .topic
        && clause.mentions.contains { cue in
          cue.concept == Cue.exclusive && cue.last == thing.first - 1 && cue.label.text.hasSuffix("ly")
        }
    }
  }

  /// Whether its words ask, and do not only tell.
  var isAsked: Bool { clause.asks }

  /// Whether it says of something that it is worth nothing ("useless").
  public var callsWorthless: Bool { clause.mentions(Cue.worthless) }

  /// The mentions that play one of some roles.
  public func mentions(_ roles: Roles) -> [Mention] { mentions.filter { $0.plays(roles) } }
}

/// What an input turned out to be.
public enum Utterance: Sendable {
  /// One or more questions.
  case questions([Question])
  /// Something told of a patient, and what would be asked if it were key words.
  case told(ToldFacts, asKeywords: [Question])
  /// Something that asks nothing of the document.
  case aside(Aside)
  /// Nothing but doubt about the answer to an earlier line, or the wish to hear it again.
  case again(EarlierLine)
  /// Asks of "the first one" where nothing is to be chosen from.
  case unclear
  /// The choice of one of two things that an earlier line set side by side: that line without the other.
  case choice(String, of: EarlierLine)
  /// Words without content ("go on"), and what would be asked if they were key words.
  case vague([Question])
  /// No words, or only "?".
  case empty
}
