import Knowledge

/// A place in an input that names a patient apart from others.
struct PatientMark {
  enum Reference {
    /// By a label.
    case label(PatientLabel)
    /// By the 1-based place in the order told.
    case ordinal(Int)
    /// The other one of two.
    case other
  }

  let reference: Reference
  /// Its tokens, with an article before them.
  var tokens: Range<Int>
  /// Whether it says what it says by a word of the language that is kept in the line ("my aunt").
  var isWord = false
}

/// Finds where an input names patients apart from others.
struct PatientLabelScanner {
  private let reading: Reading
  private let tokens: [Token]
  private let span: Range<Int>
  private let persons: [Int: Mention]
  private let weighty: Set<Int>
  /// The tokens that name a state of a patient.
  private let states: Set<Int>
  /// The words that no layer explains, by their tokens.
  private let strangers: [Int: UnknownWord]
  private var known: [PatientLabel?]
  /// The question that was last put of one of several patients; nil if none was.
  private let asked: String?

  /// Takes a reading, the patients who were told apart before it, and the question that was put of one of them last.
  init(_ reading: Reading, known: [PatientLabel?], asked: String?) {
    self.reading = reading
    tokens = reading.tokens
    span = reading.span
    self.known = known
    self.asked = asked
    var persons: [Int: Mention] = [:]
    var (weighty, states): (Set<Int>, Set<Int>) = ([], [])
    for mention in reading.clauses.lazy.flatMap(\.mentions) {
      if mention.meant.kind == KnownKind.person { persons[mention.first] = mention }
      if mention.plays(.weighty) { weighty.formUnion(mention.tokens) }
      if mention.plays([.condition, .finding, .domain]) { states.formUnion(mention.tokens) }
    }
    (self.persons, self.weighty, self.states) = (persons, weighty, states)
    strangers = Dictionary(
      reading.clauses.lazy.flatMap(\.unknown).map { ($0.token, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a reading has any word that can begin a mark; most have none.
  static func mayMark(_ reading: Reading, known: [PatientLabel?]) -> Bool {
    if !known.isEmpty { return true }
    /// Whether a word may be a first name.
    func isName(_ token: Token) -> Bool {
      let typed = reading.typed(token).utf8
      return typed.count > 2 && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(typed.first!)
    }
    /// Whether a short word is written in capitals, as "A" and "JD" are.
    func isSign(_ token: Token) -> Bool {
      reading.typed(token).utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
    return reading.ownTokens.contains { token in
      switch token.kind {
      case .word:
        let count = token.text.utf8.count
        return count <= 2
          ? isSign(token) || openers.contains(token.text)
          : count <= 11 && openers.contains(token.text) || isName(token)
      case .mark: return token.text == "#"
      case .number: return false
      }
    }
  }

  /// The marks in their order.
  ///
  /// Who is named by a whole name in one place may be named by a part of it in another, also before it.
  func marks() -> [PatientMark] {
    let whole = marksOnce()
    var knowing = self
    for mark in whole {
      if case .label(let label) = mark.reference, !knowing.known.contains(where: { $0 == label }) {
        knowing.known.append(label)
      }
    }
    return knowing.known.count == known.count ? whole : knowing.marksOnce()
  }

  /// The most names that are looked at: nobody tells of more patients in one line.
  private static let limit = 100

  private func marksOnce() -> [PatientMark] {
    let signs = signsOfSubjects()
    var marks: [PatientMark] = []
    var position = span.lowerBound
    while position < span.upperBound, marks.count < Self.limit {
      let listed = listed(at: position)
      if let last = listed.last {
        marks += listed
        position = last.tokens.upperBound
      } else if var mark = signs[position] ?? mark(at: position) {
        // Words before a name may belong to the name before.
        mark.tokens = max(mark.tokens.lowerBound, marks.last?.tokens.upperBound ?? 0)..<mark.tokens.upperBound
        marks.append(mark)
        position = mark.tokens.upperBound
      } else {
        position += 1
      }
    }
    return marks
  }

  // MARK: The words

  private static let places: Set = ["bed", "room", "bay", "cubicle"]
  private static let markers = places.union(["patient", "pt", "case", "subject", "person", "participant"])
  private static let titles: [String: PatientLabel.Sex] = [
    "mr": .male, "mister": .male, "mrs": .female, "ms": .female, "miss": .female,
  ]
  private static let ordinals = [
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "former": 1,
    "latter": 2,
  ]
  private static let counted: Set = [
    "patient", "pt", "case", "bed", "man", "woman", "lady", "gentleman", "guy", "person", "chap", "bloke",
    "girl",
    "boy", "gent",
  ]
  private static let owners: Set = ["my", "our"]
  private static let openers = markers.union(plurals.keys).union(sexes.keys).union(titles.keys).union(
    ordinals.keys
  ).union(
    owners
  ).union([
    "other", "one",
  ]).union(doctors.keys)
  /// What follows the name of somebody of whom a state is told.
  private static let telling: Set = [
    "has", "had", "is", "was", "with", "on", "got", "gets", "takes", "failed", "whose", "who", "did", "does",
    "never", "cannot", "also", "now", "in", "just",
  ]
  private static let units: Set = [
    "yo", "y", "yr", "yrs", "year", "years", "m", "f", "week", "weeks", "month", "months", "day", "days",
    "hour", "hours", "cycle", "cycles", "mg", "mcg", "ml", "percent", "x", "times", "trial", "trials",
  ]
  private static let numerals = ["one": "1", "two": "2", "three": "3", "four": "4"]
  private static let prepositions: Set = [
    "for", "about", "and", "to", "with", "in", "or", "of", "does", "should", "is", "can", "could", "would",
    "will", "so",
  ]

  private static let women: Set = [
    "mum", "mom", "mam", "mummy", "mommy", "mother", "ma", "aunt", "auntie", "aunty", "sister", "wife",
    "grandma",
    "granny", "gran", "nan", "grandmother", "daughter", "niece", "girlfriend", "godmother",
  ]
  private static let men: Set = [
    "dad", "daddy", "father", "papa", "pa", "uncle", "brother", "husband", "grandpa", "grandad", "granddad",
    "grandfather", "son", "nephew", "boyfriend", "godfather",
  ]
  /// All of them.
  static let relatives = women.union(men)
  private static let receiving: Set = [
    "get", "gets", "need", "needs", "have", "has", "take", "takes", "be", "start", "receive", "receives",
    "benefit",
    "qualify", "go", "is",
  ]

  // MARK: One mark

  private func mark(at position: Int) -> PatientMark? {
    let token = tokens[position]
    guard token.kind != .mark else { return nil }
    if let sex = Self.titles[token.text], let label = surname(after: position, sex) {
      return PatientMark(reference: .label(label), tokens: position..<(position + 2))
    }
    if let mark = patientOfDoctor(at: position) { return mark }
    if Self.markers.contains(token.text), let (sign, end) = sign(after: position) {
      let noun = token.text == "pt" ? "patient" : token.text
      // Patient 4 need not lie in bed 4.
      let key = Self.places.contains(noun) ? "\(noun) \(sign)" : sign
      let label = PatientLabel(key: key.lowercased(), shown: "\(noun) \(sign)", sex: nil)
      return PatientMark(reference: .label(label), tokens: start(before: position)..<end)
    }
    return ordinal(at: position) ?? oneOrOther(at: position) ?? relative(at: position) ?? bare(at: position)
  }

  private static let plurals = [
    "patients": "patient", "pts": "patient", "cases": "case", "beds": "bed", "rooms": "room",
    "subjects": "subject",
  ]

  /// "Patients 1, 2 and 3".
  private func listed(at position: Int) -> [PatientMark] {
    guard let noun = Self.plurals[tokens[position].text] else { return [] }
    var marks: [PatientMark] = []
    var (next, start) = (position, position)
    while let (sign, end) = sign(after: next) {
      let key = Self.places.contains(noun) ? "\(noun) \(sign)" : sign
      let label = PatientLabel(key: key.lowercased(), shown: "\(noun) \(sign)", sex: nil)
      marks.append(PatientMark(reference: .label(label), tokens: start..<end))
      next = end
      while has(next, [",", "and", "&", "/"]) { next += 1 }
      guard next > end else { break }
      (start, next) = (next, next - 1)
    }
    return marks.count > 1 ? marks : []
  }

  /// "the patient in bed 4": the place of its first word, given that of "bed".
  private func start(before position: Int) -> Int {
    var start = position
    if start - 2 >= span.lowerBound, tokens[start - 1].text == "in",
      Self.counted.contains(tokens[start - 2].text)
    {
      start -= 2
    }
    if start - 1 >= span.lowerBound, tokens[start - 1].text == "the" { start -= 1 }
    return start
  }

  private func text(_ position: Int) -> String { String(reading.typed(tokens[position])) }

  private func has(_ position: Int, _ words: Set<String>) -> Bool {
    position < span.upperBound && words.contains(tokens[position].text)
  }

  /// Whether nothing but a mark follows.
  private func isLast(_ position: Int) -> Bool {
    position + 1 >= span.upperBound || tokens[position + 1].kind == .mark
  }

  private func surname(after position: Int, _ sex: PatientLabel.Sex) -> PatientLabel? {
    guard position + 1 < span.upperBound, tokens[position + 1].kind == .word,
      !has(position + 1, Self.telling), !has(position + 1, Self.receiving)
    else { return nil }
    var name = text(position + 1)
    if name.hasSuffix("'s") || name.hasSuffix("’s") { name.removeLast(2) }
    guard !name.isEmpty else { return nil }
    let title = tokens[position].text == "mister" ? "Mr" : Self.capitalized(tokens[position].text)
    return PatientLabel(key: name.lowercased(), shown: "\(title) \(Self.capitalized(name))", sex: sex)
  }

  private static let doctors = ["dr": "Dr", "doctor": "Dr", "prof": "Prof", "professor": "Prof"]

  /// "Dr Lee's patient", and once that patient is known also "Dr Lee's".
  private func patientOfDoctor(at position: Int) -> PatientMark? {
    guard let title = Self.doctors[tokens[position].text], position + 1 < span.upperBound else { return nil }
    let typed = text(position + 1).replacing("’", with: "'")
    guard typed.count > 2, typed.hasSuffix("'s") else { return nil }
    let name = typed.dropLast(2)
    let label = PatientLabel(
      key: "\(title.lowercased()) \(name.lowercased())",
      shown: "\(title) \(Self.capitalized(String(name)))'s patient", sex: nil)
    // "'s" may be a token of its own.
    let end =
      tokens.indices.first {
        $0 > position && tokens[$0].range.lowerBound >= tokens[position + 1].range.upperBound
      } ?? span.upperBound
    let isNoun = has(end, Self.counted)
    guard isNoun || known.contains(where: { $0 == label }) else { return nil }
    return PatientMark(reference: .label(label), tokens: start(before: position)..<(isNoun ? end + 1 : end))
  }

  private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  private static let sexes: [String: PatientLabel.Sex] = [
    "lady": .female, "woman": .female, "girl": .female, "gentleman": .male, "man": .male, "guy": .male,
    "bloke": .male,
    "chap": .male, "boy": .male, "gent": .male,
  ]

  /// "A has ..., B has ...", "JD: ... KL: ...", "the lady has ..., the gentleman ...": a sign alone tells nobody apart, two
  /// do; by their places. A given name that is known to be one needs no other.
  private func signsOfSubjects() -> [Int: PatientMark] {
    var marks: [Int: PatientMark] = [:]
    var labels = Set(known.compactMap { $0 })
    var hasGivenName = false
    for position in span {
      guard let (label, tokens) = subject(at: position) else { continue }
      labels.insert(label)
      hasGivenName = hasGivenName || (strangers[tokens.lowerBound]?.isGivenName ?? false)
      marks[tokens.lowerBound] = PatientMark(reference: .label(label), tokens: tokens)
    }
    return labels.count > 1 || hasGivenName ? marks : [:]
  }

  private func subject(at position: Int) -> (PatientLabel, Range<Int>)? {
    let token = tokens[position]
    if token.text == "#", position + 1 < span.upperBound, tokens[position + 1].kind == .number {
      let number = tokens[position + 1].text
      return (PatientLabel(key: number, shown: "patient \(number)", sex: nil), position..<(position + 2))
    }
    guard token.kind == .word else { return nil }
    if let sex = Self.sexes[token.text], position > span.lowerBound,
      ["the", "my"].contains(tokens[position - 1].text)
    {
      return (
        PatientLabel(key: sex == .female ? "lady" : "man", shown: "the \(token.text)", sex: sex),
        (position - 1)..<(position + 1)
      )
    }
    let typed = text(position)
    if isFirstName(typed, at: position) {
      return (PatientLabel(key: typed.lowercased(), shown: typed, sex: nil), position..<(position + 1))
    }
    guard (1...2).contains(typed.utf8.count), typed != "I", typed == typed.uppercased(),
      typed != typed.lowercased(),
      !isExplained(position), position == span.lowerBound || opensHere(position)
    else { return nil }
    // "A: X" may be one of some answers to choose from; of a patient some state is told.
    let isTold =
      has(position + 1, [":"])
      ? tellsOfState(after: position + 1)
      : has(position + 1, Self.telling) && (typed.utf8.count == 1 || tellsOfState(after: position + 1))
    guard isTold else { return nil }
    return (
      PatientLabel(key: typed.lowercased(), shown: "patient \(typed)", sex: nil), position..<(position + 1)
    )
  }

  private static let tellingOfNamed = telling.union(["responded", "responds"])

  /// Whether a word is no word of the language, nor like the name of a drug.
  private static func isStrange(_ word: UnknownWord) -> Bool { !word.isOrdinary && !word.looksLikeName }

  /// "Tom has ..., Mary responded": a name, of whom something is told.
  private func isFirstName(_ typed: String, at position: Int) -> Bool {
    guard typed.utf8.count > 2, let first = typed.unicodeScalars.first, first.properties.isUppercase,
      typed.unicodeScalars.dropFirst().allSatisfy(\.properties.isLowercase),
      position == span.lowerBound || opensHere(position), persons[position] == nil, !isExplained(position),
      has(position + 1, Self.tellingOfNamed)
        || strangers[position]?.isGivenName ?? false && has(position + 1, [":", ","])
    else { return false }
    // What was read as another word is none of the language, either.
    let isStrange = strangers[position].map(Self.isStrange) ?? (typed.lowercased() != tokens[position].text)
    let isInMidst = position > span.lowerBound && !tokens[position - 1].endsSentence
    guard isStrange || isInMidst && strangers[position] != nil else { return false }
    return tellsOfState(after: position) || has(position + 2, ["none", "not"])
  }

  /// Whether a state is named before the sentence ends.
  private func tellsOfState(after position: Int) -> Bool {
    let end = (position..<span.upperBound).first { tokens[$0].endsSentence } ?? span.upperBound
    return (position..<end).contains(where: states.contains)
  }

  private func opensHere(_ position: Int) -> Bool {
    let before = tokens[position - 1]
    return before.kind == .mark || ["and", "but", "while", "whereas"].contains(before.text)
  }

  /// Whether a token is part of a name of something else.
  private func isExplained(_ position: Int) -> Bool { weighty.contains(position) }

  /// The letter or number after a word like "patient", and the token after it.
  private func sign(after position: Int) -> (String, end: Int)? {
    var next = position + 1
    while next < span.upperBound, ["no", "nr", "number", "#"].contains(tokens[next].text) { next += 1 }
    guard next < span.upperBound else { return nil }
    let token = tokens[next]
    switch token.kind {
    case .mark: return nil
    case .number:
      guard token.text.utf8.count <= 3, !has(next + 1, Self.units),
        !(has(next + 1, ["-"]) && has(next + 2, Self.units))
      else { return nil }
      return (token.text, next + 1)
    case .word:
      if let number = Self.numerals[token.text], isLast(next) || has(next + 1, Self.telling) {
        return (number, next + 1)
      }
      let typed = text(next)
      guard typed.utf8.count == 1, let letter = typed.unicodeScalars.first, letter.properties.isAlphabetic,
        token.text != "i"
      else { return nil }
      // "a patient a day": as a label it is written large, or followed by what tells of somebody.
      if token.text == "a", typed == "a", !isLast(next), !has(next + 1, Self.telling) { return nil }
      return (typed.uppercased(), next + 1)
    }
  }

  /// "the second patient"; with some patients known, also "for the second one".
  private func ordinal(at position: Int) -> PatientMark? {
    guard let number = Self.ordinals[tokens[position].text] else { return nil }
    let start = startOfNoun(position)
    if has(position + 1, Self.counted) {
      return PatientMark(reference: .ordinal(number), tokens: start..<(position + 2))
    }
    if isSubject(position),
      known.count > 1
        || span.contains(where: { other in
          other != position
            && (isSubject(other) || Self.ordinals[tokens[other].text] != nil && has(other + 1, Self.counted))
        })
    {
      return PatientMark(
        reference: .ordinal(number),
        tokens: start..<(has(position + 1, ["one"]) ? position + 2 : position + 1))
    }
    guard known.count > 1 else { return nil }
    let end = has(position + 1, ["one"]) ? position + 2 : position + 1
    if start > span.lowerBound, Self.prepositions.contains(tokens[start - 1].text),
      has(end, Self.receiving) || isLast(end - 1) && tokens[start - 1].text == "and" && namesByOrder
    {
      return PatientMark(reference: .ordinal(number), tokens: start..<end)
    }
    if start == span.lowerBound, start < position, has(position + 1, ["again", ":", ","]) {
      return PatientMark(reference: .ordinal(number), tokens: start..<(position + 2))
    }
    guard start > span.lowerBound, Self.prepositions.contains(tokens[start - 1].text) else { return nil }
    if has(position + 1, ["one"]), isLast(position + 1) {
      return PatientMark(reference: .ordinal(number), tokens: start..<(position + 2))
    }
    guard isLast(position), ["for", "about", "with"].contains(tokens[start - 1].text) else { return nil }
    return PatientMark(reference: .ordinal(number), tokens: start..<(position + 1))
  }

  /// Whether "the second", "the second one" or "the second patient" opens what is told of somebody.
  private func isSubject(_ position: Int) -> Bool {
    guard Self.ordinals[tokens[position].text] != nil else { return false }
    let start = startOfNoun(position)
    let end = has(position + 1, Self.counted.union(["one"])) ? position + 2 : position + 1
    return start < position && (start == span.lowerBound || opensHere(start))
      && has(end, Self.telling)
  }

  /// Whether the patients known are told apart by their order.
  private var namesByOrder: Bool {
    known.contains { $0.map { Self.orders.contains($0.shown) } ?? false }
  }

  private static let orders: Set = ["the first patient", "the second patient", "the third patient"]

  private func startOfNoun(_ position: Int) -> Int {
    position > span.lowerBound && ["the", "my", "our"].contains(tokens[position - 1].text)
      ? position - 1 : position
  }

  /// "one patient has ..., the other has ...".
  private func oneOrOther(at position: Int) -> PatientMark? {
    switch tokens[position].text {
    case "one":
      func opens(_ position: Int) -> Bool {
        tokens[position].text == "one" && (position == span.lowerBound || opensHere(position))
          && (has(position + 1, Self.counted) || has(position + 1, Self.telling))
      }
      let ones = span.filter(opens)
      guard let place = ones.firstIndex(of: position),
        ones.count > 1 || tokens[position..<span.upperBound].contains(where: { $0.text == "other" })
      else { return nil }
      return PatientMark(
        reference: .ordinal(min(place + 1, 4)),
        tokens: position..<(has(position + 1, Self.counted) ? position + 2 : position + 1))
    case "other":
      guard position > span.lowerBound, tokens[position - 1].text == "the" else { return nil }
      let isNoun = has(position + 1, Self.counted)
      // "the other" alone may be a drug; of somebody something is told.
      guard
        isNoun || known.count > 1 && has(position + 1, ["one"]) && isAfterPreposition(position - 1)
          || isLast(position) && isAfterPreposition(position - 1)
            && (known.count > 1 || tokens[span.lowerBound..<position].contains { $0.text == "other" })
          || tellsOfOther(at: position + 1)
          || has(position + 1, ["one"]) && tellsOfOther(at: position + 2) || asksOfOther(at: position)
      else { return nil }
      let end = isNoun || has(position + 1, ["one"]) ? position + 2 : position + 1
      return PatientMark(reference: .other, tokens: (position - 1)..<end)
    default: return nil
    }
  }

  /// "The other one?" after a question of one of two patients that sets no two things beside each other.
  private func asksOfOther(at position: Int) -> Bool {
    guard known.count > 1, let asked, !asked.split(separator: " ").contains("or") else { return false }
    let end = has(position + 1, ["one"]) ? position + 2 : position + 1
    return isLast(end - 1)
      && tokens[span.lowerBound..<(position - 1)].allSatisfy {
        $0.kind == .mark
          || ["and", "what", "about", "for", "how", "now", "ok", "then", "so"].contains($0.text)
      }
  }

  /// Whether what follows "the other" tells of somebody.
  private func tellsOfOther(at position: Int) -> Bool {
    has(position, ["has", "had", "failed", "responds", "responded"])
      || has(position, ["does", "did"]) && has(position + 1, ["not"])
      || has(position, ["is", "was"]) && (has(position + 1, ["not"]) || tellsOfState(after: position))
  }

  private func isAfterPreposition(_ position: Int) -> Bool {
    position > span.lowerBound && Self.prepositions.contains(tokens[position - 1].text)
  }

  /// "my aunt has ..."; one who was told of so before, by any word for her.
  private func relative(at position: Int) -> PatientMark? {
    guard let mention = persons[position], !Self.markers.contains(tokens[position].text),
      tokens[position].text != "patients"
    else { return nil }
    // "His sister" is another than one who was told of before.
    let isOfPatient =
      known.contains { $0?.key != mention.concept } && position > span.lowerBound
      && Self.relatives.contains(tokens[position].text)
      && ["his", "her"].contains(tokens[position - 1].text)
      && has(mention.last + 1, ["has", "failed", "is"])
    let isOwned = isOfPatient || position > span.lowerBound && Self.owners.contains(tokens[position - 1].text)
    let word = tokens[position].text
    let sex: PatientLabel.Sex? =
      Self.women.contains(word) ? .female : Self.men.contains(word) ? .male : nil
    let label = PatientLabel(key: mention.concept, shown: mention.surface.lowercased(), sex: sex)
    let isKnown = known.contains { $0 == label }
    guard
      isKnown
        || isOwned
          && has(mention.last + 1, ["has", "had", "is", "was", "got", "with", "failed", "does", "did"])
    else { return nil }
    return PatientMark(
      reference: .label(label), tokens: (isOwned ? position - 1 : position)..<(mention.last + 1),
      isWord: !isOfPatient
    )
  }

  /// "What about C?" where others have letters, too: nothing is known of C.
  private func unheard(_ typed: String, at position: Int) -> PatientMark? {
    guard typed.utf8.count == 1, typed != "I", typed != typed.lowercased(), isLast(position),
      isAfterPreposition(position), known.contains(where: { $0?.key.utf8.count == 1 })
    else { return nil }
    let label = PatientLabel(key: typed.lowercased(), shown: "patient \(typed)", sex: nil)
    return PatientMark(reference: .label(label), tokens: position..<(position + 1))
  }

  /// "B?", "and for Jones": the sign of somebody known, by itself.
  private func bare(at position: Int) -> PatientMark? {
    let typed = text(position)
    guard
      let label = known.lazy.compactMap({ $0 }).first(where: { label in
        let key = label.key.split(separator: " ").last.map(String.init) ?? label.key
        return key == typed.lowercased() || typed.lowercased() == key + "'s"
      })
    else { return unheard(typed, at: position) }
    let isShort = span.count <= 4
    switch tokens[position].kind {
    case .mark: return nil
    case .number:
      guard isShort || isAfterPreposition(position) && !has(position + 1, Self.units) else { return nil }
    case .word:
      if typed.utf8.count == 1 {
        let isBeforeVerb = has(position + 1, Self.receiving)
        guard typed != "a" || isBeforeVerb && isAfterPreposition(position),
          typed == typed.uppercased() || isShort || isBeforeVerb,
          isLast(position) || isAfterPreposition(position) || isBeforeVerb
        else { return nil }
      }
    }
    return PatientMark(reference: .label(label), tokens: position..<(position + 1))
  }
}
