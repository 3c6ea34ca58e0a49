import Foundation
import Testing

/// The reports of `ibid replay`.
struct ReplayReportTests {
  private let fixture: ReplayFixture
  private static let wrong = ReplayFixture.aphids.replacingOccurrences(of: "Yes.", with: "No.")

  init() throws {
    fixture = try ReplayFixture()
    try fixture.write(
      "a.md", title: "\"Ampersand & <tag> # \\\"quoted\\\"\"", ReplayFixture.aphids, Self.wrong)
    try fixture.write("b.md", ReplayFixture.dose)
    let bad = "---\nibid-transcript: 1\npack: garden\n---\n\n```ibid\nibid>no space\n```\n"
    try Data(bad.utf8).write(to: URL(fileURLWithPath: fixture.scratch.path("c.md")))
    try fixture.write("d.md", "ibid> \\u{1B}[31mwhat\\u{0}?\nx")
  }

  @Test func jsonTellsEveryConversationAndDifference() throws {
    let result = try fixture.replay([fixture.folder, "--report", "json"])
    #expect(result.status == 65)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let transcripts = try #require(object["transcripts"] as? [[String: Any]])
    #expect(transcripts.map { $0["status"] as? String } == ["different", "same", "unreadable", "different"])
    let differences = try #require(transcripts[0]["differences"] as? [[String: Any]])
    #expect(differences.map { $0["class"] as? String } == ["verdict"])
    #expect(differences[0]["line"] as? Int == 15)
    #expect((differences[0]["recorded"] as? String)?.hasPrefix("No. Basil") == true)
    #expect((differences[0]["replayed"] as? String)?.hasPrefix("Yes. Basil") == true)
    let summary = try #require(object["summary"] as? [String: Any])
    #expect(summary["transcripts"] as? Int == 3 && summary["unreadable"] as? Int == 1)
  }

  @Test func tapHasAPointForEachConversation() throws {
    let result = try fixture.replay([fixture.folder, "--report", "tap"])
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "TAP version 14" && lines[1] == "1..4")
    let points = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
    #expect(points.map { $0.hasPrefix("ok ") } == [false, true, false, false])
    #expect(points[0].hasPrefix("not ok 1 - ") && points[0].hasSuffix("Ampersand & <tag> \\# \"quoted\""))
    #expect(lines.filter { $0 == "  ---" }.count == 2 && lines.filter { $0 == "  ..." }.count == 2)
    // All else is indented, a comment, or one of the lines above.
    for line in lines.dropFirst(2) where !points.contains(line) && !line.isEmpty {
      #expect(line.hasPrefix("  ") || line.hasPrefix("#"))
    }
  }

  @Test func junitFollowsTheCommonSchema() throws {
    let result = try fixture.replay([fixture.folder, "--report", "junit"])
    #expect(result.status == 65)
    let report = try JUnitCheck.check(result.output)
    #expect(report.problems == [])
    #expect(report.suites.map(\.tests) == [2, 1, 1, 1])
    #expect(report.suites.map(\.failures) == [1, 0, 0, 1])
    #expect(report.suites.map(\.errors) == [0, 0, 1, 0])
    #expect(report.suites[0].name == "Ampersand & <tag> # \"quoted\"")
    #expect(report.failureTypes == ["verdict", "outcome"])
  }

  @Test func reportGoesToAFileAndTextToStandardOutput() throws {
    let file = fixture.scratch.path("report.xml")
    let arguments = [fixture.folder, "--report", "junit", "--output", file]
    let first = try fixture.replay(arguments)
    #expect(first.output.contains("replayed 3 transcripts") && first.output.contains("@@ -15"))
    #expect(try JUnitCheck.check(try fixture.read("report.xml")).problems == [])
    #expect(try fixture.replay(arguments).status == 65)
    #expect(try JUnitCheck.check(try fixture.read("report.xml")).problems == [])
    let text = fixture.scratch.path("report.txt")
    _ = try fixture.replay([fixture.folder, "--output", text])
    #expect(
      try fixture.read("report.txt").hasSuffix(
        "2 differences in 2 transcripts (1 outcome, 1 verdict), 1 bad file\n"))
    #expect(try fixture.replay([fixture.folder, "--output", fixture.scratch.path("no/where")]).status == 74)
  }

  @Test func exitStatusIsTheSameForEveryForm() throws {
    let good = fixture.scratch.path("b.md")
    let different = fixture.scratch.path("a.md")
    for form in ["text", "json", "tap", "junit"] {
      #expect(try fixture.replay([good, "--report", form]).status == 0)
      #expect(try fixture.replay([different, "--report", form]).status == 1)
      #expect(try fixture.replay([fixture.scratch.path("c.md"), "--report", form]).status == 65)
    }
  }

  @Test func aReportTakesNoTranscriptsPlace() throws {
    let file = fixture.scratch.path("a.md")
    let before = try fixture.read("a.md")
    let result = try fixture.replay([fixture.scratch.path("b.md"), "--report", "tap", "--output", file])
    #expect(result.status == 74)
    #expect(result.errors.contains("holds a transcript"))
    #expect(try fixture.read("a.md") == before)
  }

  @Test func whatWasATranscriptIsPassedOverWithAWord() throws {
    for (name, text) in [("e.md", ""), ("f.md", "--\nibid-transcript: 1\n---\n"), ("g.md", "# Notes\n")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: fixture.scratch.path(name)))
    }
    let errors = try fixture.replay([fixture.folder]).errors.split(separator: "\n")
    let passedOver = errors.filter { $0.contains("passed over") }
    #expect(passedOver.count == 2)
    #expect(passedOver[0].contains("e.md:1: ") && passedOver[1].contains("f.md:1: "))
  }

  @Test func aTranscriptWithoutATurnIsTold() throws {
    try fixture.write("h.md", ReplayFixture.dose)
    let text = try fixture.read("h.md").replacingOccurrences(of: "```ibid\n", with: "```\n")
    try Data(text.utf8).write(to: URL(fileURLWithPath: fixture.scratch.path("h.md")))
    #expect(try fixture.replay([fixture.scratch.path("h.md")]).errors.contains("h.md:1: holds no turn"))
  }
}
