import Answering
import Knowledge
import Understanding

/// Claims to be judged: the gist, and what the knowledge denies.
extension ItemGenerator {
  func claims(of statement: Statement, _ exchanges: [Exchange]) -> [Item] {
    guard standsAlone(statement),
      [.yes, .qualified].contains(judge.verdict(on: statement.gist, by: statement.id))
    else { return [] }
    var items = [claim(statement, .whole, statement.gist, nil, nil)]
    for (facet, alteration, fault) in alterations(of: statement, exchanges) {
      let words = Rewording.apply(alteration, to: statement.gist).capitalizedFirst
      guard !items.contains(where: { text(of: $0) == words }) else { continue }
      items.append(claim(statement, facet, words, alteration, fault))
    }
    return items
  }

  private func text(of item: Item) -> String? {
    if case .trueFalse(let claim) = item.task { claim.text } else { nil }
  }

  private func claim(
    _ statement: Statement, _ facet: Facet, _ text: String, _ alteration: Claim.Alteration?, _ fault: Fault?
  ) -> Item {
    item(
      statement, facet, .trueFalse, .trueFalse(Claim(text: text, fault: fault, alteration: alteration)))
  }

  /// Alterations that the knowledge denies: the contrary, another certainty, and one slot exchanged.
  private func alterations(of statement: Statement, _ exchanges: [Exchange]) -> [(
    Facet, Claim.Alteration, Fault
  )] {
    var found: [(Facet, Claim.Alteration, Fault)] = []
    func tryout(_ facet: Facet, _ alteration: Claim.Alteration, _ fault: Fault = .denied) {
      guard !found.contains(where: { $0.0 == facet }) else { return }
      let text = Rewording.apply(alteration, to: statement.gist)
      guard judge.verdict(on: text) == .no else { return }
      found.append((facet, alteration, fault))
    }
    for denial in Rewording.denied(statement.gist, verb: verb(of: statement)) { tryout(.polarity, denial) }
    for overstatement in Rewording.overstated(statement.gist) { tryout(.certainty, overstatement) }
    for span in finder.joinedSpans(of: statement, in: statement.gist) {
      guard let first = span.concepts.first else { continue }
      let facet = facet(span.slot, first, of: statement)
      for contrary in contraries(of: span, in: statement.gist) {
        tryout(facet, Claim.Alteration(original: span.words, altered: contrary.text), .contrary(of: first))
      }
    }
    for exchange in exchanges {
      guard let first = exchange.span.concepts.first else { continue }
      for option in exchange.wrong where option.fault == .denied {
        tryout(
          self.facet(exchange.span.slot, first, of: statement),
          Claim.Alteration(original: exchange.words, altered: option.text))
      }
    }
    return found
  }

  /// A finite verb of the gist and its plain form, from the names of a relation ("inhibits", "inhibit").
  private func verb(of statement: Statement) -> (finite: String, plain: String)? {
    for span in finder.spans(of: statement, in: statement.gist) where span.slot == .relation {
      let labels = span.concepts.flatMap { lexicon.concepts[$0]?.labels.map(\.text) ?? [] }
      if span.words.hasSuffix("s"), labels.contains(String(span.words.dropLast())) {
        return (span.words, String(span.words.dropLast()))
      }
    }
    return nil
  }

  /// One-word names of contraries with the same ending as the words they replace.
  private func contraries(of span: SlotSpan, in gist: String) -> [(text: String, concept: String)] {
    guard span.concepts.count == 1, !span.words.contains(" "), [.value, .relation].contains(span.slot) else {
      return []
    }
    // "only modest" has no contrary in one word.
    let before = gist.slice(0..<span.range.lowerBound)
    if before.hasSuffix(" only ") { return [] }
    let isAfterArticle = before.hasSuffix(" a ") || before.hasSuffix(" an ")
    return lexicon.order.filter { lexicon.areOpposite(span.concepts[0], $0) }.flatMap { id in
      (lexicon.concepts[id]?.labels ?? []).map(\.text).filter {
        !$0.contains(" ") && !$0.contains("..") && Self.ending($0) == Self.ending(span.words)
          && Self.ending($0) != "ing"
          && (!isAfterArticle || Self.beginsWithVowel($0) == Self.beginsWithVowel(span.words))
      }.prefix(1).map { ($0, id) }
    }
  }

  /// The ending that tells what part a word plays. A participle ("ing") may need other words beside its contrary.
  private static func ending(_ word: String) -> String {
    if word.hasSuffix("sis") { return "" }
    return ["ing", "ed", "ly", "or", "er", "ion", "s"].first { word.hasSuffix($0) } ?? ""
  }

  private static func beginsWithVowel(_ word: String) -> Bool {
    word.first.map { "aeiou".contains($0) } ?? false
  }
}
