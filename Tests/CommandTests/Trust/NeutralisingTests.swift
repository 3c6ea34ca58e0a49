import Foundation
import Knowledge
import PseudoTerminal
import Testing

/// Whatever comes in, by whichever way, a terminal gets nothing to obey and nothing that hides or reorders text.
struct NeutralisingTests {
  private let conversation: Conversation
  private var scratch: Scratch { conversation.scratch }

  init() throws { conversation = try Conversation() }

  private func expectClean(
    _ result: Program.Result, says words: String? = nil, _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    for text in [result.output, result.errors] {
      #expect(Hostile.found(in: text) == [], "\(text.debugDescription.prefix(3000))", sourceLocation: location)
    }
    if let words {
      #expect((result.output + result.errors).contains(words), sourceLocation: location)
    }
  }

  private func garden(_ arguments: [String], input: String = "", _ environment: [String: String] = [:])
    throws -> Program.Result
  {
    try Program.run(arguments + ["--pack", Program.garden], input: input, environment: environment)
  }

  @Test func theSamplesAreWhatTheyClaimToBe() {
    for sample in Hostile.samples { #expect(!Hostile.found(in: sample.text).isEmpty, "\(sample.name)") }
  }

  @Test func questionsAndReadings() throws {
    let questions = [
      Hostile.line, "does basil\(Hostile.line) reduce aphids?", "does b\u{200B}asil reduce aphids\u{202E}?",
      "is ocimum\u{7} \(Hostile.line) basilicum a plant?",
    ]
    for question in questions {
      expectClean(try garden(["ask", "--explain", question]))
      expectClean(try garden(["ask", "--json", "--explain", question]))
    }
    let input = questions.map { $0 + "\n/why\n" }.joined() + "/history\n"
    expectClean(try garden(["chat"], input: input), says: "reduce aphids")
    expectClean(try garden(["chat", "--json"], input: input))
  }

  @Test func commandsAndWhatFollowsThem() throws {
    let commands = [
      "\(Hostile.line)", "help", "related", "compare", "compare basil and", "source", "history", "set",
      "set colour", "set detail", "set pager", "record", "replay", "export", "forget",
    ]
    let input = commands.map { "/\($0) \(Hostile.name)\n" }.joined()
    let folder = scratch.folder.appendingPathComponent("work")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let result = try Program.run(
      ["chat", "--pack", Program.garden], input: Array(("basil?\n" + input + "/record off\n").utf8), in: folder)
    expectClean(result, says: "There is no command")
  }

  @Test func argumentsVariablesAndPaths() throws {
    let name = Hostile.name
    expectClean(try garden(["ask", "--\(name)", "x"]))
    expectClean(try Program.run([name], input: ""))
    expectClean(try garden(["ask", "--width", name, "x"]))
    expectClean(try Program.run(["ask", "--pack", "/nowhere/" + name, "x"], input: ""), says: "nowhere")
    for variable in ["IBID_WIDTH", "IBID_COLOUR", "IBID_DETAIL", "IBID_PLAIN", "IBID_PACK", "IBID_PRIVATE"] {
      expectClean(try garden(["ask", "basil?"], [variable: name]))
    }
    for command in ["replay", "check", "evaluate"] {
      expectClean(try Program.run([command, "/nowhere/" + name], input: ""), says: "nowhere")
    }
    expectClean(try Program.run(["record", "--from", "/nowhere/" + name, "x"], input: ""), says: "nowhere")
    expectClean(try Program.run(["record", "--from", "-", "/nowhere/" + name], input: "basil?"), says: "nowhere")
  }

  @Test func configuration() throws {
    let folder = scratch.folder.appendingPathComponent("c\(Hostile.name)/ibid")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let texts = [
      "\(Hostile.yaml): 1\n", "width: \(Hostile.yaml)\n", "pack: \(Hostile.yaml)\n", "pager: \(Hostile.yaml)\n",
      "width: [\n\(Hostile.line)", "\u{1B}]0;owned\u{7}: x\n", "\"\\u202Ex\": 1\n\"\\u202Ex\": 2\n",
    ]
    for text in texts {
      try Data(text.utf8).write(to: folder.appendingPathComponent("config.yaml"))
      let place = ["XDG_CONFIG_HOME": folder.deletingLastPathComponent().path]
      expectClean(try Program.run(["chat"], input: "/set\n/set pager\n", environment: place))
    }
  }

  /// A pack whose every text is hostile, its document included.
  private func hostilePack() throws -> String {
    let evil = Hostile.line
    var document = ""
    let pack = try scratch.garden([
      "document.txt": { text in
        document = text.replacing("Basil has", with: "Basil\(evil.replacing("\r", with: "")) has")
          .replacing("\u{2028}", with: "").replacing("\u{2029}", with: "")
        return document
      },
      "lexicon.yaml": { $0.replacing("aphids]", with: "aphids, \(Hostile.yaml)]") },
    ])
    let folder = URL(fileURLWithPath: pack)
    func change(_ file: String, _ body: (String) -> String) throws {
      let url = folder.appendingPathComponent(file)
      try Data(body(try String(contentsOf: url, encoding: .utf8)).utf8).write(to: url)
    }
    let sum = Document.sha256(of: Array(document.utf8))
    try change("pack.yaml") {
      $0.replacing(/sha256: [0-9a-f]+/, with: "sha256: \(sum)")
        .replacing("title: Companions", with: "title: \(Hostile.yaml)\n# Companions")
        .replacing("publisher: Fixture Press", with: "publisher: \(Hostile.yaml)")
        .replacing("- This page was made up for tests.", with: "- \(Hostile.yaml)")
        .replacing("note: The document", with: "note: \(Hostile.yaml)\n    # The document")
        .replacing("phrase: There are reports", with: "phrase: \(Hostile.yaml)")
    }
    try change("statements.yaml") {
      $0.replacing("gist: Basil keeps", with: "gist: \(Hostile.yaml) #")
        .replacing(
          "quote: \"Basil has been", with: "quote: \"Basil\(Hostile.yaml.dropFirst().dropLast()) has been")
    }
    return pack
  }

  @Test func packs() throws {
    let pack = try hostilePack()
    expectClean(try Program.run(["check", pack], input: ""))
    let lines = "basil?\ndoes basil reduce aphids?\n/why\n/source 1\n/topics\n/summary\n/about\n/related basil\n"
    for extra in [[], ["--json", "--explain"]] {
      expectClean(try Program.run(["chat", "--pack", pack] + extra, input: lines))
    }
    // What is wrong with a pack names what stands there.
    let wrong = try Conversation()
    let other = try wrong.scratch.garden([
      "pack.yaml": { $0 + "\(Hostile.yaml): x\n" },
      "statements.yaml": { $0.replacing("subject:", with: "subject: \(Hostile.yaml) #") },
      "lexicon.yaml": { $0 + "\(Hostile.yaml): {labels: \(Hostile.yaml)}\n" },
    ])
    let result = try Program.run(["check", other], input: "")
    #expect(result.status == 65)
    expectClean(result)
  }

  private func transcript(_ name: String = "t.md") throws -> String {
    let path = scratch.path(name)
    let evil = Hostile.line.replacing("\r", with: "").replacing("\u{2028}", with: "").replacing("\u{2029}", with: "")
    let text =
      "---\nibid-transcript: 1\npack: garden\ntitle: \(evil)\n---\n\n\(evil)\n\n```ibid\nibid> basil \(evil)?\n"
      + "reply \(evil)\n\nibid> /topics\n\(evil)\n```\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func transcripts() throws {
    let path = try transcript()
    expectClean(try garden(["replay", path, "--all"]), says: "reply")
    for form in ["json", "tap", "junit"] { expectClean(try garden(["replay", path, "--report", form])) }
    expectClean(try garden(["replay", path, "--review"], input: "n\nn\nq\n"))
    expectClean(try garden(["replay", path, "--coverage"]))
    expectClean(try garden(["chat"], input: "/replay \(path)\n"))
    let named = try transcript("n\(Hostile.name).md")
    for form in ["text", "json", "tap", "junit"] { expectClean(try garden(["replay", named, "--report", form])) }
    expectClean(try garden(["chat"], input: "/replay \(named)\n"))
    // Files that are no transcripts, where the message quotes them.
    for front in [
      "\(Hostile.line)\n", "---\nibid-transcript: \(Hostile.line)\n---\n",
      "---\nibid-transcript: 1\npack: \(Hostile.line)\n---\n", "---\nibid-transcript: 1\n\(Hostile.line)\n---\n",
      "---\nibid-transcript: 1\npack: garden\n---\n```ibid\n\(Hostile.line)\n```\n",
      "---\nibid-transcript: 1\npack: garden\n---\n```ibid\nibid> \\q\(Hostile.line)\n```\n",
      "---\nibid-transcript: 1\npack: garden\n---\n```ibid\nibid> x\n", "---\nibid-transcript: 1\n",
    ] {
      try Data(front.utf8).write(to: URL(fileURLWithPath: named))
      expectClean(try garden(["replay", named]))
      expectClean(try garden(["chat"], input: "/replay \(named)\n"))
    }
    expectClean(try garden(["replay", path, "--accept"]))
  }

  @Test func labelledQuestions() throws {
    let path = scratch.path("q\(Hostile.name).jsonl")
    for text in ["\(Hostile.line)\n", "{\"id\": \"\(Hostile.line)\"}\n", "{\"id\": \"\\u001b[2J\\u202e\", \"turns\": [\"\\u001b\"], \"expect\": [\"answer\"], \"kind\": \"\\u202e\", \"must\": [\"9.9\"]}\n"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      expectClean(try garden(["evaluate", path]))
    }
  }

  @Test func recordingsKeepThemEscapedAndReadable() throws {
    let path = scratch.path("r.md")
    let line = "basil \u{1B}[2J\u{202E}\u{9B}1m\u{200B}\u{E0041}?"
    _ = try garden(["chat", "--record", path], input: line + "\n")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(Hostile.found(in: text) == [])
    #expect(text.contains(#"ibid> basil \u{1B}[2J\u{202E}\u{9B}1m\u{200B}\u{E0041}?"#))
    #expect(try garden(["replay", path]).status == 0)
    let export = scratch.path("e.md")
    _ = try garden(["chat"], input: "does basil\(Hostile.line) reduce aphids?\n/export \(export)\n")
    #expect(Hostile.found(in: try String(contentsOfFile: export, encoding: .utf8)) == [])
  }

  // MARK: At a terminal

  private func expectClean(_ terminal: PseudoTerminal, _ location: Testing.SourceLocation = #_sourceLocation) {
    let text = terminal.printed
    #expect(
      Hostile.foundBesidesOwn(in: text) == [], "\(text.debugDescription.suffix(3000))", sourceLocation: location)
  }

  @Test func typedAndPastedLines() throws {
    let terminal = try conversation.open()
    for sample in Hostile.samples {
      // What comes before the prompt is echoed by the terminal's driver, not by the program.
      try terminal.wait(forCurrentLine: "ibid>")
      try terminal.send("\u{1B}[200~does \(sample.text) basil reduce aphids?\u{1B}[201~")
      terminal.settle(milliseconds: 30)
      try conversation.say("", terminal)
    }
    for text in ["\u{202E}abc", "\u{200B}", "\u{E0041}", "x\u{200D}y", "\u{FEFF}", "\u{2066}"] {
      try terminal.wait(forCurrentLine: "ibid>")
      try conversation.say("does basil \(text) reduce aphids?", terminal)
    }
    try conversation.say("/history", terminal)
    expectClean(terminal)
  }

  @Test func historiesRecalledAtThePrompt() throws {
    let folder = URL(fileURLWithPath: conversation.historyPath).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let escaped = Hostile.line.unicodeScalars.map { scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        ? "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16) : String(scalar)
    }.joined()
    let text = "line-history 1\nraw \(Hostile.line)\nbad \\q\nescaped \(escaped)\nplain\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: conversation.historyPath))
    let terminal = try conversation.open()
    for key in ["\u{1B}[A", "\u{1B}[A", "\u{1B}[A", "\u{3}", "\u{12}esc"] {
      try terminal.send(key)
      terminal.settle()
    }
    #expect(terminal.printed.contains("damaged history"))
    expectClean(terminal)
    expectClean(
      try Program.run(
        ["record", "--from", conversation.historyPath, scratch.path("h.md"), "--pack", Program.garden], input: ""))
    #expect(Hostile.found(in: try String(contentsOfFile: scratch.path("h.md"), encoding: .utf8)) == [])
  }

  @Test func namesOfFilesKeysAndTerminals() throws {
    let folder = scratch.folder.appendingPathComponent("files")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["a\(Hostile.name)", "a other"] {
      try Data().write(to: folder.appendingPathComponent(String(name.prefix(60))))
    }
    try Data("\(Hostile.line)\nbind \(Hostile.line)\n".utf8).write(
      to: scratch.folder.appendingPathComponent(".editrc"))
    let terminal = try conversation.open([], ["PAGER": Hostile.name], columns: 80, rows: 5)
    try terminal.send("/record \(folder.path)/a\t\t\t")
    terminal.settle()
    try terminal.send("\u{3}")
    try terminal.wait(forCurrentLine: "ibid>")
    try conversation.say("/about", terminal)
    try conversation.say("/record \(folder.path)", terminal)
    expectClean(terminal)
    let unknown = try conversation.open([], ["TERM": "x\(Hostile.name)"])
    expectClean(unknown)
    let named = try conversation.open([], ["XDG_STATE_HOME": "/proc/x\(Hostile.name)"])
    try conversation.say("basil?", named)
    expectClean(named)
  }
}
