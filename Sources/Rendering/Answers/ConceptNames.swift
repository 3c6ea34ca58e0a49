import Knowledge

/// How concepts are called on the screen.
struct ConceptNames {
  let lexicon: Lexicon

  /// The document's own word for a concept if it has one, else its first name; an id that nothing defines stands for
  /// itself.
  func name(_ id: String) -> String {
    guard let concept = lexicon.concepts[id] else { return id }
    return (concept.labels.first { $0.origin == .document } ?? concept.labels.first)?.text ?? spelled(id)
  }

  /// What the document is said to be silent about: an aspect of so many things that were named.
  func silence(on id: String, of count: Int) -> String {
    lexicon.concepts[id]?.silence ?? (count == 0 ? "" : count == 1 ? "its " : "their ") + aspect(id)
  }

  /// A name that fits into "tells of ...": the one that the id spells if it is among the names, else the first
  /// without a gap in it.
  func aspect(_ id: String) -> String {
    let words = spelled(id)
    guard let concept = lexicon.concepts[id] else { return words }
    if concept.labels.contains(where: { $0.text == words }) { return words }
    return concept.labels.first { !$0.text.contains("..") }?.text ?? words
  }

  /// The id with blanks for its hyphens.
  func spelled(_ id: String) -> String { String(id.map { $0 == "-" ? " " : $0 }) }
}
