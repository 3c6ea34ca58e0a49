/// One small change that a test of the knowledge ought to notice.
public enum PackMutation: Sendable, Equatable {
  /// A statement is gone.
  case dropStatement(id: String)
  /// What a statement affirms is denied, and the other way round.
  case flipVerdict(id: String)
  /// The quote of a statement lacks its last word.
  case shortenQuote(id: String)
  /// A statement cites another sentence.
  case moveCitation(id: String, to: SentenceNumber)
  /// A concept of the pack lacks one of its names.
  case removeLabel(concept: String, label: Label)

  /// Every such change of a pack, in the order of its statements and concepts.
  public static func all(of pack: Pack) -> [PackMutation] {
    let sentences = pack.document.sentences.map(\.number)
    var result: [PackMutation] = []
    for statement in pack.statements {
      result += [.dropStatement(id: statement.id), .flipVerdict(id: statement.id)]
      if shortened(statement.citation, in: pack.document) != nil {
        result.append(.shortenQuote(id: statement.id))
      }
      if let index = sentences.firstIndex(of: statement.citation.sentence), sentences.count > 1 {
        result.append(.moveCitation(id: statement.id, to: sentences[(index + 1) % sentences.count]))
      }
    }
    for concept in pack.lexicon.concepts.values where concept.layer == .pack {
      result += concept.labels.map { .removeLabel(concept: concept.id, label: $0) }
    }
    return result
  }

  /// The pack with the change made; the pack itself if the change names what it does not have.
  public func applied(to pack: Pack) -> Pack {
    switch self {
    case .dropStatement(let id):
      pack.with(statements: pack.statements.filter { $0.id != id }, summary: pack.summary.filter { $0 != id })
    case .flipVerdict(let id): pack.changing(id) { $0.with(certainty: $0.certainty.flipped) }
    case .shortenQuote(let id):
      pack.changing(id) { statement in
        Self.shortened(statement.citation, in: pack.document).map { statement.with(citation: $0) }
          ?? statement
      }
    case .moveCitation(let id, let number):
      pack.changing(id) { statement in
        guard let sentence = pack.document.sentence(number) else { return statement }
        return statement.with(
          citation: Citation(
            sentence: number, quote: pack.document.text(in: sentence.range), line: sentence.line,
            range: sentence.range))
      }
    case .removeLabel(let id, let label):
      pack.lexicon.concepts[id].map { concept in
        pack.with(
          lexicon: pack.lexicon.replacing(concept.with(labels: concept.labels.filter { $0 != label })))
      } ?? pack
    }
  }

  private static func shortened(_ citation: Citation, in document: Document) -> Citation? {
    let bytes = document.bytes[citation.range]
    guard let blank = bytes.lastIndex(of: UInt8(ascii: " ")) else { return nil }
    let range = citation.range.lowerBound..<blank
    return Citation(
      sentence: citation.sentence, quote: document.text(in: range), line: citation.line, range: range)
  }
}

extension Certainty {
  /// The contrary; what was qualified becomes plain.
  fileprivate var flipped: Certainty {
    Certainty(
      id: id, isHedged: isHedged, phrase: phrase, affirms: affirms.contrary ?? .no,
      denies: denies.contrary ?? .yes)
  }
}

extension Statement {
  fileprivate func with(citation: Citation? = nil, certainty: Certainty? = nil) -> Statement {
    var copy = self
    if let citation { copy.citation = citation }
    if let certainty { copy.certainty = certainty }
    return copy
  }
}

extension Pack {
  fileprivate func changing(_ id: String, _ change: (Statement) -> Statement) -> Pack {
    with(statements: statements.map { $0.id == id ? change($0) : $0 })
  }

  fileprivate func with(
    statements: [Statement]? = nil, summary: [String]? = nil, lexicon: Lexicon? = nil
  ) -> Pack {
    var copy = self
    if let statements { copy.statements = statements }
    if let summary { copy.summary = summary }
    if let lexicon { copy.lexicon = lexicon }
    return copy
  }
}
