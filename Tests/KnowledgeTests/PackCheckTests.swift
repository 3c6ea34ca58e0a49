import Knowledge
import Testing

@Suite("The check of a pack that loads")
struct PackCheckTests {
  private func report(_ file: String, _ old: String, _ new: String) throws -> [KnowledgeProblem] {
    #expect(SmallPack.files[file]!.contains(old))
    return PackCheck.report(for: try SmallPack.load([file: SmallPack.files[file]!.replacing(old, with: new)]))
  }

  @Test func wordsThatNoQuoteHoldsAreReportedWithTheirSentence() throws {
    let problems = try report(
      "small/statements.yaml", "quote: Alpha is oral; alpha is cheap.", "quote: oral; alpha")
    #expect(
      problems == [
        KnowledgeProblem(.uncovered(words: "Alpha is", sentence: "1.2"), at: at("small/document.txt", 3)),
        KnowledgeProblem(.uncovered(words: "is cheap.", sentence: "1.2"), at: at("small/document.txt", 3)),
      ])
  }

  @Test func aWordThatIsCoveredInPartIsUncovered() throws {
    let problems = try report("small/statements.yaml", "quote: Delta stops.", "quote: elta stops")
    #expect(problems.map(\.defect) == [.uncovered(words: "Delta", sentence: "2.1")])
  }

  @Test func namesThatTheDocumentDoesNotHaveAreReported() throws {
    let problems = try report(
      "small/lexicon.yaml", "document: [beta]", "document: [beta, Beta OR Gamma, eta, bet, amma]")
    #expect(
      problems.map(\.defect) == [
        .labelNotInDocument("eta", concept: "beta"), .labelNotInDocument("amma", concept: "beta"),
      ])
    #expect(problems.allSatisfy { $0.severity == .error && $0.location == at("small/lexicon.yaml", 3) })
  }

  @Test func aConceptThatBearsOnNothingIsAWarning() throws {
    let problems = try report(
      "small/lexicon.yaml", "  beta:",
      "  idle: {kind: thing, general: [idle]}\n  mild: {kind: state, opposite: [warm], general: [mild]}\n  warm: {kind: state, general: [warm]}\n  beta:"
    )
    #expect(problems.map(\.defect) == [.unused(concept: "idle"), .unused(concept: "mild")])
    #expect(problems.allSatisfy { $0.severity == .warning })
  }

  @Test func aConceptWithALinkToOneInUseIsNotIdle() throws {
    #expect(
      try report(
        "small/lexicon.yaml", "  beta:", "  anti: {kind: thing, opposite: [alpha], general: [anti]}\n  beta:")
        == [])
  }

  @Test func aStatementWhoseSubjectNobodyCanNameIsUnreachable() throws {
    let lexicon = SmallPack.files["small/lexicon.yaml"]! + "\n  mute: {kind: thing}\n"
    let statements = SmallPack.files["small/statements.yaml"]!.replacing(
      "subject: beta", with: "subject: mute")
    let problems = PackCheck.report(
      for: try SmallPack.load(["small/lexicon.yaml": lexicon, "small/statements.yaml": statements]))
    #expect(
      problems == [KnowledgeProblem(.unreachable(statement: "three"), at: at("small/statements.yaml", 16))])
    let child = lexicon + "  loud: {kind: thing, is-a: [mute], general: [loud]}\n"
    #expect(
      PackCheck.report(
        for: try SmallPack.load(["small/lexicon.yaml": child, "small/statements.yaml": statements])) == [])
  }

  @Test func aStatementWithTheSlotsOfAnotherIsShadowed() throws {
    let problems = try report("small/statements.yaml", "subject: beta", "subject: [alpha]")
    #expect(problems.map(\.defect) == [.shadowed(statement: "three", by: "two")])
  }

  @Test(arguments: ["gist: \"\"", "gist: \"  \"", "gist: \"Delta\\nstops.\""])
  func aGistIsOneLineOfText(_ gist: String) throws {
    #expect(
      try report("small/statements.yaml", "gist: Delta stops.", gist).map(\.defect) == [
        .malformedGist(statement: "three")
      ])
  }

  @Test func aNoteIsAboutAWordOfTheDocument() throws {
    let pack =
      SmallPack.files["small/pack.yaml"]! + "\nnotes:\n  - {word: gamma, note: x}\n  - {word: gam, note: y}\n"
    #expect(
      PackCheck.report(for: try SmallPack.load(["small/pack.yaml": pack]))
        == [KnowledgeProblem(.noteNotInDocument(word: "gam"), at: at("small/pack.yaml", 11))])
  }

  @Test func labelledQuestionsHaveOneNameEach() throws {
    let lines = "{\"id\": \"a\"}\n\n{\"id\": \"b\"}\n{\"id\": \"a\"}\nnonsense\n"
    let problems = PackCheck.report(for: try SmallPack.load(["small/questions.jsonl": lines]))
    #expect(
      problems.map(\.location) == [at("small/questions.jsonl", 4), at("small/questions.jsonl", 5)])
    #expect(
      problems.first?.defect == .duplicate(what: "question", id: "a", first: at("small/questions.jsonl", 1)))
  }
}
