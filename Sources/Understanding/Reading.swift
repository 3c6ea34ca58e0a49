import Knowledge

/// Everything that was read in one input, before the conversation is taken into account.
///
/// A class, though nothing of it changes: it is made of many lists, and what uses it refers to them all by one.
public final class Reading: Sendable {
  /// The input as typed; invalid bytes have been repaired.
  public let original: String
  /// The tokens of the input.
  public let tokens: [Token]
  /// Which of them are read: all, or those of a part that asks by itself.
  public let span: Range<Int>
  /// Its clauses in order.
  public let clauses: [Clause]
  /// The words that were read as others: as typed, as read.
  public let corrections: [Correction]
  /// Whether it begins the tale of another patient, to whom nothing applies that was told before.
  public let introducesPatient: Bool

  /// Whether most of its words are none that the program knows, or a word is in another script.
  public let isInOtherLanguage: Bool

  /// Takes what was read, as described at each property.
  init(
    original: String, tokens: [Token], span: Range<Int>, clauses: [Clause], corrections: [Correction],
    introducesPatient: Bool, isInOtherLanguage: Bool
  ) {
    self.original = original
    self.tokens = tokens
    self.span = span
    self.clauses = clauses
    self.corrections = corrections
    self.introducesPatient = introducesPatient
    self.isInOtherLanguage = isInOtherLanguage
  }

  /// The words of a token as typed.
  func typed(_ token: Token) -> Substring {
    let bytes = original.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: token.range.lowerBound)
    return original[start..<bytes.index(start, offsetBy: token.range.count)]
  }

  /// The tokens that are read.
  public var ownTokens: ArraySlice<Token> { tokens[span] }
}

/// A word that was read as another.
public struct Correction: Sendable, Equatable {
  /// As typed.
  public let typed: String
  /// As read.
  public let read: String
}

/// A part of the input between two ends of a sentence, or a part of it that asks by itself.
///
/// A class for the same reason as `Reading`.
public final class Clause: Sendable {
  /// The indices of its tokens.
  public let tokens: Range<Int>
  /// The concepts named in it.
  public let mentions: [Mention]
  /// The words in it that no layer explains.
  public let unknown: [UnknownWord]
  /// Whether it asks.
  public let asks: Bool
  /// Whether it ends with a question mark.
  public let hasQuestionMark: Bool
  /// How it asks.
  public let form: QuestionForm
  /// Whether it asks for the truth of a claim ("right?", "agree?", "true or false").
  public let hasTag: Bool
  /// The tokens of the cues that turn the claim into its contrary.
  public let negators: [Int]
  /// Those of `negators` that deny a whole proposition ("untrue", "wrong").
  public let reversals: [Int]
  /// The tokens at which one part of a claim ends and another begins.
  public let breaks: [Int]
  /// The tokens of "or" and its like, which set alternatives beside each other.
  public let disjunctions: [Int]
  /// The 0-based number of the sentence it is a part of.
  public let sentence: Int
  /// Whether it only says under what circumstance something is asked.
  public let isSubordinate: Bool
  /// Whether it opens with a verb that asks ("can ...", "does ...").
  public let opensWithVerb: Bool

  /// Takes what was read, as described at each property.
  init(
    tokens: Range<Int>, mentions: [Mention], unknown: [UnknownWord], asks: Bool, hasQuestionMark: Bool,
    form: QuestionForm, hasTag: Bool, negators: [Int], reversals: [Int], breaks: [Int], disjunctions: [Int],
    sentence: Int, isSubordinate: Bool, opensWithVerb: Bool
  ) {
    self.tokens = tokens
    self.mentions = mentions
    self.unknown = unknown
    self.asks = asks
    self.hasQuestionMark = hasQuestionMark
    self.form = form
    self.hasTag = hasTag
    self.negators = negators
    self.reversals = reversals
    self.breaks = breaks
    self.disjunctions = disjunctions
    self.sentence = sentence
    self.isSubordinate = isSubordinate
    self.opensWithVerb = opensWithVerb
  }

  /// Whether a mention of that concept is in it.
  public func mentions(_ concept: String) -> Bool { mentions.contains { $0.concept == concept } }
}

/// What sort of answer a question wants.
public enum QuestionForm: String, Sendable, CaseIterable {
  /// Yes or no.
  case whether
  /// One or more out of a kind.
  case which
  /// A thing or a fact.
  case what
  /// A person or a group of patients.
  case who
  /// A time or a circumstance.
  case when
  /// A reason.
  case why
  /// A manner.
  case how
  /// A place.
  case `where`
  /// All there are.
  case list
  /// What sets two things apart.
  case compare
  /// What something is.
  case define
  /// All that is said about something.
  case overview
  /// Only key words, or a statement.
  case keywords
}
