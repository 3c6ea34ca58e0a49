/// A document with the knowledge that was bound to it, ready to answer from.
public struct Pack: Sendable {
  /// The pack's name, which is its folder's.
  public let name: String
  /// The title of the document.
  public let title: String
  /// Who published it.
  public let publisher: String
  /// When, or `undated`.
  public let date: String
  /// What a reader has to know before relying on it.
  public let caveats: [String]
  /// Remarks on single words of the document.
  public let notes: [EditorialNote]
  /// The document.
  public let document: Document
  /// The statements in the order of the document.
  public internal(set) var statements: [Statement]
  /// The ids of the statements that together answer "what are the principles?".
  public internal(set) var summary: [String]
  /// All concepts of all layers.
  public internal(set) var lexicon: Lexicon
  /// Labelled questions that ship with the pack, one JSON object a line.
  public let questions: String
  /// Free answers to items of the quiz that ship with the pack, graded by a teacher, one JSON object a line.
  public let gradedAnswers: String
  /// What was learned from both, of the set `develop`; nil if the pack ships nothing of the kind.
  public var learned: LearnedReading?
  /// The files of the document and of the labelled questions, as messages name them.
  let documentFile: String
  let questionsFile: String
  let classifierFile: String
  /// The files that it was loaded from, if they were noted.
  public var sources: KnowledgeSources?

  /// The statement of that id, or nil.
  public func statement(_ id: String) -> Statement? {
    statements.first { $0.id == id }
  }
}

/// A remark of the editors on a word of the document.
public struct EditorialNote: Sendable, Equatable {
  /// The document's own word.
  public let word: String
  /// What is to be known about it.
  public let note: String
  /// Where it is defined.
  public let source: SourceLocation
}
