import Knowledge

/// Finds out whether an input begins the tale of another patient: nothing that was told of an earlier one holds for it.
///
/// So does an age with what it is the age of ("64M", "a man of 60", "58 year old woman"), a cue ("next patient"), and
/// somebody who was not spoken of before, of whom a state is told ("a friend of mine has ...").
struct PatientIntroduction {
  private let tokens: [Token]
  private let clauses: [Clause]

  /// Takes the tokens of an input and its clauses.
  init(tokens: [Token], clauses: [Clause]) {
    self.tokens = tokens
    self.clauses = clauses
  }

  /// Whether there is one.
  var isThere: Bool {
    callsTheNext
      || clauses.contains { clause in
        clause.mentions(Cue.newPatient) || tellsOfSomebodyNew(clause)
          || clause.tokens.contains { isAge($0, in: clause) && !isOfSomebodyKnown($0, in: clause) }
      }
  }

  /// "next: ..."
  private var callsTheNext: Bool {
    guard let first = clauses.first?.tokens.lowerBound, first + 1 < tokens.count else { return false }
    return tokens[first].text == "next" && [":", ",", "-"].contains(tokens[first + 1].text)
  }

  /// What stands directly after the number of an age, or together with it.
  private static let suffixes: Set = ["m", "f", "yo", "yom", "yof", "y", "yr", "yrs"]
  /// What stands directly before it in one word ("F58").
  private static let prefixes: Set = ["m", "f"]
  private static let years = 1...119

  private func isAge(_ position: Int, in clause: Clause) -> Bool {
    let token = tokens[position]
    switch token.kind {
    case .mark: return false
    case .word:
      guard token.text.utf8.contains(where: { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
        return false
      }
      let letters = token.text.drop { $0.isNumber }
      if letters.count < token.text.count {
        return Self.suffixes.contains(String(letters)) && isYears(token.text.dropLast(letters.count))
      }
      return Self.prefixes.contains(String(token.text.prefix(1))) && isYears(token.text.dropFirst())
    case .number:
      guard isYears(token.text[...]) else { return false }
      var next = position + 1
      if next < clause.tokens.upperBound, tokens[next].text == "-" { next += 1 }
      if next < clause.tokens.upperBound, Self.suffixes.contains(tokens[next].text) { return true }
      return clause.mentions.contains { mention in
        guard mention.concept == Cue.timeOfLife, let first = mention.tokens.first,
          let last = mention.tokens.last
        else { return false }
        // "58 year old", "woman, 58", "man aged 60": not "at age 60", which anybody may have.
        return first == next
          || last < position && position - last <= 2 && !tokens[last].text.hasPrefix("age")
      }
    }
  }

  private func isYears(_ text: Substring) -> Bool { Int(text).map(Self.years.contains) ?? false }

  /// Whether a pronoun before an age says that it is of somebody who was spoken of.
  private func isOfSomebodyKnown(_ position: Int, in clause: Clause) -> Bool {
    tokens[clause.tokens.lowerBound..<position].contains { ["he", "she", "they"].contains($0.text) }
  }

  /// Whether a clause tells, and does not ask, of the state of somebody with an indefinite article.
  private func tellsOfSomebodyNew(_ clause: Clause) -> Bool {
    guard !clause.asks,
      clause.mentions.contains(where: { $0.plays([.condition, .finding, .domain]) })
    else { return false }
    return clause.mentions.contains { mention in
      guard mention.concept == Cue.timeOfLife || mention.meant.kind == KnownKind.person,
        let first = mention.tokens.first
      else { return false }
      let before = max(clause.tokens.lowerBound, first - 3)..<first
      return tokens[before].contains { $0.text == "a" || $0.text == "an" || $0.text == "another" }
    }
  }
}
