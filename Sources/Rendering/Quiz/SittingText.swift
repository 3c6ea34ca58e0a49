public import Knowledge
public import Quiz
import Understanding

/// Writes what happens in a sitting.
public struct SittingText: Sendable {
  private let text: ItemText
  private var pack: Pack { text.pack }

  /// Writes sittings over one pack.
  public init(pack: Pack) { text = ItemText(pack: pack) }

  /// Some events, one below the other.
  public func page(_ events: [SittingEvent]) -> Page {
    var page = Page()
    for event in events {
      page.addBlank()
      page.blocks += self.page(event).blocks
    }
    return page
  }

  private func page(_ event: SittingEvent) -> Page {
    switch event {
    case .asked(let showing): asked(showing)
    case .judged(let judgement): judged(judgement)
    case .rated(let rating, let pause, let leech): rated(rating, pause, leech)
    case .overruled(let previews):
      Page("Your word counts: right.").adding(ratings(previews, suggested: .good))
    case .explained(let judgement): explained(judgement)
    case .scheduled(let card, let item, let moment): scheduled(card, item, moment)
    case .source(let item): SourceText(pack: pack).page(item.statement.citation.sentence) ?? Page()
    case .undone: Page("Taken back.")
    case .nothingToUndo: Page("There is nothing to take back.")
    case .skipped: Page("Skipped; it comes again another time.")
    case .suspended(_, isLasting: true): Page("Suspended: it is not asked again. undo takes it up again.")
    case .suspended: Page("Left out of this practice. undo takes it up again.")
    case .help(let isRating, let kind): help(isRating, kind)
    case .ambiguousKey(let typed, let keys):
      Page("\(TerminalText.excerpt(typed, limit: 30)) is ambiguous: \(keys.joined(separator: " "))")
    case .unknownKey(let typed):
      Page(
        "There is no key \(TerminalText.excerpt(typed, limit: 30)) in a quiz. ? lists the keys; quit leaves.")
    case .notAnAnswer(let kind, let options): notAnAnswer(kind, options)
    case .notARating(let possible, let canOverrule): notARating(possible, canOverrule)
    case .finished(let summary): finished(summary)
    case .nothingDue(let next, let moment, let new): nothingDue(next, moment, new)
    }
  }

  // MARK: Asking

  private func asked(_ showing: Showing) -> Page {
    let reason =
      switch showing.reason {
      case .new: "new"
      case .learning: "again"
      case .due: "due"
      case .cram: "practice"
      }
    var page = Page()
    page.add(
      "\(showing.number). \(reason), \(ItemText.name(showing.item.id.kind)); \(showing.remaining) to go",
      .faint)
    page.add(ItemText.instruction(showing.item.task), .strong)
    let stem = text.stem(showing.item)
    if !stem.isEmpty { page.add(stem, indent: 2) }
    for (index, option) in showing.options.enumerated() {
      page.add("\(index + 1)  \(option.text)", indent: 4, hanging: 7)
    }
    page.add(Self.keys(showing.item.id.kind, options: showing.options.count), .faint)
    return page
  }

  private static func keys(_ kind: ItemKind, options: Int) -> String {
    let answer =
      switch kind {
      case .cloze: "Type what is missing"
      case .recall: "Type your answer"
      case .choice: "Type 1 to \(options)"
      case .trueFalse: "Type t or f"
      }
    return answer + "; Enter shows the answer; skip, undo, quit; ? for all keys."
  }

  // MARK: Judging

  private func judged(_ judgement: Judgement) -> Page {
    var page = Page()
    switch judgement.outcome {
    case .right: page.add("Right.", .strong)
    case .incomplete: page.add("Not all of it.", .strong)
    case .wrong: page.add("Wrong.", .strong)
    case .shown: page.add("The answer:", .strong)
    }
    if let grade = judgement.grade { page.blocks += remarks(grade, judgement.item).blocks }
    if let fault = judgement.chosen?.fault { page.add(text.explanation(fault), indent: 2) }
    page.blocks += key(judgement).blocks
    page.blocks += text.source(judgement.item.statement).blocks
    page.blocks += ratings(judgement.previews, suggested: judgement.suggested).blocks
    return page
  }

  private func key(_ judgement: Judgement) -> Page {
    let item = judgement.item
    var page = Page()
    switch item.task {
    case .trueFalse(let claim):
      guard let alteration = claim.alteration else {
        if judgement.outcome != .right { page.add("It is true.", indent: 2) }
        return page
      }
      page.add(
        "It is false: \"\(alteration.altered)\" would have to be \"\(alteration.original)\".", indent: 2)
    case .recall: page.add(item.statement.gist, indent: 2)
    case .cloze(let gap, _):
      if Self.differs(judgement, from: gap.hidden) { page.add("It reads: \(gap.hidden)", indent: 2) }
    case .choice: if judgement.outcome != .right { page.add("It is: \(text.key(item))", indent: 2) }
    }
    return page
  }

  private static func differs(_ judgement: Judgement, from key: String) -> Bool {
    judgement.outcome != .right || judgement.answer.lowercased() != key.lowercased()
  }

  /// What of the answer counts, what is missing, what is against it.
  private func remarks(_ grade: Grade, _ item: Item) -> Page {
    var page = Page()
    let readAs = grade.readAs.map { "\($0.typed) as \($0.read)" }
    if !readAs.isEmpty { page.add("Read \(readAs.joined(separator: ", ")).", .faint, indent: 2) }
    for contradiction in grade.contradictions { page.add(wording(contradiction), .caution, indent: 2) }
    guard item.id.kind == .recall, grade.outcome != .right || !grade.optional.isEmpty else { return page }
    if !grade.covered.isEmpty, grade.outcome != .right {
      page.add("You have: \(words(grade.covered)).", indent: 2)
    }
    if !grade.missing.isEmpty { page.add("Missing: \(words(grade.missing)).", indent: 2) }
    if !grade.optional.isEmpty { page.add("It also says: \(words(grade.optional)).", .faint, indent: 2) }
    return page
  }

  private func words(_ parts: [Recall.Part]) -> String { parts.map(\.words).joined(separator: "; ") }

  private func wording(_ contradiction: Grade.Contradiction) -> String {
    switch contradiction {
    case .denied(let words): "You say that it is not so: \"\(words)\"."
    case .contrary(let words, let concept):
      "\"\(words)\" is the contrary: the document has \(text.name(concept))."
    case .foreign(let words): "The document does not say this of \"\(words)\"."
    case .overclaimed(let words): "The document does not go as far as \"\(words)\"."
    case .rolesReversed: "You have it the wrong way round."
    case .unexplained(let words): "\"\(words)\" does not belong there."
    case .unlike: "It does not read like what the document says; compare, and overrule it if it is."
    }
  }

  private func explained(_ judgement: Judgement) -> Page {
    var page = Page("How the answer was judged:", .strong)
    guard let grade = judgement.grade else {
      page.add(
        judgement.answer.isEmpty
          ? "No answer was typed, so you rate yourself." : "The key is \"\(text.key(judgement.item))\".",
        indent: 2)
      return page
    }
    func add(_ label: String, _ parts: [Recall.Part]) {
      for part in parts {
        page.add("\(label) \(part.slot.rawValue): \(part.words)", indent: 2, hanging: 4)
      }
    }
    add("covered", grade.covered)
    add("missing", grade.missing)
    add("not needed", grade.optional)
    for contradiction in grade.contradictions { page.add(wording(contradiction), .caution, indent: 2) }
    if grade.covered.isEmpty, grade.missing.isEmpty, grade.contradictions.isEmpty {
      page.add("Nothing in it was recognised.", indent: 2)
    }
    return page
  }

  private func scheduled(_ card: StudyState.Card?, _ item: Item, _ moment: Int) -> Page {
    guard let card else { return Page("It is new: you were never asked this.") }
    var page = Page()
    page.add(
      "Asked \(Phrases.count(card.reviews, "time")), forgotten \(Phrases.count(card.lapses, "time")); last "
        + "\(TimeText.pause(moment - card.memory.lastReview)) ago.")
    page.add(
      "Stability \(TimeText.days(card.memory.stability)), difficulty \(Phrases.decimal(card.memory.difficulty, places: 1)) of 10."
    )
    return page
  }

  // MARK: Rating

  private func ratings(_ previews: [Preview], suggested: Rating) -> Page {
    let parts = previews.map { preview in
      let pause = preview.pause > 0 ? " " + TimeText.pause(preview.pause) : ""
      return "\(preview.rating.rawValue) \(Self.name(preview.rating))\(pause)"
    }
    let hint =
      previews.count == 1
      ? "; Enter goes on; o if you were right after all" : "; Enter: \(suggested.rawValue)"
    return Page(parts.joined(separator: "   ") + hint, .faint)
  }

  private static func name(_ rating: Rating) -> String {
    switch rating {
    case .again: "again"
    case .hard: "hard"
    case .good: "good"
    case .easy: "easy"
    }
  }

  private func rated(_ rating: Rating, _ pause: Int, _ leech: Int?) -> Page {
    var page = Page()
    if pause > 0 { page.add("Asked again in \(TimeText.pause(pause)).", .faint) }
    if let leech {
      page.add(
        "Forgotten \(leech) times. Learn its sentence anew, or type suspend when it is asked.", .caution)
    }
    return page
  }

  // MARK: The end

  private func finished(_ summary: Summary) -> Page {
    var page = Page()
    let reason =
      switch summary.end {
      case .done: "Nothing more is due."
      case .limit: "That was the number of answers for one sitting."
      case .time: "The time is up."
      case .quit: "Until next time."
      }
    page.add(reason, .strong)
    if summary.answered > 0 {
      let share = Int((Double(summary.right) * 100 / Double(summary.answered)).rounded())
      let overruled = summary.overruled > 0 ? ", \(summary.overruled) by your own word" : ""
      page.add(
        "\(Phrases.count(summary.answered, "answer")), \(summary.right) right\(overruled) (\(share)%).")
    }
    if summary.isCram {
      page.add("Practice only: nothing was written to the study log.")
      return page
    }
    if !summary.lapsed.isEmpty {
      page.add("Forgotten:")
      for id in unique(summary.lapsed) {
        page.add(pack.statement(id.statement)?.gist ?? id.statement, indent: 2, hanging: 4)
      }
    }
    if !summary.leeches.isEmpty {
      page.add(
        "Forgotten again and again: \(Phrases.count(unique(summary.leeches).count, "item")).", .caution)
    }
    if let next = summary.next { page.add("Next due: \(TimeText.next(next, from: summary.moment)).") }
    return page
  }

  private func unique(_ ids: [ItemID]) -> [ItemID] {
    ids.enumerated().filter { index, id in !ids[..<index].contains(id) }.map(\.element)
  }

  private func nothingDue(_ next: Int?, _ moment: Int, _ new: Int) -> Page {
    var page = Page("Nothing is due.", .strong)
    if let next { page.add("Next due: \(TimeText.next(next, from: moment)).") }
    if new > 0 {
      page.add(
        "\(Phrases.count(new, "item")) never asked yet; --new takes more than the usual number a day, --cram practises without a trace."
      )
    }
    return page
  }
}

extension Page {
  /// The page with another one below it.
  func adding(_ other: Page) -> Page { Page(blocks + other.blocks) }
}
