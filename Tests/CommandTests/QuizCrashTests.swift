import Foundation
import Glibc
import Knowledge
import Quiz
import Testing

/// Sittings that are killed.
@Suite struct QuizCrashTests {
  /// A pack that loads at once, with items enough for a long sitting.
  private static func makePack(in scratch: Scratch) throws -> String {
    let letters = "ab"
    let names: [String] = letters.flatMap { one in letters.map { "zork\(one)\($0)" } }
    let document = names.map { "The \($0) helps the \($0)ling." }.joined(separator: " ")
    var lexicon = "concepts:\n"
    var statements = "statements:\n"
    for (index, name) in names.enumerated() {
      lexicon += "  \(name): {kind: thing, document: [\(name)]}\n"
      lexicon += "  \(name)ling: {kind: thing, document: [\(name)ling]}\n"
      statements +=
        "  \(name)-helps:\n    sentence: 1.\(index + 1)\n    quote: The \(name) helps the \(name)ling.\n"
      statements +=
        "    gist: The \(name) helps the \(name)ling.\n    subject: \(name)\n    relation: helps\n"
      statements += "    object: \(name)ling\n    certainty: fact\n"
    }
    let files: [String: String] = [
      "words/words.yaml": "kinds: {light: background}\nlexicons: [cues.yaml]\nwords: list.txt\n",
      "words/list.txt": "apple\nbanana\n",
      "words/cues.yaml": "concepts:\n  little: {kind: light, labels: [the]}\n",
      "field/field.yaml": "kinds: {thing: topic, act: relation, want: aspect}\nlexicons: [acts.yaml]\n",
      "field/acts.yaml": """
      concepts:
        helps: {kind: act, answers: [effect], labels: [help, helps]}
        effect: {kind: want, labels: [effect]}
      """,
      "mini/document.txt": document + "\n",
      "mini/lexicon.yaml": lexicon,
      "mini/statements.yaml": statements,
      "mini/pack.yaml": """
      title: Mini
      publisher: Nobody
      date: undated
      sha256: \(Document.sha256(of: Array((document + "\n").utf8)))
      body: {first: 1, last: 1}
      layers: [words, field]
      certainties:
        fact: {affirms: yes, denies: no}
      """,
    ]
    for (path, text) in files {
      let url = scratch.folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return scratch.path("mini")
  }

  /// The program killed so many microseconds after it has asked its first item, or after its start if `early`; what
  /// it had said until then.
  private static func killed(
    after delay: UInt32, early: Bool, pack: String, input: String, _ scratch: Scratch, _ data: String
  ) throws -> String {
    let output = scratch.path("out-\(UUID().uuidString)")
    try Data().write(to: URL(fileURLWithPath: output))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "quiz", "--pack", pack, "--kind", "cloze", "--new", "1000", "--limit", "1000", "--seed", "5",
    ]
    process.environment = ["HOME": scratch.folder.path, "XDG_DATA_HOME": data, "TERM": "dumb"]
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = process.standardOutput
    try process.run()
    var status = stat()
    var patience = 20_000
    while !early, patience > 0, stat(output, &status) != 0 || status.st_size == 0 {
      usleep(500)
      patience -= 1
    }
    usleep(delay)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
  }

  /// How often a sitting is killed; `make kill` asks for more.
  private static let kills = Int(ProcessInfo.processInfo.environment["IBID_KILLS"] ?? "") ?? 200

  @Test func nothingAcknowledgedIsLostByAKill() async throws {
    let scratch = try Scratch()
    let pack = try Self.makePack(in: scratch)
    let data = scratch.path("data")
    let input = scratch.path("answers")
    try Data(String(repeating: "nonsense\n\n", count: 2000).utf8).write(to: URL(fileURLWithPath: input))
    // Two at a time on one log, as in two terminals.
    let counts = try await withThrowingTaskGroup(of: [Int].self) { group in
      for lane in 0..<2 {
        group.addTask {
          var random = SeededGenerator(seed: UInt64(20_260_105 + lane))
          return try (0..<(Self.kills / 2)).map { number in
            let said = try Self.killed(
              after: UInt32.random(in: 0..<80_000, using: &random), early: number % 10 == 0, pack: pack,
              input: input, scratch, data)
            // What is acknowledged is said after the answer is on disk.
            return said.components(separatedBy: "\nWrong.\n").count - 1
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let acknowledged = counts.reduce(0, +)
    let withAnswers = counts.count { $0 > 0 }
    let log = try StudyLog(path: data + "/ibid/study.sqlite")
    let kept = try log.reviews().count
    #expect(counts.count == Self.kills / 2 * 2)
    #expect(kept >= acknowledged, "\(acknowledged) acknowledged, \(kept) kept")
    // No more than the answer in progress may be there without having been acknowledged.
    #expect(kept <= acknowledged + Self.kills)
    #expect(
      withAnswers >= Self.kills / 4,
      "only \(withAnswers) sittings got far enough to be killed in the midst of answers")
  }
}
