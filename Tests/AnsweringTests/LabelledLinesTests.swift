import Answering
import Knowledge
import Testing

/// Labels that no answer could ever meet are refused where they stand, as a mistyped one would count as a failure for good.
struct LabelledLinesTests {
  private static func question(_ labels: String, id: String = "q", turns: String = #"["x"]"#) -> String {
    #"{"id": "\#(id)", "turns": \#(turns), \#(labels), "kind": "x"}"#
  }

  private static func problem(_ text: String) throws -> KnowledgeProblem? {
    do throws(KnowledgeProblem) {
      let document = Document(name: "small", bytes: Array("Basil helps. Mint does not.".utf8), body: 1...1)
      _ = try LabelledQuestion.read(text, file: "q.jsonl", about: document)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    (
      question(#""expect": ["foo"]"#),
      Defect.unknownValue(key: "expect", value: "foo", allowed: ["answer", "abstain", "clarify"])
    ),
    (question(#""expect": []"#), .malformedQuestion(reason: "it expects no outcome")),
    (question(#""expect": ["answer"]"#, turns: "[]"), .malformedQuestion(reason: "it has no turns")),
    (question(#""expect": ["answer"], "must": ["9.9"]"#), .noSuchSentence("9.9")),
    (question(#""expect": ["answer"], "may": ["one"]"#), .noSuchSentence("one")),
    (
      question(#""expect": ["answer"], "verdict": ["maybe"]"#),
      .unknownValue(key: "verdict", value: "maybe", allowed: ["yes", "no", "qualified", "null"])
    ),
    (
      question(#""expect": ["answer"], "set": "both""#),
      .malformedQuestion(reason: #""set" has a value that is not possible"#)
    ),
    (
      question(#""expect": "answer""#),
      .malformedQuestion(reason: #""expect" is of another type than it has to be"#)
    ),
    (
      question(#""expect": ["answer"], "musst": ["1.2"]"#),
      .unknownKey(
        "musst", known: ["id", "turns", "expect", "kind", "set", "must", "any", "may", "verdict"])
    ),
    ("{\"id\": ", .malformedQuestion(reason: "it is not JSON")),
    ("[1]", .malformedQuestion(reason: "it is not a JSON object")),
    ("{}", .malformedQuestion(reason: "it has no \"id\"")),
  ])
  func aLabelThatNoAnswerCanMeetIsRefusedWithItsLine(_ line: String, _ defect: Defect) throws {
    let good = Self.question(#""expect": ["answer"], "must": ["1.2"], "verdict": ["no", null]"#, id: "good")
    #expect(try Self.problem(good) == nil)
    let problem = try #require(try Self.problem("\(good)\n\n\(line)\n"))
    #expect(problem.defect == defect)
    #expect(problem.location == SourceLocation(file: "q.jsonl", line: 3))
  }

  @Test func twoQuestionsOfOneNameAreRefused() throws {
    let line = Self.question(#""expect": ["abstain"]"#)
    let problem = try #require(try Self.problem("\(line)\n\(line)"))
    #expect(
      problem.defect
        == .duplicate(what: "question", id: "q", first: SourceLocation(file: "q.jsonl", line: 1)))
    #expect(problem.location.line == 2)
  }
}
