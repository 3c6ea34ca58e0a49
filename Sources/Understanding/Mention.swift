public import Knowledge

/// A place in the input that names a concept.
public struct Mention: Sendable, Equatable {
  /// The concept's id.
  public let concept: String
  /// What the matcher does with it.
  public let role: Role
  /// The tokens that name it (0-based indices, ascending; not always adjacent).
  public let tokens: [Int]
  /// Byte offsets in the original from the first of its words to the last, 0-based, end exclusive.
  public let range: Range<Int>
  /// The words as typed.
  public let surface: String
  /// The words they were corrected to, where they were misspelt.
  public let corrected: String?
  /// The label that matched.
  public let label: Label

  /// Makes a mention; positions as described at each property.
  public init(
    concept: String, role: Role, tokens: [Int], range: Range<Int>, surface: String, corrected: String?,
    label: Label
  ) {
    self.concept = concept
    self.role = role
    self.tokens = tokens
    self.range = range
    self.surface = surface
    self.corrected = corrected
    self.label = label
  }
}

/// A word that no layer explains.
public struct UnknownWord: Sendable, Equatable {
  /// The word, folded.
  public let text: String
  /// The token's 0-based index.
  public let token: Int
  /// Whether it is an ordinary word of the language, so only its bearing on the question is unknown.
  public let isOrdinary: Bool
  /// Whether it looks like a drug's name.
  public let looksLikeName: Bool
}
