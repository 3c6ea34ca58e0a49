import Foundation
import Knowledge
import Testing
import Understanding

@testable import Answering

struct ReadingTrainerTests {
  private static func examples(_ turns: [[String]]) throws -> [[ReadingTrainer.Example]] {
    let pack = try ShippedPack.pack()
    let lines = turns.enumerated().map { number, turns in
      let words = turns.map { "\"\($0)\"" }.joined(separator: ", ")
      return #"{"id": "q\#(number)", "set": "develop", "turns": [\#(words)], "#
        + #""expect": ["abstain"], "kind": "x"}"#
    }
    let questions = try LabelledQuestion.read(
      lines.joined(separator: "\n"), file: "questions.jsonl", about: pack.document)
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

  @Test func eachPartOfALineTeachesByItself() throws {
    let examples = try Self.examples([["x"], ["is lanreotide oral? and does telotristat cause flares?"]])
    #expect(examples.map(\.count) == [1, 2])
  }

  private static func labelled(_ labels: String) throws -> LabelledQuestion {
    try LabelledQuestion.read(
      #"{"id": "q", "set": "develop", "turns": ["a? b?"], \#(labels), "kind": "x"}"#, file: "questions.jsonl",
      about: ShippedPack.pack().document)[0]
  }

  @Test func everySentenceThatHasToBeCitedIsTheLabelOfAPart() throws {
    let question = try Self.labelled(
      #""expect": ["answer"], "must": ["1.1", "1.2"], "any": [], "may": ["2.1"]"#)
    // Both parts speak for 1.1; the second gives way, as it loses less.
    let odds = [["1.1": 3.0, "1.2": -4, "abstain": -2], ["1.1": 1, "1.2": 0, "abstain": -2]]
    let labels = try #require(PartLabels(question, odds: odds)).outcomes
    #expect(labels.map(\.members) == [["1.1"], ["1.2"]])
    #expect(labels.map(\.open) == [["1.2", "2.1"], ["1.1", "2.1"]])
  }

  @Test func aPartMayBeAnsweredByTheSameSentenceOrByNone() throws {
    let question = try Self.labelled(#""expect": ["answer"], "must": ["1.1"], "any": [], "may": []"#)
    let same = [["1.1": 3.0, "abstain": -2], ["1.1": 2, "abstain": -1]]
    #expect(PartLabels(question, odds: same)?.outcomes.map(\.members) == [["1.1"], ["1.1"]])
    #expect(PartLabels(question, odds: same)?.onlyAnswered == nil)
    let one = [["1.1": 3.0, "abstain": -2], ["1.1": -2, "abstain": 1]]
    #expect(PartLabels(question, odds: one)?.outcomes.map(\.members) == [["1.1"], ["abstain"]])
    #expect(PartLabels(question, odds: one)?.onlyAnswered == 0)
  }

  @Test func openLabelsTeachNothingOfParts() throws {
    let odds = [["1.1": 3.0], ["1.1": 3.0]]
    let either = try Self.labelled(#""expect": ["answer"], "must": [], "any": ["1.1", "1.2"], "may": []"#)
    #expect(PartLabels(either, odds: odds) == nil)
    #expect(
      PartLabels(try Self.labelled(#""expect": ["abstain", "answer"], "must": ["1.1"]"#), odds: odds) == nil)
    #expect(PartLabels(try Self.labelled(#""expect": ["abstain"]"#), odds: []) == nil)
  }
}
