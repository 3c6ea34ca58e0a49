public import Knowledge

/// Writes which changes of the knowledge no conversation notices.
public struct ReplayMutationText {
  private let pack: Pack

  /// Writes about changes of one pack.
  public init(pack: Pack) { self.pack = pack }

  /// One change: where, and what.
  public func line(_ mutation: PackMutation) -> String {
    TerminalText.clean(place(of: mutation).map { "\($0): \(words(mutation))" } ?? words(mutation))
  }

  /// The last line.
  ///
  /// - Parameters:
  ///   - mutations: How many changes were made.
  ///   - unnoticed: How many of them no conversation notices.
  ///   - void: How many of them leave the meaning as it is, and do not count.
  public static func closing(mutations: Int, unnoticed: Int, void: Int) -> String {
    let counted = mutations - void
    let noticed = counted - unnoticed
    let share = counted == 0 ? 100 : Double(noticed) / Double(counted) * 100
    // Rounding must not make a whole of what is not.
    let shown = Phrases.decimal((share * 10).rounded(.down) / 10, places: 1)
    return
      "\(Phrases.count(mutations, "mutant")), \(void) without effect, \(noticed) of \(counted) noticed: \(shown) %"
  }

  private func place(of mutation: PackMutation) -> SourceLocation? {
    switch mutation {
    case .dropStatement(let id), .flipVerdict(let id), .shortenQuote(let id), .moveCitation(let id, _):
      pack.statement(id)?.source
    case .removeLabel(let id, _): pack.lexicon.concepts[id]?.source
    }
  }

  private func words(_ mutation: PackMutation) -> String {
    switch mutation {
    case .dropStatement(let id): "statement \(id) dropped"
    case .flipVerdict(let id): "verdict of \(id) flipped"
    case .shortenQuote(let id): "quote of \(id) without its last word"
    case .moveCitation(let id, let number): "\(id) cites sentence \(number)"
    case .removeLabel(let id, let label): "name \"\(label.text)\" of \(id) removed"
    }
  }
}
