import Answering
import Knowledge
import Understanding

/// Choices, and what may be chosen wrongly.
extension ItemGenerator {
  private static let optionLimit = 4

  /// A gap in a gist with what may be filled in wrongly.
  struct Exchange {
    let span: SlotSpan
    let words: String
    let gap: GappedText
    let wrong: [Alternative]
  }

  /// The gaps of a statement's gist that name things.
  func exchanges(in statement: Statement) -> [Exchange] {
    guard standsAlone(statement) else { return [] }
    return finder.joinedSpans(of: statement, in: statement.gist).filter(isName).map { span in
      let (range, words) = Self.withArticle(span.range, in: statement.gist)
      let gap = statement.gist.gapped(range)
      let wrong = distractors(for: span, words: words, gap, in: statement, limit: Self.optionLimit - 1)
      return Exchange(span: span, words: words, gap: gap, wrong: wrong)
    }
  }

  func choices(of statement: Statement, _ exchanges: [Exchange]) -> [Item] {
    exchanges.compactMap { exchange in
      guard exchange.wrong.count >= 2, let first = exchange.span.concepts.first,
        !givesAway(exchange.gap, exchange.span.concepts)
      else { return nil }
      let key = Alternative(text: exchange.words, concepts: exchange.span.concepts, fault: nil)
      // A fixed order that does not tell which one is right; a sitting shuffles it.
      let options = ([key] + exchange.wrong).sorted { $0.text.lowercased() < $1.text.lowercased() }
      return item(
        statement, facet(exchange.span.slot, first, of: statement), .choice,
        .choice(exchange.gap, options: options))
    }
  }

  /// Whether a span names things, which others of their kind can take the place of.
  /// Whether a phrase reads well in any place: things do, states of somebody need their own preposition.
  private func isThing(_ phrase: Phrase) -> Bool {
    phrase.concepts.allSatisfy { [.topic, .finding].contains(lexicon.concepts[$0]?.role ?? .background) }
  }

  private func isName(_ span: SlotSpan) -> Bool {
    span.concepts.allSatisfy {
      [.topic, .finding, .condition].contains(lexicon.concepts[$0]?.role ?? .background)
    }
  }

  /// Phrases that make the gist false when they fill the gap, each with what shows it.
  func distractors(for span: SlotSpan, words: String, _ gap: GappedText, in statement: Statement, limit: Int)
    -> [Alternative]
  {
    var chosen: [Alternative] = []
    for phrase in candidates(for: span, words: words, gap, in: statement) where chosen.count < limit {
      let text = gap.before.isEmpty ? phrase.text.capitalizedFirst : phrase.text.lowercasedFirst
      guard !chosen.contains(where: { $0.text.lowercased() == text.lowercased() }),
        !chosen.contains(where: { option in
          option.concepts.contains { one in phrase.concepts.contains { judge.areKin(one, $0) } }
        }),
        let fault = fault(of: phrase, as: text, for: span, gap, in: statement)
      else { continue }
      chosen.append(Alternative(text: text, concepts: phrase.concepts, fault: fault))
    }
    return chosen
  }

  /// Phrases that could stand in the gap, contraries first, then those of the same slot, then the others.
  private func candidates(for span: SlotSpan, words: String, _ gap: GappedText, in statement: Statement)
    -> [Phrase]
  {
    let frame = Self.frame(before: gap.before.utf8.count, in: statement.gist)
    let plural = Self.isPlural(words)
    let fitting = phrases.filter { phrase in
      phrase.statement != statement.id && (phrase.frame == frame || isThing(phrase) && !phrase.hasArticle)
        && (frame != .start || Self.isPlural(phrase.text) == plural)
        && phrase.concepts.allSatisfy { other in
          span.concepts.allSatisfy { judge.areComparable($0, other) && !judge.areKin($0, other) }
        }
        && !finder.mentions(in: gap.before + " " + gap.after).contains { named in
          phrase.concepts.contains { judge.areKin($0, named.concept) }
        }
    }
    func rank(_ phrase: Phrase) -> Int {
      if phrase.concepts.contains(where: { one in span.concepts.contains { lexicon.areOpposite(one, $0) } }) {
        return 0
      }
      let kinds = Set(span.concepts.compactMap { lexicon.concepts[$0]?.kind })
      let isSameKind = phrase.concepts.allSatisfy {
        lexicon.concepts[$0].map { kinds.contains($0.kind) } ?? false
      }
      return (isSameKind ? 0 : 2) + (phrase.slot == span.slot ? 1 : 2)
    }
    // Options of like length do not give the key away.
    func distance(_ phrase: Phrase) -> Int { abs(phrase.text.count - words.count) }
    return fitting.enumerated().sorted { one, other in
      (rank(one.element), distance(one.element), one.offset)
        < (rank(other.element), distance(other.element), other.offset)
    }.map(\.element)
  }

  /// What shows that a phrase in the gap makes the gist false; nil if nothing does.
  private func fault(
    of phrase: Phrase, as text: String, for span: SlotSpan, _ gap: GappedText, in statement: Statement
  )
    -> Fault?
  {
    let contrary = phrase.concepts.lazy.compactMap { one in
      span.concepts.first { lexicon.areOpposite(one, $0) }
    }.first
    let place = judge.otherPlace(of: phrase.concepts, insteadOf: statement, span.slot)
    guard contrary != nil || place != nil,
      !judge.supports(statement, span.slot, exchangedFor: phrase.concepts)
    else { return nil }
    return switch judge.verdict(on: gap.before + text + gap.after) {
    case .yes, .qualified: nil
    case .no: .denied
    case nil: contrary.map { .contrary(of: $0) } ?? place.map { .belongsElsewhere(statement: $0) }
    }
  }

  static func isPlural(_ text: String) -> Bool {
    if text.contains(" or ") || text.contains(" and ") { return true }
    let head = text.split(separator: "(").first.map(String.init) ?? text
    let word = head.split(separator: " ").last.map(String.init) ?? head
    return word.hasSuffix("s") && !["us", "is", "ss"].contains { word.hasSuffix($0) }
  }
}
