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
  /// Of the labelled questions every so manyth is put: they are more than forty thousand.
  private static let step = 8

  /// Every line of many labelled questions, in one long conversation: what was told before counts, too.
  @Test func areThoseFromItsText() throws {
    let name = "net-systemic-therapy"
    let files = MemoryFiles(EmbeddedKnowledge.files, displayPrefix: EmbeddedKnowledge.displayPrefix)
    let read = Answerer(pack: try PackLoader.load(name, from: files))
    let built = Answerer(pack: try #require(BuiltInPacks.pack(name)))
    let file = Program.repository.appendingPathComponent("knowledge/\(name)/questions.jsonl")
    let questions = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let lines = try stride(from: 0, to: questions.count, by: Self.step).flatMap { place in
      try JSONDecoder().decode(LabelledQuestion.self, from: Data(questions[place].utf8)).turns
    }
    #expect(lines.count > 1000)
    var (one, other) = (Understanding.Conversation(), Understanding.Conversation())
    for line in lines {
      let reply = reply(to: line, read, &one)
      #expect(self.reply(to: line, built, &other) == reply, "\(line)")
    }
  }

  private func reply(
    to line: String, _ answerer: Answerer, _ conversation: inout Understanding.Conversation
  ) -> String {
    let answer = answerer.answer(line, in: &conversation)
    return AnswerJSON(pack: answerer.pack).value(answer, to: line, explaining: true).text
  }
}
