import Foundation
import Glibc
import PseudoTerminal
import Testing

/// What is written of a conversation, for whom, and what can be taken back.
struct PrivacyTests {
  private static let question = Conversation.question
  private let conversation: Conversation
  private var scratch: Scratch { conversation.scratch }

  init() throws { conversation = try Conversation() }

  private func rights(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  @Test(arguments: ["000", "022", "077", "777"]) func onlyTheOwnerMayReadWhatIsWrittenWhateverTheUmask(
    _ umask: String
  ) throws {
    let (talk, export) = (scratch.path("talk.md"), scratch.path("export.md"))
    let terminal = try PseudoTerminal(
      "/bin/bash",
      arguments: [
        "-c", "umask \(umask); exec '\(Program.path)' --pack '\(Program.garden)' --record \(talk)",
      ], environment: conversation.environment(), columns: 200)
    try terminal.wait(forCurrentLine: "ibid>", seconds: 30)
    try conversation.say(Self.question, terminal)
    try conversation.say("/export \(export)", terminal)
    try terminal.wait(forText: "Wrote 1 reply")
    for folder in [".local", ".local/state", ".local/state/ibid"] {
      #expect(rights(scratch.path(folder)) == 0o700, "\(folder)")
    }
    #expect(rights(conversation.historyPath) == 0o600)
    if umask != "777" { for file in [talk, export] { #expect(rights(file) == 0o600) } }
  }

  /// What is opened for writing and made, as the system saw it.
  @Test(.enabled(if: Tracing.isPossible, Tracing.note)) func noFileEverHasWiderRights() throws {
    let trace = try Tracing(scratch, "openat,open,creat,mkdir,chmod,fchmod,fchmodat")
    let terminal = try trace.open(
      ["--pack", Program.garden, "--history-size", "2", "--record", scratch.path("talk.md")],
      conversation.environment())
    for line in ["/about", Self.question, "/why", "/forget", "/export \(scratch.path("e.md"))"] {
      try conversation.say(line, terminal)
    }
    try terminal.send("\u{4}")
    _ = try terminal.waitForExit()
    let made = try trace.calls().filter {
      $0.contains("O_CREAT") || $0.contains("mkdir") || $0.contains("chmod")
    }
    .filter { !$0.contains("/dev/null") }
    #expect(made.count > 6)
    for call in made {
      #expect(call.contains("0600") || call.contains("0700"), "\(call)")
    }
  }

  @Test func privateConversationsWriteNothing() throws {
    for (arguments, lines) in [(["--private"], [Self.question]), ([], ["/private", Self.question])] {
      let other = try Conversation()
      let terminal = try other.open(arguments)
      for line in lines + ["/why", "/topics"] { try other.say(line, terminal) }
      try terminal.send("\u{4}")
      #expect(try terminal.waitForExit() == .exited(0))
      let files = FileManager.default.enumerator(atPath: other.scratch.folder.path)?.compactMap {
        $0 as? String
      }
      for file in files ?? [] where !file.hasPrefix(".local/state/ibid/history") {
        #expect(rights(other.scratch.path(file)) == 0o700, "\(file) was written")
      }
      let kept = (try? String(contentsOfFile: other.historyPath, encoding: .utf8)) ?? ""
      #expect(!kept.contains("basil") && !kept.contains("/why"))
    }
  }

  @Test(arguments: ["000", "777"]) func theStudyLogIsForItsOwnerOnly(_ umask: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c",
      // The sitting goes on until it has been looked at.
      """
      umask \(umask); mkfifo "$HOME/in"; '\(Program.path)' quiz --pack '\(Program.garden)' < "$HOME/in" > /dev/null &
      exec 3> "$HOME/in"; echo x >&3; echo >&3
      for i in $(seq 600); do [ -s "$HOME/.local/share/ibid/study.sqlite" ] && break; sleep 0.05; done; sleep 0.5
      stat -c %a "$HOME"/.local/share/ibid/* "$HOME/.local/share/ibid"; exec 3>&-; wait
      """,
    ]
    process.environment = conversation.environment()
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let rights = text.split(separator: "\n")
    #expect(
      rights.last == "700" && rights.dropLast().allSatisfy { $0 == "600" } && rights.count > 1, "\(text)")
  }

  @Test func privateSittingsLeaveNoStudyLog() throws {
    let log = scratch.path(".local/share/ibid/study.sqlite")
    for (arguments, input) in [
      (["quiz", "--private"], "x\n\nquit\n"), (["chat", "--private"], "/quiz\nx\n\nquit\n/study\n"),
      (["chat"], "/private\n/quiz\nx\n\nquit\n"),
    ] {
      let result = try Program.run(
        arguments + ["--pack", Program.garden], input: input, environment: ["HOME": scratch.folder.path])
      #expect(result.status == 0 && result.output.contains("Until next time."), "\(result)")
      #expect(!FileManager.default.fileExists(atPath: log), "\(arguments)")
    }
  }

  // MARK: Forgetting

  @Test func forgettingTakesLinesOutOfHistoryAndRecording() throws {
    let talk = scratch.path("talk.md")
    let terminal = try conversation.open(["--record", talk], columns: 200)
    for line in ["what about onions?", Self.question, "patient Smith, what dose?", "/why"] {
      try conversation.say(line, terminal)
    }
    #expect(try String(contentsOfFile: talk, encoding: .utf8).contains("Smith"))
    try conversation.say("/forget 2", terminal)
    try terminal.wait(forText: "2 lines forgotten, out of the history and the recording")
    #expect(try conversation.history() == ["what about onions?", Self.question])
    let text = try String(contentsOfFile: talk, encoding: .utf8)
    #expect(!text.contains("Smith") && !text.contains("/why") && text.contains(Self.question))
    #expect(rights(talk) == 0o600)
    // The recording goes on, and what it holds still replays.
    try conversation.say("does basil reduce mildew?", terminal)
    try conversation.say("/history", terminal)
    #expect(!terminal.screen.text.components(separatedBy: "/history").last!.contains("Smith"))
    try conversation.say("/record off", terminal)
    let replayed = try Program.run(["replay", talk, "--pack", Program.garden], input: "")
    #expect(replayed.output == "replayed 1 transcript, 4 turns: no differences\n", "\(replayed)")
  }

  @Test func forgettingAllLeavesNothingOfThisOrEarlierConversations() throws {
    let first = try conversation.open()
    try conversation.say("patient Smith", first)
    try first.send("\u{4}")
    _ = try first.waitForExit()
    let talk = scratch.path("talk.md")
    let terminal = try conversation.open(["--record", talk], columns: 200)
    try conversation.say("patient Jones", terminal)
    try conversation.say("/forget all", terminal)
    try terminal.wait(forText: "1 line forgotten, out of all of the history and the recording")
    #expect(try conversation.history().isEmpty)
    #expect(!(try String(contentsOfFile: talk, encoding: .utf8)).contains("Jones"))
    try terminal.send("\u{1B}[A")
    terminal.settle()
    try terminal.wait(forCurrentLine: "ibid>")
    try conversation.say(Self.question, terminal)
    try conversation.say("/record off", terminal)
    let replayed = try Program.run(["replay", talk, "--pack", Program.garden], input: "")
    #expect(replayed.output == "replayed 1 transcript, 1 turn: no differences\n")
    for folder in [scratch.folder.path, scratch.path(".local/state/ibid")] {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        #expect(!name.hasSuffix(".tmp") && !name.hasSuffix(".new"))
      }
    }
  }

  @Test func forgettingNamesWhatItTakes() throws {
    let lines = "/forget x\n/forget 0\n/forget\n\(Self.question)\n/forget 99\n/history\n/why\n"
    let result = try Program.run(["chat", "--pack", Program.garden], input: lines)
    #expect(result.output.ranges(of: "/forget takes a number of lines, or all.").count == 2)
    #expect(result.output.contains("3 lines forgotten") || result.output.contains("2 lines forgotten"))
    #expect(result.output.contains("There is no question to explain yet."))
  }

  @Test func whatARecordingHoldsIsToldOnce() throws {
    let lines = "/record \(scratch.path("1.md"))\n/record \(scratch.path("2.md"))\n"
    let result = try Program.run(["chat", "--pack", Program.garden, "--width", "500"], input: lines)
    #expect(result.output.ranges(of: "leave out what tells who a patient is").count == 1)
    let terminal = try conversation.open(["--record", scratch.path("3.md")], columns: 200)
    try conversation.say("/record \(scratch.path("4.md"))", terminal)
    #expect(terminal.printed.ranges(of: "leave out what tells who").count == 1)
  }

  @Test func aCrashWritesNoCore() throws {
    let terminal = try conversation.open()
    let limits = try String(contentsOfFile: "/proc/\(terminal.process)/limits", encoding: .utf8)
    let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
    #expect(core?.split(separator: " ").suffix(3) == ["0", "0", "bytes"])
  }

  @Test(.enabled(if: Tracing.isPossible, Tracing.note)) func theProcessIsNotDumpable() throws {
    let trace = try Tracing(scratch, "prctl,setrlimit,prlimit64")
    let result = try trace.run(["--version"])
    #expect(result.status == 0)
    #expect(try trace.calls().contains { $0.contains("PR_SET_DUMPABLE, SUID_DUMP_DISABLE") })
  }
}
