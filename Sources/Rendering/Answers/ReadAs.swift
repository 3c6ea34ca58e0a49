import Answering
import Knowledge
import Understanding

/// The words of a question that were read as others, for the line `read as: ...`.
struct ReadAs {
  let lexicon: Lexicon

  /// What stands for what: as read, as typed; each pair once, in the order of the question.
  func pairs(_ answer: Answer, question: String) -> [(read: String, typed: String)] {
    var pairs: [(read: String, typed: String)] = []
    var mapped: Set<String> = []
    for mention in mentions(answer, question) {
      guard let name = documentName(of: mention), !Self.resembles(mention.surface, name),
        !isDeclined(mention.surface, answer)
      else { continue }
      mapped.insert(mention.surface.lowercased())
      pairs.append((name, mention.surface))
    }
    let corrections = answer.readAs.filter { correction in
      let typed = correction.typed.lowercased()
      return !mapped.contains { $0.contains(typed) } && typed != correction.read.lowercased()
    }
    pairs = corrections.map { ($0.read, $0.typed) } + pairs
    var seen: Set<String> = []
    return pairs.filter { seen.insert($0.read + "\n" + $0.typed.lowercased()).inserted }
  }

  /// Whether the answer says that the document does not mention it.
  private func isDeclined(_ surface: String, _ answer: Answer) -> Bool {
    guard case .abstained(.notMentioned(let things)) = answer.outcome else { return false }
    return things.contains { $0.typed.lowercased() == surface.lowercased() }
  }

  /// What the question itself names, without what it took from earlier.
  private func mentions(_ answer: Answer, _ question: String) -> [Mention] {
    let typed = question.lowercased()
    return answer.explanations.flatMap { $0.question.mentions + $0.question.context }.filter { mention in
      [.topic, .finding, .condition].contains(mention.role) && !mention.range.isEmpty
        && typed.contains(mention.surface.lowercased())
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The document's word for what a brand name or a lay word stands for.
  private func documentName(of mention: Mention) -> String? {
    guard mention.label.origin == .general, let concept = lexicon.concepts[mention.concept] else {
      return nil
    }
    return concept.labels.first { $0.origin == .document }?.text
  }

  /// Whether every word typed begins as one of the name does, or the letters are the same, so that there is nothing to
  /// explain.
  static func resembles(_ surface: String, _ name: String) -> Bool {
    let (typed, known) = (words(surface), words(name))
    return typed.allSatisfy { word in known.contains { $0.hasPrefix(word.prefix(4)) } }
      || typed.joined() == known.joined()
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
