import Answering
import Glibc
import PseudoTerminal

/// How soon the conversation answers at a terminal.
struct TerminalBench {
  let ibid: String
  let questions: [LabelledQuestion]
  private static let rounds = 200

  /// From Enter to the first byte of the reply that is not the line's end nor a command to the terminal.
  func run() throws -> Table {
    let terminal = try PseudoTerminal(
      ibid, arguments: ["--private"],
      environment: ["TERM": "xterm", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      columns: 200, rows: 50)
    try terminal.wait(for: "the prompt", seconds: 10) { $0.currentLine.hasPrefix("ibid>") }
    var times = Samples()
    for question in questions.map({ $0.turns[0] }).filter(Self.isPlain).prefix(Self.rounds) {
      try terminal.send(question)
      try terminal.wait(forCurrentLine: "ibid> " + question)
      terminal.settle(milliseconds: 5)
      let before = terminal.output.count
      let start = wallSeconds()
      try terminal.send("\r")
      try terminal.wait(for: "an answer") { _ in Self.hasText(terminal.output[before...]) }
      times.add(wallSeconds() - start)
      try terminal.wait(for: "the prompt") { $0.currentLine == "ibid>" }
      terminal.settle(milliseconds: 5)
    }
    try terminal.send("/quit\r")
    _ = try terminal.waitForExit()
    return Table(
      title: "At a terminal: from Enter to the first byte of the answer",
      remark:
        "\(times.values.count) questions typed into `ibid` on a pseudo-terminal; the clock on the wall.",
      head: ["p50 ms", "p99 ms", "worst ms"],
      rows: [
        [
          milliseconds(times.median), milliseconds(times.percentile(0.99)), milliseconds(times.percentile(1)),
        ]
      ])
  }

  /// Whether a question stands on one row of the screen as it was typed.
  private static func isPlain(_ question: String) -> Bool {
    question.count < 150 && !question.contains("  ") && question.last != " "
      && question.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " ,.?'-".contains($0)) }
  }

  /// Whether there is more than line ends and escape sequences.
  private static func hasText(_ bytes: ArraySlice<UInt8>) -> Bool {
    var isSequence = false
    for byte in bytes {
      if isSequence {
        isSequence = !(0x40...0x7E).contains(byte) || byte == UInt8(ascii: "[")
      } else if byte == 0x1B {
        isSequence = true
      } else if byte > 0x20 {
        return true
      }
    }
    return false
  }
}
