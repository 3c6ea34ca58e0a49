import Quiz

/// What may be typed in a sitting.
extension SittingText {
  func help(_ isRating: Bool, _ kind: ItemKind) -> Page {
    var page = Page("Keys:", .strong)
    let rows =
      isRating
      ? [
        ("Enter", "keep the rating that is suggested"), ("1 2 3 4", "again, hard, good, easy"),
        ("o", "overrule: you were right after all; it is recorded"), ("w", "why it was judged so"),
        ("s", "the sentence in its paragraph"), ("u", "undo: take the answer back"),
        ("suspend", "never ask this again"), ("q", "quit"),
      ]
      : [
        ("Enter", "show the answer and rate yourself"), ("skip", "leave it for another time"),
        ("why", "why it is asked now"), ("source", "the sentence in its paragraph; shows the answer"),
        ("undo", "take the last answer back"), ("suspend", "never ask this again"),
        ("quit", "leave; so does Ctrl-D; nothing is lost"),
      ]
    for (key, meaning) in rows {
      let blanks = String(repeating: " ", count: 10 - key.count)
      page.blocks.append(Block([Span(key, .strong), Span(blanks + meaning)], indent: 2, hanging: 12))
    }
    page.add(
      isRating
        ? "Any of them may be shortened."
        : "A key may be shortened while it is unambiguous and could be no answer: q quits. With / it is always a key."
    )
    return page
  }

  func notAnAnswer(_ kind: ItemKind, _ options: Int) -> Page {
    switch kind {
    case .choice: Page("Type the number of an option, 1 to \(options), or ? for all keys.")
    case .trueFalse: Page("Type t for true or f for false, or ? for all keys.")
    case .cloze, .recall: Page("Type your answer first, or ? for all keys.")
    }
  }

  func notARating(_ possible: [Rating], _ canOverrule: Bool) -> Page {
    if canOverrule {
      return Page("It was judged wrong, so it comes again soon. o overrules that; Enter goes on.")
    }
    return Page(
      "Type \(Phrases.list(possible.map { "\($0.rawValue)" }, "or")) to rate it, Enter to go on, or ? for all keys."
    )
  }
}
