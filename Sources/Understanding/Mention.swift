public import Knowledge

/// A place in the input that names a concept.
///
/// Reading and resolving sort mentions into ever new rows: what one is made of is kept once, and a copy is a reference.
public struct Mention: Sendable, Equatable {
  private let content: Content

  /// The concept's id.
  public var concept: String { content.id }
  /// What the matcher does with it.
  public var role: Role { content.role }
  /// The concept.
  var meant: Concept { content.concept }
  /// The tokens that name it (0-based indices, ascending; not always adjacent).
  public var tokens: ArraySlice<Int> { content.tokens }
  /// The first of them.
  public var first: Int { content.first }
  /// The last of them.
  public var last: Int { content.last }
  /// Byte offsets in the original from the first of its words to the last, 0-based, end exclusive.
  public var range: Range<Int> { content.range }
  /// The words as typed.
  public var surface: String { String(content.surface) }
  /// The words they were corrected to, where they were misspelt.
  public var corrected: String? { content.corrected }
  /// The label that matched.
  public var label: Label { content.label }
  /// What it does for the form of a question, if it is a cue for one.
  var cue: FormCue? { content.cue }
  /// The form that it is a cue for, or nil.
  var form: QuestionForm? { if case .form(let form) = cue { form } else { nil } }
  /// Whether the label is not the concept's own, but of another that tells of it, too.
  var isImplied: Bool { content.isImplied }

  /// Makes a mention of a concept by at least one token; positions as described at each property.
  public init(
    of concept: Concept, tokens: ArraySlice<Int>, range: Range<Int>, surface: Substring, corrected: String?,
    label: Label
  ) {
    content = Content(
      concept: concept, tokens: tokens, range: range, surface: surface, corrected: corrected, label: label,
      isImplied: false)
  }

  /// Makes the mention of a concept that another mention tells of, too.
  init(_ concept: Concept, impliedBy other: Mention) {
    content = Content(
      concept: concept, tokens: other.tokens, range: other.range, surface: other.content.surface,
      corrected: other.corrected, label: other.label, isImplied: !concept.labels.contains(other.label))
  }

  /// Whether it plays one of some roles.
  public func plays(_ roles: Roles) -> Bool { !roles.isDisjoint(with: Roles(role)) }

  /// Whether all that two mentions are made of is equal.
  public static func == (left: Self, right: Self) -> Bool {
    left.content === right.content
      || left.concept == right.concept && left.role == right.role && left.tokens == right.tokens
        && left.range == right.range && left.content.surface == right.content.surface
        && left.corrected == right.corrected && left.label == right.label
  }

  private final class Content: Sendable {
    let concept: Concept
    let id: String
    let role: Role
    let cue: FormCue?
    let tokens: ArraySlice<Int>
    let first: Int
    let last: Int
    let range: Range<Int>
    let surface: Substring
    let corrected: String?
    let label: Label
    let isImplied: Bool

    init(
      concept: Concept, tokens: ArraySlice<Int>, range: Range<Int>, surface: Substring, corrected: String?,
      label: Label, isImplied: Bool
    ) {
      self.concept = concept
      id = concept.id
      role = concept.role
      cue = role == .form ? FormCue(id) : nil
      self.tokens = tokens
      first = tokens.first!
      last = tokens.last!
      self.range = range
      self.surface = surface
      self.corrected = corrected
      self.label = label
      self.isImplied = isImplied
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
  /// Whether it is a person's given name.
  public let isGivenName: Bool
}

extension Mention {
  /// Whether it is of a thing of which something can be said.
  var isTopic: Bool { role == .topic }

  /// Whether it is of a concept of the pack itself.
  var isOfPack: Bool { meant.layer == .pack }
}
