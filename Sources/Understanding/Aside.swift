/// What a line can be that asks nothing of the document: a courtesy, a question about the program itself, or word of what
/// is to be forgotten.
///
/// Each is a concept of the language layer, of the role `discourse`, by which it is recognised.
public enum Aside: String, Sendable, CaseIterable {
  /// A greeting.
  case greeting
  /// Thanks.
  case thanks
  /// A farewell.
  case farewell
  /// Words that beg pardon.
  case apology
  /// How the program is used, or what it can do.
  case help = "ask-help"
  /// How to leave it.
  case leaving = "ask-leaving"
  /// What becomes of what is typed.
  case privacy = "ask-privacy"
  /// Where its answers come from, and who or what gives them.
  case origin = "ask-origin"
  /// Somebody may be about to harm themselves.
  case distress
  /// What was told or asked last is not to count.
  case takingBack = "take-back"
  /// What was told is of another patient than the one who is spoken of.
  case wrongPatient = "wrong-patient"
  /// The patient who was told of is left for another, of whom nothing is told yet.
  case nextPatient = "new-patient"

  /// Those that do not ask anything of the program either.
  static let courtesies: [Aside] = [.thanks, .farewell, .apology, .greeting]
  /// Those that ask about the program.
  static let ofProgram: [Aside] = [.help, .leaving, .privacy, .origin]
  /// Those that change what is remembered.
  public static let ofMemory: [Aside] = [.wrongPatient, .takingBack, .nextPatient]
}
