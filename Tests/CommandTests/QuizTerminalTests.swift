import Foundation
import PseudoTerminal
import Quiz
import Testing

/// A whole sitting at a terminal.
@Suite struct QuizTerminalTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private var defaults: [String: String] {
    [
      "HOME": scratch.folder.path, "XDG_DATA_HOME": scratch.path("data"), "TERM": "xterm",
      "PATH": "/usr/bin:/bin",
    ]
  }

  private func open(_ environment: [String: String] = [:], rows: Int = 40) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Program.path,
      arguments: [
        "quiz", "--pack", Program.garden, "--kind", "cloze", "--now", "2026-01-05T09:00:00Z", "--seed", "1",
        "--new", "3",
      ], environment: defaults.merging(environment) { $1 }, columns: 80)
    try terminal.wait(forCurrentLine: "answer>", seconds: 30)
    return terminal
  }

  private func say(_ line: String, _ terminal: PseudoTerminal, then prompt: String) throws {
    try terminal.send(line + "\r")
    terminal.settle()
    try terminal.wait(forCurrentLine: prompt)
  }

  private func text(_ terminal: PseudoTerminal) -> String {
    String(decoding: terminal.output, as: UTF8.self).replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
  }

  /// Answers the item on the screen rightly, by what stands around its gap.
  private func key(_ terminal: PseudoTerminal) throws -> String {
    let gaps = [
      "no consensus on _____": "pruning", "_____ can be planted": "tomatoes", "together with _____": "basil",
      "_____ has been shown": "basil", "Basil has been shown to _____": "reduce", "reduce aphids": "reduce",
      "to reduce _____.": "aphids", "_____ have been reported": "onions", "reported to _____": "reduce",
      "reported to reduce _____": "mildew",
    ]
    let asked = text(terminal).components(separatedBy: "own sentence:").last ?? ""
    return try #require(gaps.first { asked.contains($0.key) }?.value, "\(asked)")
  }

  @Test func aWholeSittingWithEveryKey() throws {
    let terminal = try open()
    try say("?", terminal, then: "answer>")
    try terminal.wait(forText: "leave it for another time")
    try say("why", terminal, then: "answer>")
    try terminal.wait(forText: "It is new")
    // A wrong answer, judged, explained and overruled.
    try say("nonsense", terminal, then: "rating>")
    try terminal.wait(forText: "Wrong.")
    try say("w", terminal, then: "rating>")
    try terminal.wait(forText: "How the answer was judged:")
    try say("o", terminal, then: "rating>")
    try terminal.wait(forText: "Your word counts")
    try say("u", terminal, then: "answer>")
    try terminal.wait(forText: "Taken back.")
    // Ctrl-C clears the line and leaves the sitting.
    try terminal.send("half an answer")
    try terminal.wait(forCurrentLine: "answer> half an answer")
    try terminal.send("\u{3}")
    try terminal.wait(forCurrentLine: "answer>")
    // Three right answers, rated easy, end it.
    for number in 1...3 {
      try terminal.send(try key(terminal) + "\r")
      try terminal.wait(forCurrentLine: "rating>")
      try terminal.send("4\r")
      if number < 3 { try terminal.wait(forCurrentLine: "answer>") }
    }
    #expect(try terminal.waitForExit() == .exited(0))
    let said = text(terminal)
    #expect(said.contains("Nothing more is due."))
    #expect(said.contains("3 answers, 3 right (100%)."))
    #expect(said.contains("Next due: in 8 days."))
    let reviews = try StudyLog(path: scratch.path("data/ibid/study.sqlite")).reviews()
    #expect(reviews.map(\.rating) == [.easy, .easy, .easy])
  }

  @Test func tabCompletesNamesAndTheKeysOfTheSitting() throws {
    let terminal = try open()
    for (typed, line) in [
      ("so", "source"), ("/su", "/suspend"), ("ocim", "ocimum"), ("the love", "the love apple"),
      ("qu", "quit"),
    ] {
      try terminal.send(typed + "\t")
      try terminal.wait(forCurrentLine: "answer> " + line)
      try terminal.send("\u{15}")
      try terminal.wait(forCurrentLine: "answer>")
    }
    try say("nonsense", terminal, then: "rating>")
    try terminal.send("over\t")
    try terminal.wait(forCurrentLine: "rating> overrule")
    try terminal.send("\u{15}\t\t")
    try terminal.wait(forText: "again     overrule  why")
  }

  @Test func anEmptyLineShowsTheAnswer() throws {
    let terminal = try open()
    try say("", terminal, then: "rating>")
    try terminal.wait(forText: "The answer:")
  }

  @Test func controlDEndsTheSittingAndSaysSo() throws {
    let terminal = try open()
    try say("nonsense", terminal, then: "rating>")
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(text(terminal).contains("1 answer, 0 right (0%)."))
    #expect(try StudyLog(path: scratch.path("data/ibid/study.sqlite")).reviews().count == 1)
  }

  /// The quiz of a conversation is left for the conversation, as with "quit".
  @Test func controlDLeavesTheSittingBeforeTheConversation() throws {
    let terminal = try PseudoTerminal(
      Program.path, arguments: ["--pack", Program.garden], environment: defaults, columns: 80)
    try terminal.wait(forCurrentLine: "ibid>", seconds: 30)
    try terminal.send("/quiz --kind cloze --seed 1\r")
    try terminal.wait(forCurrentLine: "answer>")
    try terminal.send("\u{4}")
    try terminal.wait(forCurrentLine: "ibid>")
    try terminal.send("does basil reduce aphids?\r")
    try terminal.wait(forText: "aphids.")
    try terminal.wait(forCurrentLine: "ibid>")
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func answersDoNotComeBackWithTheArrow() throws {
    let terminal = try open()
    try say("nonsense", terminal, then: "rating>")
    try say("", terminal, then: "answer>")
    try terminal.send("\u{1B}[A")
    terminal.settle()
    #expect(terminal.screen.currentLine.hasPrefix("answer>"))
    #expect(!terminal.screen.currentLine.contains("nonsense"))
  }

  @Test func aDumbTerminalGetsTheSameSitting() throws {
    let terminal = try open(["TERM": "dumb"])
    try terminal.send("nonsense\r")
    try terminal.wait(forText: "Wrong.")
    #expect(!terminal.output.contains(0x1B))
  }

  @Test func twoTerminalsAtOnceLoseNothing() throws {
    let (one, other) = (try open(), try open())
    for terminal in [one, other] { try say("nonsense", terminal, then: "rating>") }
    for terminal in [one, other] {
      try terminal.send("q\r")
      #expect(try terminal.waitForExit() == .exited(0))
    }
    #expect(try StudyLog(path: scratch.path("data/ibid/study.sqlite")).reviews().count == 2)
  }
}
