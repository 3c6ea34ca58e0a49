import Foundation
import Knowledge
import Testing
import Understanding

@testable import Answering

struct ReadingTrainerTests {
  private static func examples(_ turns: [[String]]) throws -> [[ReadingTrainer.Example]] {
    let knowledge = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("knowledge")
    let pack = try PackLoader.load(
      "net-systemic-therapy", from: FolderFiles(parent: knowledge, displayPrefix: "knowledge/", fallback: nil)
    )
    let lines = turns.enumerated().map { number, turns in
      let words = turns.map { "\"\($0)\"" }.joined(separator: ", ")
      return #"{"id": "q\#(number)", "set": "develop", "turns": [\#(words)], "#
        + #""expect": ["abstain"], "kind": "x"}"#
    }
    let questions = try LabelledQuestion.read(lines.joined(separator: "\n"), file: "questions.jsonl")
    return ReadingTrainer(pack: pack).examples(questions)
  }

  @Test func everyFourthQuestionIsLearnedLateInASittingToo() throws {
    let questions = (0..<9).map { ["Does lanreotide cause flares in \($0) of 10?"] }
    let examples = try Self.examples(questions)
    #expect(examples.map(\.count) == [2, 1, 1, 1, 2, 1, 1, 1, 2])
    func turns(_ example: ReadingTrainer.Example) -> [String] {
      example.features.sorted.map(\.name).filter { $0.hasPrefix("turn:") }
    }
    #expect(turns(examples[0][0]) == ["turn:1"])
    #expect(turns(examples[0][1]) != ["turn:1"])
  }

  @Test func whatNeedsAnEarlierLineIsLearnedOnce() throws {
    let examples = try Self.examples([["is it any good"], ["lanreotide", "is it any good"], ["LAR dose"]])
    #expect(examples.map(\.count) == [1, 1, 1])
  }
}
