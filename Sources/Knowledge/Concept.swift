/// Something a question or a statement can name, whatever the words.
public struct Concept: Sendable, Equatable, Identifiable {
  /// The unique name of the concept, in lower case with hyphens.
  public let id: String
  /// The kind it belongs to, as declared by a layer (`drug`, `symptom`, ...).
  public let kind: String
  /// What the matcher does with concepts of that kind.
  public let role: Role
  /// The layer that defines it.
  public let layer: Layer
  /// The ids of the broader concepts.
  public let broader: [String]
  /// The ids of the wholes it is a part of.
  public let wholes: [String]
  /// The ids of concepts whose truth makes this one false.
  public let opposites: [String]
  /// The ids of concepts that a question which names this one also tells.
  public let implied: [String]
  /// For a relation: the ids of the aspects that a statement with it tells about.
  public let answers: [String]
  /// All names, the preferred one first.
  public let labels: [Label]
  /// How the concept is named on the screen.
  public var name: String { labels.first?.text ?? id }
  /// Where it is defined.
  public let source: SourceLocation
}

/// What the matcher does with a concept. A layer assigns one to each of its kinds.
public enum Role: String, Sendable, CaseIterable {
  /// A thing asked about. A statement answers only if it accounts for it.
  case topic
  /// A finding: the object of an effect, or a state of the patient.
  case finding
  /// A state of the patient or the disease, which narrows who a statement is for.
  case condition
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

  public var description: String { line > 0 ? "\(file):\(line)" : file }
}
