import Foundation
import Testing

/// Packs that are not what they should be, and `ibid check`.
struct PackTests {
  @Test func goodPacksPass() throws {
    let garden = try Program.run(["check", Program.garden])
    #expect(garden.status == 0, "\(garden.output)")
    let shipped = try Program.run(["check"])
    #expect(shipped.status == 0, "\(shipped.output)")
  }

  @Test func changedDocumentIsRefused() throws {
    let scratch = try Scratch()
    let pack = try scratch.garden(["document.txt": { $0 + " " }])
    for command in [["ask", "--pack", pack, "basil?"], ["check", pack]] {
      let result = try Program.run(command)
      #expect(result.status == 65)
      #expect((result.output + result.errors).contains("document.txt: the document's SHA-256 is"))
    }
  }

  @Test func wrongQuoteIsReportedWithItsLine() throws {
    let scratch = try Scratch()
    let pack = try scratch.garden([
      "statements.yaml": { $0.replacingOccurrences(of: "shown to reduce", with: "seen to reduce") }
    ])
    let result = try Program.run(["check", pack])
    #expect(result.status == 65)
    #expect(result.output.contains("garden/statements.yaml:"))
    #expect(result.output.contains("sentence 1.2 does not hold \"Basil has been seen to reduce aphids.\""))
  }

  @Test func unknownKeyGetsASuggestion() throws {
    let scratch = try Scratch()
    let pack = try scratch.garden([
      "pack.yaml": { $0.replacingOccurrences(of: "publisher:", with: "publsher:") }
    ])
    let result = try Program.run(["check", pack])
    #expect(result.output.contains("did you mean \"publisher\"?"))
  }

  @Test func missingFolderOrFileIsNamed() throws {
    let scratch = try Scratch()
    let missing = try Program.run(["ask", "--pack", scratch.path("none"), "basil?"])
    #expect(missing.status == 66)
    #expect(missing.errors.contains("none: No such file or directory"))
    let file = try Program.run(["check", Program.garden + "/pack.yaml"])
    #expect(file.status == 66)
    let pack = try scratch.garden(["lexicon.yaml": { _ in nil }])
    let result = try Program.run(["check", pack])
    #expect(result.status == 65)
    #expect(result.output.contains("lexicon.yaml: there is no such file"))
  }
}
