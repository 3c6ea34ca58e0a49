import Answering
import Knowledge
import Understanding

/// Open questions: some of what a statement names, and the rest to be told.
extension ItemGenerator {
  func recall(of statement: Statement) -> Item? {
    let spans = finder.joinedSpans(of: statement, in: statement.gist)
    for cue in Self.cues where cue.allSatisfy({ slot in spans.contains { $0.slot == slot } }) {
      let named = spans.filter { cue.contains($0.slot) && isNameable($0, in: statement.gist) }
      let asked = spans.filter { !cue.contains($0.slot) && $0.slot != .context }
      guard Set(named.map(\.slot)) == Set(cue), !asked.isEmpty, tells(named, of: statement) else { continue }
      let parts = asked.map { Recall.Part(slot: $0.slot, concepts: $0.concepts, words: $0.words) }
      let recall = Recall(
        cues: named.map { Self.withArticle($0.range, in: statement.gist, definite: true).1.lowercasedFirst },
        given: Set(named.flatMap(\.concepts)), parts: parts)
      return item(statement, .whole, .recall, .recall(recall))
    }
    return nil
  }

  /// What a question may name, the shortest first.
  private static let cues: [[Slot]] = [
    [.subject], [.object], [.subject, .object], [.subject, .with], [.subject, .population], [.population],
    [.object, .population], [.subject, .object, .population],
  ]

  /// Whether a span can be asked about by itself: it names things or states, and is no adjective before a noun.
  private func isNameable(_ span: SlotSpan, in gist: String) -> Bool {
    let next = gist.slice(span.range.upperBound..<gist.utf8.count).split(separator: " ").first.map(
      String.init)
    let behind = gist.slice(span.range.upperBound..<gist.utf8.count)
    let isComplete =
      !behind.hasPrefix(" ") || next.map { Self.followers.contains($0.lowercased()) } ?? true
      || span.slot != .population
    return isComplete
      && (span.slot != .population || Self.frame(before: span.range.lowerBound, in: gist) != .other)
      && span.concepts.allSatisfy {
        [.topic, .finding, .condition].contains(lexicon.concepts[$0]?.role ?? .background)
      }
  }

  /// Words that show that the phrase before them is over.
  private static let followers: Set<String> = [
    "with", "in", "for", "to", "from", "by", "of", "can", "should", "has", "have", "is", "are", "or", "and",
  ]

  /// Whether no other gist speaks of all that is named, in these or in other words.
  private func tells(_ named: [SlotSpan], of statement: Statement) -> Bool {
    !pack.statements.contains { other in
      other.id != statement.id
        && named.allSatisfy { span in
          SlotFinder.range(of: span.words, in: other.gist) != nil
            || span.concepts.allSatisfy { concept in
              phrases.contains { phrase in
                phrase.statement == other.id
                  && phrase.concepts.contains {
                    lexicon.concepts[$0]?.role != .category && judge.areKin($0, concept)
                  }
              }
            }
        }
    }
  }
}
