import Foundation
import PseudoTerminal
import Testing

/// `/related`, `/compare`, `/summary`, `/replay` and `/export`.
struct StatementCommandTests {
  private func chat(_ lines: String, _ arguments: String...) throws -> Program.Result {
    try Program.run(["chat", "--pack", Program.garden] + arguments, input: lines)
  }

  @Test func comparisonStandsSideBySideByRelation() throws {
    let output = try chat("/compare basil and onions\n").output
    #expect(
      output == """
        read as: onyons ("onions")

        basil and onyons, as the document has them

        combined with
          basil:                                   onyons: nothing
          "Tomatoes can be planted together
          with basil."
          [1] paragraph 1, sentence 1 (line 3)

        reduces
          basil:                                   onyons:
          "Basil has been shown to reduce          "Onyons have been reported to reduce
          aphids."                                 mildew"
          [2] paragraph 1, sentence 2 (line 3)     [3] paragraph 1, sentence 4 (line 3)
                                                   Note: The document writes "onyons";
                                                         the plant is the onion.

        """)
  }

  @Test func whatIsOnBothStandsOnce() throws {
    let output = try chat("/compare tomatoes basil\n").output
    #expect(output.contains("combined with\n  both:\n  \"Tomatoes can be planted together with basil.\""))
    #expect(output.ranges(of: "planted together").count == 1)
  }

  /// Every sentence of the reply is a quote, a place, a name or one of the few words around them.
  @Test func comparisonsQuoteTheDocumentAndNothingElse() throws {
    let document = try String(contentsOfFile: Program.garden + "/document.txt", encoding: .utf8)
    let output = try chat("/compare basil and onions\n/summary\n", "--width", "1000", "--plain").output
    let quotes = output.matches(of: /^ *"(.*)"$/.anchorsMatchLineEndings()).map { String($0.1) }
    #expect(quotes.count == 5)
    for quote in quotes { #expect(document.contains(quote)) }
  }

  @Test(arguments: [
    ("/compare\n", "/compare takes two things"), ("/compare basil\n", "/compare takes two things"),
    ("/compare basil onions tomatoes\n", "/compare takes two things"),
    (
      "/compare glorp and blurp\n",
      "Nothing that the document speaks of is known by that name: glorp and blurp."
    ),
    ("/related glorp\n", "is known by that name: glorp."), ("/related\n", "There is no answer yet."),
  ]) func whatCannotBeComparedIsTold(_ line: String, _ message: String) throws {
    #expect(try chat(line).output.replacing("\n", with: " ").contains(message))
  }

  @Test func relatedShowsWhatIsNearAndNotWhatWasSaid() throws {
    let output = try chat("does basil reduce aphids?\n/related\n/source 1\n").output
    let related = try #require(output.components(separatedBy: "The document also says:").last)
    #expect(related.contains("Tomatoes can be planted together with basil."))
    #expect(!related.contains("\"Basil has been shown"))
    #expect(related.contains(">> Tomatoes can be planted together with basil. <<"))
    let named = try chat("/related greenfly\n").output
    #expect(named.contains("The document says on aphids:\n\n  \"Basil has been shown to reduce aphids.\""))
  }

  @Test func relatedRepeatsNothingThatAnAbstentionShowed() throws {
    let output = try chat("what dose of basil?\n/related\n").output
    #expect(output.ranges(of: "planted together with").count == 1)
  }

  @Test func whereOneSideHasNothingTheOtherHasTheWholeWidth() throws {
    let output = try chat("/compare basil and pneumonia\n").output
    #expect(output.contains("No statement of the document is on pneumonia."))
    #expect(!output.contains(": nothing"))
  }

  @Test func summaryIsThePacksAndItsNumbersCanBeLookedUp() throws {
    let output = try chat("/summary\n/source 2\n", "--width", "500").output
    #expect(output.contains("\"Companions of the tomato\" in short:"))
    #expect(output.contains("  [2] garden, paragraph 1, sentence 2 (line 3)"))
    #expect(output.contains(">> Basil has been shown to reduce aphids. <<"))
  }

  @Test func aboutTellsWhichKnowledgeAnswers() throws {
    func sums(_ pack: String) throws -> [Substring] {
      let output = try Program.run(["chat", "--pack", pack], input: "/about\n").output
      return output.matches(of: /SHA-256: +([0-9a-f]{64})/).map(\.output.1)
    }
    let shipped = try sums(Program.garden)
    #expect(shipped.count == 2 && shipped[0].hasPrefix("1e406b285f659d44"))
    let (copies, changes) = (try Scratch(), try Scratch())
    #expect(try sums(copies.garden()) == shipped)
    let other = try sums(
      changes.garden([
        "statements.yaml": { $0.replacingOccurrences(of: "keeps aphids", with: "keeps the aphids") }
      ]))
    #expect(other[0] == shipped[0] && other[1] != shipped[1])
    // The pack that is built in and its folder hold the same.
    let pack = Program.repository.appendingPathComponent("knowledge/net-systemic-therapy").path
    let builtIn = try Program.run(["chat"], input: "/about\n").output
    #expect(try sums(pack) == builtIn.matches(of: /SHA-256: +([0-9a-f]{64})/).map(\.output.1))
  }

  @Test func helpTellsMoreOfOneCommand() throws {
    let output = try chat("/help /exp\n/help zzzzzzz\n/help h\n").output
    #expect(output.contains("/export FILE\n  Write the conversation so far"))
    #expect(output.contains("There is no command /zzzzzzz."))
    #expect(output.contains("/h is ambiguous: /help /history"))
  }

  // MARK: /export

  @Test func exportIsMarkdownWithOneListOfReferences() throws {
    let scratch = try Scratch()
    let file = scratch.path("notes.md")
    let lines =
      "does ocimum reduce aphids?\nwhat dose?\nis there <b>consensus</b> on *pruning*?\ndoes basil reduce aphids?\n/export \(file)\n"
    #expect(try chat(lines, "--width", "300").output.contains("Wrote 4 replies to \(file)."))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.hasPrefix("# A conversation on \"Companions of the tomato\"\n\n"))
    #expect(
      text.contains(
        "## does ocimum reduce aphids?\n\nRead as: basil (\"ocimum\")\n\n**Yes.** Basil keeps aphids down.\n\n> \"Basil has been shown to reduce aphids.\" [1]"
      ))
    #expect(text.contains("## is there \\<b\\>consensus\\</b\\> on \\*pruning\\*?"))
    #expect(text.contains("> \"There is no consensus on pruning.\" [2]"))
    #expect(
      text.hasSuffix(
        """
        ## References

        1. Fixture Press. "Companions of the tomato" (2001). Paragraph 1, sentence 2 (line 3).
        2. Fixture Press. "Companions of the tomato" (2001). Paragraph 1, sentence 3 (line 3).

        """))
    let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(rights == 0o600)
  }

  @Test func exportToJSONIsCSL() throws {
    let scratch = try Scratch()
    let file = scratch.path("notes.JSON")
    _ = try chat("does basil reduce aphids?\nwhat dose?\n/export \(file)\n")
    let items = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: file))) as? [[String: Any]]
    )
    #expect(items.count == 1)
    #expect(items[0]["id"] as? String == "garden-1.2")
    #expect(items[0]["type"] as? String == "webpage")
    #expect(items[0]["locator"] as? String == "paragraph 1, sentence 2")
    #expect((items[0]["issued"] as? [String: [[Int]]])?["date-parts"] == [[2001]])
    // What the schema of CSL data knows.
    let known: Set = ["id", "type", "title", "publisher", "issued", "locator", "note"]
    #expect(Set(items[0].keys) == known)
  }

  @Test func exportReplacesNothingOnAPipe() throws {
    let scratch = try Scratch()
    let file = scratch.path("mine.md")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try chat("/summary\n/export \(file)\n").output.contains("already exists"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    #expect(try chat("/export \(file)\n").output.contains("There is nothing to write yet"))
    #expect(try chat("/summary\n/export\n").output.contains("/export takes the name of a file"))
    #expect(try chat("/summary\n/export /nowhere/at/all.md\n").output.contains("/nowhere/at/all.md"))
  }

  @Test func exportAsksAtTheTerminal() throws {
    let conversation = try Conversation()
    let file = conversation.scratch.path("mine.md")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
    let terminal = try conversation.open(columns: 200)
    try conversation.say("/summary", terminal)
    try conversation.say("/export \(file)", terminal)
    try terminal.wait(forText: "Overwrite it? [y/N]")
    try conversation.say("n", terminal)
    try terminal.wait(forText: "Nothing is written; the file stays as it is.")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    try conversation.say("/export \(file)", terminal)
    try conversation.say("y", terminal)
    try terminal.wait(forText: "Wrote 1 reply to")
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("## References"))
  }

  // MARK: /replay

  @Test func replayTellsWhereRepliesDiffer() throws {
    let scratch = try Scratch()
    let file = scratch.path("a.md")
    _ = try chat("does basil reduce aphids?\n", "--record", file)
    #expect(try chat("/replay \(file)\n").output == "replayed 1 transcript, 1 turn: no differences\n")
    let text = try String(contentsOfFile: file, encoding: .utf8).replacing(
      "keeps aphids down", with: "is green")
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    let differing = try chat("/replay \(file)\nwhat dose?\n").output
    #expect(
      differing.contains("-Yes. Basil is green.") && differing.contains("+Yes. Basil keeps aphids down."))
    // The conversation goes on as if nothing had been said.
    #expect(!differing.contains("names basil"))
    #expect(try chat("/replay /nowhere.md\n").output.contains("/nowhere.md"))
    #expect(try chat("/replay\n").output.contains("/replay takes the file"))
  }
}
