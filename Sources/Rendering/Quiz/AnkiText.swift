public import Knowledge
public import Quiz

/// Items as a text file that Anki imports, with the headers that it reads; each card carries its citation.
///
/// Columns: a guid made of the pack and the item's name, so that a later import updates a card instead of adding one;
/// the note type (Basic or Cloze); front; back; tags.
public struct AnkiText: Sendable {
  private let text: ItemText
  private var pack: Pack { text.pack }

  /// Exports items of one pack.
  public init(pack: Pack) { text = ItemText(pack: pack) }

  /// The file, with a newline at its end.
  public func file(_ items: [Item]) -> String {
    let headers = [
      "#separator:tab", "#html:true", "#guid column:1", "#notetype column:2", "#deck:ibid \(pack.name)",
      "#tags column:5", "#columns:guid\tnotetype\tFront\tBack\tTags",
    ]
    return (headers + items.map(line)).map { $0 + "\n" }.joined()
  }

  private func line(_ item: Item) -> String {
    let statement = item.statement
    let source =
      "<br><br>\u{201C}\(escaped(statement.citation.quote))\u{201D}<br><i>\(escaped(text.citation(statement)))</i>"
      + text.notes(statement).map { "<br>Note: \(escaped($0))" }.joined()
    let (type, front, back): (String, String, String) =
      switch item.task {
      case .cloze(let gap, _):
        // Braces would end the deletion early.
        ("Cloze", "\(escaped(gap.before)){{c1::\(escaped(gap.hidden))}}\(escaped(gap.after))", "")
      case .choice(_, let options):
        (
          "Basic",
          "\(escaped(ItemText.instruction(item.task)))<br>\(escaped(text.stem(item)))<ol>"
            + options.map { "<li>\(escaped($0.text))</li>" }.joined() + "</ol>", escaped(text.key(item))
        )
      case .trueFalse(let claim):
        (
          "Basic", "\(escaped(ItemText.instruction(item.task)))<br>\(escaped(claim.text))",
          claim.fault == nil ? "True" : "False"
        )
      case .recall: ("Basic", escaped(ItemText.instruction(item.task)), escaped(text.key(item)))
      }
    let tags = ["ibid", pack.name, item.id.kind.rawValue, item.topic].joined(separator: " ")
    return ["\(pack.name)/\(item.id)", type, front, back + source, tags].joined(separator: "\t")
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in TerminalText.clean(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "{": result += "&#123;"
      case "}": result += "&#125;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
