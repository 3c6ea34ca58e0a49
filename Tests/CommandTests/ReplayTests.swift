import Foundation
import Testing

/// `ibid replay`.
struct ReplayTests {
  private static let transcript = """
    ---
    ibid-transcript: 1
    pack: garden
    ---

    Prose of a person.

    ```ibid
    ibid> does basil reduce aphids?
    Yes. Basil keeps aphids down.
      "Basil has been shown to reduce aphids."
      [1] garden, paragraph 1, sentence 2 (line 3)
    ```

    """

  private func write(_ text: String, to scratch: Scratch, as name: String = "t.md") throws -> String {
    let path = scratch.path(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func replay(_ arguments: String..., pack: String = Program.garden) throws -> Program.Result {
    try Program.run(["replay", "--pack", pack] + arguments)
  }

  @Test func changedGistShowsAsADiffWithFileAndLine() throws {
    let scratch = try Scratch()
    let file = try write(Self.transcript, to: scratch)
    let pack = try scratch.garden([
      "statements.yaml": { $0.replacingOccurrences(of: "keeps aphids down", with: "drives aphids off") }
    ])
    let result = try replay(file, pack: pack)
    #expect(result.status == 1)
    #expect(result.output.contains("--- \(file):9 recorded"))
    #expect(result.output.contains("\n-Yes. Basil keeps aphids down.\n+Yes. Basil drives aphids off.\n"))
    #expect(result.output.hasSuffix("replayed 1 transcript, 1 turn: 1 difference in 1 transcript\n"))
  }

  @Test func acceptRewritesTheRepliesOnly() throws {
    let scratch = try Scratch()
    let file = try write(
      Self.transcript.replacingOccurrences(of: "Yes. Basil", with: "No. Basil"), to: scratch)
    #expect(try replay(file).status == 1)
    #expect(try replay(file, "--accept").status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.transcript)
  }

  @Test func replayMakesNoFiles() throws {
    let scratch = try Scratch()
    let target = scratch.path("made.md")
    let file = try write(
      Self.transcript.replacingOccurrences(
        of: "ibid> does", with: "ibid> /record \(target)\nA replay records nothing.\n\nibid> does"),
      to: scratch)
    #expect(try replay(file).status == 0)
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test func badTranscriptEndsWith65AndTheRestIsReplayed() throws {
    let scratch = try Scratch()
    _ = try write(Self.transcript, to: scratch)
    let bad = try write(
      Self.transcript.replacingOccurrences(of: "ibid> does", with: "ibid>does"), to: scratch, as: "bad.md")
    let result = try replay(scratch.folder.path)
    #expect(result.status == 65)
    #expect(result.errors.contains("\(bad):"))
    #expect(result.output.contains("replayed 1 transcript"))
  }

  @Test func exitCodesTellWhatWasWrong() throws {
    let scratch = try Scratch()
    #expect(try replay(scratch.path("none.md")).status == 66)
    #expect(try replay(scratch.folder.path).status == 66)
    #expect(try replay(try write("# notes\n", to: scratch, as: "notes.md")).status == 65)
    #expect(
      try replay(
        try write(Self.transcript.replacingOccurrences(of: "pack: garden", with: "pack: pond"), to: scratch)
      ).status == 65)
    #expect(try Program.run(["replay"]).status == 64)
  }
}
