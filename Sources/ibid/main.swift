import Answering
import EmbeddedKnowledge
import Foundation
import Knowledge
import Understanding

let arguments = CommandLine.arguments
let embedded = MemoryFiles(EmbeddedKnowledge.files)
let files: any KnowledgeFiles =
  arguments.contains("--disk")
  ? FolderFiles(parent: URL(fileURLWithPath: "/work/main/knowledge"), displayPrefix: "", fallback: embedded)
  : embedded
do {
  let start = Date()
  let pack = try PackLoader.load("net-systemic-therapy", from: files)
  let answerer = Answerer(pack: pack)
  print("loaded in", Date().timeIntervalSince(start))
  func show(_ id: String) -> String { id }
  func dump(_ answer: Answer, all: Bool = false) {
    for e in answer.explanations {
      let q = e.question
      print("   Q form=\(q.form) tag=\(q.hasTag) neg=\(q.negators) alt=\(q.alternatives) ex=\(q.isExclusive) noref=\(q.lacksReferent) mentions=\(q.mentions.map { "\($0.concept)[\($0.role.rawValue)]" }.joined(separator: " ")) | ctx=\(q.context.map(\.concept).joined(separator: " ")) | unk=\(q.unknown.map(\.text).joined(separator: " ")) | inh=\(q.inherited)")
      for c in e.candidates.prefix(all ? 30 : 3) {
        print("      \(c.statement.citation.sentence) \(c.statement.id) \(String(format: "%.2f", c.score)) \(c.rejection.map { "REJ \($0)" } ?? "ok") opp=\(c.opposed) \(c.matches.map { "\($0.concept):\($0.account)=\(String(format: "%.1f", $0.weight))" }.joined(separator: " "))".replacingOccurrences(of: "Answering.", with: ""))
      }
    }
    if !answer.readAs.isEmpty { print("   readas", answer.readAs.map { "\($0.typed)->\($0.read)" }) }
  }
  if arguments.count > 2, arguments[1] == "eval" {
    let verbose = arguments.contains("-v")
    for file in arguments[2...] where file.hasSuffix(".jsonl") {
      let questions = try LabelledQuestion.read(String(contentsOfFile: file, encoding: .utf8), file: file)
      let began = Date()
      let evaluation = Evaluation(questions, by: answerer)
      let took = Date().timeIntervalSince(began)
      if !arguments.contains("-q") {
        for j in evaluation.judgements where !j.faults.isEmpty || j.isUnsafe || j.verdictIsRight == false {
          print("\(j.isUnsafe ? "UNSAFE" : j.faults.isEmpty ? "verdict" : "wrong") \(j.question.id): \(j.question.turns.joined(separator: " | ").suffix(300))\n   \(j.faults.joined(separator: "; ")) got \(j.outcome) \(j.cited.sorted()) verdict \(j.answer.verdict?.rawValue ?? "-") want \(j.question.expect) \(j.question.must) \(j.question.verdict.map { $0 ?? "-" })")
          if verbose { dump(j.answer) }
        }
      }
      var groups: [String: (Int, Int, Int)] = [:]
      for j in evaluation.judgements {
        let k = String(j.question.id.split(separator: "-")[0])
        for key in [k, "~" + j.question.expect[0]] {
          groups[key, default: (0, 0, 0)].0 += 1
          groups[key]!.1 += j.faults.isEmpty ? 1 : 0
          groups[key]!.2 += j.isUnsafe ? 1 : 0
        }
      }
      print(groups.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.1)/\($0.value.0) u\($0.value.2)" }.joined(separator: "  "))
      print(file, "strict", evaluation.strict, "unsafe", evaluation.unsafe, "verdict", evaluation.verdict, "us/q", took / Double(questions.count) * 1e6)
    }
  } else {
    var conversation = Conversation()
    while let line = readLine() {
      if line.isEmpty { conversation.reset(); continue }
      let answer = answerer.answer(line, in: &conversation)
      print("> \(line)\n   \(answer.outcome) \(answer.verdict?.rawValue ?? "-") \(answer.statements.map(\.id))")
      dump(answer, all: arguments.contains("-a"))
    }
  }
} catch let error as InvalidKnowledge {
  for problem in error.problems { print(problem.location, problem.defect) }
}
