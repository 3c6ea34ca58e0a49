public import Knowledge

/// What is said about a pack itself: the banner, its topics, where it comes from.
public struct PackText: Sendable {
  private let pack: Pack
  private var names: ConceptNames { ConceptNames(lexicon: pack.lexicon) }

  /// Writes about one pack.
  public init(pack: Pack) { self.pack = pack }

  /// What a person sees before the first prompt: what answers, how far to trust it, how to get help.
  public var banner: Page {
    var page = Page([
      Block([
        Span("ibid", .strong),
        Span(" answers from \"\(pack.title)\" (\(pack.publisher), \(pack.date)), with citations."),
      ])
    ])
    for caveat in pack.caveats { page.add(caveat, .caution) }
    page.add("Type a question. /help lists the commands, Ctrl-D quits.")
    page.addBlank()
    return page
  }

  /// What the document can be asked about: what its statements are on, by kind.
  public var topics: Page {
    var kinds: [String] = []
    var members: [String: [String]] = [:]
    for statement in pack.statements {
      for slot in [Slot.subject, .object, .with, .population] {
        for id in statement.slots[slot] ?? [] { note(id, &kinds, &members) }
      }
    }
    var page = Page("The document \"\(pack.title)\" can be asked about:")
    for kind in kinds {
      let label = kind.replacing("-", with: " ") + ": "
      page.blocks.append(
        Block(
          [Span(label, .strong), Span((members[kind] ?? []).joined(separator: ", "))], indent: 2, hanging: 4))
    }
    return page
  }

  private func note(_ id: String, _ kinds: inout [String], _ members: inout [String: [String]]) {
    guard let concept = pack.lexicon.concepts[id], concept.layer == .pack,
      concept.labels.contains(where: { $0.origin == .document })
    else { return }
    if members[concept.kind] == nil { kinds.append(concept.kind) }
    let name = names.name(id)
    if !(members[concept.kind] ?? []).contains(name) { members[concept.kind, default: []].append(name) }
  }

  /// One line for a pack that has nothing wrong.
  public var summary: String {
    let sentences = Phrases.count(pack.document.sentences.count, "sentence")
    return "\(pack.name): \(sentences), \(Phrases.count(pack.statements.count, "statement")), no problems"
  }

  /// Where the answers come from.
  ///
  /// - Parameter knowledge: the SHA-256 of all that replies come from; nil leaves it out.
  public func about(version: String, knowledge: String? = nil) -> Page {
    var page = Page(
      "ibid \(version) answers questions from the statements of a document and cites each of them.")
    page.addBlank()
    func field(_ name: String, _ text: String) {
      let padded = name + ":" + String(repeating: " ", count: max(1, 11 - name.count))
      page.blocks.append(Block([Span(padded, .faint), Span(text)], hanging: 12))
    }
    field("document", "\"\(pack.title)\"")
    field("publisher", "\(pack.publisher), \(pack.date)")
    field("SHA-256", pack.document.sha256)
    let sentences = Phrases.count(pack.document.sentences.count, "sentence")
    field("pack", "\(pack.name), \(sentences), \(Phrases.count(pack.statements.count, "statement"))")
    if let knowledge { field("SHA-256", knowledge) }
    for caveat in pack.caveats { field("caveat", caveat) }
    return page
  }
}
