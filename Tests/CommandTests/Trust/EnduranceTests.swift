import Answering
import EmbeddedKnowledge
import Foundation
import Glibc
import Knowledge
import PseudoTerminal
import Quiz
import Testing

@testable import ibid

/// What has to hold over and over: at any moment of dying, for many at once, and for long.
struct EnduranceTests {
  private let conversation: Conversation
  private var scratch: Scratch { conversation.scratch }

  init() throws { conversation = try Conversation() }

  /// How often the program is killed in each way; `make kill` asks for more.
  private static let kills = Int(ProcessInfo.processInfo.environment["IBID_KILLS"] ?? "") ?? 60
  /// How many terminals share a history.
  private static let terminals = 200
  /// How many questions one process answers; `make soak` asks for more.
  private static let questions = Int(ProcessInfo.processInfo.environment["IBID_SOAK"] ?? "") ?? 3000

  /// Feeds lines to the program, kills it a while after it has printed some bytes, and returns what it printed.
  private func kill(
    _ arguments: [String], input: [String], afterBytes bytes: Int = 0, afterMicroseconds delay: UInt32
  ) throws -> String {
    let (lines, output) = (scratch.path("lines"), scratch.path("output"))
    try Data(input.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: lines))
    try Data().write(to: URL(fileURLWithPath: output))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = arguments
    process.environment = conversation.environment()
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: lines))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = FileHandle.nullDevice
    try process.run()
    while bytes > 0, process.isRunning, size(of: output) < bytes { usleep(100) }
    // One that ended by itself is not waited for: the delay may have been measured on a busy machine.
    let end = ContinuousClock.now + .microseconds(Int(delay))
    while process.isRunning, ContinuousClock.now < end { usleep(100) }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
  }

  private func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// How long the program runs undisturbed, in microseconds: the shortest of three times, as others may be busy beside it.
  private func duration(_ body: () throws -> Void) throws -> Double {
    let times = try (0..<3).map { _ in
      let start = ContinuousClock.now
      try body()
      return ContinuousClock.now - start
    }
    let (seconds, attoseconds) = times.min()!.components
    return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
  }

  @Test func killedWhileRecordingItKeepsEveryTurnThatWasShown() throws {
    let lines = (0..<400).map { "does basil reduce aphids? \($0)" }
    let whole = try Program.run(
      ["chat", "--pack", Program.garden, "--record", scratch.path("all.md")],
      input: lines.map { $0 + "\n" }.joined()
    ).output.utf8.count
    var generator = SystemRandomNumberGenerator()
    var interrupted = 0
    for number in 0..<Self.kills {
      let talk = scratch.path("talk\(number).md")
      let shown = try kill(
        ["chat", "--pack", Program.garden, "--record", talk], input: lines,
        afterBytes: Int.random(in: 0...(whole / 2), using: &generator),
        afterMicroseconds: UInt32.random(in: 0...2000, using: &generator))
      guard FileManager.default.fileExists(atPath: talk) else { continue }
      let printed = shown.ranges(of: "[1] garden").count
      let replayed = try Program.run(["replay", talk, "--pack", Program.garden], input: "")
      let text = try String(contentsOfFile: talk, encoding: .utf8)
      if text.isEmpty { continue }
      if printed > 0 { #expect(replayed.status == 0, "\(replayed)") }
      #expect(text.ranges(of: "\nibid> ").count >= printed)
      if printed > 0, printed < lines.count { interrupted += 1 }
      try FileManager.default.removeItem(atPath: talk)
    }
    #expect(interrupted > 0, "no kill came in the middle of a recording")
  }

  @Test func killedWhileAcceptingItLeavesTheOldTranscriptOrTheNew() throws {
    let turns = (0..<60).map { "ibid> does basil reduce aphids? \($0)\n" }.joined()
    let old = "---\nibid-transcript: 1\npack: garden\n---\n```ibid\n\(turns)```\n"
    let file = scratch.path("a.md")
    func restore() throws { try Data(old.utf8).write(to: URL(fileURLWithPath: file)) }
    let accept = ["replay", "--accept", "--pack", Program.garden, file]
    let whole = try duration {
      try restore()
      _ = try Program.run(accept, input: "")
    }
    let new = try String(contentsOfFile: file, encoding: .utf8)
    #expect(new != old)
    for _ in 0..<Self.kills {
      try restore()
      _ = try kill(accept, input: [], afterMicroseconds: UInt32(Double.random(in: 0.5...1.05) * whole))
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text == old || text == new)
    }
  }

  @Test func killedWhileExportingItLeavesNoTornFile() throws {
    let questions = (0..<20).map { "does basil reduce aphids? \($0)" }
    let file = scratch.path("e.md")
    let whole = try duration {
      _ = try Program.run(
        ["chat", "--pack", Program.garden],
        input: (questions + ["/export \(file)"]).map { $0 + "\n" }.joined())
    }
    let complete = try String(contentsOfFile: file, encoding: .utf8)
    for _ in 0..<Self.kills {
      try? FileManager.default.removeItem(atPath: file)
      _ = try kill(
        ["chat", "--pack", Program.garden], input: questions + ["/export \(file)"],
        afterMicroseconds: UInt32(Double.random(in: 0.5...1.1) * whole))
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { continue }
      #expect(text == complete)
    }
  }

  @Test func twoHundredTerminalsShareOneHistory() throws {
    let open = try (0..<Self.terminals).map { _ in
      try PseudoTerminal(
        Program.path, arguments: ["--pack", Program.garden, "--history-size", "5000"],
        environment: conversation.environment())
    }
    for terminal in open {
      try terminal.wait(for: "a prompt", seconds: 120) { _ in terminal.printed.contains("\u{1B}[?2004h") }
    }
    for line in 0..<3 {
      for (number, terminal) in open.enumerated() {
        try terminal.send("/why\u{15}terminal \(number) line \(line)\r")
      }
    }
    // Ctrl-D between two lines would be the terminal driver's to read, not the program's.
    for terminal in open {
      try terminal.wait(for: "the prompt after the third answer", seconds: 120) { _ in
        terminal.printed.ranges(of: "does not speak of").count >= 3
          && terminal.printed.ranges(of: "\u{1B}[?2004h").count >= 4
      }
      try terminal.send("\u{4}")
    }
    for terminal in open { #expect(try terminal.waitForExit(seconds: 60) == .exited(0)) }
    let kept = try conversation.history()
    #expect(kept.count == Self.terminals * 3)
    let expected = Set(
      (0..<Self.terminals).flatMap { number in (0..<3).map { "terminal \(number) line \($0)" } })
    #expect(Set(kept) == expected)
    for number in 0..<Self.terminals {
      let own = kept.filter { $0.hasPrefix("terminal \(number) ") }.map { $0.last }
      #expect(own == ["0", "1", "2"], "the lines of one terminal keep their order")
    }
  }

  @Test func twoHundredSittingsShareOneStudyLog() throws {
    let (input, errors) = (scratch.path("answers"), scratch.path("errors"))
    try Data("x\n\nquit\n".utf8).write(to: URL(fileURLWithPath: input))
    try Data().write(to: URL(fileURLWithPath: errors))
    let processes = try (0..<Self.terminals).map { number in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.path)
      process.arguments = ["quiz", "--pack", Program.garden, "--new", "1000", "--kind", "cloze"]
      process.environment = conversation.environment()
      process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
      let output = scratch.path("sitting\(number)")
      try Data().write(to: URL(fileURLWithPath: output))
      process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
      process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    let complaints = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(processes.allSatisfy { $0.terminationStatus == 0 }, "\(complaints)")
    #expect(complaints == "")
    let acknowledged = try (0..<Self.terminals).reduce(0) { count, number in
      count
        + (try String(contentsOfFile: scratch.path("sitting\(number)"), encoding: .utf8)).ranges(
          of: "\nWrong.\n"
        ).count
    }
    let log = try StudyLog(path: scratch.path(".local/share/ibid/study.sqlite"))
    #expect(try log.reviews().count == acknowledged && acknowledged > 0)
  }

  /// One process answers on and on: what it holds after the first tenth it holds at the end.
  @Test func memoryStaysFlatOverManyQuestions() throws {
    let question = scratch.path("questions")
    let kinds = [
      "does basil reduce aphids?", "what about onions \u{202E}?", "is ocimum good against greenfly in 2020?",
      "xyzzy",
      "/why", "basil dose?", "", "/topics", "a patient with mildew", "no, the other one",
    ]
    let text = (0..<Self.questions).map { "\(kinds[$0 % kinds.count]) \($0 % 997)\n" }.joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: question))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["ask", "--pack", Program.garden]
    process.environment = conversation.environment()
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: question))
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let status = "/proc/\(process.processIdentifier)/status"
    var (read, early, last) = (0, 0, 0)
    while true {
      let chunk = output.fileHandleForReading.availableData
      if chunk.isEmpty { break }
      read += chunk.count
      let text = (try? String(contentsOfFile: status, encoding: .utf8)) ?? ""
      let memory = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }?
        .split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
      guard let memory else { continue }
      last = memory
      // About a tenth of what is printed in all, some 100 bytes a question.
      if read > Self.questions * 10, early == 0 { early = memory }
    }
    process.waitUntilExit()
    print(
      "soak: \(Self.questions) questions, \(early) KB after a tenth, \(last) KB at the end, \(read) bytes")
    #expect(early > 0 && last > 0 && read > Self.questions * 20)
    #expect(last < early + 2048, "\(early) KB became \(last) KB")
  }
}
