/// The concepts of the language layer that the program itself knows by name.
public enum Cue {
  /// Asks for the truth of what was said ("right?", "agree?").
  static let tag = "truth-tag"
  /// Turns a claim into its contrary ("not", "never").
  static let negator = "negation"
  /// Says the contrary of what it stands before ("pointless", "untrue").
  static let reversal = "reversal"
  /// Leaves out everything else ("only").
  static let exclusive = "exclusive"
  /// Sets aside what follows it ("besides").
  static let apartFrom = "apart-from"
  /// Denies what follows it ("rather than").
  static let contrast = "rather-than"
  /// Stands for something said before.
  static let pronoun = "pronoun"
  /// Stands for the alternative of what was said before.
  static let other = "other-one"
  /// Takes back what was asked before.
  static let correction = "correction"
  /// Carries on from what was asked before.
  static let followOn = "follow-on"
  /// Asks for all that the document says in short.
  public static let summary = "ask-summary"
  /// Asks whether the document names something.
  public static let isMentioned = "is-mentioned"
  /// Joins two questions.
  static let coordination = "coordination"
  /// An auxiliary verb, which asks when it opens a clause.
  static let auxiliary = "auxiliary"
  /// Asks the reader to do something with the topic.
  static let forms: [String: QuestionForm] = [
    "ask-what": .what, "ask-which": .which, "ask-who": .who, "ask-when": .when, "ask-why": .why, "ask-how": .how,
    "ask-where": .where, "ask-list": .list, "ask-compare": .compare, "ask-define": .define,
    "ask-overview": .overview, "ask-whether": .whether,
  ]
}
