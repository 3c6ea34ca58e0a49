import Foundation
import PseudoTerminal
import Testing

/// The program speaks to nobody but the person, and runs nothing but their pager.
struct IsolationTests {
  private let conversation: Conversation
  private var scratch: Scratch { conversation.scratch }

  init() throws { conversation = try Conversation() }

  @Test(.enabled(if: Tracing.isPossible, Tracing.note)) func noSocketIsOpened() throws {
    let talk = scratch.path("talk.md")
    let commands: [([String], String)] = [
      (["ask", "is", "basil", "good", "against", "aphids?"], ""), (["ask", "--json"], "basil?\n"),
      (["chat", "--record", talk], "does basil reduce aphids?\n/why\n/about\n/export \(scratch.path("e.md"))\n"),
      (["replay", talk], ""), (["check", Program.garden], ""), (["manual"], ""), (["--help"], ""),
    ]
    for (arguments, input) in commands {
      let trace = try Tracing(scratch, "network,execve")
      _ = try trace.run(arguments, input: input)
      try expectIsolation(trace, arguments.joined(separator: " "))
    }
    let trace = try Tracing(scratch, "network,execve")
    let terminal = try trace.open(["--pack", Program.garden], conversation.environment())
    for line in ["does basil reduce aphids?", "/topics", "~nobody/x", "!ls", "`id`"] {
      try conversation.say(line, terminal)
    }
    try terminal.send("/rec\t ~root/\t\u{3}")
    terminal.settle()
    try terminal.send("\u{4}")
    _ = try terminal.waitForExit()
    try expectIsolation(trace, "at a terminal")
  }

  /// Local name service, as libraries may ask for the user's name, is no network.
  private func expectIsolation(_ trace: Tracing, _ what: String) throws {
    let calls = try trace.calls()
    let sockets = calls.filter { $0.contains("socket(") && !$0.contains("AF_UNIX") }
    #expect(sockets == [], "\(what)")
    let connections = calls.filter { $0.contains("connect(") && !$0.contains("nscd") }
    #expect(connections == [], "\(what)")
    #expect(calls.count { $0.contains("execve(") } == 1, "\(what): only the program itself is started")
  }

  @Test(.enabled(if: Tracing.isPossible, Tracing.note)) func thePagerIsStartedWithoutAShell() throws {
    let trace = try Tracing(scratch, "execve")
    let variables = ["PAGER": "/bin/cat -u ; touch \(scratch.path("owned")) $(id) `id`"]
    let terminal = try trace.open(
      ["--pack", Program.garden], conversation.environment(variables))
    terminal.resize(columns: 80, rows: 6)
    try conversation.say("/about", terminal)
    terminal.settle()
    try terminal.send("\u{4}")
    _ = try terminal.waitForExit()
    let started = try trace.calls().filter { $0.contains("execve(") }.dropFirst()
    #expect(started.contains { $0.contains("\"/bin/cat\", \"-u\", \";\", \"touch\"") }, "\(started)")
    #expect(started.allSatisfy { $0.contains("execve(\"/bin/cat\"") }, "\(started)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("owned")))
  }

  @Test func noSourceUsesTheNetworkOrAShell() throws {
    let root = Program.repository.appendingPathComponent("Sources")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    var checked = 0
    for path in paths where path.hasSuffix(".swift") || path.hasSuffix(".h") {
      let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      for word in [
        "FoundationNetworking", "URLSession", "socket(", "getaddrinfo", "popen(", "/bin/sh", "Glibc.system(",
        "execvp(", " Process()",
      ] {
        #expect(!text.contains(word), "\(path) holds \(word)")
      }
      checked += 1
    }
    #expect(checked > 100)
  }

  // MARK: Limits

  @Test func packsCannotReachOutsideTheirFolder() throws {
    let pack = try scratch.garden()
    try Data("kinds: {}\n".utf8).write(to: scratch.folder.appendingPathComponent("secret.yaml"))
    try FileManager.default.removeItem(atPath: pack + "/lexicon.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: pack + "/lexicon.yaml", withDestinationPath: scratch.path("secret.yaml"))
    let linked = try Program.run(["check", pack], input: "")
    #expect(linked.status == 65 && linked.output.contains("lexicon.yaml"))
    #expect((linked.output + linked.errors).contains("leads out of"), "\(linked)")
    for layer in ["../secret", "/etc", "..", "a/../../b"] {
      let other = try Conversation()
      let bad = try other.scratch.garden(["pack.yaml": { $0.replacing("[english, medicine]", with: "[\"\(layer)\"]") }])
      let result = try Program.run(["check", bad], input: "")
      #expect(result.status == 65, "\(layer) \(result)")
    }
  }

  @Test func bombsAndGiantFilesAreRefusedAtOnce() throws {
    var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for (one, next) in zip("abcdefghij", "bcdefghijk") {
      bomb += "\(next): &\(next) [" + Array(repeating: "*\(one)", count: 9).joined(separator: ",") + "]\n"
    }
    let deep = String(repeating: "[", count: 200_000)
    for text in [bomb, deep, "a: " + String(repeating: "{a: ", count: 50_000)] {
      let other = try Conversation()
      let pack = try other.scratch.garden(["pack.yaml": { _ in text }])
      let result = try Program.run(["check", pack], input: "")
      #expect(result.status == 65 && (result.output + result.errors).contains("pack.yaml:"), "\(result)")
      try other.configure(text)
      let home = ["HOME": other.scratch.folder.path]
      let configured = try Program.run(["ask", "x"], input: "", environment: home)
      #expect(configured.status == 65 && configured.errors.contains("config.yaml:"), "\(configured)")
    }
    let pack = try scratch.garden()
    truncate(pack + "/document.txt", 20 << 30)
    let giant = try Program.run(["check", pack], input: "")
    #expect(giant.status == 65 && (giant.output + giant.errors).contains("larger than"), "\(giant)")
  }

  @Test(arguments: ["transcript", "history", "configuration", "questions"]) func giantFilesOfAnyKindAreRefused(
    _ kind: String
  ) throws {
    // A file with a hole of 20 GB: whoever reads it whole runs out of memory.
    func giant(_ path: String, _ beginning: String) throws {
      let url = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(beginning.utf8).write(to: url)
      truncate(path, 20 << 30)
    }
    let path = scratch.path("giant.md")
    switch kind {
    case "transcript":
      try giant(path, "---\nibid-transcript: 1\npack: garden\n---\n")
      let result = try Program.run(["replay", path, "--pack", Program.garden], input: "")
      #expect(result.status != 0 && result.errors.contains("larger than"), "\(result)")
    case "questions":
      try giant(path, "basil?\n")
      let result = try Program.run(["record", "--from", path, scratch.path("o.md")], input: "")
      #expect(result.status != 0 && result.errors.contains("larger than"), "\(result)")
    case "configuration":
      try giant(scratch.path(".config/ibid/config.yaml"), "width: 80\n")
      let result = try Program.run(["ask", "x"], input: "", environment: ["HOME": scratch.folder.path])
      #expect(result.status != 0 && result.errors.contains("larger than"), "\(result)")
    default:
      try giant(conversation.historyPath, "line-history 1\n")
      let terminal = try conversation.open(columns: 200)
      #expect(terminal.printed.contains("larger than"))
      try conversation.say("basil?", terminal)
      #expect(terminal.printed.ranges(of: "larger than").count == 1)
    }
  }
}
