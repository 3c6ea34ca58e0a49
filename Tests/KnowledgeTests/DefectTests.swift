import Knowledge
import ProcessorTime
import Testing

@Suite("Every defect is found, with the file and the line where it is")
struct DefectTests {
  @Test func theSmallPackIsSound() throws {
    let pack = try SmallPack.load()
    #expect(pack.statements.map(\.id) == ["one", "two", "three"])
    #expect(PackCheck.report(for: pack) == [])
  }

  static let single: [(file: String, old: String, new: String, defect: Defect, line: Int)] = [
    ("small/pack.yaml", "title: Small", "titel: Small", .missingKey("title"), 1),
    (
      "small/pack.yaml", "sha256: ", "sha256: 0",
      .checksumMismatch(
        expected: "0" + Document.sha256(of: Array(SmallPack.document.utf8)),
        actual: Document.sha256(of: Array(SmallPack.document.utf8))), 0
    ),
    (
      "small/pack.yaml", "title: Small", "title: ' '",
      .wrongType(key: "title", expected: "a text that is not empty"), 1
    ),
    (
      "small/pack.yaml", "title: Small", #"title: "Sm\eall""#,
      .wrongType(key: "title", expected: "a text without control characters"), 1
    ),
    (
      "small/pack.yaml", "denies: no}", "denies: no, hedged: maybe}",
      .unknownValue(key: "hedged", value: "maybe", allowed: ["yes", "no"]), 8
    ),
    (
      "small/lexicon.yaml", "general: [first letter]", "general: ['']",
      .wrongType(key: "general", expected: "names that are not empty"), 2
    ),
    ("small/pack.yaml", "{first: 3, last: 4}", "{first: 9, last: 4}", .emptyBody(first: 9, last: 4), 5),
    ("small/pack.yaml", "{first: 3, last: 4}", "{first: 2, last: 2}", .emptyBody(first: 2, last: 2), 5),
    ("small/pack.yaml", "first: 3", "first: three", .wrongType(key: "first", expected: "a whole number"), 5),
    ("small/pack.yaml", "{first: 3, last: 4}", "[3, 4]", .wrongType(key: "body", expected: "a map"), 5),
    (
      "small/pack.yaml", "affirms: yes", "affirms: maybe",
      .unknownValue(
        key: "affirms", value: "maybe", allowed: ["yes", "no", "qualified"]), 8
    ),
    ("small/pack.yaml", "layers: [words, field]", "layers: [words, field, nowhere]", .missingFile, 0),
    (
      "field/acts.yaml", "answers: [effect]", "answers: [nothing]",
      .undefined(what: "concept", id: "nothing"), 3
    ),
    ("field/acts.yaml", "kind: act", "kind: acts", .undefined(what: "kind", id: "acts"), 3),
    (
      "field/acts.yaml", "cold: {kind: state,", "cold: {kind: state, is-a: [icy],",
      .cycle(["icy", "cold", "icy"]), 7
    ),
    (
      "field/acts.yaml", "icy: {kind: state,", "icy: {kind: state, part-of: [icy],", .cycle(["icy", "icy"]), 7
    ),
    (
      "field/acts.yaml", "labels: [icy]", "labels: [Cold]",
      .sharedLabel(
        "Cold", first: "cold", second: "icy", firstLocation: at("field/acts.yaml", 6)), 7
    ),
    ("field/things.txt", "eta\n", "eta\nzeta, zoo\n,x\n", .malformedTerm(reason: "an empty name"), 5),
    (
      "field/stems.yaml", "suffix", "middle",
      .unknownValue(
        key: "position", value: "middle", allowed: ["prefix", "suffix"]), 2
    ),
    (
      "words/words.yaml", "form", "forms",
      .unknownValue(
        key: "cue", value: "forms", allowed: Role.allCases.map(\.rawValue)), 1
    ),
    (
      "words/list.txt", "cherry", "banana",
      .malformedTerm(
        reason: "the words are not sorted by their bytes, each once"), 3
    ),
    (
      "words/names.txt", "alma", "clara",
      .malformedTerm(
        reason: "the words are not sorted by their bytes, each once"), 2
    ),
    ("small/statements.yaml", "1.2", "1.9", .noSuchSentence("1.9"), 11),
    (
      "small/statements.yaml", "Delta stops.\n    gist", "Delta  stops.\n    gist",
      .quoteNotFound(
        quote: "Delta  stops.", sentence: "2.1"), 18
    ),
    (
      "small/statements.yaml", "quote: Alpha is oral; alpha is cheap.", "quote: lpha is",
      .quoteAmbiguous(
        quote: "lpha is", sentence: "1.2"), 12
    ),
    ("small/statements.yaml", "object: beta", "object: bèta", .undefined(what: "concept", id: "bèta"), 8),
    ("small/statements.yaml", "    subject: alpha\n    relation", "    relation", .missingKey("subject"), 2),
    (
      "small/statements.yaml", "gist: Delta stops.", "gist: [Delta]",
      .wrongType(key: "gist", expected: "a text"), 19
    ),
    ("small/statements.yaml", "object: beta", "aspects: [taste]", .undefined(what: "aspect", id: "taste"), 8),
    (
      "small/statements.yaml", "  three:", "  two:",
      .malformedYAML(
        reason: "the key 'two' occurs twice in one map"), 10
    ),
  ]

  @Test(arguments: single.indices)
  func isFound(_ index: Int) {
    let example = Self.single[index]
    let problems = SmallPack.problems(example.file, example.old, example.new)
    let expected = problems.filter { $0.defect == example.defect }
    #expect(expected.count == 1, "\(problems)")
    #expect(expected.first?.location.line == example.line, "\(problems)")
    if case .missingFile = example.defect { return }
    if case .checksumMismatch = example.defect { return }
    #expect(expected.first?.location.file == example.file)
  }

  @Test func anUnknownKeyIsNamedWithThoseThatAreKnown() {
    let problems = SmallPack.problems("small/lexicon.yaml", "is-a:", "isa:")
    #expect(problems.count == 1)
    #expect(problems.first?.location == at("small/lexicon.yaml", 2))
    guard case .unknownKey("isa", let known)? = problems.first?.defect else {
      Issue.record("\(problems)")
      return
    }
    #expect(known.contains("is-a"))
  }

  @Test func manyProblemsAreToldInOneRun() {
    let problems = SmallPack.problems([
      "small/pack.yaml": SmallPack.files["small/pack.yaml"]!.replacing(
        "title: Small\n", with: "colour: red\n"),
      "small/lexicon.yaml": SmallPack.files["small/lexicon.yaml"]!.replacing("general:", with: "generel:"),
      "small/statements.yaml": SmallPack.files["small/statements.yaml"]!
        .replacing("quote: Delta stops.", with: "quote: Delta.").replacing(
          "gist: Delta stops.", with: "extra: 1"
        )
        .replacing("object: beta", with: "object: nowhere"),
      "field/things.txt": "a,,b\n",
    ])
    #expect(problems.count >= 7, "\(problems)")
    #expect(Set(problems.map(\.location.file)).count == 4)
  }

  @Test(arguments: [
    "small/pack.yaml", "small/document.txt", "small/lexicon.yaml", "small/statements.yaml",
    "field/field.yaml", "field/things.txt", "field/stems.yaml", "words/list.txt", "words/names.txt",
  ])
  func aMissingFileIsNamed(_ file: String) {
    let problems = SmallPack.problems([file: nil])
    #expect(problems.contains(KnowledgeProblem(.missingFile, at: at(file, 0))))
  }

  @Test(arguments: ["small/pack.yaml", "small/lexicon.yaml", "small/statements.yaml", "field/field.yaml"])
  func anEmptyFileIsNoMap(_ file: String) {
    for text in ["", "# nothing\n", "\n\n"] {
      #expect(
        SmallPack.problems([file: text]).contains {
          $0.location == at(file, 1) && $0.defect == .wrongType(key: "file", expected: "a YAML map")
        })
    }
  }

  @Test func bytesThatAreNotUTF8AreNamedWithTheirLine() {
    for file in ["small/lexicon.yaml", "field/things.txt", "words/list.txt"] {
      let problems = SmallPack.problems([:], bytes: [file: Array("a\nbc".utf8) + [0xFF, 0x0A]])
      #expect(problems.contains(KnowledgeProblem(.notUTF8(offset: 4), at: at(file, 2))), "\(problems)")
    }
  }

  @Test func linesMayEndInCarriageReturnLineFeed() throws {
    var replaced: [String: String?] = [:]
    for (name, text) in SmallPack.files where name != "small/document.txt" {
      replaced[name] = text.replacing("\n", with: "\r\n")
    }
    let pack = try SmallPack.load(replaced)
    let plain = try SmallPack.load()
    #expect(pack.lexicon.order == plain.lexicon.order)
    #expect(pack.lexicon.concepts.values.map(\.labels) == plain.lexicon.concepts.values.map(\.labels))
    #expect(pack.statements == plain.statements)
    #expect(pack.lexicon.words.contains("banana"))
    #expect(pack.lexicon.givenNames.contains("bert"))
  }

  @Test(arguments: [
    ("concepts:\n  a: &x {kind: thing}\n", 2), ("concepts:\n  a: {kind: thing}\n  b: *x\n", 3),
    ("concepts:\n\ta: 1\n", 2), ("concepts: {a: [1, 2\n", 2), ("concepts: {a: \"b}\n", 2),
    ("---\na: 1\n---\nb: 2\n", 3),
    ("a: 1\n\u{1}b: 2\n", 2), ("? {a: b}\n: c\n", 1),
  ])
  func malformedYAMLIsNamedWithALine(_ text: String, _ line: Int) {
    let problems = SmallPack.problems(["small/lexicon.yaml": text])
    let own = problems.filter { $0.location.file == "small/lexicon.yaml" }
    #expect(own.count == 1, "\(problems)")
    #expect((own.first?.location.line ?? 0) >= 1)
    #expect(abs((own.first?.location.line ?? 0) - line) <= 1, "\(own)")
  }

  @Test func aBombOfReferencesIsRefusedAtOnce() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...40 {
      text +=
        "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
        + "]\n"
    }
    text += "? *a40\n: y\n"
    let time = processorTime {
      #expect(
        SmallPack.problems(["small/lexicon.yaml": text]).contains {
          $0.location == at("small/lexicon.yaml", 2)
        }
      )
    }
    #expect(time < .seconds(20))
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func deepNestingIsRefused(_ opening: String) {
    let text = "concepts: " + (opening == "- " ? "\n " : "") + String(repeating: opening, count: 50_000)
    let time = processorTime {
      #expect(
        SmallPack.problems(["small/lexicon.yaml": text]).contains { $0.location.file == "small/lexicon.yaml" }
      )
    }
    #expect(time < .seconds(20))
  }
}
