import Foundation
import Testing

/// How `ibid replay` shows, classes, tolerates and accepts differences.
struct ReplayDifferenceTests {
  private let fixture: ReplayFixture

  init() throws { fixture = try ReplayFixture() }

  private func changed(_ from: String, _ to: String) -> String {
    ReplayFixture.aphids.replacingOccurrences(of: from, with: to)
  }

  @Test func eachDifferenceIsClassed() throws {
    let cases = [
      (changed("Yes.", "No."), "verdict: yes, recorded as no"),
      (changed("sentence 2", "sentence 3"), "citations: "),
      (changed("shown to", "shown  to"), "wording: "),
      (changed("keeps", "kept"), "wording: outcome, verdict and citations are the same"),
      (
        "ibid> does basil reduce aphids?\nThe document does not say.",
        "outcome: answered, recorded as not-stated"
      ),
      ("ibid> does basil reduce aphids?", "missing: no reply is recorded yet"),
      ("ibid> /quit\n\n" + ReplayFixture.aphids, "ended: the conversation had ended before"),
      ("ibid> /about\nAnother pack.", "command: another reply to a command"),
    ]
    for (turn, label) in cases {
      let file = try fixture.write("a.md", turn)
      let result = try fixture.replay([file])
      #expect(result.status == 1)
      #expect(result.lines.first?.hasPrefix(file + ":") == true)
      #expect(result.lines.first?.contains(": \(label)") == true, "\(result.lines.first ?? "")")
    }
  }

  @Test func changedDocumentIsTold() throws {
    let file = try fixture.write("a.md", sha256: String(repeating: "0", count: 64), changed("Yes.", "No."))
    let result = try fixture.replay([file])
    #expect(result.errors.contains("\(file):1: recorded with another version of the document"))
    #expect(result.lines.first?.contains(": knowledge changed since recording, verdict: ") == true)
    #expect(try fixture.replay([file, "--accept"]).status == 0)
    let text = try fixture.read("a.md")
    #expect(text.contains("document-sha256: 1e406b285f659d44") && text.contains("\nYes. Basil"))
  }

  @Test func changedKnowledgeIsToldWhereAReplyDiffers() throws {
    let file = fixture.scratch.path("life.md")
    let lines = "does basil reduce aphids?\n/about\n"
    _ = try Program.run(["--pack", Program.garden, "--record", file], input: lines)
    #expect(try fixture.read("life.md").contains("\nknowledge-sha256: "))
    #expect(try fixture.replay([file]).status == 0)
    // The same words of the document, and another gist.
    let pack = try fixture.reworded()
    let result = try fixture.replay([file], pack: pack)
    #expect(result.errors == "")
    #expect(result.lines.first?.contains(": knowledge changed since recording, wording: ") == true)
    #expect(try fixture.replay([file, "--accept"], pack: pack).status == 0)
    // Accepted, it is of that knowledge: what differs now differs for another reason.
    let wrong = try fixture.read("life.md").replacingOccurrences(of: "Yes.", with: "No.")
    try Data(wrong.utf8).write(to: URL(fileURLWithPath: file))
    #expect(try fixture.replay([file], pack: pack).lines.first?.contains(".md:9: verdict: ") == true)
  }

  @Test func firstDifferenceIsShownAndTheOthersAreFolded() throws {
    let wrong = changed("Yes.", "No.")
    let file = try fixture.write("a.md", wrong, wrong, ReplayFixture.dose, wrong)
    let folded = try fixture.replay([file])
    #expect(folded.output.components(separatedBy: "\n@@ ").count == 2)
    #expect(
      folded.output.contains(
        "Then 2 turns of this conversation differ as well: line 14 (verdict), line 26 (verdict)."))
    #expect(folded.output.contains("3 differences in 1 transcript (3 verdict)"))
    let all = try fixture.replay([file, "--all"])
    #expect(all.output.components(separatedBy: "\n@@ ").count == 4)
    #expect(!all.output.contains("Then "))
  }

  @Test func messageSaysHowToAccept() throws {
    let file = try fixture.write("a.md", changed("Yes.", "No."))
    let result = try fixture.replay([file])
    #expect(result.output.contains("'ibid replay \(file) --accept'"))
    #expect(result.output.contains("'--review'"))
    let same = try fixture.replay([fixture.write("b.md", ReplayFixture.aphids)])
    #expect(!same.output.contains("--accept"))
  }

  @Test func invisibleCharactersAreShown() throws {
    let file = try fixture.write("a.md", changed("keeps aphids", "keeps\\u{A0}aphids"))
    #expect(try fixture.replay([file]).output.contains("-Yes. Basil keeps\\u{A0}aphids down."))
  }

  @Test func toleratedClassesPassAndAreCounted() throws {
    let file = try fixture.write("a.md", changed("keeps", "kept"))
    let other = try fixture.write("b.md", changed("Yes.", "No."))
    let wording = try fixture.replay([file, "--tolerate", "wording"])
    #expect(wording.status == 0)
    #expect(wording.output == "replayed 1 transcript, 1 turn: no differences, 1 tolerated\n")
    let both = try fixture.replay([file, other, "--tolerate", "wording"])
    #expect(both.status == 1)
    #expect(both.output.contains("1 difference in 1 transcript, 1 tolerated"))
    #expect(!both.output.contains(file + ":"))
    #expect(try fixture.replay([file, other, "--tolerate", "wording,verdict"]).status == 0)
  }

  @Test func rewordingAStatementIsTolerated() throws {
    let file = try fixture.write("a.md", ReplayFixture.aphids)
    #expect(try fixture.replay([file, "--tolerate", "wording"], pack: fixture.reworded()).status == 0)
  }

  @Test func questionsAloneAreReportedAndFilledIn() throws {
    let file = try fixture.write("a.md", "ibid> does basil reduce aphids?\nibid> basil dose?")
    let plain = try fixture.replay([file])
    #expect(plain.status == 1)
    #expect(plain.output.contains("2 differences in 1 transcript (2 missing)"))
    #expect(try fixture.replay([file, "--accept"]).status == 0)
    let text = try fixture.read("a.md")
    #expect(text.contains("```ibid\n\(ReplayFixture.aphids)\n\n\(ReplayFixture.dose)\n```\n\nMore prose.\n"))
    #expect(text.contains("\ndocument-sha256: 1e406b285f659d44"))
    #expect(try fixture.replay([file]).status == 0)
  }

  @Test func acceptKeepsProseCommentsAndOrder() throws {
    let front = "---\nibid-transcript: 1\n# why this is kept\npack: garden\nmood: sunny\n---\n\n"
    let body =
      "One.  \n\n```ibid\nTURN\n```\n\n<!-- two -->\n\n```sh\nibid replay\n```\n\n```ibid\n\nDOSE\n```\n"
    func text(_ turn: String) -> String {
      front
        + body.replacingOccurrences(of: "TURN", with: turn)
        .replacingOccurrences(of: "DOSE", with: ReplayFixture.dose)
    }
    let file = fixture.scratch.path("a.md")
    try Data(text(changed("Yes.", "No.")).utf8).write(to: URL(fileURLWithPath: file))
    #expect(try fixture.replay([file, "--accept"]).status == 0)
    #expect(try fixture.read("a.md") == text(ReplayFixture.aphids))
  }
}
