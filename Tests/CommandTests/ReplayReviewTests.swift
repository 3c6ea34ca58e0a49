import Foundation
import PseudoTerminal
import Testing

/// `ibid replay --review`.
struct ReplayReviewTests {
  private let fixture: ReplayFixture
  private static let wrong = ReplayFixture.aphids.replacingOccurrences(of: "Yes.", with: "No.")
  private static let reworded = ReplayFixture.aphids.replacingOccurrences(of: "keeps", with: "kept")

  init() throws { fixture = try ReplayFixture() }

  private func review(_ answers: String) throws -> Program.Result {
    try fixture.replay([fixture.folder, "--review"], input: answers)
  }

  @Test func everyDifferenceIsAskedAboutLineByLine() throws {
    try fixture.write("a.md", Self.wrong, Self.reworded)
    try fixture.write("b.md", Self.wrong)
    let result = try review("a\nr\ns\n")
    #expect(result.status == 1)
    #expect(result.output.contains("1 of 3, verdict: [a]ccept"))
    #expect(result.output.contains("2 of 3, wording: [a]ccept"))
    #expect(result.output.hasSuffix("accepted 1, rejected 1, skipped 1\n"))
    #expect(try fixture.read("a.md").contains(ReplayFixture.aphids + "\n\n" + Self.reworded))
    #expect(try fixture.read("b.md").contains(Self.wrong))
  }

  @Test func allOfAClassAreAcceptedAtOnce() throws {
    try fixture.write("a.md", Self.wrong, Self.reworded)
    try fixture.write("b.md", Self.wrong)
    let result = try review("A\nr\n")
    #expect(result.output.hasSuffix("accepted 2, rejected 1, skipped 0\n"))
    #expect(result.output.components(separatedBy: "[a]ccept").count == 3)
    #expect(try fixture.read("b.md").contains(ReplayFixture.aphids))
    #expect(try fixture.read("a.md").contains(Self.reworded))
  }

  @Test func endOfInputQuitsAndKeepsWhatWasAccepted() throws {
    try fixture.write("a.md", Self.wrong, Self.wrong)
    let before = try fixture.write("b.md", Self.wrong)
    let result = try review("accept\n")
    #expect(result.status == 1)
    #expect(result.output.hasSuffix("accepted 1, rejected 0, skipped 2\n"))
    #expect(try fixture.read("a.md").contains(ReplayFixture.aphids + "\n\n" + Self.wrong))
    #expect(try String(contentsOfFile: before, encoding: .utf8).contains(Self.wrong))
  }

  @Test func whatIsNotUnderstoodIsExplainedAndAskedAgain() throws {
    try fixture.write("a.md", Self.wrong)
    let result = try review("perhaps\n?\na\n")
    #expect(result.status == 0)
    #expect(result.output.components(separatedBy: "a  accept: write the new reply").count == 3)
    #expect(try fixture.read("a.md").contains(ReplayFixture.aphids))
  }

  @Test func nothingIsWrittenWhereNothingIsAccepted() throws {
    let file = try fixture.write("a.md", Self.wrong)
    let before = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
    #expect(try review("q\n").status == 1)
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int == before)
  }

  /// A review of some transcripts in a terminal.
  private func terminal(_ files: String...) throws -> PseudoTerminal {
    try PseudoTerminal(
      Program.path, arguments: ["replay", "--pack", Program.garden, "--review"] + files,
      environment: ["HOME": fixture.folder, "TERM": "xterm", "PATH": "/usr/bin:/bin"], columns: 100)
  }

  @Test func anInterruptionKeepsWhatWasAcceptedAndTellsTheStatus() throws {
    let first = try fixture.write("a.md", Self.wrong)
    let second = try fixture.write("b.md", Self.wrong)
    let untouched = try fixture.read("b.md")
    let terminal = try terminal(first, second)
    try terminal.wait(forText: "1 of 2")
    try terminal.send("a\r")
    try terminal.wait(forText: "2 of 2")
    try terminal.wait(forText: "[q]uit [?]")
    try terminal.send("\u{3}")
    #expect(try terminal.waitForExit() == .exited(130))
    #expect(try fixture.read("a.md").contains(ReplayFixture.aphids))
    #expect(try fixture.read("b.md") == untouched)
  }

  @Test func aTerminalShowsColoursEmphasisAndThePrompt() throws {
    let file = try fixture.write("a.md", Self.wrong)
    let terminal = try terminal(file)
    try terminal.wait(forText: "[q]uit [?]")
    let printed = String(decoding: terminal.output, as: UTF8.self)
    // The word that changed stands out by more than its colour.
    #expect(printed.contains("\u{1B}[1;4;31mNo\u{1B}[0m"))
    #expect(printed.contains("\u{1B}[1;4;94mYes\u{1B}[0m"))
    try terminal.send("a\r")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(try fixture.read("a.md").contains(ReplayFixture.aphids))
  }
}
