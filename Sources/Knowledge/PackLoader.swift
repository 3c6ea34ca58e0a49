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
    do {
      let manifest = try yaml("pack.yaml", in: folder)
      let fields = try manifest.fields("pack.yaml", known: Self.keys)
      let document = try loadDocument(folder, manifest, fields)
      var lexiconLoader = LexiconLoader(files: files)
      let layers = try manifest.require("layers", in: fields).strings("layers")
      for (position, layer) in layers.enumerated() {
        lexiconLoader.loadLayer(layer, as: position == 0 ? .language : .field)
      }
      lexiconLoader.loadLexicon("lexicon.yaml", in: folder, as: .pack)
      let lexicon = lexiconLoader.finish()
      problems += lexiconLoader.problems

      let certainties = try loadCertainties(try manifest.require("certainties", in: fields))
      var reader = StatementReader(document: document, lexicon: lexicon, certainties: certainties)
      reader.read(try yaml("statements.yaml", in: folder))
      problems += reader.problems
      let known = Set(reader.statements.map(\.id))
      let summary = try fields["summary"]?.strings("summary") ?? []
      for id in summary where !known.contains(id) {
        problems.append(
          KnowledgeProblem(.undefined(what: "statement", id: id), at: fields["summary"]!.location))
      }
      return Pack(
        name: folder, title: try manifest.require("title", in: fields).string("title"),
        publisher: try manifest.require("publisher", in: fields).string("publisher"),
        date: try manifest.require("date", in: fields).string("date"),
        caveats: try fields["caveats"]?.strings("caveats") ?? [], notes: try loadNotes(fields["notes"]),
        document: document,
        statements: reader.statements.sorted { $0.citation.range.lowerBound < $1.citation.range.lowerBound },
        summary: summary, lexicon: lexicon,
        questions: try files.read("questions.jsonl", in: folder).map { String(decoding: $0, as: UTF8.self) }
          ?? "")
    } catch let problem as KnowledgeProblem {
      problems.append(problem)
      return nil
    } catch {
      return nil
    }
  }

  private func loadDocument(
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
    let bodyFields = try body.fields("body", known: ["first", "last"])
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

  private func loadCertainties(_ value: YAMLValue) throws(KnowledgeProblem) -> [String: Certainty] {
    var certainties: [String: Certainty] = [:]
    for entry in try value.entries("certainties") {
      let fields = try entry.value.fields(entry.name, known: ["phrase", "affirms", "denies"])
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
        id: entry.name, phrase: try fields["phrase"]?.string("phrase") ?? "",
        affirms: try verdict("affirms"), denies: try verdict("denies"))
    }
    return certainties
  }

  private func loadNotes(_ value: YAMLValue?) throws(KnowledgeProblem) -> [EditorialNote] {
    var notes: [EditorialNote] = []
    for entry in try value?.list("notes") ?? [] {
      let fields = try entry.fields("notes", known: ["word", "note"])
      notes.append(
        EditorialNote(
          word: try entry.require("word", in: fields).string("word"),
          note: try entry.require("note", in: fields).string("note")))
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
