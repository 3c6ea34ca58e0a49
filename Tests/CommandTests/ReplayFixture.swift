import Foundation

/// Transcripts of the garden pack in a folder that goes with the test.
struct ReplayFixture {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  static let front = "---\nibid-transcript: 1\npack: garden\n"
  static let aphids = """
    ibid> does basil reduce aphids?
    Yes. Basil keeps aphids down.
      "Basil has been shown to reduce aphids."
      [1] garden, paragraph 1, sentence 2 (line 3)
    """
  static let dose = """
    ibid> basil dose?
    The document names basil but says nothing of its dose.

    It does say, which may not be an answer to this:
      "Basil has been shown to reduce aphids."
      [1] garden, paragraph 1, sentence 2 (line 3)
    """

  var folder: String { scratch.folder.path }

  /// Writes a transcript of some turns and returns its path.
  @discardableResult
  func write(_ name: String, title: String? = nil, sha256: String? = nil, _ turns: String...) throws -> String
  {
    let path = scratch.path(name)
    let keys = [sha256.map { "document-sha256: \($0)\n" }, title.map { "title: \($0)\n" }].compactMap { $0 }
    let text =
      Self.front + keys.joined() + "---\n\nProse of a person.\n\n```ibid\n" + turns.joined(separator: "\n\n")
      + "\n```\n\nMore prose.\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: scratch.path(name), encoding: .utf8)
  }

  func replay(_ arguments: [String], pack: String = Program.garden, input: String = "") throws
    -> Program.Result
  {
    try Program.run(["replay", "--pack", pack] + arguments, input: input)
  }

  /// The garden with another gist: other words, the same citation.
  func reworded() throws -> String {
    try scratch.garden([
      "statements.yaml": { $0.replacingOccurrences(of: "keeps aphids down", with: "drives aphids off") }
    ])
  }
}
