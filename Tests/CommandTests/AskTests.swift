import Foundation
import Testing

/// `ibid ask` on a pack of its own, so that no answer here depends on the shipped one.
struct AskTests {
  private func ask(_ arguments: String..., input: String = "") throws -> Program.Result {
    try Program.run(["ask", "--pack", Program.garden] + arguments, input: input)
  }

  @Test func answerGivesVerdictQuoteAndCitation() throws {
    let result = try ask("does", "basil", "reduce", "aphids?")
    #expect(result.status == 0)
    #expect(
      result.output == """
        Yes. Basil keeps aphids down.
          "Basil has been shown to reduce aphids."
          [1] garden, paragraph 1, sentence 2 (line 3)

        """)
  }

  @Test func brandNamesAndMisspellingsAreEchoed() throws {
    let result = try ask("does ocimum reduce aphidds?")
    #expect(result.output.hasPrefix("read as: aphids (\"aphidds\"), basil (\"ocimum\")\n\n"))
  }

  @Test func noteOnTheDocumentsOwnWordIsShown() throws {
    let result = try ask("do onions reduce mildew?")
    #expect(result.output.contains("There are reports:"))
    #expect(result.output.contains("  Note: The document writes \"onyons\"; the plant is the onion."))
  }

  @Test func unansweredQuestionEndsWithOne() throws {
    let result = try ask("dose of basil?")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("The document names basil but says nothing of its dose."))
    #expect(result.output.contains("which may not be an answer"))
  }

  @Test func everyLineOfInputIsAskedByItself() throws {
    let result = try ask("--json", input: "does basil reduce aphids?\n\nand mildew?\nis that so")
    #expect(result.lines.count == 4)
    #expect(result.status == 1)
    let questions = try result.lines.map { try object($0)["question"] as? String }
    #expect(questions == ["does basil reduce aphids?", "", "and mildew?", "is that so"])
  }

  @Test func jsonHasTheKeysOfTheContractInOrder() throws {
    let line = try #require(try ask("--json", "does basil reduce aphids?").lines.first)
    var rest = line[...]
    for key in ["schema", "question", "outcome", "reason", "verdict", "text", "citations", "related"] {
      let place = try #require(rest.range(of: "\"\(key)\": "))
      rest = rest[place.upperBound...]
    }
    let fields = try object(line)
    #expect(fields["schema"] as? Int == 1)
    #expect(fields["outcome"] as? String == "answered")
    #expect(fields["verdict"] as? String == "yes")
    #expect(fields["reason"] is NSNull)
    #expect(fields.count == 8)
  }

  @Test func citedBytesAreTheQuote() throws {
    let document = try Data(contentsOf: URL(fileURLWithPath: Program.garden + "/document.txt"))
    let fields = try object(try #require(try ask("--json", "does basil reduce aphids?").lines.first))
    let citation = try #require((fields["citations"] as? [[String: Any]])?.first)
    let start = try #require(citation["start"] as? Int)
    let end = try #require(citation["end"] as? Int)
    #expect(citation["quote"] as? String == String(decoding: document[start..<end], as: UTF8.self))
    #expect(citation["line"] as? Int == 3)
  }

  @Test func explainAddsTheReading() throws {
    let text = try ask("--explain", "does basil reduce aphids?").output
    #expect(text.contains("form:       yes or no"))
    #expect(text.contains("basil-reduces-aphids"))
    let json = try #require(try ask("--json", "--explain", "does basil reduce aphids?").lines.first)
    #expect(try object(json)["explanation"] is [[String: Any]])
  }

  @Test(arguments: [20, 40, 80]) func repliesKeepToTheWidth(_ width: Int) throws {
    let result = try ask("--width", "\(width)", "does basil reduce aphids?")
    #expect(result.lines.allSatisfy { $0.count <= width })
  }

  @Test func nastyInputIsAnsweredWithoutHarm() throws {
    let escape: [UInt8] =
      [0x1B] + Array("[31mbasil\u{202E}\u{200B} \u{9B}2J".utf8) + [0xFF, 0xFE, 0x00, 0x07, 0x0A]
    let long =
      Array((String(repeating: "basil ", count: 1000) + String(repeating: "b", count: 100_000)).utf8) + [0x0A]
    let result = try Program.run(
      ["ask", "--pack", Program.garden], input: escape + long + [0x0A, 0x09, 0x0A])
    #expect(result.status == 0 || result.status == 1)
    #expect(result.errors.isEmpty)
    let harmful = result.output.unicodeScalars.filter {
      ($0.properties.generalCategory == .control && $0 != "\n") || $0.properties.generalCategory == .format
    }
    #expect(harmful.isEmpty)
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  /// A plain question does without the parser of arguments, which a `--` asks for.
  @Test(arguments: [
    ["is", "xermelo", "a", "shot?"], ["what is the dose of octreotide"], [""], ["help"],
    ["version", "of", "it"],
  ])
  func plainWordsAreReadAsTheParserOfArgumentsReadsThem(_ words: [String]) throws {
    let plain = try Program.run(["ask"] + words)
    let parsed = try Program.run(["ask", "--"] + words)
    #expect(plain.output == parsed.output && plain.status == parsed.status)
  }
}
