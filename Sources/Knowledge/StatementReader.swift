/// Reads `statements.yaml` and finds each quote in its sentence.
struct StatementReader {
  let document: Document
  let lexicon: Lexicon
  let certainties: [String: Certainty]
  private(set) var statements: [Statement] = []
  private(set) var problems: [KnowledgeProblem] = []

  private static let keys =
    ["sentence", "quote", "gist", "certainty", "aspects", "requires"] + Slot.allCases.map(\.rawValue)

  init(document: Document, lexicon: Lexicon, certainties: [String: Certainty]) {
    self.document = document
    self.lexicon = lexicon
    self.certainties = certainties
  }

  mutating func read(_ file: YAMLValue) {
    do {
      let fields = try file.fields("statements.yaml", known: ["statements"])
      for entry in try file.require("statements", in: fields).entries("statements") {
        do { statements.append(try statement(entry.name, at: entry.at, entry.value)) } catch {
          problems.append(error)
        }
      }
    } catch {
      problems.append(error)
    }
  }

  private mutating func statement(
    _ id: String, at location: SourceLocation, _ value: YAMLValue
  ) throws(KnowledgeProblem) -> Statement {
    let fields = try value.fields(id, known: Self.keys)
    let citation = try citation(value, fields)
    var slots: [Slot: [String]] = [:]
    for slot in Slot.allCases {
      guard let field = fields[slot.rawValue] else { continue }
      slots[slot] = try known(field.strings(slot.rawValue), "concept", at: field.location)
    }
    guard !(slots[.subject] ?? []).isEmpty else { throw KnowledgeProblem(.missingKey("subject"), at: location) }
    let certaintyField = try value.require("certainty", in: fields)
    let certaintyName = try certaintyField.string("certainty")
    guard let certainty = certainties[certaintyName] else {
      throw KnowledgeProblem(
        .unknownValue(key: "certainty", value: certaintyName, allowed: certainties.keys.sorted()),
        at: certaintyField.location)
    }
    var aspects = Set(
      try fields["aspects"].map { field throws(KnowledgeProblem) in
        try known(field.strings("aspects"), "aspect", at: field.location)
      } ?? [])
    for relation in slots[.relation] ?? [] {
      for broader in lexicon.broader(of: relation) {
        aspects.formUnion(lexicon.concepts[broader]?.answers ?? [])
      }
    }
    return Statement(
      id: id, citation: citation, gist: try value.require("gist", in: fields).string("gist"), slots: slots,
      certainty: certainty, aspects: aspects,
      requires: try fields["requires"].map { field throws(KnowledgeProblem) in
        try known(field.strings("requires"), "concept", at: field.location)
      } ?? [], source: location, concepts: Set(slots.values.joined()))
  }

  private func known(
    _ ids: [String], _ what: String, at location: SourceLocation
  ) throws(KnowledgeProblem) -> [String] {
    for id in ids where lexicon.concepts[id] == nil {
      throw KnowledgeProblem(.undefined(what: what, id: id), at: location)
    }
    return ids
  }

  private func citation(
    _ value: YAMLValue, _ fields: [String: YAMLValue]
  ) throws(KnowledgeProblem) -> Citation {
    let sentenceField = try value.require("sentence", in: fields)
    let name = try sentenceField.string("sentence")
    guard let number = SentenceNumber(name), let sentence = document.sentence(number) else {
      throw KnowledgeProblem(.noSuchSentence(name), at: sentenceField.location)
    }
    let quoteField = try value.require("quote", in: fields)
    let quote = try quoteField.string("quote")
    let places = occurrences(of: Array(quote.utf8), in: sentence.range)
    guard let place = places.first else {
      throw KnowledgeProblem(.quoteNotFound(quote: quote, sentence: name), at: quoteField.location)
    }
    guard places.count == 1 else {
      throw KnowledgeProblem(.quoteAmbiguous(quote: quote, sentence: name), at: quoteField.location)
    }
    return Citation(sentence: number, quote: quote, line: sentence.line, range: place)
  }

  private func occurrences(of quote: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    guard !quote.isEmpty, quote.count <= range.count else { return [] }
    return (range.lowerBound...(range.upperBound - quote.count)).compactMap { start in
      let place = start..<(start + quote.count)
      return document.bytes[place].elementsEqual(quote) ? place : nil
    }
  }
}
