#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Looks for what a pack that loads can still have wrong.
public enum PackCheck {
  /// All problems of a pack, in the order of files and lines; those that keep a pack from loading are not among
  /// them, since the loader reports them.
  public static func report(for pack: Pack) -> [KnowledgeProblem] {
    let problems =
      uncovered(pack) + labels(pack) + unused(pack) + reach(pack) + gists(pack) + notes(pack)
      + questions(pack) + classifier(pack)
    return problems.enumerated().sorted { one, other in
      let (left, right) = (one.element.location, other.element.location)
      return (left.file, left.line, one.offset) < (right.file, right.line, other.offset)
    }.map(\.element)
  }

  /// Weights that were learned from other questions, or graded answers, than those of today.
  private static func classifier(_ pack: Pack) -> [KnowledgeProblem] {
    guard let learned = pack.learned else { return [] }
    let taught = [
      ("questions.jsonl", pack.questions, learned.questionsSHA256),
      ("answers.jsonl", pack.gradedAnswers, learned.answersSHA256),
    ]
    return taught.filter { !$0.1.isEmpty && $0.2 != Document.sha256(of: Array($0.1.utf8)) }.map {
      KnowledgeProblem(
        .staleClassifier(taughtBy: $0.0), at: SourceLocation(file: pack.classifierFile, line: 0))
    }
  }

  // MARK: The document

  /// Words of the body that no statement quotes, neighbours together.
  private static func uncovered(_ pack: Pack) -> [KnowledgeProblem] {
    var isCovered = [Bool](repeating: false, count: pack.document.bytes.count)
    for statement in pack.statements {
      for offset in statement.citation.range { isCovered[offset] = true }
    }
    return pack.document.sentences.flatMap { sentence -> [KnowledgeProblem] in
      var runs: [Range<Int>] = []
      var continues = false
      for word in words(of: pack.document.bytes, in: sentence.range) {
        if word.allSatisfy({ isCovered[$0] || !isWordByte(pack.document.bytes[$0]) }) {
          continues = false
        } else if continues {
          runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<word.upperBound
        } else {
          runs.append(word)
          continues = true
        }
      }
      return runs.map { run in
        KnowledgeProblem(
          .uncovered(words: pack.document.text(in: run), sentence: sentence.number.description),
          at: SourceLocation(file: pack.documentFile, line: sentence.line))
      }
    }
  }

  private static func words(of bytes: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    bytes[range].split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.map(\.indices)
      .filter { $0.contains { isWordByte(bytes[$0]) } }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: false
    }
  }

  /// Notes on words that the document does not have.
  private static func notes(_ pack: Pack) -> [KnowledgeProblem] {
    let text = " " + folded(String(decoding: pack.document.bytes, as: UTF8.self)) + " "
    return pack.notes.filter { !text.contains(" " + folded($0.word) + " ") }.map {
      KnowledgeProblem(.noteNotInDocument(word: $0.word), at: $0.source)
    }
  }

  // MARK: The lexicon

  /// Names marked as the document's own that it does not have. Marks and capitals are left aside, and the last word
  /// may go on ("NET" in "NETs").
  private static func labels(_ pack: Pack) -> [KnowledgeProblem] {
    let text = " " + folded(String(decoding: pack.document.bytes, as: UTF8.self))
    return packConcepts(pack).flatMap { concept in
      concept.labels.filter { $0.origin == .document && !occurs($0.text, in: text) }.map {
        KnowledgeProblem(.labelNotInDocument($0.text, concept: concept.id), at: concept.source)
      }
    }
  }

  private static func occurs(_ label: String, in text: String) -> Bool {
    var rest = text[...]
    for part in folded(label, keepingGaps: true).split(separator: "..") {
      let words = part.split(separator: " ").joined(separator: " ")
      guard let found = rest.firstRange(of: " " + words) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  /// Small letters, with one blank for any row of other characters.
  private static func folded(_ text: String, keepingGaps: Bool = false) -> String {
    var folded = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || keepingGaps && character == "." {
        folded.append(character)
      } else if folded.last != " " {
        folded.append(" ")
      }
    }
    return folded.split(separator: " ").joined(separator: " ")
  }

  /// Concepts of the pack that bear on no statement, neither themselves nor by a link in either direction.
  private static func unused(_ pack: Pack) -> [KnowledgeProblem] {
    var used = Set(
      pack.statements.flatMap { $0.concepts.union($0.requires).union($0.needs).union($0.aspects) })
    var linked: Set<String> = []
    for concept in pack.lexicon.concepts.values { linked.formUnion(links(concept)) }
    for id in used { used.formUnion(pack.lexicon.broader(of: id)) }
    return packConcepts(pack).filter { concept in
      [.topic, .finding, .condition, .value, .nuance, .relation, .aspect, .category].contains(concept.role)
        && !used.contains(concept.id) && !linked.contains(concept.id)
        && !links(concept).contains { link in
          used.contains(link) || pack.lexicon.broader(of: link).contains { used.contains($0) }
        }
    }.map { KnowledgeProblem(.unused(concept: $0.id), at: $0.source) }
  }

  private static func links(_ concept: Concept) -> [String] {
    concept.broader + concept.wholes + concept.opposites + concept.implied + concept.answers
      + concept.concerns + concept.ruledOutBy
  }

  private static func packConcepts(_ pack: Pack) -> [Concept] {
    pack.lexicon.order.compactMap { pack.lexicon.concepts[$0] }.filter { $0.layer == .pack }
  }

  // MARK: The statements

  /// Statements that no question can reach, or that none can tell from an earlier one.
  private static func reach(_ pack: Pack) -> [KnowledgeProblem] {
    let lexicon = pack.lexicon
    let named = lexicon.concepts.values.filter { !$0.labels.isEmpty }.map(\.id)
    var problems: [KnowledgeProblem] = []
    for (position, statement) in pack.statements.enumerated() {
      let subjects = statement.slots[.subject] ?? []
      let isReachable = subjects.contains { subject in
        named.contains { lexicon.isA($0, subject) || lexicon.isA(subject, $0) }
      }
      if !isReachable {
        problems.append(KnowledgeProblem(.unreachable(statement: statement.id), at: statement.source))
      }
      let twin = pack.statements[..<position].first {
        $0.slots.filter { !$0.value.isEmpty }.mapValues(Set.init)
          == statement.slots.filter { !$0.value.isEmpty }.mapValues(Set.init)
          && $0.aspects == statement.aspects && Set($0.requires) == Set(statement.requires)
      }
      if let twin {
        problems.append(
          KnowledgeProblem(.shadowed(statement: statement.id, by: twin.id), at: statement.source))
      }
    }
    return problems
  }

  private static func gists(_ pack: Pack) -> [KnowledgeProblem] {
    pack.statements.filter { statement in
      !statement.gist.contains { !$0.isWhitespace } || statement.gist.contains(where: \.isNewline)
    }.map { KnowledgeProblem(.malformedGist(statement: $0.id), at: $0.source) }
  }

  // MARK: The labelled questions

  private struct Identified: Decodable {
    let id: String
  }

  private static func questions(_ pack: Pack) -> [KnowledgeProblem] {
    var problems: [KnowledgeProblem] = []
    var first: [String: SourceLocation] = [:]
    let lines = pack.questions.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
      let location = SourceLocation(file: pack.questionsFile, line: index + 1)
      guard let question = try? JSONDecoder().decode(Identified.self, from: Data(line)) else {
        problems.append(
          KnowledgeProblem(.malformedQuestion(reason: "it is not a JSON object with an \"id\""), at: location)
        )
        continue
      }
      if let earlier = first[question.id] {
        problems.append(
          KnowledgeProblem(.duplicate(what: "question", id: question.id, first: earlier), at: location))
      } else {
        first[question.id] = location
      }
    }
    return problems
  }
}
