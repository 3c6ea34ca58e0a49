/// Reads `statements.yaml` and finds each quote in its sentence.
struct StatementReader {
  let document: Document
  let lexicon: Lexicon
  let certainties: [String: Certainty]
  private(set) var statements: [Statement] = []
  private(set) var problems: [KnowledgeProblem] = []

  private static let keys =
    ["sentence", "quote", "gist", "certainty", "aspects", "requires", "needs"] + Slot.allCases.map(\.rawValue)

  init(document: Document, lexicon: Lexicon, certainties: [String: Certainty]) {
    self.document = document
    self.lexicon = lexicon
    self.certainties = certainties
  }

  mutating func read(_ file: YAMLValue) {
    attempt { reader throws(KnowledgeProblem) in
      let fields = try file.fields("statements.yaml", known: ["statements"], reporting: &reader.problems)
      for entry in try file.require("statements", in: fields).entries("statements") {
        reader.attempt { reader throws(KnowledgeProblem) in
          try reader.statement(entry.name, at: entry.at, entry.value)
        }
      }
    }
  }

  private mutating func statement(
    _ id: String, at location: SourceLocation, _ value: YAMLValue
  ) throws(KnowledgeProblem) {
    let fields = try value.fields(id, known: Self.keys, reporting: &problems)
    // Each part by itself, so that all that is wrong with a statement is told at once.
    let citation = attempt { reader throws(KnowledgeProblem) in try reader.citation(value, fields) }
    let certainty = attempt { reader throws(KnowledgeProblem) in try reader.certainty(value, fields) }
    let gist = attempt { reader throws(KnowledgeProblem) in
      try value.require("gist", in: fields).string("gist")
    }
    var slots: [Slot: [String]] = [:]
    for slot in Slot.allCases {
      slots[slot] =
        attempt { reader throws(KnowledgeProblem) in
          try reader.concepts(slot.rawValue, "concept", fields)
        } ?? nil
    }
    var aspects = Set(
      attempt { reader throws(KnowledgeProblem) in try reader.concepts("aspects", "aspect", fields) ?? [] }
        ?? [])
    let requires = attempt { reader throws(KnowledgeProblem) in
      try reader.concepts("requires", "concept", fields) ?? []
    }
    let needs = attempt { reader throws(KnowledgeProblem) in
      try reader.concepts("needs", "concept", fields) ?? []
    }
    if fields[Slot.subject.rawValue] == nil || slots[.subject]?.isEmpty == true {
      throw KnowledgeProblem(.missingKey("subject"), at: location)
    }
    for relation in slots[.relation] ?? [] {
      for broader in lexicon.broader(of: relation) {
        aspects.formUnion(lexicon.concepts[broader]?.answers ?? [])
      }
    }
    guard let citation, let certainty, let gist, let requires, let needs else { return }
    statements.append(
      Statement(
        id: id, citation: citation, gist: gist, slots: slots, certainty: certainty, aspects: aspects,
        requires: requires, needs: needs, source: location, concepts: Set(slots.values.joined())))
  }

  @discardableResult
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

  private func certainty(
    _ value: YAMLValue, _ fields: [String: YAMLValue]
  ) throws(KnowledgeProblem) -> Certainty {
    let field = try value.require("certainty", in: fields)
    let name = try field.string("certainty")
    guard let certainty = certainties[name] else {
      throw KnowledgeProblem(
        .unknownValue(key: "certainty", value: name, allowed: certainties.keys.sorted()), at: field.location)
    }
    return certainty
  }

  /// The ids in a field, all of them defined; nil if there is no such field.
  private func concepts(
    _ key: String, _ what: String, _ fields: [String: YAMLValue]
  ) throws(KnowledgeProblem) -> [String]? {
    guard let field = fields[key] else { return nil }
    return try known(field.strings(key), what, at: field.location)
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
