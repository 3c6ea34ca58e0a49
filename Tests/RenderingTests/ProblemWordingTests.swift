import Knowledge
import Testing

import Rendering

/// Messages about packs.
struct ProblemWordingTests {
  private static let place = SourceLocation(file: "pond/lexicon.yaml", line: 7)
  static let defects: [Defect] = [
    .missingFile, .unreadableFile(reason: "x"), .fileTooLarge(limit: 1 << 24), .notUTF8(offset: 3),
    .malformedYAML(reason: "x"),
    .wrongType(key: "a", expected: "a list"), .missingKey("a"), .unknownKey("tilte", known: ["title"]),
    .unknownValue(key: "a", value: "b", allowed: ["c"]), .pathLeavesPack("../x"),
    .checksumMismatch(expected: "1", actual: "2"), .emptyBody(first: 1, last: 2),
    .duplicate(what: "concept", id: "a", first: place), .undefined(what: "concept", id: "a"),
    .cycle(["a", "b", "a"]),
    .sharedLabel("x", first: "a", second: "b", firstLocation: place), .labelNotInDocument("x", concept: "a"),
    .noSuchSentence("9.9"), .quoteNotFound(quote: "x", sentence: "1.1"),
    .quoteAmbiguous(quote: "x", sentence: "1.1"),
    .uncovered(words: "x", sentence: "1.1"), .unreachable(statement: "a"), .shadowed(statement: "a", by: "b"),
    .malformedGist(statement: "a"), .unused(concept: "a"), .noteNotInDocument(word: "x"),
    .malformedQuestion(reason: "x"), .malformedAnswer(reason: "x"),
    .malformedTerm(reason: "x"),
  ]

  @Test(arguments: defects) func everyMessageBeginsWithFileAndLineAndStaysOnOneLine(_ defect: Defect) {
    let line = ProblemWording.line(KnowledgeProblem(defect, at: Self.place))
    #expect(line.hasPrefix("pond/lexicon.yaml:7: "))
    #expect(line.count > 30)
    #expect(!line.contains("\n"))
  }

  @Test func warningsAreMarked() {
    let line = ProblemWording.line(KnowledgeProblem(.unused(concept: "a"), at: Self.place))
    #expect(line.hasPrefix("pond/lexicon.yaml:7: warning: "))
  }

  @Test func mistypedKeysGetASuggestion() {
    let line = ProblemWording.line(
      KnowledgeProblem(.unknownKey("tilte", known: ["title", "date"]), at: Self.place))
    #expect(line.hasSuffix("expected one of: title, date; did you mean \"title\"?"))
  }

  @Test func whatStandsInAFileCannotTouchTheTerminal() {
    let line = ProblemWording.line(KnowledgeProblem(.missingKey("\u{1B}[2J\n"), at: Self.place))
    #expect(!line.contains("\u{1B}") && !line.contains("\n"))
  }
}
