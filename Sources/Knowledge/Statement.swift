/// One atomic claim of the document.
///
/// Statements are handed around with every question: what one is made of is kept once, and a copy is a reference.
public struct Statement: Sendable, Equatable, Identifiable {
  private var content: Content

  /// The unique name of the statement.
  public var id: String { content.id }
  /// Where its words stand.
  public internal(set) var citation: Citation {
    get { content.citation }
    set { content = Content(content, citation: newValue, certainty: certainty) }
  }
  /// What it says, in one line that a person wrote and bound to the quote.
  public var gist: String { content.gist }
  /// What fills each slot: ids of concepts.
  public var slots: [Slot: [String]] { content.slots }
  /// What fills a slot; empty if nothing does.
  public func fillers(of slot: Slot) -> [String] { content.fillers[slot.place] }
  /// How the document vouches for it.
  public internal(set) var certainty: Certainty {
    get { content.certainty }
    set { content = Content(content, citation: citation, certainty: newValue) }
  }
  /// The aspects it tells about: its relation's and its own.
  public var aspects: Set<String> { content.aspects }
  /// Concepts of which a question has to name one for the statement to speak to it; none for most statements.
  public var requires: [String] { content.requires }
  /// The states in which its patients are, all of them; if there are none, any state of its population will do.
  public var needs: [String] { content.needs }
  /// Where it is defined.
  public var source: SourceLocation { content.source }
  /// All concepts that fill any slot.
  public var concepts: Set<String> { content.concepts }

  init(
    id: String, citation: Citation, gist: String, slots: [Slot: [String]], certainty: Certainty,
    aspects: Set<String>, requires: [String], needs: [String] = [], source: SourceLocation,
    concepts: Set<String>
  ) {
    content = Content(
      id: id, citation: citation, gist: gist, slots: slots, certainty: certainty, aspects: aspects,
      requires: requires, needs: needs, source: source, concepts: concepts)
  }

  /// Whether all that two statements are made of is equal.
  public static func == (left: Self, right: Self) -> Bool {
    left.content === right.content
      || left.id == right.id && left.citation == right.citation && left.gist == right.gist
        && left.slots == right.slots && left.certainty == right.certainty && left.aspects == right.aspects
        && left.requires == right.requires && left.needs == right.needs && left.source == right.source
        && left.concepts == right.concepts
  }

  private final class Content: Sendable {
    let id: String
    let citation: Citation
    let gist: String
    let slots: [Slot: [String]]
    /// The same in the order of the slots.
    let fillers: [[String]]
    let certainty: Certainty
    let aspects: Set<String>
    let requires: [String]
    let needs: [String]
    let source: SourceLocation
    let concepts: Set<String>

    init(
      id: String, citation: Citation, gist: String, slots: [Slot: [String]], certainty: Certainty,
      aspects: Set<String>, requires: [String], needs: [String], source: SourceLocation,
      concepts: Set<String>
    ) {
      self.id = id
      self.citation = citation
      self.gist = gist
      self.slots = slots
      fillers = Slot.allCases.map { slots[$0] ?? [] }
      self.certainty = certainty
      self.aspects = aspects
      self.requires = requires
      self.needs = needs
      self.source = source
      self.concepts = concepts
    }

    convenience init(_ other: Content, citation: Citation, certainty: Certainty) {
      self.init(
        id: other.id, citation: citation, gist: other.gist, slots: other.slots, certainty: certainty,
        aspects: other.aspects, requires: other.requires, needs: other.needs, source: other.source,
        concepts: other.concepts)
    }
  }
}

/// A part that a concept plays in a statement.
public enum Slot: String, Sendable, CaseIterable, Comparable {
  /// What the claim is about.
  case subject
  /// What it says of the subject.
  case relation
  /// What the relation reaches.
  case object
  /// Who or what state it applies to.
  case population
  /// What the subject is given together with.
  case with
  /// The properties it asserts: direction, degree, duration, order, route, ...
  case value
  /// What it mentions in passing.
  case context

  /// Its place in the order of the cases.
  var place: Int {
    switch self {
    case .subject: 0
    case .relation: 1
    case .object: 2
    case .population: 3
    case .with: 4
    case .value: 5
    case .context: 6
    }
  }

  /// The order of the cases or of the numbers.
  public static func < (left: Self, right: Self) -> Bool { left.place < right.place }
}

/// The document's own scale of certainty, as a pack declares it.
public struct Certainty: Sendable, Equatable {
  /// Its name in the pack, such as `recommended`.
  public let id: String
  /// Whether it holds often or sometimes, not always.
  public let isHedged: Bool
  /// The words to put before a gist where the scale asks for them.
  public let phrase: String
  /// What a plain question in the statement's terms is answered.
  public let affirms: Verdict
  /// What the contrary of the statement is answered.
  public let denies: Verdict
}

/// The truth of a proposition as the user worded it.
public enum Verdict: String, Sendable, Equatable, CaseIterable {
  /// The document says so.
  case yes
  /// The document says otherwise.
  case no
  /// The document says so with a hedge or a condition.
  case qualified

  /// Yes for no, and no for yes; a hedge has none.
  public var contrary: Verdict? {
    switch self {
    case .yes: .no
    case .no: .yes
    case .qualified: nil
    }
  }
}

/// The place of a quote in the document.
public struct Citation: Sendable, Hashable {
  /// The sentence that holds the quote.
  public let sentence: SentenceNumber
  /// The exact bytes, as text.
  public let quote: String
  /// 1-based line of the document.
  public let line: Int
  /// Byte offsets into the document, 0-based, end exclusive.
  public let range: Range<Int>
}
