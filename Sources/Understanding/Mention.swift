public import Knowledge

/// A place in the input that names a concept.
///
/// Reading and resolving sort mentions into ever new rows: what one is made of is kept once, and a copy is a reference.
public struct Mention: Sendable, Equatable {
  private let content: Content

  /// The concept's id.
  public var concept: String { content.concept }
  /// What the matcher does with it.
  public var role: Role { content.role }
  /// The tokens that name it (0-based indices, ascending; not always adjacent).
  public var tokens: [Int] { content.tokens }
  /// Byte offsets in the original from the first of its words to the last, 0-based, end exclusive.
  public var range: Range<Int> { content.range }
  /// The words as typed.
  public var surface: String { content.surface }
  /// The words they were corrected to, where they were misspelt.
  public var corrected: String? { content.corrected }
  /// The label that matched.
  public var label: Label { content.label }

  /// Makes a mention; positions as described at each property.
  public init(
    concept: String, role: Role, tokens: [Int], range: Range<Int>, surface: String, corrected: String?,
    label: Label
  ) {
    content = Content(
      concept: concept, role: role, tokens: tokens, range: range, surface: surface, corrected: corrected,
      label: label)
  }

  /// Whether all that two mentions are made of is equal.
  public static func == (left: Self, right: Self) -> Bool {
    left.content === right.content
      || left.concept == right.concept && left.role == right.role && left.tokens == right.tokens
        && left.range == right.range && left.surface == right.surface && left.corrected == right.corrected
        && left.label == right.label
  }

  private final class Content: Sendable {
    let concept: String
    let role: Role
    let tokens: [Int]
    let range: Range<Int>
    let surface: String
    let corrected: String?
    let label: Label

    init(
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
