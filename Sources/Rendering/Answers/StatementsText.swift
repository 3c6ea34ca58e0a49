public import Knowledge

/// A page with the sentences that its numbers `[N]` stand for.
public struct CitedPage: Sendable {
  /// What is printed.
  public let page: Page
  /// What it cites, in the order of the numbers.
  public let citations: [CitedSentence]

  /// A page that cites nothing unless told.
  public init(_ page: Page, citations: [CitedSentence] = []) {
    self.page = page
    self.citations = citations
  }
}

/// Shows statements that no question asked for. All of it is quoted.
public struct StatementsText: Sendable {
  private let pack: Pack
  private var names: ConceptNames { ConceptNames(lexicon: pack.lexicon) }

  /// The things that were named in other words than they are called here: as read, as typed.
  private var readAs: [(read: String, typed: String)] = []

  /// Shows statements of one pack.
  public init(pack: Pack) { self.pack = pack }

  /// The same, telling how the things that were named were read.
  public func reading(_ things: [(concept: String, surface: String)]) -> StatementsText {
    var copy = self
    copy.readAs = things.map { (names.name($0.concept), $0.surface) }
      .filter { $0.read.lowercased() != $0.typed.lowercased() }
    return copy
  }

  private func opened(_ heading: String) -> Page {
    var page = Page()
    if !readAs.isEmpty {
      let pairs = readAs.map { "\($0.read) (\"\(TerminalText.excerpt($0.typed, limit: 40))\")" }
      page.add("read as: " + pairs.joined(separator: ", "), .faint)
      page.addBlank()
    }
    page.add(heading, .strong)
    return page
  }

  /// The document in short, as the pack's editors chose it.
  public var summary: CitedPage {
    list(pack.summary.compactMap { pack.statement($0) }, under: "\"\(pack.title)\" in short:")
  }

  /// What stands near the last answer.
  public func related(_ statements: [Statement]) -> CitedPage {
    guard !statements.isEmpty else { return CitedPage(Page("No other statement of the document is near.")) }
    return list(statements, under: "The document also says:")
  }

  /// What the document says on some things.
  public func statements(_ statements: [Statement], on things: [String]) -> CitedPage {
    let subject = Phrases.list(things.map(names.name))
    guard !statements.isEmpty else {
      return CitedPage(Page("No statement of the document is on \(subject)."))
    }
    return list(statements, under: "The document says on \(subject):")
  }

  private func list(_ statements: [Statement], under heading: String) -> CitedPage {
    let citations = CitedSentence.group(statements)
    var writer = QuoteWriter(pack: pack)
    var page = opened(heading)
    for cited in citations {
      page.addBlank()
      page.blocks += writer.blocks(cited)
    }
    return CitedPage(page, citations: citations)
  }

  // MARK: Comparison

  /// The statements on two things side by side, under what relates each to them.
  public func comparison(
    _ one: (thing: String, statements: [Statement]), _ other: (thing: String, statements: [Statement])
  )
    -> CitedPage
  {
    let both = one.statements.filter { other.statements.contains($0) }
    let all = pack.statements.filter { one.statements.contains($0) || other.statements.contains($0) }
    let citations = CitedSentence.group(all)
    var writer = QuoteWriter(pack: pack)
    var page = opened(
      "\(names.name(one.thing)) and \(names.name(other.thing)), as the document has them")
    for side in [one, other] where side.statements.isEmpty {
      page.addBlank()
      page.add("No statement of the document is on \(names.name(side.thing)).")
    }
    func cell(_ title: String, _ statements: [Statement]) -> [Block] {
      guard !statements.isEmpty else { return [] }
      var blocks = [Block([Span(title + ":")], indent: 2)]
      for cited in CitedSentence.group(statements) {
        let number = citations.first { $0.sentence == cited.sentence }?.number ?? cited.number
        blocks += writer.blocks(cited.numbered(number), isBrief: true)
      }
      return blocks
    }
    var relations: [String] = []
    for statement in all {
      let relation = Self.relation(statement)
      if !relations.contains(relation) { relations.append(relation) }
    }
    for relation in relations {
      let members = all.filter { Self.relation($0) == relation }
      page.addBlank()
      page.add(relation.isEmpty ? "other" : names.spelled(relation), .strong)
      page.blocks += cell("both", members.filter { both.contains($0) })
      let sides = [one, other].map { side in
        (side.thing, members.filter { !both.contains($0) && side.statements.contains($0) })
      }
      guard sides.contains(where: { !$0.1.isEmpty }) else { continue }
      if one.statements.isEmpty || other.statements.isEmpty {
        for (thing, statements) in sides { page.blocks += cell(names.name(thing), statements) }
        continue
      }
      page.blocks.append(
        Block(
          columns: sides.map { thing, statements in
            statements.isEmpty
              ? [Block([Span("\(names.name(thing)): nothing", .faint)], indent: 2)]
              : cell(names.name(thing), statements)
          }))
    }
    return CitedPage(page, citations: citations)
  }

  /// What a statement says of its subject, in the first place.
  private static func relation(_ statement: Statement) -> String {
    statement.slots[.relation]?.first ?? ""
  }
}
