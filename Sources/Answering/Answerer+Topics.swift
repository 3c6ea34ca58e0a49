public import Knowledge
import Understanding

// What the document says on a thing, without a question being asked.
extension Answerer {
  /// The things of the document and its field that a text names, each once with the words as typed, in the order of the
  /// text.
  public func things(in text: String) -> [(concept: String, surface: String)] {
    let mentions = reader.read(text).clauses.flatMap(\.mentions)
      .filter { [.topic, .finding, .condition].contains($0.role) }
      .sorted { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
    var things: [(concept: String, surface: String)] = []
    var end = 0
    for mention in mentions where mention.range.lowerBound >= end {
      end = mention.range.upperBound
      if !things.contains(where: { $0.concept == mention.concept }) {
        things.append((mention.concept, mention.surface))
      }
    }
    return things
  }

  /// The statements that are on a thing, or on a kind of it, in the order of the document.
  public func statements(on thing: String) -> [Statement] {
    pack.statements.filter { statement in
      subjects(of: statement).contains { pack.lexicon.isA($0, thing) }
    }
  }

  /// The statements that have something in common with others, most first, then in the order of the document.
  ///
  /// - Parameters:
  ///   - things: concepts to look for as well.
  ///   - excluded: statements that have been shown already.
  public func statements(
    relatedTo statements: [Statement], and things: [String], excluding excluded: [Statement]
  ) -> [Statement] {
    var wanted = Set(things)
    for statement in statements { wanted.formUnion(subjects(of: statement)) }
    let scored = pack.statements.enumerated().compactMap { index, statement -> (Int, Int, Statement)? in
      guard !statements.contains(statement), !excluded.contains(statement) else { return nil }
      let own = subjects(of: statement)
      let shared = wanted.count { thing in
        own.contains { pack.lexicon.isA($0, thing) }
      }
      return shared > 0 ? (-shared, index, statement) : nil
    }
    return scored.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// What a statement is on: its slots but for what it asserts and what it mentions in passing.
  private func subjects(of statement: Statement) -> Set<String> {
    Set([Slot.subject, .object, .with, .population].flatMap { statement.slots[$0] ?? [] })
  }
}
