import Foundation
import Glibc
import PseudoTerminal
import Testing

/// What goes wrong around the program, and what becomes of the conversation then.
struct FaultTests {
  private static let question = Conversation.question
  private static let reply = "Basil keeps aphids down."
  private let conversation: Conversation
  private var scratch: Scratch { conversation.scratch }

  init() throws { conversation = try Conversation() }

  /// Runs a line of shell in which `$IBID` is the program and `$PACK` the garden.
  private func shell(
    _ line: String, input: String = "", _ environment: [String: String] = [:], seconds: Double = 60
  ) throws -> Program.Result {
    let files = try (0..<3).map { _ in
      let url = scratch.folder.appendingPathComponent(UUID().uuidString)
      try Data(input.utf8).write(to: url)
      return url
    }
    for file in files.dropFirst() { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.environment = conversation.environment(
      ["IBID": Program.path, "PACK": Program.garden, "DIR": scratch.folder.path].merging(environment) { $1 })
    process.currentDirectoryURL = Program.repository
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    let end = Date(timeIntervalSinceNow: seconds)
    while process.isRunning, Date() < end { usleep(10_000) }
    #expect(!process.isRunning, "it hangs: \(line)")
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    func text(_ url: URL) throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
    return Program.Result(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try text(files[1]), errors: try text(files[2]))
  }

  private var questions: String { (0..<40).map { "does basil reduce aphids? \($0)\n" }.joined() }

  // MARK: Disk full

  @Test func aRecordingOnAFullDiskKeepsItsTurnsAndTheConversationGoesOn() throws {
    let file = scratch.path("talk.md")
    let result = try shell("ulimit -f 2; \"$IBID\" chat --pack \"$PACK\" --record \(file)", input: questions)
    // The output, a file as well, meets the same limit.
    #expect(result.errors.contains("cannot write"))
    #expect(result.status == 74)
    let replayed = try Program.run(["replay", file, "--pack", Program.garden], input: "")
    #expect(replayed.status == 0, "\(replayed.errors)")
    let piped = try shell(
      "ulimit -f 2; \"$IBID\" chat --pack \"$PACK\" --record \(scratch.path("b.md")) | cat > /dev/null",
      input: questions)
    #expect(piped.errors.contains("cannot write: File too large"))
    #expect(piped.errors.split(separator: "\n").count == 1)
    let ended = try shell(
      "set -o pipefail; ulimit -f 2; \"$IBID\" chat --pack \"$PACK\" --record \(scratch.path("c.md")) | cat > /dev/null",
      input: questions)
    #expect(ended.status == 74)
    #expect(
      try Program.run(["replay", scratch.path("b.md"), "--pack", Program.garden], input: "").status == 0)
  }

  @Test func anExportOnAFullDiskLeavesNoFile() throws {
    let result = try shell(
      "ulimit -f 1; \"$IBID\" chat --pack \"$PACK\" | tail -n 2",
      input: questions + "/export \(scratch.path("e.md"))\n")
    #expect(result.output.contains("cannot write"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("e.md")))
  }

  @Test func acceptingOnAFullDiskLeavesTheOldTranscript() throws {
    let file = scratch.path("a.md")
    let turns = (0..<40).map { "ibid> does basil reduce aphids? \($0)\n" }.joined()
    let text = "---\nibid-transcript: 1\npack: garden\n---\n```ibid\n\(turns)```\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    let result = try shell(
      "ulimit -f 2; \"$IBID\" replay --pack \"$PACK\" --accept \(file) | cat > /dev/null")
    #expect(result.errors.contains("cannot write"), "\(result.errors)")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    #expect(try leftovers() == [])
  }

  @Test func aHistoryOnAFullDiskIsToldOnceAndStaysWhole() throws {
    let terminal = try PseudoTerminal(
      "/bin/bash", arguments: ["-c", "ulimit -f 1; exec '\(Program.path)' --pack '\(Program.garden)'"],
      environment: conversation.environment())
    try terminal.wait(forCurrentLine: "ibid>", seconds: 30)
    let line = String(repeating: "basil ", count: 60)
    for number in 0..<5 { try conversation.say("\(number) \(line)", terminal) }
    #expect(terminal.printed.ranges(of: "cannot save the history").count == 1)
    let kept = try conversation.history()
    #expect(!kept.isEmpty && kept.allSatisfy { $0.hasSuffix("basil ") || $0.hasSuffix("basil") })
    try conversation.say(Self.question, terminal)
    #expect(terminal.printed.contains(Self.reply))
  }

  private func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).filter {
      $0.hasSuffix(".tmp") || $0.hasSuffix(".new")
    }
  }

  // MARK: Places

  /// Root may write anywhere, so it gives up that power first, and keeps its own files readable.
  private var withoutOverride: String {
    geteuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search " : ""
  }

  @Test func readOnlyDirectoriesAreToldWithWhatToDo() throws {
    let folder = scratch.folder.appendingPathComponent("locked")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("t.md").path
    try Data("---\nibid-transcript: 1\npack: garden\n---\n```ibid\nibid> \(Self.question)\n```\n".utf8).write(
      to: URL(fileURLWithPath: file))
    chmod(file, 0o644)
    chmod(folder.path, 0o555)
    chmod(scratch.folder.path, 0o755)
    defer { chmod(folder.path, 0o755) }
    let lines = "/record \(folder.path)/r.md\n\(Self.question)\n/export \(folder.path)/e.md\n"
    let talk = try shell(withoutOverride + "\"$IBID\" chat --pack \"$PACK\" --width 400", input: lines)
    // On a pipe, the status tells what nobody may have read.
    #expect(talk.status == 74, "\(talk.errors)")
    #expect(talk.output.contains(Self.reply))
    #expect(talk.output.contains(": cannot create: Permission denied; check the permissions"))
    #expect(talk.output.ranges(of: "check the permissions").count == 2)
    let accepted = try shell(withoutOverride + "\"$IBID\" replay --accept --pack \"$PACK\" \(file)")
    #expect(accepted.status == 74)
    #expect(accepted.errors.contains("Permission denied"))
    #expect(!(try String(contentsOfFile: file, encoding: .utf8)).contains(Self.reply))
  }

  @Test func withoutHomeItAnswersAndKeepsNothing() throws {
    let result = try shell("unset HOME; \"$IBID\" chat --pack \"$PACK\"", input: Self.question)
    #expect(result.status == 0 && result.output.contains(Self.reply) && result.errors.isEmpty)
    var environment = conversation.environment()
    environment["HOME"] = nil
    let terminal = try PseudoTerminal(
      Program.path, arguments: ["--pack", Program.garden], environment: environment)
    try terminal.wait(forCurrentLine: "ibid>", seconds: 30)
    try conversation.say(Self.question, terminal)
    #expect(terminal.printed.contains(Self.reply))
    #expect(!terminal.printed.contains("history"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path(".local")))
  }

  @Test func foldersOfTheUserThatCannotBeWrittenAreToldOnce() throws {
    // Nobody, not even root, makes files there.
    let terminal = try conversation.open(
      [], ["XDG_STATE_HOME": "/proc", "XDG_CONFIG_HOME": "/proc"], columns: 200)
    try conversation.say(Self.question, terminal)
    try conversation.say("/about", terminal)
    #expect(terminal.printed.contains(Self.reply))
    #expect(terminal.printed.ranges(of: "this session's lines are not kept").count == 1)
  }

  // MARK: Descriptors and signals

  @Test(arguments: ["ask", "chat", "quiz --cram", "record new.md --from -"])
  func inputThatCannotBeReadIsNotTakenForItsEnd(_ command: String) throws {
    let result = try shell("cd \"$DIR\" && \"$IBID\" \(command) --pack \"$PACK\" < /")
    #expect(result.status == 74)
    #expect(result.errors.contains("cannot read standard input (Is a directory)"))
    #expect(access(scratch.path("new.md"), F_OK) != 0)
  }

  @Test(arguments: ["ask", "chat", "quiz --cram"])
  func repliesToAClosedOutputAreNotLostUnseen(_ command: String) throws {
    let result = try shell("\"$IBID\" \(command) --pack \"$PACK\" >&-", input: questions)
    #expect(result.status == 74)
    #expect(result.errors.contains("cannot write to standard output"))
  }

  @Test func closedInputEndsTheConversation() throws {
    for command in ["chat", "ask"] {
      let result = try shell("\"$IBID\" \(command) --pack \"$PACK\" <&-")
      #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
    }
  }

  @Test func closedOutputIsNeverMistakenForAFile() throws {
    let file = scratch.path("talk.md")
    for (index, closed) in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"].enumerated() {
      let path = "\(file)\(index)"
      let result = try shell(
        "\"$IBID\" chat --pack \"$PACK\" --record \(path) \(closed)", input: Self.question + "\n/zzz\n")
      #expect([0, 74].contains(result.status), "\(closed) \(result)")
      let replayed = try Program.run(["replay", path, "--pack", Program.garden], input: "")
      #expect(replayed.status == 0 || replayed.errors.contains("no turn"), "\(closed) \(replayed)")
    }
    let asked = try shell("\"$IBID\" ask --pack \"$PACK\" \(Self.question) >&-")
    #expect(asked.status == 74 && asked.errors.contains("standard output"))
  }

  @Test func signalsInTheMiddleOfSystemCallsChangeNothing() throws {
    let line = """
      (for i in $(seq 40); do echo 'does basil reduce aphids?'; sleep 0.02; done) | "$IBID" chat --pack "$PACK" \
      --record "$DIR/t.md" > "$DIR/out" & p=$!
      for i in $(seq 300); do kill -WINCH $p 2>/dev/null; kill -CONT $p 2>/dev/null; sleep 0.003; done; wait $p
      """
    #expect(try shell(line).status == 0)
    let output = try String(contentsOfFile: scratch.path("out"), encoding: .utf8)
    #expect(output.ranges(of: Self.reply).count == 40)
    let replayed = try Program.run(["replay", scratch.path("t.md"), "--pack", Program.garden], input: "")
    #expect(replayed.output.contains("40 turns: no differences"))
  }

  @Test func aHistoryLockedByAnotherProcessIsToldAndTheConversationGoesOn() throws {
    let terminal = try conversation.open(columns: 200)
    try conversation.say("/about", terminal)
    let descriptor = open(conversation.historyPath, O_RDWR)
    defer { close(descriptor) }
    #expect(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
    try terminal.send(Self.question + "\r")
    try terminal.wait(forText: "another session holds the lock", seconds: 10)
    try terminal.wait(forText: Self.reply, seconds: 10)
    flock(descriptor, LOCK_UN)
    try conversation.say("/why", terminal)
    #expect(try conversation.history() == ["/about", "/why"])
  }

  // MARK: Around a conversation

  @Test func aPackChangedUnderAConversationDoesNotChangeItsAnswers() throws {
    let pack = try scratch.garden()
    let terminal = try PseudoTerminal(
      Program.path, arguments: ["--pack", pack, "--pager", "off"], environment: conversation.environment())
    try terminal.wait(forCurrentLine: "ibid>", seconds: 30)
    for name in ["document.txt", "statements.yaml", "pack.yaml"] {
      try Data("something else".utf8).write(to: URL(fileURLWithPath: pack + "/" + name))
    }
    try conversation.say(Self.question, terminal)
    #expect(terminal.printed.contains("Basil has been shown to reduce aphids."))
    try FileManager.default.removeItem(atPath: pack)
    for line in ["what dose?", "/source 1", "/about"] { try conversation.say(line, terminal) }
    #expect(terminal.printed.contains("The document names basil but says nothing of its dose."))
    #expect(terminal.printed.contains("Fixture Press"))
  }

  @Test func aClockThatGoesBackwardsDoesNotEndASittingOrTheReport() throws {
    let home = ["HOME": scratch.folder.path]
    for moment in [
      "2026-03-01T09:00:00Z", "2026-01-05T09:00:00Z", "1970-01-01T00:00:00Z", "2026-03-01T08:59:59Z",
    ] {
      let result = try Program.run(
        ["quiz", "--pack", Program.garden, "--now", moment, "--seed", "1"], input: "x\n\ny\n\nquit\n",
        environment: home)
      #expect(result.status == 0 && result.errors.isEmpty, "\(moment): \(result)")
      let report = try Program.run(["study", "--pack", Program.garden], input: "", environment: home)
      #expect(report.status == 0 && report.errors.isEmpty, "\(moment): \(report)")
    }
  }

  @Test(arguments: [
    "C", "POSIX", "xx_YY.NOPE", "en_US.ISO-8859-1", "de_DE", "", "../../etc/passwd", "\u{1B}[2J",
  ])
  func localesChangeNoByte(_ locale: String) throws {
    let environment = ["LC_ALL": locale, "LANG": locale, "LC_CTYPE": locale, "LANGUAGE": locale]
    let lines = "\(Self.question)\ndoes café basil µg reduce 漢字?\n/about\n"
    let expected = try Program.run(["chat", "--pack", Program.garden], input: lines)
    let result = try Program.run(["chat", "--pack", Program.garden], input: lines, environment: environment)
    #expect(result.output == expected.output && result.errors == expected.errors && result.status == 0)
    let terminal = try conversation.open([], environment)
    try terminal.send("é漢x")
    try terminal.wait(forCurrentLine: "ibid> é漢x")
  }

  @Test(arguments: [1, 2, 10_000]) func windowsOfAnyWidthGetWholeReplies(_ columns: Int) throws {
    let terminal = try PseudoTerminal(
      Program.path, arguments: ["--pack", Program.garden, "--pager", "off"],
      environment: conversation.environment(), columns: columns, rows: 24)
    try terminal.wait(for: "a prompt", seconds: 30) { _ in terminal.printed.contains("\u{1B}[?2004h") }
    terminal.settle()
    let before = terminal.output.count
    try terminal.send(Self.question + "\r")
    terminal.settle(milliseconds: 300)
    let text = String(decoding: terminal.output[before...], as: UTF8.self)
      .replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").filter { !$0.isWhitespace }
    #expect(text.contains("Basilkeepsaphidsdown."), "\(text)")
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test(arguments: [nil, "", "nonsense-of-no-terminal", "dumb"] as [String?])
  func terminalsOfNoKnownTypeAreAnsweredInPlainLines(_ type: String?) throws {
    var environment = conversation.environment()
    environment["TERM"] = type
    let terminal = try PseudoTerminal(
      Program.path, arguments: ["--pack", Program.garden], environment: environment)
    try terminal.wait(forCurrentLine: "ibid>", seconds: 30)
    try conversation.say(Self.question, terminal)
    #expect(terminal.printed.contains(Self.reply))
    #expect(!terminal.printed.contains("\u{1B}"))
    #expect(terminal.printed.contains("is not in the terminal database") == (type?.hasPrefix("non") ?? false))
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(0))
  }
}
