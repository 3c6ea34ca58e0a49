import Knowledge

/// The statements of a pack by their places, with their sentences.
///
/// A class, since every ranking of them refers to it.
final class StatementPlaces: Sendable {
  /// The statements in the order of the document.
  let statements: [Statement]
  /// For each statement whether it reaches something.
  let reaches: [Bool]
  /// For each statement the place in `scopes` of its sentence.
  let sentences: [Int]
  /// The sentences that have statements, in the order of their first.
  let scopes: [SentenceScope]
  private let indices: [String: Int]
  private let scopePlaces: [SentenceNumber: Int]

  /// What the statements of a sentence speak of together.
  struct SentenceScope: Sendable {
    let sentence: SentenceNumber
    /// The places of its statements, ascending.
    var statements: [Int] = []
    /// What fills their slots.
    var fillers: [Int] = []
    /// Whether they speak of something in general: what is said of treatment is said of every treatment.
    var isGeneral = false
  }

  init(_ statements: [Statement], _ table: FillerTable) {
    self.statements = statements
    reaches = table.fillings.map { $0.contains { $0.slot == .object } }
    indices = Dictionary(statements.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one })
    var scopes: [SentenceScope] = []
    var scopePlaces: [SentenceNumber: Int] = [:]
    sentences = statements.indices.map { index in
      let sentence = statements[index].citation.sentence
      let place = scopePlaces[sentence] ?? scopes.count
      if place == scopes.count {
        scopePlaces[sentence] = place
        scopes.append(SentenceScope(sentence: sentence))
      }
      scopes[place].statements.append(index)
      for filling in table.fillings[index] {
        if !scopes[place].fillers.contains(filling.filler) { scopes[place].fillers.append(filling.filler) }
        if table.isCategory[filling.filler] { scopes[place].isGeneral = true }
      }
      return place
    }
    self.scopes = scopes
    self.scopePlaces = scopePlaces
  }

  /// The place of a statement.
  func index(of statement: Statement) -> Int? { indices[statement.id] }

  /// The place in `scopes` of a sentence; nil if it has no statement.
  func scope(of sentence: SentenceNumber) -> Int? { scopePlaces[sentence] }
}
