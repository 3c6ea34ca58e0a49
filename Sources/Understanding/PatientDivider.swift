import Knowledge

/// Divides a line by the patients of whom it speaks: nothing that is told of one holds for another.
struct PatientDivider {
  private let reading: Reading
  private let roster: PatientRoster
  /// The patients known before and those whom the line names, in their order.
  private let row: [PatientLabel?]
  private let knownCount: Int
  private let startsAnew: Bool
  /// Other names of patients, with their places in `row`.
  let aliases: [PatientLabel: Int]
  private let marks: [(tokens: Range<Int>, place: Int, isWord: Bool)]
  private let bytes: [UInt8]
  /// Whether a line asks of "the other" where more than two are known.
  private let asksOfOther: Bool

  /// Nil if a line names no patient apart from others.
  init?(_ reading: Reading, in conversation: Conversation) {
    let before = conversation.patients
    guard PatientLabelScanner.mayMark(reading, known: before) else { return nil }
    startsAnew = Self.announcesSome(reading)
    let known = startsAnew ? [] : before
    let aliases = startsAnew ? [:] : conversation.roster.aliases
    let found = PatientLabelScanner(
      reading, known: known + aliases.keys.map(Optional.some),
      asked: startsAnew ? nil : conversation.roster.question
    ).marks()
    guard !found.isEmpty || known.count > 1 && Self.mayMean(reading) else { return nil }
    self.reading = reading
    roster = startsAnew ? PatientRoster() : conversation.roster
    var row = known
    var marks: [(tokens: Range<Int>, place: Int, isWord: Bool)] = []
    var names = aliases
    asksOfOther = row.count > 2 && found.contains { if case .other = $0.reference { true } else { false } }
    for mark in found {
      // "Bed 4: Mrs Jones": two names of one patient.
      if case .label(let label) = mark.reference, let last = marks.last,
        !row.contains(where: { $0 == label }),
        names[label] == nil, row[last.place].map({ !Self.areAlike($0, label) }) ?? true,
        reading.tokens[last.tokens.upperBound..<mark.tokens.lowerBound].allSatisfy({
          $0.kind == .mark && !$0.endsSentence || ["is", "in"].contains($0.text)
        })
      {
        names[label] = last.place
        marks[marks.count - 1] = (last.tokens.lowerBound..<mark.tokens.upperBound, last.place, false)
        continue
      }
      let before = marks.last?.place ?? roster.current
      // Who was called "the other" in this line is called so again.
      if case .other = mark.reference, let place = row.firstIndex(where: { $0?.key == "other" }),
        place != roster.current || !roster.isSettled
      {
        marks.append((mark.tokens, place, mark.isWord))
        continue
      }
      guard let place = Self.place(of: mark.reference, in: &row, names, after: before) else { continue }
      marks.append((mark.tokens, place, mark.isWord))
    }
    self.aliases = names
    self.row = row
    knownCount = known.count
    self.marks = marks
    bytes = Array(reading.original.utf8)
  }

  /// Whether two names are of one sort ("patient 1", "patient 2"): they are of two patients.
  private static func areAlike(_ one: PatientLabel, _ other: PatientLabel) -> Bool {
    one.shown.prefix { $0 != " " } == other.shown.prefix { $0 != " " }
  }

  private static func place(
    of reference: PatientMark.Reference, in row: inout [PatientLabel?], _ aliases: [PatientLabel: Int],
    after current: Int?
  ) -> Int? {
    func place(of label: PatientLabel) -> Int {
      if let place = aliases[label] { return place }
      if let place = row.firstIndex(where: { $0 == label }) { return place }
      row.append(label)
      return row.count - 1
    }
    switch reference {
    case .label(let label): return place(of: label)
    case .ordinal(let number):
      let names = ["first", "second", "third", "fourth"]
      let label = PatientLabel(key: "\(number)", shown: "the \(names[number - 1]) patient", sex: nil)
      return row.firstIndex { $0 == label } ?? (number <= row.count ? number - 1 : place(of: label))
    case .other:
      if row.count == 2, let current { return 1 - current }
      guard row.count < 2 else { return nil }
      return place(of: PatientLabel(key: "other", shown: "the other patient", sex: nil))
    }
  }

  private static let numbers: Set = ["two", "three", "2", "3", "both"]
  private static let people: Set = [
    "patients", "cases", "men", "women", "people", "ladies", "gentlemen", "folks",
  ]

  /// "Two patients: ...", in what only tells; "one has ..., the other ...".
  private static func announcesSome(_ reading: Reading) -> Bool {
    let words = reading.ownTokens.filter { $0.kind != .mark }
    if words.first?.text == "one", words.count > 2,
      people.contains(words[1].text + "s") || words[1].text == "has",
      words.dropFirst(2).contains(where: { ["one", "other"].contains($0.text) })
    {
      return true
    }
    guard let first = reading.clauses.first, !first.hasQuestionMark, first.form == .keywords || !first.asks
    else {
      return false
    }
    let tokens = reading.tokens[first.tokens]
    return zip(tokens, tokens.dropFirst()).contains { numbers.contains($0.text) && people.contains($1.text) }
  }

  /// Whether a line without a name may be of another patient than the one spoken of last.
  private static func mayMean(_ reading: Reading) -> Bool {
    reading.ownTokens.contains { pronouns[$0.text] != nil || each.contains($0.text) }
  }

  private static let each: Set = ["each", "both", "either", "respectively", "them"]

  /// The only patient there is, who has got a name; nil if there are several.
  var onlyOne: PatientLabel? { row.count == 1 ? row[0] : nil }

  /// The one who was named last for the first time.
  var newest: PatientLabel? { row.last ?? nil }

  /// Whether the one patient who was spoken of so far gets a name by this line, and is no other.
  var isNamed: Bool {
    guard roster.entries.isEmpty, row.count == 2, row[0] == nil, let mark = marks.first,
      // "His sister" is somebody else.
      !["his", "her"].contains(reading.tokens[mark.tokens.lowerBound].text)
    else { return false }
    return mark.isWord || row[1]?.sex != nil
      || !reading.clauses.contains { !asks($0) && $0.tokens.overlaps(mark.tokens) }
  }

  // MARK: Tales and questions

  private func asks(_ clause: Clause) -> Bool {
    clause.asks && (clause.hasQuestionMark || clause.hasTag || clause.form != .keywords)
      && (clause.hasQuestionMark || !opensWithName(clause))
  }

  /// "The other has ...": what would ask without the name tells.
  private func opensWithName(_ clause: Clause) -> Bool {
    marks.contains { mark in
      mark.tokens.lowerBound >= clause.tokens.lowerBound
        && reading.tokens[clause.tokens.lowerBound..<max(clause.tokens.lowerBound, mark.tokens.lowerBound)]
          .allSatisfy { $0.kind == .mark || $0.text == "and" }
        && mark.tokens.upperBound < clause.tokens.upperBound
        && ["has", "had", "is", "was", "does", "did"].contains(reading.tokens[mark.tokens.upperBound].text)
    }
  }

  /// What a line without a name says, if it says it of another patient, of each, or of it is not clear whom.
  private func talkWithoutNames() -> PatientTalk? {
    if asksOfOther, let question = roster.question {
      let others = row.indices.filter { $0 != roster.current && row[$0] != nil }
      return others.count == 1
        ? talk("", [], [(others, question)], []) : talk("", [], [([], question)], others)
    }
    guard let asking = reading.clauses.first(where: asks), reading.clauses.count(where: asks) == 1 else {
      return nil
    }
    let tokens = reading.tokens[asking.tokens]
    let namesNothing = !asking.mentions.contains { $0.role == .topic || $0.role == .finding }
    if tokens.contains(where: { Self.each.contains($0.text) }), namesNothing || isForEach(tokens) {
      let places = Array(row.indices)
      var each = talk("", [], [(places, text(of: asking.tokens))], [])
      for place in each?.parts.indices ?? 0..<0 { each?.parts[place].standsAlone = true }
      return each
    }
    guard let sex = tokens.lazy.compactMap({ Self.pronouns[$0.text] }).first else { return nil }
    let fitting = row.indices.filter { row[$0]?.sex == sex }
    if fitting.count == 1, fitting[0] != roster.current, let current = roster.current,
      row[current]?.sex.map({ $0 != sex }) ?? false
    {
      let text = isOnlyPronoun(asking) ? roster.question ?? Self.plainQuestion : text(of: reading.span)
      return talk("", [], [(fitting, text)], [])
    }
    // "His wife has X. Should he ...?": who is spoken of last is not meant, but who was before.
    if let current = roster.current, row[current]?.sex.map({ $0 != sex }) ?? false,
      let place = row.indices.last(where: { $0 != current && row[$0]?.sex ?? sex == sex })
    {
      return talk("", [], [([place], text(of: reading.span))], [])
    }
    let possible = row.indices.filter { row[$0]?.sex ?? sex == sex }
    guard !roster.isSettled, possible.count > 1, fitting.count != 1, possible.allSatisfy({ row[$0] != nil })
    else {
      return nil
    }
    return talk("", [], [([], text(of: asking.tokens))], possible)
  }

  /// "And her?"
  private func isOnlyPronoun(_ clause: Clause) -> Bool {
    clause.unknown.isEmpty && !clause.mentions.contains { $0.plays(.weighty) } && clause.tokens.count <= 5
  }

  /// "for each", "which of them".
  private func isForEach(_ tokens: ArraySlice<Token>) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { one, next in
      one.text == "for" && ["each", "both"].contains(next.text) || one.text == "each" && next.text == "of"
        || one.text == "of" && next.text == "them" || next.text == "patients" && one.text == "both"
    }
  }

  /// What a line says of each; nil if it says nothing that tells them apart.
  func talk() -> PatientTalk? {
    if marks.isEmpty { return talkWithoutNames() }
    var prefix = ""
    var tales: [(place: Int, text: String)] = []
    var questions: [(places: [Int], text: String)] = []
    var speaking: [Int] = []
    var unclear: [Int] = []
    var asksWho = false
    // A name in passing, of whom nothing is told, is that of no patient.
    var withFacts: Set<Int> = []
    func note(_ range: Range<Int>, _ clause: Clause, of places: [Int]) {
      guard !places.isEmpty else { return }
      let isTold = clause.mentions.contains { mention in
        mention.plays([.condition, .finding, .topic, .domain]) && range.contains(mention.first)
          && !marks.contains { $0.tokens.contains(mention.first) }
      }
      if isTold { withFacts.formUnion(places) }
    }
    func tell(_ range: Range<Int>, _ clause: Clause) {
      var start = range.lowerBound
      for mark in marks where range.overlaps(mark.tokens) && opensTale(mark.tokens) {
        let end = max(start, mark.tokens.lowerBound)
        // "A and B have ...": what follows is told of both.
        if let last = marks.last(where: { $0.tokens.upperBound <= end }), speaking.contains(last.place),
          !speaking.contains(mark.place), start <= last.tokens.lowerBound,
          areJoined(last.tokens.upperBound..<end)
        {
          speaking.append(mark.place)
          withFacts.insert(mark.place)
          start = end
          continue
        }
        add(start..<end, of: speaking, to: &tales, &prefix)
        note(start..<end, clause, of: speaking)
        start = end
        speaking = [mark.place]
        if opensClause(mark.tokens) { withFacts.insert(mark.place) }
      }
      add(start..<range.upperBound, of: speaking, to: &tales, &prefix)
      note(start..<range.upperBound, clause, of: speaking)
    }
    for clause in reading.clauses {
      if asks(clause) {
        let start = startOfQuestion(clause)
        if start > clause.tokens.lowerBound { tell(clause.tokens.lowerBound..<start, clause) }
        let tokens = start..<clause.tokens.upperBound
        let inside = marks.filter { tokens.overlaps($0.tokens) }
        let text = text(of: tokens)
        var places = unique(inside.map(\.place))
        if places.isEmpty, clause.form == .who, Set(tales.map(\.place)).count > 1 {
          asksWho = true
          continue
        }
        if places.isEmpty { places = meant(by: clause, tales.map(\.place), speaking.last) }
        if places.isEmpty, tales.count > 1 { unclear = unique(tales.map(\.place)) }
        questions.append((places, isOnlyNames(clause, inside) ? roster.question ?? Self.plainQuestion : text))
        if places.count == 1 { speaking = places }
      } else {
        tell(clause.tokens, clause)
      }
    }
    guard withFacts.union(questions.flatMap(\.places)).union(0..<knownCount).count > 1 else { return nil }
    var talk = talk(prefix, tales, questions, unclear)
    talk?.asksWho = asksWho
    return talk
  }

  /// Where a clause begins to ask that tells of several patients first, for want of a point between ("A has X B has Y what
  /// for each?"); its beginning if it only asks.
  private func startOfQuestion(_ clause: Clause) -> Int {
    let inside = marks.filter { clause.tokens.overlaps($0.tokens) }
    guard let first = inside.first, first.tokens.lowerBound == clause.tokens.lowerBound,
      Set(inside.map(\.place)).count > 1,
      let cue = clause.mentions.last(where: { $0.form != nil }), cue.first > inside[1].tokens.lowerBound
    else { return clause.tokens.lowerBound }
    return cue.first
  }

  private func talk(
    _ prefix: String, _ tales: [(place: Int, text: String)], _ questions: [(places: [Int], text: String)],
    _ unclear: [Int]
  ) -> PatientTalk? {
    var asked: [(place: Int, text: String)] = []
    for question in questions {
      for place in question.places {
        if let same = asked.firstIndex(where: { $0.place == place }) {
          asked[same].text += " " + question.text
        } else {
          asked.append((place, question.text))
        }
      }
    }
    let told = unique(tales.map(\.place) + asked.map(\.place))
    if questions.isEmpty, told.count == 1,
      let question = roster.question ?? (row[told[0]] == nil ? nil : Self.plainQuestion),
      reading.clauses.allSatisfy({ clause in
        isOnlyNames(clause, marks.filter { clause.tokens.overlaps($0.tokens) })
      })
    {
      asked = [(told[0], question)]
    }
    func line(of place: Int) -> String {
      ([prefix] + tales.filter { $0.place == place }.map(\.text)).filter { !$0.isEmpty }.joined(
        separator: " ")
    }
    func join(_ tale: String, _ question: String) -> String {
      guard let last = tale.last else { return question }
      return tale + (last.isLetter || last.isNumber ? ". " : " ") + question
    }
    let silent = told.filter { place in !asked.contains { $0.place == place } }
    let parts =
      silent.map { PatientTalk.Part(place: $0, label: row[$0], line: line(of: $0), question: nil) }
      + asked.map { asked in
        PatientTalk.Part(
          place: asked.place, label: row[asked.place], line: join(line(of: asked.place), asked.text),
          question: asked.text)
      }
    var talk = PatientTalk(row: row, parts: parts)
    (talk.aliases, talk.startsAnew) = (aliases, startsAnew)
    if asked.isEmpty {
      talk.candidates = unclear.compactMap { row[$0] }
      talk.question = questions.first?.text
    }
    return talk.parts.isEmpty && talk.candidates.isEmpty ? nil : talk
  }

  /// What somebody wants to know who only names one of some patients.
  private static let plainQuestion = "What should the patient be treated with?"

  private static let opening: Set = ["and", "but", "while", "whereas", "then", "also", "so", "with"]
  private static let introducing: Set = [":", "-", "(", ",", "="]

  /// Whether a name stands where its sentence, or its part of it, begins: the rest is told of whom it names.
  private func opensClause(_ mark: Range<Int>) -> Bool {
    guard mark.lowerBound > reading.span.lowerBound else { return true }
    let before = reading.tokens[mark.lowerBound - 1]
    return before.kind == .mark || before.text == "and"
  }

  /// Whether a mark begins what is told of a patient, and does not only mention them.
  private func opensTale(_ mark: Range<Int>) -> Bool {
    guard mark.lowerBound > reading.span.lowerBound else { return true }
    let before = reading.tokens[mark.lowerBound - 1]
    if before.kind == .mark || Self.opening.contains(before.text) { return true }
    guard mark.upperBound < reading.span.upperBound else { return true }
    return Self.introducing.contains(reading.tokens[mark.upperBound].text)
      || ["to", "for", "about"].contains(before.text)
      || ["has", "had", "is", "was", "with", "whose", "who"].contains(reading.tokens[mark.upperBound].text)
  }

  /// Whether nothing but what joins names stands in a range, and something does.
  private func areJoined(_ range: Range<Int>) -> Bool {
    !range.isEmpty && reading.tokens[range].allSatisfy { [",", "and", "&", "/", "+"].contains($0.text) }
  }

  private func add(
    _ tokens: Range<Int>, of places: [Int], to tales: inout [(place: Int, text: String)],
    _ prefix: inout String
  ) {
    let text = text(of: tokens)
    guard !text.isEmpty else { return }
    guard !places.isEmpty else {
      if reading.tokens[tokens].contains(where: { $0.kind != .mark }) {
        prefix += prefix.isEmpty ? text : " " + text
      }
      return
    }
    for place in places {
      let added = places.count == 1 ? elided(text, after: tales, of: place) ?? text : text
      if let last = tales.indices.last, tales[last].place == place {
        tales[last].text += " " + added
      } else {
        tales.append((place, added))
      }
    }
  }

  /// What "B has not" tells, after "A has failed X".
  private func elided(_ text: String, after tales: [(place: Int, text: String)], of place: Int) -> String? {
    let words = text.split(separator: " ").map { $0.lowercased().filter { $0.isLetter || $0 == "'" } }
    guard let last = tales.last, last.place != place, let said = Self.denial(of: Array(words)) else {
      return nil
    }
    var rest = last.text[...]
    if let subject = rest.firstRange(of: "the patient ") { rest = rest[subject.upperBound...] }
    if said == "does" {
      // "Does not have", after "has".
      return "the patient does not \(rest.hasPrefix("has ") ? "have " + rest.dropFirst(4) : rest)"
    }
    let not = words.last == "none" ? "no" : "not"
    return "the patient \(said) \(not) \(rest.hasPrefix(said + " ") ? rest.dropFirst(said.count + 1) : rest)"
  }

  /// The verb of words that only deny what was said before ("the patient has not", "has none"); nil if they say more.
  private static func denial(of words: [String]) -> String? {
    let said = Array(words.starts(with: ["the", "patient"]) ? words.dropFirst(2) : words[...])
    if said == ["has", "none"] { return "has" }
    return ["has", "is", "did", "does", "was"].first { verb in
      [[verb, "not"], [verb + "n't"], [verb + "n’t"]].contains(said)
    }
  }

  private static let pronouns: [String: PatientLabel.Sex] = [
    "he": .male, "him": .male, "his": .male, "she": .female, "her": .female, "hers": .female,
  ]

  /// The patients whom a clause without a name asks about: by its pronoun; failing that, all of whom the line tells.
  private func meant(by clause: Clause, _ told: [Int], _ speaking: Int?) -> [Int] {
    let told = unique(told)
    guard told.count > 1 else { return speaking.map { [$0] } ?? told }
    let tokens = reading.tokens[clause.tokens]
    if let sex = tokens.lazy.compactMap({ Self.pronouns[$0.text] }).first {
      let fitting = told.filter { row[$0]?.sex == sex }
      return fitting.count == 1 ? fitting : []
    }
    let isOne = zip(tokens, tokens.dropFirst()).contains { one, next in
      ["this", "the", "that"].contains(one.text)
        && ["patient", "person", "man", "woman", "lady"].contains(next.text)
    }
    return isOne ? [] : told
  }

  /// Whether a clause says nothing but who is meant ("and bed 7?").
  private func isOnlyNames(_ clause: Clause, _ inside: [(tokens: Range<Int>, place: Int, isWord: Bool)])
    -> Bool
  {
    guard !inside.isEmpty, [.keywords, .overview, .what, .how].contains(clause.form) else { return false }
    func isInMark(_ token: Int) -> Bool { inside.contains { $0.tokens.contains(token) } }
    return clause.mentions.allSatisfy {
      isInMark($0.first) || $0.plays(.weightless) || $0.meant.kind == KnownKind.person
    }
      && clause.unknown.allSatisfy { isInMark($0.token) }
      && clause.tokens.count { reading.tokens[$0].kind != .mark && !isInMark($0) } <= 4
  }

  // MARK: The words

  /// The words of some tokens as typed, with "the patient" in place of a name; a name that only opens a tale is left out.
  private func text(of tokens: Range<Int>) -> String {
    guard !tokens.isEmpty else { return "" }
    var result: [UInt8] = []
    var position = tokens.lowerBound
    var copied = reading.tokens[position].range.lowerBound
    for mark in marks where tokens.contains(mark.tokens.lowerBound) && !mark.isWord {
      let start = reading.tokens[mark.tokens.lowerBound].range.lowerBound
      result += bytes[copied..<max(copied, start)]
      position = min(mark.tokens.upperBound, tokens.upperBound)
      if position < tokens.upperBound, Self.introducing.contains(reading.tokens[position].text) {
        position += 1
      } else {
        result += Array("the patient".utf8)
      }
      copied = reading.tokens[position - 1].range.upperBound
    }
    let end = reading.tokens[tokens.upperBound - 1].range.upperBound
    if copied < end { result += bytes[copied..<end] }
    return String(decoding: result, as: UTF8.self).trimmed
  }

  private func unique(_ places: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return places.filter { seen.insert($0).inserted }
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    let blanks: Set<Character> = [" ", "\t", "\n", "\r\n"]
    guard let first = firstIndex(where: { !blanks.contains($0) }),
      let last = lastIndex(where: { !blanks.contains($0) })
    else { return "" }
    return String(self[first...last])
  }
}
