/// One atomic claim of the document.
public struct Statement: Sendable, Equatable, Identifiable {
  /// The unique name of the statement.
  public let id: String
  /// Where its words stand.
  public internal(set) var citation: Citation
  /// What it says, in one line that a person wrote and bound to the quote.
  public let gist: String
  /// What fills each slot: ids of concepts.
  public let slots: [Slot: [String]]
  /// How the document vouches for it.
  public internal(set) var certainty: Certainty
  /// The aspects it tells about: its relation's and its own.
  public let aspects: Set<String>
  /// Concepts of which a question has to name one for the statement to speak to it; none for most statements.
  public let requires: [String]
  /// Where it is defined.
  public let source: SourceLocation
  /// All concepts that fill any slot.
  public let concepts: Set<String>
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

  /// The order of the cases or of the numbers.
  public static func < (left: Self, right: Self) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
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
