public import Knowledge

/// One question, with all that was told about it, ready to be answered.
public struct Question: Sendable {
  /// The 0-based places of its tokens in the reading, end exclusive.
  public var tokens: Range<Int>
  /// What sort of answer it wants.
  public var form: QuestionForm
  /// Whether it opens with a verb that asks ("can ...", "does ...").
  public var opensWithVerb: Bool
  /// Whether it ends with a question mark.
  public var hasQuestionMark: Bool
  /// Whether it asks for the truth of a claim.
  public var hasTag: Bool
  /// The tokens of the cues that turn its claim into the contrary.
  public var negators: [Int]
  /// Those of `negators` that deny a whole proposition ("untrue", "wrong").
  public var reversals: [Int]
  /// The tokens at which one part of its claim ends and another begins.
  public var breaks: [Int]
  /// The concepts that it sets beside each other as alternatives; one of them has to be accounted for.
  public var alternatives: Set<String>
  /// Whether it weighs things against each other.
  public var isComparison: Bool
  /// Whether its claim was taken, turned into its contrary, from an earlier question.
  public var isNegatedBefore: Bool
  /// Whether it claims that nothing else holds ("only").
  public var isExclusive: Bool
  /// Whether it claims that something holds always or for everybody.
  public var isUniversal: Bool
  /// The token from which on a claim names what it denies ("rather than ..."), or nil.
  public var denialStart: Int?
  /// Whether it asks for the whole document in short, when it names nothing in particular.
  public var wantsSummary: Bool
  /// What it names itself or by reference: every one has to be accounted for.
  public var mentions: [Mention]
  /// What was told besides, in the same breath or before: states of the patient, treatments under way.
  public var context: [Mention]
  /// Words in it that no layer explains.
  public var unknown: [UnknownWord]
  /// Those of `inherited` that a pronoun stands for in the same input.
  public var antecedents: Set<String>
  /// What it took from earlier in the conversation, for the explanation.
  public var inherited: [String]
  /// Whether it stands for something that was not said.
  public var lacksReferent: Bool
  /// Whether a word of it ("it", "that") stands for something said before.
  public var refersBack: Bool
  /// Findings that it sets aside ("growth, not symptoms").
  public var denied: Set<String>
  /// Findings that it asks for side by side.
  public var conjoined: Set<String>
  /// Concepts that it does not name but that others tell of.
  public var implied: Set<String>
  /// Two things of which it claims that the first is a kind of the second; or none.
  public var classClaim: [String]
  /// Whether it claims that something is the same as something said before.
  public var isSameness: Bool

  /// Whether it is of the field, and nothing that was said before is needed to understand it.
  public var standsByItself: Bool {
    inherited.isEmpty && !refersBack && !lacksReferent
      && mentions.contains { [.topic, .finding, .condition].contains($0.role) }
  }

  /// The mentions that play one of some roles.
  public func mentions(_ roles: Role...) -> [Mention] { mentions.filter { roles.contains($0.role) } }

  /// The ids of the aspects it asks for.
  public var aspects: [String] { mentions(.aspect).map(\.concept) }
}

/// What an input turned out to be.
public enum Utterance: Sendable {
  /// One or more questions.
  case questions([Question])
  /// Something told: a patient's history, and what would be asked if it were key words.
  case told([Mention], asKeywords: [Question])
  /// Something that asks nothing of the document.
  case aside(Aside)
  /// Words without content ("go on"), and what would be asked if they were key words.
  case vague([Question])
  /// No words, or only "?".
  case empty
}
