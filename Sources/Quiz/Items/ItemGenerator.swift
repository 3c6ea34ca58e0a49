public import Answering
import Knowledge
import Understanding

/// Makes the items of a pack from its statements, in the order of the document.
public struct ItemGenerator: Sendable {
  let answerer: Answerer
  let finder: SlotFinder
  let judge: ClaimJudge
  var pack: Pack { answerer.pack }
  var lexicon: Lexicon { pack.lexicon }
  /// What stands in the gists, to be offered elsewhere.
  let phrases: [Phrase]

  /// The words of a filler in a gist, with what stands before them.
  struct Phrase: Sendable {
    let text: String
    let concepts: [String]
    let slot: Slot
    let frame: Frame
    let statement: String
    var hasArticle: Bool { text.hasPrefix("a ") || text.hasPrefix("an ") }
  }

  /// What stands before a phrase: only where that is alike can one phrase take another's place.
  enum Frame: Sendable, Equatable {
    case start
    case preposition
    case other
  }

  /// Prepares to make items from the pack that an answerer answers from.
  public init(answerer: Answerer) {
    self.answerer = answerer
    let finder = SlotFinder(answerer: answerer)
    self.finder = finder
    judge = ClaimJudge(answerer: answerer)
    phrases = answerer.pack.statements.flatMap { statement in
      finder.joinedSpans(of: statement, in: statement.gist).map { span in
        let (range, text) = Self.withArticle(span.range, in: statement.gist)
        return Phrase(
          text: text, concepts: span.concepts, slot: span.slot,
          frame: Self.frame(before: range.lowerBound, in: statement.gist), statement: statement.id)
      }
    }
  }

  /// All items; no two ask for the same words of the document.
  public func items() -> [Item] {
    var items: [Item] = []
    var blanked: Set<Range<Int>> = []
    for statement in pack.statements {
      let exchanges = exchanges(in: statement)
      items += clozes(of: statement, &blanked) + choices(of: statement, exchanges)
      items += claims(of: statement, exchanges)
      if let recall = recall(of: statement) { items.append(recall) }
    }
    return items
  }

  func item(_ statement: Statement, _ facet: Facet, _ kind: ItemKind, _ task: ItemTask) -> Item {
    Item(
      id: ItemID(statement.id, facet, kind), statement: statement, task: task,
      topic: statement.slots[.subject]?.first ?? statement.id)
  }

  /// The facet of a filler: the slot's first needs no name.
  func facet(_ slot: Slot, _ concept: String, of statement: Statement) -> Facet {
    .slot(slot, concept: statement.slots[slot]?.first == concept ? nil : concept)
  }

  // MARK: Cloze

  private func clozes(of statement: Statement, _ blanked: inout Set<Range<Int>>) -> [Item] {
    let quote = statement.citation.quote
    guard let sentence = pack.document.sentence(statement.citation.sentence) else { return [] }
    let text = pack.document.text(in: sentence.range)
    // The whole sentence is shown: half of one could be completed in more ways than one.
    let offset = statement.citation.range.lowerBound - sentence.range.lowerBound
    var items: [Item] = []
    for span in finder.spans(of: statement, in: quote) {
      guard let concept = span.concepts.first, lexicon.concepts[concept]?.role != .category else { continue }
      var range = span.range
      if statement.aspects.contains(Cue.definition), let bracket = span.words.firstIndex(of: "(") {
        // What an abbreviation stands for is asked with the abbreviation in view.
        range = range.lowerBound..<(range.lowerBound + span.words[..<bracket].utf8.count - 1)
      }
      let gap = text.gapped((offset + range.lowerBound)..<(offset + range.upperBound))
      guard isAskable(gap, concept, statement) else { continue }
      let start = statement.citation.range.lowerBound
      guard blanked.insert((start + range.lowerBound)..<(start + range.upperBound)).inserted else { continue }
      items.append(
        item(statement, facet(span.slot, concept, of: statement), .cloze, .cloze(gap, concept: concept)))
    }
    return items
  }

  /// Whether what is left of a quote asks for something and does not give it away.
  private func isAskable(_ gap: GappedText, _ concept: String, _ statement: Statement) -> Bool {
    let rest = finder.mentions(in: gap.before + " " + gap.after)
    if !statement.aspects.contains(Cue.definition), givesAway(gap, [concept]) { return false }
    let telling: Set<Role> = [.topic, .finding, .condition, .value, .nuance, .relation]
    return rest.contains { telling.contains($0.role) }
  }

  /// Whether what fills the gap is named beside it.
  func givesAway(_ gap: GappedText, _ concepts: [String]) -> Bool {
    finder.mentions(in: gap.before + " " + gap.after).contains { concepts.contains($0.concept) }
  }

  /// Whether a gist says enough by itself: one that does not name its subject needs the sentence around it.
  func standsAlone(_ statement: Statement) -> Bool {
    guard let subject = statement.slots[.subject]?.first else { return false }
    return lexicon.concepts[subject]?.role == .category
      || finder.mentions(in: statement.gist).contains { $0.concept == subject }
  }

  // MARK: Frames

  private static let articles = ["a", "an", "the", "both"]
  private static let prepositions = [
    "with", "by", "of", "for", "from", "in", "on", "to", "without", "after", "before", "against",
  ]

  /// A span with an indefinite article before it, so that no option is given away by "a" or "an".
  static func withArticle(_ range: Range<Int>, in text: String, definite: Bool = false) -> (
    Range<Int>, String
  ) {
    for article in [" a ", " an "] + (definite ? [" the "] : [])
    where text.slice(0..<range.lowerBound).hasSuffix(article) {
      let wider = (range.lowerBound - article.utf8.count + 1)..<range.upperBound
      return (wider, text.slice(wider))
    }
    return (range, text.slice(range))
  }

  static func frame(before offset: Int, in text: String) -> Frame {
    let words = text.slice(0..<offset).split { !$0.isLetter && $0 != "-" }.map { $0.lowercased() }
      .filter { !articles.contains($0) }
    guard let last = words.last else { return .start }
    return prepositions.contains(last) ? .preposition : .other
  }
}
