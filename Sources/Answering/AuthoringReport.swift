public import Knowledge
import Understanding

/// What the labelled questions of a pack tell those who write it: which names nobody asks by, which words nothing
/// explains, and which statements no question reaches.
public struct AuthoringReport: Sendable {
  /// Names of the pack's concepts that no labelled question uses, by concept, both sorted.
  public let unusedLabels: [(concept: String, labels: [String])]
  /// Words of the questions that no layer explains with the number of questions they stand in, the most frequent first.
  public let unexplainedWords: [(word: String, count: Int)]
  /// The ids of statements that answer none of the questions, in the order of the document.
  public let unreachedStatements: [String]

  /// Puts every question to the pack.
  public init(_ questions: [LabelledQuestion], on pack: Pack) {
    let answerer = Answerer(pack: pack)
    var used: Set<String> = []
    var words: [String: Int] = [:]
    var reached: Set<String> = []
    for question in questions {
      var conversation = Conversation()
      for turn in question.turns {
        let answer = answerer.answer(LabelledQuestion.line(turn), in: &conversation)
        reached.formUnion(answer.statements.map(\.id))
      }
      var unexplained: Set<String> = []
      for turn in question.turns {
        for clause in answerer.reader.read(LabelledQuestion.line(turn)).clauses {
          for mention in clause.mentions { used.insert(Self.key(mention.concept, mention.label)) }
          unexplained.formUnion(clause.unknown.map(\.text))
        }
      }
      for word in unexplained { words[word, default: 0] += 1 }
    }
    unusedLabels = pack.lexicon.concepts.values.filter { $0.layer == .pack }.sorted { $0.id < $1.id }
      .compactMap { concept in
        let labels = concept.labels.filter { !used.contains(Self.key(concept.id, $0)) }.map(\.text).sorted()
        return labels.isEmpty ? nil : (concept.id, labels)
      }
    unexplainedWords = words.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    unreachedStatements = pack.statements.map(\.id).filter { !reached.contains($0) }
  }

  private static func key(_ concept: String, _ label: Label) -> String { concept + "\t" + label.text }
}
