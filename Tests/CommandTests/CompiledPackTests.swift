import Answering
import BuiltInPacks
import EmbeddedKnowledge
import Foundation
import Knowledge
import Rendering
import Testing
import Understanding

@Suite("Replies from the compiled pack")
struct CompiledPackTests {
  /// Of every so many lines one is worded and explained: they are more than fifty thousand.
  private static let step = 8

  /// Every line of every labelled question, in one long conversation: what was told before counts, too.
  @Test func areThoseFromItsText() throws {
    let name = "net-systemic-therapy"
    let files = MemoryFiles(EmbeddedKnowledge.files, displayPrefix: EmbeddedKnowledge.displayPrefix)
    let read = Answerer(pack: try PackLoader.load(name, from: files))
    let built = Answerer(pack: try #require(BuiltInPacks.pack(name)))
    let file = Program.repository.appendingPathComponent("knowledge/\(name)/questions.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").flatMap { line in
      try JSONDecoder().decode(LabelledQuestion.self, from: Data(line.utf8)).turns
    }
    #expect(lines.count > 1000)
    var (one, other) = (Understanding.Conversation(), Understanding.Conversation())
    for (number, line) in lines.enumerated() {
      let (first, second) = (read.answer(line, in: &one), built.answer(line, in: &other))
      // So many times, the macro that tells of a failure costs more than what it looks at.
      if Decided(first) != Decided(second) { Issue.record("\(line)") }
      guard number % Self.step == 0 else { continue }
      if worded(first, to: line, by: read) != worded(second, to: line, by: built) { Issue.record("\(line)") }
    }
  }

  /// All that was decided on a line.
  private struct Decided: Equatable {
    let outcome: Outcome
    let verdict: Verdict?
    let statements: [Statement]
    let related: [Statement]
    let unanswered: [Abstention]
    let chances: [Double]?

    init(_ answer: Answer) {
      outcome = answer.outcome
      verdict = answer.verdict
      statements = answer.statements
      related = answer.related
      unanswered = answer.unanswered
      chances = answer.decision?.chances.map(\.chance)
    }
  }

  private func worded(_ answer: Answer, to line: String, by answerer: Answerer) -> String {
    AnswerJSON(pack: answerer.pack).value(answer, to: line, explaining: true).text
  }
}
