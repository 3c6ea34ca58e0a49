/// Something wrong in a pack or a layer: where, what, and how grave.
public struct KnowledgeProblem: Error, Sendable, Equatable {
  /// Where it was found.
  public let location: SourceLocation
  /// What it is.
  public let defect: Defect

  /// Whether the knowledge can be relied on in spite of it.
  public var severity: Severity { defect.severity }

  /// How grave a problem is.
  public enum Severity: Sendable, Equatable {
    /// The knowledge is wrong, or answers from it would be.
    case error
    /// Something is there in vain.
    case warning
  }

  /// Names a defect and its place.
  public init(_ defect: Defect, at location: SourceLocation) {
    self.defect = defect
    self.location = location
  }
}

/// Every way in which knowledge can be wrong, with what a message about it needs.
public enum Defect: Sendable, Equatable {
  /// A file that has to be there is not.
  case missingFile
  /// A file could not be read; the system's reason.
  case unreadableFile(reason: String)
  /// A file is larger than packs may be, in bytes.
  case fileTooLarge(limit: Int)
  /// A file is not UTF-8 from that 0-based byte on.
  case notUTF8(offset: Int)
  /// The YAML reader's own complaint.
  case malformedYAML(reason: String)
  /// A value is of another type than it has to be.
  case wrongType(key: String, expected: String)
  /// A key that has to be there is not.
  case missingKey(String)
  /// A key that means nothing here.
  case unknownKey(String, known: [String])
  /// A value is none of those allowed.
  case unknownValue(key: String, value: String, allowed: [String])
  /// The path leads out of the pack.
  case pathLeavesPack(String)
  /// The document's SHA-256 is another one than the pack was made for.
  case checksumMismatch(expected: String, actual: String)
  /// The lines of the body do not hold any sentence.
  case emptyBody(first: Int, last: Int)
  /// Two concepts, statements or kinds share a name.
  case duplicate(what: String, id: String, first: SourceLocation)
  /// A name is used that nothing defines.
  case undefined(what: String, id: String)
  /// A concept is broader than itself, by way of these.
  case cycle([String])
  /// Two concepts of one layer claim the same name.
  case sharedLabel(String, first: String, second: String, firstLocation: SourceLocation)
  /// A label is marked as the document's own, but the document does not have it.
  case labelNotInDocument(String, concept: String)
  /// A statement names a sentence that does not exist.
  case noSuchSentence(String)
  /// A quote is not in the sentence it names.
  case quoteNotFound(quote: String, sentence: String)
  /// A quote stands more than once in its sentence, so its place is not certain.
  case quoteAmbiguous(quote: String, sentence: String)
  /// Words of the body that no statement quotes.
  case uncovered(words: String, sentence: String)
  /// No question can reach a statement: it has no subject that a person can name.
  case unreachable(statement: String)
  /// No question can tell a statement from another one: both have the same slots and aspects.
  case shadowed(statement: String, by: String)
  /// A gist is empty, or more than one line.
  case malformedGist(statement: String)
  /// No statement uses a concept, and no concept that is used is linked to it.
  case unused(concept: String)
  /// A note is about a word that the document does not have.
  case noteNotInDocument(word: String)
  /// A labelled question is not what a labelled question has to be.
  case malformedQuestion(reason: String)
  /// A graded answer is not what a graded answer has to be.
  case malformedAnswer(reason: String)
  /// The weights were learned from another state of a file than the pack has.
  case staleClassifier(taughtBy: String)
  /// Learned weights that cannot be read.
  case malformedClassifier(reason: String)
  /// A line of a term list that is not one.
  case malformedTerm(reason: String)
}

extension Defect {
  /// How grave it is.
  public var severity: KnowledgeProblem.Severity {
    if case .unused = self { .warning } else { .error }
  }
}

/// All that was wrong with some knowledge; it holds at least one problem.
public struct InvalidKnowledge: Error, Sendable, Equatable {
  /// The problems in the order of files and lines.
  public let problems: [KnowledgeProblem]

  init(_ problems: [KnowledgeProblem]) { self.problems = problems }
}
