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
      // "it controls X" where the statement says of its subject that it is effective, by lessening X.
      if isPlainEffect(property) {
        return claim.isFrequent && claim.role == .nuance && fillers.contains(claim.concept)
          && implies(claim.concept, Cue.effect)
      }
      // "X gets better with it" where lessening X is to treat it.
      return claim.concept == Cue.effect && !claim.words.lowercased().hasPrefix(Cue.effect)
        && isTreatment(statement)
    }
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

  /// A text with the adjective in place of an adverb that no layer explains ("considerable" for "considerably"), and
  /// with verbs that change their vowel as they stand in a dictionary.
  func inPlainForms(_ text: String, _ read: (String) -> Reading) -> String {
    let unknown = read(text).clauses.flatMap(\.unknown).map { $0.text.lowercased() }
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      let folded = word.lowercased()
      if let verb = Self.irregular[folded] { return verb }
      guard unknown.contains(folded), folded.hasSuffix("ly"), folded.count > 5,
        !AnswerReading.tellsHowMuch(folded)
      else { return String(word) }
      let stem = String(word.dropLast(2))
      let isExplained = read(stem).clauses.contains { $0.unknown.isEmpty && !$0.mentions.isEmpty }
      return isExplained ? stem : String(word)
    }.joined(separator: " ")
  }

  private static let irregular = [
    "went": "go", "gone": "go", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise",
    "shrank": "shrink",
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

  /// Whether a statement leaves exceptions.
  func isHedged(_ statement: Statement) -> Bool {
    statement.certainty.isHedged || statement.certainty.affirms != .yes
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

  /// Whether what a statement tells is good for somebody: it treats what its object names.
  private func isTreatment(_ statement: Statement) -> Bool {
    guard statement.slots[.object]?.isEmpty == false else { return false }
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
