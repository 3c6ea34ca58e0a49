/// Something a question or a statement can name, whatever the words.
///
/// A lexicon holds thousands and hands them around: what a concept is made of is kept once, and a copy is a reference.
public struct Concept: Sendable, Equatable, Identifiable {
  private let content: Content

  /// The unique name of the concept, in lower case with hyphens.
  public var id: String { content.id }
  /// The kind it belongs to, as declared by a layer (`drug`, `symptom`, ...).
  public var kind: String { content.kind }
  /// What the matcher does with concepts of that kind.
  public var role: Role { content.role }
  /// The layer that defines it.
  public var layer: Layer { content.layer }
  /// The ids of the broader concepts.
  public var broader: [String] { content.broader }
  /// The ids of the wholes it is a part of.
  public var wholes: [String] { content.wholes }
  /// The ids of concepts whose truth makes this one false.
  public var opposites: [String] { content.opposites }
  /// The ids of concepts that a question which names this one also tells.
  public var implied: [String] { content.implied }
  /// For a relation: the ids of the aspects that a statement with it tells about.
  public var answers: [String] { content.answers }
  /// For a state: the ids of the things that it is about ("failed" of one class of drugs); with any other thing, it is not told.
  public var concerns: [String] { content.concerns }
  /// For a state: the ids of what a patient who is in it does not have ("free of pain": any pain).
  public var ruledOutBy: [String] { content.ruledOutBy }
  /// For an aspect: what the document is said to be silent about where it does not tell of it; nil if a name will do.
  public var silence: String? { content.silence }
  /// All names, the preferred one first.
  public var labels: [Label] { content.labels }
  /// How the concept is named on the screen.
  public var name: String { labels.first?.text ?? id }
  /// Where it is defined.
  public var source: SourceLocation { content.source }

  init(
    id: String, kind: String, role: Role, layer: Layer, broader: [String] = [], wholes: [String] = [],
    opposites: [String] = [], implied: [String] = [], answers: [String] = [], concerns: [String] = [],
    ruledOutBy: [String] = [], silence: String? = nil, labels: [Label], source: SourceLocation
  ) {
    content = Content(
      id: id, kind: kind, role: role, layer: layer, broader: broader, wholes: wholes, opposites: opposites,
      implied: implied, answers: answers, concerns: concerns, ruledOutBy: ruledOutBy, silence: silence,
      labels: labels, source: source
    )
  }

  /// Refers to what was made of a row.
  init(_ content: Content) { self.content = content }

  /// The same concept with other names.
  func with(labels: [Label]) -> Concept {
    Concept(
      id: id, kind: kind, role: role, layer: layer, broader: broader, wholes: wholes, opposites: opposites,
      implied: implied, answers: answers, concerns: concerns, ruledOutBy: ruledOutBy, silence: silence,
      labels: labels, source: source
    )
  }

  /// Whether all that two concepts are made of is equal.
  public static func == (left: Self, right: Self) -> Bool {
    left.content === right.content
      || left.id == right.id && left.kind == right.kind && left.role == right.role
        && left.layer == right.layer
        && left.broader == right.broader && left.wholes == right.wholes && left.opposites == right.opposites
        && left.implied == right.implied && left.answers == right.answers
        && left.concerns == right.concerns && left.ruledOutBy == right.ruledOutBy
        && left.silence == right.silence
        && left.labels == right.labels
        && left.source == right.source
  }

  /// What a concept is made of.
  final class Content: Sendable {
    let id: String
    let kind: String
    let role: Role
    let layer: Layer
    let broader: [String]
    let wholes: [String]
    let opposites: [String]
    let implied: [String]
    let answers: [String]
    let concerns: [String]
    let ruledOutBy: [String]
    let silence: String?
    let labels: [Label]
    let source: SourceLocation

    init(
      id: String, kind: String, role: Role, layer: Layer, broader: [String], wholes: [String],
      opposites: [String], implied: [String], answers: [String], concerns: [String], ruledOutBy: [String],
      silence: String?,
      labels: [Label], source: SourceLocation
    ) {
      self.id = id
      self.kind = kind
      self.role = role
      self.layer = layer
      self.broader = broader
      self.wholes = wholes
      self.opposites = opposites
      self.implied = implied
      self.answers = answers
      self.concerns = concerns
      self.ruledOutBy = ruledOutBy
      self.silence = silence
      self.labels = labels
      self.source = source
    }
  }
}

/// What the matcher does with a concept. A layer assigns one to each of its kinds.
public enum Role: String, Sendable, CaseIterable {
  /// A thing asked about. A statement answers only if it accounts for it.
  case topic
  /// A finding: the object of an effect, or a state of the patient.
  case finding
  /// A state of the patient or the disease, which narrows who a statement is for.
  case condition
  /// What documents are about as a whole, such as a disease: another one than the document's is none of its business.
  case domain
  /// A property that a claim gives to something and that the knowledge may confirm or contradict.
  case value
  /// Like a value, but a statement that does not know it may still answer.
  case nuance
  /// A relation between things, expressed by a verb.
  case relation
  /// What is wanted to know about a thing.
  case aspect
  /// A general noun (drug, treatment) which stands for the things below it.
  case category
  /// A cue for the form of a question.
  case form
  /// A cue that turns a claim into its contrary.
  case polarity
  /// A cue about the conversation itself (pronoun, greeting, correction).
  case discourse
  /// Understood, and of no weight.
  case background
  /// A sign that the question is about something else altogether.
  case outside
}

/// Which layer of the knowledge defines a concept; later layers win over earlier ones.
public enum Layer: Int, Sendable, Comparable, CaseIterable {
  /// The language: forms, polarity, function words.
  case language
  /// The field in general: words that a document of the field may or may not use.
  case field
  /// The document itself.
  case pack

  /// The order of the cases or of the numbers.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One name of a concept.
public struct Label: Sendable, Hashable {
  /// The words as a person would type them. `..` stands for up to six other words.
  public let text: String
  /// Whether the document itself uses the name.
  public let origin: Origin

  /// Where a name comes from.
  public enum Origin: String, Sendable {
    /// The document uses it.
    case document
    /// General knowledge: a brand name, an abbreviation, a lay word.
    case general
  }
}

/// A place in a file, for messages.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
  /// The file as the user knows it.
  public let file: String
  /// 1-based line, or 0 when the whole file is meant.
  public let line: Int

  /// Names a place; `line` is 1-based, 0 for the whole file.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// As it is written in messages.
  public var description: String { line > 0 ? "\(file):\(line)" : file }
}
