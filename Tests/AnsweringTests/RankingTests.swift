import Foundation
import Knowledge
import Testing
import Understanding

@testable import Answering

/// Statements that share nothing with a question fare as they do when each is measured by itself.
struct RankingTests {
  /// The shipped pack, each statement written again and again about things made up.
  private struct RepeatedFiles: KnowledgeFiles {
    let files: FolderFiles
    private static let subjects = (0..<8).map {
      "quazo" + ["xi", "vu", "jy", "ke", "wo", "fa", "ru", "ti"][$0]
    }

    func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]? {
      guard let bytes = try files.read(file, in: folder) else { return nil }
      var text = String(decoding: bytes, as: UTF8.self)
      switch (folder, file) {
      case ("net-systemic-therapy", "statements.yaml"):
        let entries = text.split(separator: "\n").drop { !$0.hasPrefix("statements:") }.dropFirst()
        for subject in Self.subjects {
          for line in entries {
            if line.hasPrefix("    subject: ") {
              text += "    subject: [\(subject)]\n"
            } else if line.hasPrefix("  "), !line.hasPrefix("   "), line.hasSuffix(":") {
              text += line.dropLast() + "-\(subject):\n"
            } else {
              text += line + "\n"
            }
          }
        }
      case ("net-systemic-therapy", "lexicon.yaml"):
        for subject in Self.subjects {
          text +=
            "\n  \(subject):\n    kind: drug\n    is-a: [somatostatin-analogue]\n    general: [\(subject)]\n"
        }
      default: return bytes
      }
      return Array(text.utf8)
    }

    func displayName(_ file: String, in folder: String) -> String { file }
  }

  @Test func whatSharesNothingFaresAsWhenItIsMeasured() throws {
    let pack = try ShippedPack.load(RepeatedFiles(files: ShippedPack.files))
    let unifier = Unifier(pack: pack)
    let reader = Reader(lexicon: pack.lexicon)
    let resolver = QuestionResolver(lexicon: pack.lexicon)
    let questions = try LabelledQuestion.read(pack.questions, file: "questions.jsonl", about: pack.document)
    let lines = stride(from: 0, to: questions.count, by: 40).flatMap { questions[$0].turns }
    for line in lines + ["is quazoxi a shot?", "quazovu or quazojy for flushing?", "which drugs are oral?"] {
      guard case .questions(let asked) = resolver.resolve(reader.read(line), in: Conversation()) else {
        continue
      }
      for question in asked {
        let (together, alone) = (
          unifier.ranking(for: question), unifier.ranking(for: question, measuringAll: true)
        )
        #expect(together.all.count == pack.statements.count)
        #expect(together.all.map(Self.outcome) == alone.all.map(Self.outcome), "\(line)")
        for scope in unifier.places.scopes {
          var best: Candidate?
          for next in alone.all where next.statement.citation.sentence == scope.sentence {
            if best.map({ next.score > $0.score }) ?? true { best = next }
          }
          #expect(together.nearest(of: scope.sentence)?.index == best?.index, "\(line)")
        }
      }
    }
  }

  private static func outcome(_ candidate: Candidate) -> String {
    "\(candidate.statement.id) \(candidate.score) \(candidate.matches) \(String(describing: candidate.rejection)) "
      + "\(candidate.opposed) \(candidate.isMisplaced) \(candidate.leftOut) \(candidate.isChoice)"
  }
}
