import Foundation
import PseudoTerminal

/// The program at a terminal, in a home of its own that goes when the test does.
struct Conversation {
  static let question = "does basil reduce aphids?"
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The history of questions.
  var historyPath: String { scratch.path(".local/state/ibid/history") }

  /// The lines of the history, without its header.
  func history() throws -> [String] {
    try String(contentsOfFile: historyPath, encoding: .utf8).split(separator: "\n").dropFirst().map(
      String.init)
  }

  /// Writes the configuration.
  func configure(_ text: String) throws {
    let folder = scratch.folder.appendingPathComponent(".config/ibid")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appendingPathComponent("config.yaml"))
  }

  func environment(_ changes: [String: String] = [:]) -> [String: String] {
    ["HOME": scratch.folder.path, "TERM": "xterm", "PATH": "/usr/bin:/bin"].merging(changes) { $1 }
  }

  /// Starts the program on the garden pack and waits for its prompt.
  func open(
    _ arguments: [String] = [], _ changes: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Program.path, arguments: ["--pack", Program.garden] + arguments, environment: environment(changes),
      columns: columns, rows: rows)
    try terminal.wait(forCurrentLine: "ibid>", seconds: 30)
    return terminal
  }

  /// Types a line and waits until nothing more comes.
  func say(_ line: String, _ terminal: PseudoTerminal) throws {
    try terminal.send(line + "\r")
    terminal.settle()
  }

  /// Presses Ctrl-C and waits for the prompt that follows.
  func interrupt(_ terminal: PseudoTerminal) throws {
    let count = terminal.printed.ranges(of: "^C").count
    try terminal.send("\u{3}")
    try terminal.wait(for: "^C and a prompt") { _ in
      terminal.printed.ranges(of: "^C").count > count && terminal.screen.currentLine == "ibid>"
    }
  }

  /// A transcript whose replay prints more than `lines` lines.
  func longTranscript(lines: Int) throws -> String {
    let path = scratch.path("long.md")
    let reply = (0..<lines).map { "line \($0) " + String(repeating: "x", count: 60) }.joined(separator: "\n")
    let text = "---\nibid-transcript: 1\npack: garden\ntitle: Long\n---\n\n```ibid\nibid> x\n\(reply)\n```\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}

extension PseudoTerminal {
  /// All that was printed, with its escape sequences.
  var printed: String { String(decoding: output, as: UTF8.self) }
}
