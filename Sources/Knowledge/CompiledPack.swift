// A pack as a compiled pack holds it: written when the program is built, by the loader that reads packs from disk, and
// used in place when it runs.

extension Pack {
  /// Uses a compiled pack.
  package init(in image: PackImage) {
    var reader = RecordReader("pack", in: image)
    name = reader.string()
    title = reader.string()
    publisher = reader.string()
    date = reader.string()
    caveats = reader.strings()
    notes = reader.elements {
      EditorialNote(word: $0.string(), note: $0.string(), source: $0.location())
    }
    document = Document(
      name: name, bytes: image.bytes("document").withAll { Array($0) },
      sentences: reader.elements {
        Sentence(number: $0.sentenceNumber(), line: $0.number(), range: $0.range())
      })
    statements = reader.elements { $0.statement() }
    summary = reader.strings()
    questions = image.bytes("questions").withAll { String(decoding: $0, as: UTF8.self) }
    gradedAnswers = image.bytes("answers").withAll { String(decoding: $0, as: UTF8.self) }
    documentFile = reader.string()
    questionsFile = reader.string()
    classifierFile = reader.string()
    lexicon = Lexicon(in: image)
    learned = reader.number() == 0 ? nil : LearnedReading(in: image, &reader)
  }

  /// Adds the pack to a compiled one.
  package func add(to image: inout ImageWriter) {
    var writer = RecordWriter()
    for text in [name, title, publisher, date] { writer.write(text) }
    writer.write(caveats)
    writer.write(notes) { writer, note in
      writer.write(note.word)
      writer.write(note.note)
      writer.write(note.source)
    }
    writer.write(document.sentences) { writer, sentence in
      writer.write(sentence.number)
      writer.write(sentence.line)
      writer.write(sentence.range)
    }
    writer.write(statements) { $0.write($1) }
    writer.write(summary)
    for file in [documentFile, questionsFile, classifierFile] { writer.write(file) }
    writer.write(learned == nil ? 0 : 1)
    learned?.add(to: &writer)
    writer.add("pack", to: &image)
    image.add("document", Bytes(document.bytes))
    image.add("questions", Bytes(Array(questions.utf8)))
    image.add("answers", Bytes(Array(gradedAnswers.utf8)))
    lexicon.add(to: &image)
    learned?.add(to: &image)
  }
}

extension RecordWriter {
  fileprivate mutating func write(_ location: SourceLocation) {
    write(location.file)
    write(location.line)
  }

  fileprivate mutating func write(_ range: Range<Int>) {
    write(range.lowerBound)
    write(range.upperBound)
  }

  fileprivate mutating func write(_ number: SentenceNumber) {
    write(number.paragraph)
    write(number.sentence)
  }

  fileprivate mutating func write(_ statement: Statement) {
    write(statement.id)
    write(statement.citation.sentence)
    write(statement.citation.quote)
    write(statement.citation.line)
    write(statement.citation.range)
    write(statement.gist)
    write(statement.slots.sorted { $0.key < $1.key }) { writer, slot in
      writer.write(slot.key.rawValue)
      writer.write(slot.value)
    }
    let certainty = statement.certainty
    write(certainty.id)
    write(certainty.isHedged ? 1 : 0)
    for text in [certainty.phrase, certainty.affirms.rawValue, certainty.denies.rawValue] { write(text) }
    write(statement.aspects.sorted())
    write(statement.requires)
    write(statement.needs)
    write(statement.source)
  }
}

extension RecordReader {
  fileprivate mutating func location() -> SourceLocation { SourceLocation(file: string(), line: number()) }

  fileprivate mutating func range() -> Range<Int> {
    let start = number()
    return start..<number()
  }

  fileprivate mutating func sentenceNumber() -> SentenceNumber {
    SentenceNumber(paragraph: number(), sentence: number())
  }

  fileprivate mutating func statement() -> Statement {
    let id = string()
    let citation = Citation(sentence: sentenceNumber(), quote: string(), line: number(), range: range())
    let gist = string()
    let slots = elements { (Slot(rawValue: $0.string())!, $0.strings()) }
    let certainty = Certainty(
      id: string(), isHedged: number() == 1, phrase: string(), affirms: Verdict(rawValue: string())!,
      denies: Verdict(rawValue: string())!)
    return Statement(
      id: id, citation: citation, gist: gist, slots: Dictionary(uniqueKeysWithValues: slots),
      certainty: certainty, aspects: Set(strings()), requires: strings(), needs: strings(),
      source: location(),
      concepts: Set(slots.flatMap(\.1)))
  }
}
