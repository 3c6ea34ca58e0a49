public import Knowledge
public import Quiz

/// Writes items: what is asked, the key, and where it stands.
public struct ItemText: Sendable {
  /// How a gap looks.
  public static let gap = "_____"
  let pack: Pack

  /// Writes items of one pack.
  public init(pack: Pack) { self.pack = pack }

  /// The name of a kind.
  static func name(_ kind: ItemKind) -> String {
    switch kind {
    case .cloze: "fill the gap"
    case .choice: "choose"
    case .trueFalse: "true or false"
    case .recall: "in your own words"
    }
  }

  /// What is asked for, above the words of the item.
  static func instruction(_ task: ItemTask) -> String {
    switch task {
    case .cloze: "Fill the gap in the document's own sentence:"
    case .choice: "Which of these does the document say?"
    case .trueFalse: "True or false, by this document?"
    case .recall(let recall):
      "In your own words: what does the document say about \(Phrases.list(recall.cues))?"
    }
  }

  /// The words of the item; empty where the instruction says all.
  func stem(_ item: Item) -> String {
    switch item.task {
    case .cloze(let gap, _): gap.before + Self.gap + gap.after
    case .choice(let gap, _): gap.before + Self.gap + gap.after
    case .trueFalse(let claim): claim.text
    case .recall: ""
    }
  }

  /// The right answer.
  func key(_ item: Item) -> String {
    switch item.task {
    case .cloze(let gap, _): gap.hidden
    case .choice(_, let options): options.first { $0.fault == nil }?.text ?? ""
    case .trueFalse(let claim): claim.fault == nil ? "true" : "false"
    case .recall: item.statement.gist
    }
  }

  /// The citation in one line.
  func citation(_ statement: Statement) -> String {
    let number = statement.citation.sentence
    return
      "\(pack.name), paragraph \(number.paragraph), sentence \(number.sentence) (line \(statement.citation.line))"
  }

  /// Remarks on words of the quote.
  func notes(_ statement: Statement) -> [String] {
    let words = Set(statement.citation.quote.split { !$0.isLetter }.map { $0.lowercased() })
    return pack.notes.filter { words.contains($0.word.lowercased()) }.map(\.note)
  }

  /// The quote with its citation, at the end of every showing.
  func source(_ statement: Statement) -> Page {
    var page = Page()
    page.add("\"\(statement.citation.quote)\"", indent: 2)
    page.add(citation(statement), .citation, indent: 2, hanging: 6)
    for note in notes(statement) { page.add("Note: " + note, .faint, indent: 2, hanging: 8) }
    return page
  }

  /// Why something that was offered is wrong.
  func explanation(_ fault: Fault) -> String {
    switch fault {
    case .contrary(let concept): "It is the contrary of what the document says (\(name(concept)))."
    case .denied: "That is not what the document says."
    case .belongsElsewhere(let id): "The document says of it: \(pack.statement(id)?.gist ?? id)"
    }
  }

  func name(_ concept: String) -> String { ConceptNames(lexicon: pack.lexicon).name(concept) }

  /// All items for a person to read, each with its key, its proof and its citation.
  public func list(_ items: [Item]) -> Page {
    var page = Page()
    for item in items {
      page.addBlank()
      page.add("\(item.id)", .strong)
      page.add(Self.instruction(item.task), indent: 2, hanging: 4)
      let stem = stem(item)
      if !stem.isEmpty { page.add(stem, indent: 4) }
      if case .choice(_, let options) = item.task {
        for option in options {
          let proof = option.fault.map { "  (\(explanation($0)))" } ?? ""
          page.blocks.append(
            Block(
              [Span((option.fault == nil ? "* " : "- ") + option.text), Span(proof, .faint)], indent: 4,
              hanging: 8))
        }
      } else {
        page.add("Key: " + key(item), indent: 4, hanging: 9)
      }
      if case .trueFalse(let claim) = item.task, let fault = claim.fault {
        page.add(explanation(fault), .faint, indent: 4)
      }
      page.add(citation(item.statement), .citation, indent: 4)
    }
    return page
  }

  /// How many items there are of each kind.
  public func counts(_ items: [Item]) -> String {
    let kinds = ItemKind.allCases.map { kind in "\(items.count { $0.id.kind == kind }) \(kind.rawValue)" }
    return "quiz: \(Phrases.count(items.count, "item")) (\(kinds.joined(separator: ", ")))"
  }

  /// One line for what is wrong with an item.
  public func line(_ problem: ItemCheck.Problem) -> String {
    let what =
      switch problem.fault {
      case .notTheQuote: "the gap and what is around it are not the quote"
      case .keyRefused(let outcome): "its own key is graded \(outcome.rawValue)"
      case .notConfirmed(let text): "the knowledge does not confirm \"\(text)\""
      case .notDenied(let text): "the knowledge does not deny \"\(text)\""
      case .secondAnswer(let text): "\"\(text)\" is not shown to be wrong"
      case .keys(let count): "it has \(count) right options"
      case .duplicate: "another item has the same name"
      }
    let place = pack.statement(problem.item.statement)?.source.description ?? pack.name
    return TerminalText.clean(
      "\(place): item \(problem.item): \(what); look at the statement's slots and gist, or report a fault of the quiz"
    )
  }
}
