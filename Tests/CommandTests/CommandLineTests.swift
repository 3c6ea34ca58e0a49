import Foundation
import Testing

/// Options, exit codes and closed pipes.
struct CommandLineTests {
  @Test(arguments: [
    ["--nonsense"], ["ask", "--width", "0"], ["ask", "--width", "x"], ["frobnicate"],
    ["help", "frobnicate"],
    ["evaluate", "--require", "strict=2"],
    ["study", "--width", "0"], ["study", "--retention", "3"], ["study", "--now", "2026-02-30T09:00:00Z"],
  ])
  func wrongUsageEndsWith64(_ arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Usage: ibid"))
  }

  @Test func forgottenOrMistypedCommandGetsAHint() throws {
    #expect(
      try Program.run(["what", "dose"]).errors.contains("To ask a question, write 'ibid ask' before it."))
    #expect(try Program.run(["replya", "x.md"]).errors.contains("Did you mean 'ibid replay'?"))
  }

  @Test func outputThatCannotBeWrittenEndsWith74() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["--version"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    #expect(said.contains("No space left on device"))
  }

  @Test func messagesAboutArgumentsObeyNoEscapes() throws {
    #expect(!(try Program.run(["--\u{1B}[31mred"]).errors.contains("\u{1B}")))
  }

  @Test func helpAndVersionGoToStandardOutput() throws {
    let help = try Program.run(["--help"])
    #expect(help.status == 0)
    for command in ["chat", "ask", "replay", "check", "evaluate"] {
      #expect(help.output.contains("  " + command))
    }
    let version = try Program.run(["--version"])
    #expect(version.status == 0)
    #expect(version.output.split(separator: ".").count == 3)
  }

  @Test func closedOutputPipeEndsQuietly() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c",
      "yes 'does basil reduce aphids?' | head -2000 | '\(Program.path)' ask --pack '\(Program.garden)' | head -1 >/dev/null; exit ${PIPESTATUS[2]}",
    ]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect([0, 74].contains(process.terminationStatus))
    #expect(said.isEmpty, "\(String(decoding: said, as: UTF8.self))")
  }

  @Test func evaluationPrintsScoreAndKeepsBounds() throws {
    let scratch = try Scratch()
    let file = scratch.path("q.jsonl")
    let questions = """
      {"id": "a-1", "turns": ["does basil reduce aphids?"], "expect": ["answer"], "must": ["1.2"], "verdict": ["yes"], "kind": "x"}
      {"id": "b-1", "turns": ["does basil reduce aphids?"], "expect": ["abstain"], "kind": "x"}
      """
    try Data(questions.utf8).write(to: URL(fileURLWithPath: file))
    let result = try Program.run(["evaluate", file, "--pack", Program.garden])
    #expect(result.status == 0)
    #expect(result.lines.last == "questions 2  strict 0.500  unsafe 0.500  verdict 1.000")
    #expect(result.output.contains("unsafe b-1: does basil reduce aphids?"))
    let strict = try Program.run([
      "evaluate", file, "--pack", Program.garden, "--require", "strict=0.9,unsafe=0.01",
    ])
    #expect(strict.status == 1)
    #expect(strict.errors.contains("strict is 0.5, required at least 0.9"))
    try Data("{\"id\": 1}\n".utf8).write(to: URL(fileURLWithPath: file))
    let bad = try Program.run(["evaluate", file, "--pack", Program.garden])
    #expect(bad.status == 65)
    #expect(bad.errors.contains("q.jsonl:1: "))
    try Data([0x7B, 0x0A, 0xFF]).write(to: URL(fileURLWithPath: file))
    let notText = try Program.run(["evaluate", file, "--pack", Program.garden])
    #expect(notText.status == 65)
    #expect(notText.errors.contains("q.jsonl:2: byte 2"))
    #expect(try Program.run(["evaluate", scratch.path("none"), "--pack", Program.garden]).status == 66)
  }
}
