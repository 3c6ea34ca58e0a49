import Answering
import Knowledge
import Understanding

/// Other ways to say what a statement says.
extension Grader {
  /// Whether a claim tells a property by what it comes to.
  func tellsInOtherWords(_ claim: AnswerReading.Claim, _ part: Recall.Part, _ statement: Statement) -> Bool {
    guard part.slot == .value else { return false }
    let fillers = statement.slots[part.slot] ?? []
    return part.concepts.contains { property in
      if deniesTheContrary(claim, property) { return true }
      guard !claim.isDenied else { return false }
      // "little effect" for "not very effective", "low X" for "only modest X".
      if claim.isSmall { return isWeakEffect(property) && isEffect(claim, statement) }
      if implies(property, Cue.evidence), claim.concept == Cue.evidence {
        return shareWord(claim.words, part.words)
      }
      guard implies(property, Cue.effect), !Self.isNegative(property), !isWeakEffect(property) else {
        return false
      }
      // "it controls X" where the statement says of its subject that it is effective, by lessening X; and how often, if
      // the statement says that.
      if isPlainEffect(property) {
        return (claim.isFrequent || !statement.certainty.isHedged) && claim.role == .nuance
          && fillers.contains(claim.concept)
          && implies(claim.concept, Cue.effect)
      }
      // "X gets better with it" where lessening X is to treat it.
      return isHelp(claim, statement)
    }
  }

  /// Whether a claim says that something helps, where to lessen the statement's object is to treat it.
  func isHelp(_ claim: AnswerReading.Claim, _ statement: Statement) -> Bool {
    claim.concept == Cue.effect && !claim.isSmall && !claim.isRare
      && !claim.words.lowercased().hasPrefix(Cue.effect) && isTreatment(statement)
  }

  /// What else fills a gap where a property stands.
  func fillsGap(
    _ claim: AnswerReading.Claim, _ reading: AnswerReading, _ part: Recall.Part, _ statement: Statement
  ) -> Bool {
    guard part.slot == .value else { return false }
    return part.concepts.contains { property in
      if tellsHowOften(claim, property) || deniesTheContrary(claim, property) { return true }
      guard !claim.isDenied else { return false }
      if claim.isSmall { return isWeakEffect(property) && isEffect(claim, statement) }
      return implies(property, Cue.evidence) && claim.concept == Cue.evidence && reading.saysSome
        && shareWord(claim.words, part.words)
    }
  }

  /// A text with the adjective in place of an adverb that no layer explains ("considerable" for "considerably"), with
  /// verbs that change their vowel as they stand in a dictionary, and without "been" and "any" behind a denial if only
  /// that makes a known denial of it.
  func inPlainForms(_ text: String, _ read: (String) -> Reading) -> String {
    let unknown = read(text).clauses.flatMap(\.unknown).map { $0.text.lowercased() }
    let plain = text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      let folded = word.lowercased()
      if let verb = Self.irregular[folded] { return verb }
      guard unknown.contains(folded), let stem = Self.adjective(folded), !AnswerReading.tellsHowMuch(folded),
        read(stem).clauses.contains(where: { $0.unknown.isEmpty && !$0.mentions.isEmpty })
      else { return String(word) }
      return stem
    }
    let short = plain.indices.filter { index in
      index == 0 || !["been", "any"].contains(plain[index].lowercased())
        || !Self.isDenial(plain[index - 1].lowercased())
    }.map { plain[$0] }.joined(separator: " ")
    let long = plain.joined(separator: " ")
    func denialCount(_ text: String) -> Int {
      read(text).clauses.flatMap(\.mentions).count { Self.isNegative($0.concept) || $0.role == .condition }
    }
    return short != long && denialCount(short) > denialCount(long) ? short : long
  }

  /// What an adverb is made of; nil for what is none.
  static func adjective(_ word: String) -> String? {
    word.hasSuffix("ly") && word.count > 5 ? String(word.dropLast(2)) : nil
  }

  private static func isDenial(_ word: String) -> Bool { word.hasSuffix("n't") || denials.contains(word) }

  private static let denials: Set<String> = ["not", "without", "never", "no"]

  /// Whether a claim denies what one of the names of a state denies: "doesn't have X" for "without X".
  func deniesAsNamed(_ claim: AnswerReading.Claim, _ state: String) -> Bool {
    guard claim.isDenied, let concept = lexicon.concepts[state], concept.role == .condition else {
      return false
    }
    return concept.labels.contains { label in
      let words = label.text.split(separator: " ", maxSplits: 1)
      guard words.count == 2, Self.denials.contains(words[0].lowercased()) else { return false }
      let named = AnswerReading(answerer.reader.read(String(words[1]))).claims
      return named.count == 1 && lexicon.isA(named[0].concept, claim.concept)
        && lexicon.isA(claim.concept, named[0].concept)
    }
  }

  private static let irregular = [
    "went": "go", "gone": "go", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise",
    "grew": "grow", "grown": "grow",
  ]

  /// Something that documents are about as a whole and this one is not.
  func foreignDomain(_ reading: AnswerReading) -> String? {
    reading.domains.first { domain in
      guard let concept = lexicon.concepts[domain.concept], concept.layer != .pack else { return false }
      return !concept.labels.contains { $0.origin == .document }
    }?.words
  }

  /// "effective in most cases" for "often effective".
  func tellsHowOften(_ claim: AnswerReading.Claim, _ property: String) -> Bool {
    isPlainEffect(property) && claim.concept == Cue.effect && claim.isFrequent && !claim.isDenied
      && !claim.isSmall
  }

  /// "not great" for what is not very good: the denied contrary of a weak property.
  func deniesTheContrary(_ claim: AnswerReading.Claim, _ property: String) -> Bool {
    claim.isDenied && (Self.isNegative(property) || isWeakEffect(property))
      && lexicon.areOpposite(claim.concept, property)
  }

  /// Whether words within a name tell a part by denying, so that the name itself is not what is meant: "did not help".
  func tellsWithin(
    _ claim: AnswerReading.Claim, _ reading: AnswerReading, _ recall: Recall, _ statement: Statement
  ) -> Bool {
    reading.inner.contains { inner in
      inner.of.position == claim.position && inner.claim.isDenied != claim.isDenied
        && recall.parts.contains {
          $0.concepts.contains(where: Self.isNegative)
            && covers(inner.claim, $0, statement, isCloze: false) && !isDenial(inner.claim, of: $0)
        }
    }
  }

  /// Whether a claim gives something a place, or denies it one, of which the statement says nothing: "contraindicated".
  func isUntoldRole(
    _ claim: AnswerReading.Claim, _ reading: AnswerReading, _ recall: Recall, _ statement: Statement
  )
    -> Bool
  {
    claim.role == .value && !claim.isDenied && implies(claim.concept, Cue.role)
      && !statement.concepts.contains { lexicon.isA(claim.concept, $0) || lexicon.isA($0, claim.concept) }
      && !reading.inner.contains { inner in
        inner.of.position == claim.position
          && recall.parts.contains { covers(inner.claim, $0, statement, isCloze: false) }
      }
  }

  /// Whether a state that belongs to another thing is said of the subject: "if the subject fails, give" what stands in the
  /// statement for what failed.
  func failsItself(
    _ subject: AnswerReading.Claim, _ things: [AnswerReading.Claim], _ reading: AnswerReading,
    _ statement: Statement
  ) -> Bool {
    func fills(_ claim: AnswerReading.Claim, _ slot: Slot) -> Bool {
      (statement.slots[slot] ?? []).contains {
        lexicon.isA(claim.concept, $0) || lexicon.isA($0, claim.concept)
      }
    }
    guard let other = things.first(where: { fills($0, .context) }),
      let state = things.first(where: { $0.role == .condition && fills($0, .population) }),
      subject.position < state.position, state.position <= subject.position + 3,
      state.position < other.position,
      !things.contains(where: { $0.position > subject.position && $0.position < state.position })
    else { return false }
    // "the subject after failed others": what failed stands right behind.
    return other.position > state.position + 2
      || reading.words[state.position..<other.position].contains { !($0.first?.isLetter ?? false) }
  }

  /// Whether a statement leaves exceptions, or says what can be and not what has to be.
  func isHedged(_ statement: Statement) -> Bool {
    statement.certainty.isHedged || statement.certainty.affirms != .yes
      || ["can", "may"].contains { Self.says($0, statement) }
  }

  /// What an answer says of the effect that the statement does not: that it is small, smaller than another's, or another's;
  /// that there is an exception, or no proof; or, by a name such as "without X", that a thing of the statement has no
  /// part in it.
  func untold(_ reading: AnswerReading, _ statement: Statement, deniesAsTold: Bool) -> Grade.Contradiction? {
    let properties = statement.slots[.value] ?? []
    let isWeak = properties.contains { isWeakEffect($0) || Self.isNegative($0) }
    if let others = reading.others, !Self.says(others, statement) { return .foreign(others) }
    if let exception = reading.exception, !Self.says(exception, statement) { return .foreign(exception) }
    if !isWeak, !properties.isEmpty,
      let claim = reading.claims.first(where: { claim in
        claim.isMarginal
          && (claim.concept == Cue.effect || properties.contains(claim.concept)
            || (statement.slots[.relation] ?? []).contains(claim.concept))
      })
    {
      return .denied(claim.words)
    }
    if !isWeak,
      let claim = reading.claims.first(where: { $0.concept == Cue.effect && $0.isSmall && !$0.isDenied })
    {
      return .denied(claim.words)
    }
    if !isWeak, !deniesAsTold,
      let claim = reading.claims.first(where: { $0.concept == Cue.evidence && $0.isDenied })
    {
      return .denied(claim.words)
    }
    return reading.claims.first { claim in
      let words = claim.words.split(separator: " ", maxSplits: 1)
      guard claim.role == .value, !claim.isDenied, words.count == 2,
        Self.denials.contains(words[0].lowercased())
      else {
        return false
      }
      return AnswerReading(answerer.reader.read(String(words[1]))).claims.contains { named in
        isWeighty(named)
          && statement.concepts.contains { lexicon.isA($0, named.concept) || lexicon.isA(named.concept, $0) }
      }
    }.map { .denied($0.words) }
  }

  /// Whether a statement has a word in its own words.
  static func says(_ word: String, _ statement: Statement) -> Bool {
    SlotFinder.range(of: word, in: statement.gist) != nil
      || SlotFinder.range(of: word, in: statement.citation.quote) != nil
  }

  func implies(_ concept: String, _ aspect: String) -> Bool {
    lexicon.concepts[concept]?.implied.contains(aspect) == true
  }

  /// A property that says that there is an effect and that it is no great one.
  func isWeakEffect(_ property: String) -> Bool {
    guard let concept = lexicon.concepts[property], concept.implied.contains(Cue.effect) else { return false }
    return Self.isNegative(property) || concept.broader.contains { implies($0, Cue.effect) }
  }

  private func isEffect(_ claim: AnswerReading.Claim, _ statement: Statement) -> Bool {
    claim.concept == Cue.effect
      || (statement.slots[.object] ?? []).contains { lexicon.isA(claim.concept, $0) }
  }

  /// What is worth lessening wherever it is found.
  private static let complaint = "symptom"

  /// Whether what a statement tells is good for somebody: it treats what its object names.
  private func isTreatment(_ statement: Statement) -> Bool {
    guard let objects = statement.slots[.object], !objects.isEmpty,
      objects.allSatisfy({ lexicon.isA($0, Self.complaint) })
    else { return false }
    return (statement.slots[.relation] ?? []).contains { id in
      let answers = lexicon.concepts[id]?.answers ?? []
      return answers.contains(Cue.treatmentChoice) && answers.contains(Cue.effect)
    }
  }

  private func shareWord(_ one: String, _ other: String) -> Bool {
    let names = Set(reading(one).keys)
    return !names.isDisjoint(with: reading(other).keys)
  }
}
