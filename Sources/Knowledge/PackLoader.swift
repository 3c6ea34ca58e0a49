/// Reads a pack: its document, its statements, its concepts and the layers below it.
public struct PackLoader {
  private let files: any KnowledgeFiles
  private var problems: [KnowledgeProblem] = []

  private init(files: any KnowledgeFiles) { self.files = files }

  /// Loads the pack in `folder`.
  ///
  /// - Throws: `InvalidKnowledge` with every problem that was found.
  public static func load(_ folder: String, from files: any KnowledgeFiles) throws(InvalidKnowledge) -> Pack {
    var loader = PackLoader(files: files)
    let pack = loader.load(folder)
    guard let pack, loader.problems.isEmpty else { throw InvalidKnowledge(loader.problems) }
    return pack
  }

  private static let keys = [
    "title", "publisher", "date", "sha256", "body", "layers", "caveats", "notes", "certainties", "summary",
  ]

  private mutating func load(_ folder: String) -> Pack? {
    guard
      let manifest = attempt({ loader throws(KnowledgeProblem) in try loader.yaml("pack.yaml", in: folder) }),
      let fields = attempt({ loader throws(KnowledgeProblem) in
        try manifest.fields("pack.yaml", known: Self.keys, reporting: &loader.problems)
      })
    else { return nil }
    // Each part by itself, so that all that is wrong is told at once.
    let title = text("title", manifest, fields)
    let publisher = text("publisher", manifest, fields)
    let date = text("date", manifest, fields)
    let caveats = attempt { _ throws(KnowledgeProblem) in try fields["caveats"]?.strings("caveats") ?? [] }
    let notes = attempt { loader throws(KnowledgeProblem) in try loader.loadNotes(fields["notes"]) }
    let document = attempt { loader throws(KnowledgeProblem) in
      try loader.loadDocument(folder, manifest, fields)
    }
    let certainties = attempt { loader throws(KnowledgeProblem) in
      try loader.loadCertainties(try manifest.require("certainties", in: fields))
    }
    let lexicon = loadLexicon(folder, manifest, fields)
    let questions = attempt { loader throws(KnowledgeProblem) in
      try loader.files.read("questions.jsonl", in: folder).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    let answers = attempt { loader throws(KnowledgeProblem) in
      try loader.files.read("answers.jsonl", in: folder).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    let learned = attempt { loader throws(KnowledgeProblem) in
      try loader.files.read("classifier.txt", in: folder).map { bytes throws(KnowledgeProblem) in
        try LearnedReading(parsing: bytes, file: loader.files.displayName("classifier.txt", in: folder))
      }
    }
    guard let document, let certainties, let lexicon else { return nil }
    let statements = loadStatements(
      folder, StatementReader(document: document, lexicon: lexicon, certainties: certainties))
    let summary = attempt { loader throws(KnowledgeProblem) in
      try loader.loadSummary(fields["summary"], statements ?? [])
    }
    guard let title, let publisher, let date, let caveats, let notes, let questions, let answers,
      let statements,
      let summary, let learned
    else { return nil }
    return Pack(
      name: folder, title: title, publisher: publisher, date: date, caveats: caveats, notes: notes,
      document: document, statements: statements, summary: summary, lexicon: lexicon, questions: questions,
      gradedAnswers: answers, learned: learned,
      documentFile: files.displayName("document.txt", in: folder),
      questionsFile: files.displayName("questions.jsonl", in: folder),
      classifierFile: files.displayName("classifier.txt", in: folder))
  }

  private mutating func attempt<Value>(
    _ body: (inout Self) throws(KnowledgeProblem) -> Value
  ) -> Value? {
    do {
      return try body(&self)
    } catch {
      problems.append(error)
      return nil
    }
  }

  private mutating func text(_ key: String, _ manifest: YAMLValue, _ fields: [String: YAMLValue]) -> String? {
    attempt { _ throws(KnowledgeProblem) in try manifest.require(key, in: fields).filledString(key) }
  }

  private mutating func loadLexicon(
    _ folder: String, _ manifest: YAMLValue, _ fields: [String: YAMLValue]
  ) -> Lexicon? {
    guard
      let layers = attempt({ _ throws(KnowledgeProblem) in
        try manifest.require("layers", in: fields).strings("layers")
      })
    else { return nil }
    var loader = LexiconLoader(files: files)
    for (position, layer) in layers.enumerated() {
      loader.loadLayer(layer, as: position == 0 ? .language : .field)
    }
    loader.loadLexicon("lexicon.yaml", in: folder, as: .pack)
    let lexicon = loader.finish()
    problems += loader.problems
    return lexicon
  }

  /// The statements in the order of the document.
  private mutating func loadStatements(_ folder: String, _ reader: StatementReader) -> [Statement]? {
    guard
      let file = attempt({ loader throws(KnowledgeProblem) in try loader.yaml("statements.yaml", in: folder) }
      )
    else { return nil }
    var reader = reader
    reader.read(file)
    problems += reader.problems
    return reader.statements.sorted { $0.citation.range.lowerBound < $1.citation.range.lowerBound }
  }

  private mutating func loadSummary(
    _ value: YAMLValue?, _ statements: [Statement]
  ) throws(KnowledgeProblem) -> [String] {
    guard let value else { return [] }
    let known = Set(statements.map(\.id))
    let summary = try value.strings("summary")
    for id in summary where !known.contains(id) {
      problems.append(KnowledgeProblem(.undefined(what: "statement", id: id), at: value.location))
    }
    return summary
  }

  private mutating func loadDocument(
    _ folder: String, _ manifest: YAMLValue, _ fields: [String: YAMLValue]
  ) throws(KnowledgeProblem) -> Document {
    let location = SourceLocation(file: files.displayName("document.txt", in: folder), line: 0)
    guard let bytes = try files.read("document.txt", in: folder) else {
      throw KnowledgeProblem(.missingFile, at: location)
    }
    let expected = try manifest.require("sha256", in: fields).string("sha256")
    let actual = Document.sha256(of: bytes)
    guard expected == actual else {
      throw KnowledgeProblem(.checksumMismatch(expected: expected, actual: actual), at: location)
    }
    let body = try manifest.require("body", in: fields)
    let bodyFields = try body.fields("body", known: ["first", "last"], reporting: &problems)
    let first = try body.require("first", in: bodyFields).integer("first")
    let last = try body.require("last", in: bodyFields).integer("last")
    guard first >= 1, first <= last else {
      throw KnowledgeProblem(.emptyBody(first: first, last: last), at: body.location)
    }
    let document = Document(name: folder, bytes: bytes, body: first...last)
    guard !document.sentences.isEmpty else {
      throw KnowledgeProblem(.emptyBody(first: first, last: last), at: body.location)
    }
    return document
  }

  private mutating func loadCertainties(_ value: YAMLValue) throws(KnowledgeProblem) -> [String: Certainty] {
    var certainties: [String: Certainty] = [:]
    for entry in try value.entries("certainties") {
      let fields = try entry.value.fields(
        entry.name, known: ["phrase", "affirms", "denies", "hedged"], reporting: &problems)
      func verdict(_ key: String) throws(KnowledgeProblem) -> Verdict {
        let field = try entry.value.require(key, in: fields)
        let text = try field.string(key)
        guard let verdict = Verdict(rawValue: text) else {
          throw KnowledgeProblem(
            .unknownValue(key: key, value: text, allowed: Verdict.allCases.map(\.rawValue)),
            at: field.location)
        }
        return verdict
      }
      certainties[entry.name] = Certainty(
        id: entry.name, isHedged: try fields["hedged"]?.truth("hedged") ?? false,
        phrase: try fields["phrase"]?.string("phrase") ?? "",
        affirms: try verdict("affirms"), denies: try verdict("denies"))
    }
    return certainties
  }

  private mutating func loadNotes(_ value: YAMLValue?) throws(KnowledgeProblem) -> [EditorialNote] {
    var notes: [EditorialNote] = []
    for entry in try value?.list("notes") ?? [] {
      let fields = try entry.fields("notes", known: ["word", "note"], reporting: &problems)
      notes.append(
        EditorialNote(
          word: try entry.require("word", in: fields).filledString("word"),
          note: try entry.require("note", in: fields).filledString("note"), source: entry.location))
    }
    return notes
  }

  private func yaml(_ file: String, in folder: String) throws(KnowledgeProblem) -> YAMLValue {
    let name = files.displayName(file, in: folder)
    guard let bytes = try files.read(file, in: folder) else {
      throw KnowledgeProblem(.missingFile, at: SourceLocation(file: name, line: 0))
    }
    return try YAMLValue.parse(bytes, file: name)
  }
}
