import Knowledge

/// Finds what a clause says not to be there: states and findings that are denied ("no pain", "denies flushing"), treatments
/// that were not had, and those that are out of the question ("allergic to X").
struct AbsenceFinder {
  private let clause: Clause
  private let tokens: [Token]

  /// Whether any word of the clause may say that something is not there; most clauses have none.
  private let mayDeny: Bool

  /// Where the states begin that are said to be wrong.
  private let inError: Set<Int>
  /// The tokens that tell of a relative of the patient.
  private let relative: Range<Int>?
  /// What the end of the sentence denies of what was said before in it.
  private let laterDenial: LaterDenial?

  /// Takes a clause and the tokens of its reading.
  init(_ clause: Clause, _ tokens: [Token]) {
    self.clause = clause
    self.tokens = tokens
    let tells = !clause.asks && !clause.hasTag
    let denial = tells ? LaterDenial(after: clause.tokens.lowerBound, in: tokens) : nil
    // "..., X does not" is said of a thing, and of no patient.
    laterDenial = denial.flatMap { denial in
      clause.mentions.contains { $0.isTopic && denial.subject.contains($0.first) } ? nil : denial
    }
    inError = tells ? Self.statesInError(clause, tokens) : []
    relative = tells ? Self.relative(in: clause, tokens) : nil
    mayDeny =
      !clause.negators.isEmpty || laterDenial != nil || !inError.isEmpty || relative != nil
      || !clause.asks
        && clause.tokens.contains {
          Self.outOfReach.contains(tokens[$0].text) || Self.excluding.contains(tokens[$0].text)
            || Self.doubting.contains(tokens[$0].text) || Self.noes.contains(tokens[$0].text)
            || Self.over.contains(tokens[$0].text) || tokens[$0].text == "used"
        }
      || clause.mentions.contains {
        $0.role == .polarity && [Cue.absence, Cue.exclusion].contains($0.concept)
      }
  }

  /// The mentions of the clause without what is not there, or is only thought to be.
  var affirmed: [Mention] {
    mayDeny
      ? clause.mentions.filter {
        !isAbsent($0) && !isExcluded($0) && !isDoubtful($0) && !isOfRelative($0)
      } : clause.mentions
  }

  /// The states, findings and treatments that are not there.
  var absent: [Mention] { mayDeny ? clause.mentions.filter { isAbsent($0) && !isExcluded($0) } : [] }

  /// The treatments that were had and are not any more.
  var stopped: [Mention] { mayDeny ? clause.mentions.filter { $0.isTopic && isStopped($0) } : [] }

  /// The states that may be there.
  var doubtful: [Mention] { mayDeny ? clause.mentions.filter { isDoubtful($0) && !isAbsent($0) } : [] }

  /// The treatments that are out of the question, and the states that are told in so many words not to be there; none if the
  /// clause puts a claim.
  var excluded: [Mention] {
    mayDeny && !clause.hasTag && !(clause.asks && clause.form == .whether)
      ? clause.mentions.filter {
        isExcluded($0) && !isOutOfReachBehind($0)
          || $0.plays([.condition, .finding]) && isToldAbsent($0)
      } : []
  }

  /// The same, and what a clause that only tells denies by "no".
  var excludedByTale: [Mention] {
    excluded
      + (mayDeny && !clause.hasTag
        ? clause.mentions.filter { $0.role == .condition && isPlainlyAbsent($0) || isOutOfReachBehind($0) }
        : [])
  }

  /// Whether what was spoken of before is out of the question ("allergic to it").
  var excludesReferent: Bool {
    mayDeny
      && clause.mentions.contains { cue in
        cue.concept == Cue.exclusion
          && clause.mentions.contains { $0.concept == Cue.pronoun && $0.first == cue.last + 1 }
      }
  }

  /// What is set aside by the words themselves, where "not" may deny the whole of the clause.
  var without: [Mention] {
    guard mayDeny else { return [] }
    return absent.filter { mention in
      clause.negators.contains { position in
        position < mention.first && mention.first - position <= 3
          && Self.deprivations.contains(tokens[position].text)
      }
    }
  }

  private static let deprivations: Set = ["no", "without", "never"]

  /// Whether a word that denies stands shortly before a mention.
  func isNegated(_ mention: Mention) -> Bool {
    clause.negators.contains { position in
      position < mention.first && mention.first - position <= 3
        && clause.mentions.contains { $0.first == position && $0.concept == Cue.negator }
        && !clause.breaks.contains(mention.first - 1)
    }
  }

  private func isAbsent(_ mention: Mention) -> Bool {
    switch mention.role {
    case .condition, .finding:
      return isNegated(mention) || isToldAbsent(mention)
    case .topic:
      if isStopped(mention) { return true }
      guard isNegated(mention) else { return false }
      // "not responding to X" denies something else than X.
      guard let position = clause.negators.last(where: { $0 < mention.first }),
        // "neither X nor Y worked" denies that they did, not that they were had.
        !["neither", "nor"].contains(tokens[position].text)
      else { return false }
      return tokens[(position + 1)..<mention.first].allSatisfy { Self.having.contains($0.text) }
    case .domain:
      // "Not X": of another sort. "No cancer left" tells of more than that there is none.
      guard !clause.asks, !mention.meant.broader.isEmpty,
        let position = clause.negators.last(where: { $0 < mention.first })
      else {
        return false
      }
      return Self.plainDenials.contains(tokens[position].text)
        && tokens[(position + 1)..<mention.first].allSatisfy { Self.having.contains($0.text) }
    default: return false
    }
  }

  /// What stands between a denial and a treatment that is not had.
  private static let having: Set = [
    "a", "an", "the", "any", "on", "had", "have", "having", "has", "been", "got", "taken", "taking", "take",
    "given", "tried", "more",
  ]

  private static let being: Set = ["is", "was", "been", "now", "came", "taken", "went", "patient", ",", "."]
  private static let working: Set = ["working", "doing", "helping", "responding", "being"]
  static let stopping: Set = ["stopped", "discontinued", "withdrawn", "ceased"]

  /// "X was stopped", "no longer on X", "off X": it was had, and is not any more.
  private func isStopped(_ mention: Mention) -> Bool {
    guard !clause.asks, !clause.hasTag else { return false }
    let before = wordsBefore(mention)
    if before.starts(with: ["on", "longer", "no"]) { return true }
    if before.first == "off", before.dropFirst().first.map(Self.being.contains) ?? true { return true }
    let behind = wordsBehind(mention).drop { Self.copulas.contains($0) }
    // "X stopped working" failed.
    return behind.first.map(Self.stopping.contains) ?? false
      && !(behind.dropFirst().first.map(Self.working.contains) ?? false)
  }

  // MARK: Denied by who has it

  private static let denying: Set = ["denies", "denied", "denying"]
  /// What joins the things of one list.
  private static let joiners: Set = ["and", "or", "nor", ",", "/", "&", "any", "the", "a", "an", "of"]

  /// "Denies X, Y or Z", "negative for X and Y": a list after a word that says so.
  private func isDenied(_ mention: Mention) -> Bool {
    guard !clause.hasQuestionMark || !clause.opensWithVerb,
      let start = clause.tokens.last(where: { position in
        position < mention.first
          && (Self.denying.contains(tokens[position].text) || isAbsenceCue(endingAt: position))
      })
    else { return false }
    // "denies that X works" denies a claim.
    // A list is of one sort: after "denies pain, low burden" the burden is told.
    return (start + 1..<mention.first).allSatisfy { position in
      Self.joiners.contains(tokens[position].text)
        || clause.mentions.contains { $0.tokens.contains(position) && $0.role == mention.role }
    }
  }

  private func isAbsenceCue(endingAt position: Int) -> Bool {
    clause.mentions.contains { $0.concept == Cue.absence && $0.last == position }
  }

  /// Whether it is told of somebody that they do not have it: other denials may be of the whole that is claimed.
  private func isToldAbsent(_ mention: Mention) -> Bool {
    isDenied(mention) || isToldNotToBe(mention) || isNotHad(mention)
  }

  /// "He does not have X or Y".
  private func isNotHad(_ mention: Mention) -> Bool {
    guard mention.role == .condition, !clause.asks,
      let position = clause.negators.last(where: { $0 < mention.first }),
      isOfSomebody(before: position)
    else { return false }
    let between = tokens[(position + 1)..<mention.first]
    // "cannot have X" rules out a treatment, and no state.
    if tokens[position].text == "cannot"
      || position > 0 && ["can", "could"].contains(tokens[position - 1].text)
    {
      return false
    }
    guard let have = between.firstIndex(where: { ["have", "has"].contains($0.text) }) else { return false }
    return between[..<have].allSatisfy { Self.having.contains($0.text) || $0.text == "actually" }
      && between[have...].indices.allSatisfy { place in
        Self.having.contains(tokens[place].text) || ["or", "and"].contains(tokens[place].text)
          || clause.mentions.contains {
            $0.tokens.contains(place) && $0.plays([.condition, .finding, .domain])
          }
      }
  }

  private static let plainDenials: Set = ["no", "not", "never", "without"]
  private static let quotes: Set = ["\"", "'"]

  /// "No X", where nothing is asked or quoted.
  private func isPlainlyAbsent(_ mention: Mention) -> Bool {
    guard !clause.asks, mention.meant.kind == KnownKind.state,
      let position = clause.negators.last(where: { $0 < mention.first }),
      Self.plainDenials.contains(tokens[position].text), isNegated(mention),
      tokens[(position + 1)..<mention.first].allSatisfy({ Self.having.contains($0.text) })
    else { return false }
    let before = tokens[clause.tokens.lowerBound..<position]
    return !before.contains { Self.quotes.contains($0.text) || Self.many.contains($0.text) }
  }

  /// Whether a denial is of one person, and not of those who are in some state.
  private func isOfSomebody(before position: Int) -> Bool {
    let before = tokens[clause.tokens.lowerBound..<position]
    return !before.contains { Self.many.contains($0.text) }
      && (before.contains { Self.persons.contains($0.text) }
        || clause.mentions.contains { $0.meant.kind == KnownKind.person && $0.last < position })
  }

  private static let persons: Set = ["he", "she", "i", "we", "patient"]
  private static let many: Set = [
    "those", "who", "you", "they", "people", "patients", "anyone", "nobody", "if",
  ]

  // MARK: Ruled out, taken back, in doubt

  private func isToldNotToBe(_ mention: Mention) -> Bool {
    isRuledOut(mention) || isTakenBack(mention) || isAnsweredByNo(mention) || isOver(mention)
  }

  private static let sinceThen: Set = [",", "but", "it", "that", "which", "since", "then", "completely"]
  static let over: Set = ["resolved", "cured", "subsided", "disappeared"]

  /// "X, now resolved", "used to have X": it was there.
  private func isOver(_ mention: Mention) -> Bool {
    guard mention.plays([.condition, .finding]), !clause.asks, !clause.hasTag else { return false }
    let before = wordsBefore(mention).drop { Self.articles.contains($0) }
    if before.starts(with: ["have", "to", "used"]) { return true }
    // "The last X resolved": of another there may be more to say.
    if let word = before.first, ["previous", "last", "earlier", "prior"].contains(word) { return false }
    let behind = wordsBehind(mention)
    let between = behind.prefix { !Self.over.contains($0) }
    guard let end = behind.dropFirst(between.count).first,
      between.allSatisfy({ Self.copulas.contains($0) || Self.sinceThen.contains($0) })
    else { return false }
    // "Operated on, cured": it is something else that is.
    return !between.contains(",") || end != "cured"
  }

  private static let noes: Set = ["no", "none", "nope", "nil", "absent", "negative", "neg"]

  /// "X: no", "X? No.", "X absent".
  private func isAnsweredByNo(_ mention: Mention) -> Bool {
    guard mention.role == .condition, !clause.asks, !clause.hasTag else { return false }
    let behind = tokens[(mention.last + 1)...].prefix(Self.window).map(\.text)
    let answer = [":", "-", "=", "?", ","].contains(behind.first) ? behind.dropFirst() : behind[...]
    guard let first = answer.first, Self.noes.contains(first) else { return false }
    let next = mention.last + 1 + behind.count - answer.count + 1
    return next == tokens.count || [".", ",", ";", "!", "\n", ")", "|"].contains(tokens[next].text)
  }

  private static let copulas: Set = ["is", "was", "are", "were", "has", "have", "been", "already", "now"]
  /// What may stand between a state and the words that rule it out.
  private static let considering: Set = ["since", "then", "later", "suspected", "considered", "but", "and"]
  private static let excluding: Set = ["excluded", "excludes", "rules", "ruled"]

  /// "X ruled out", "X was suspected but excluded", "the scan excludes X".
  private func isRuledOut(_ mention: Mention) -> Bool {
    guard mention.role == .condition, !clause.asks else { return false }
    let behind = wordsBehind(mention).drop {
      Self.copulas.contains($0) || Self.considering.contains($0)
    }
    if opensWithRulingOut(Array(behind)) { return true }
    let before = Array(wordsBefore(mention).reversed())
    return before.indices.contains { place in
      opensWithRulingOut(Array(before[place...]))
        && before[place...].dropFirst().allSatisfy { $0 == "out" || Self.articles.contains($0) }
    }
  }

  private func opensWithRulingOut(_ words: [String]) -> Bool {
    guard let first = words.first, Self.excluding.contains(first) else { return false }
    return first.hasPrefix("exclude") || words.dropFirst().first == "out"
  }

  private static let articles: Set = ["a", "an", "the", "any"]

  /// "It is not true that he has X", "he was thought to have X but does not".
  private func isTakenBack(_ mention: Mention) -> Bool {
    guard mention.role == .condition, !clause.asks, !clause.hasTag else { return false }
    let before = tokens[clause.tokens.lowerBound..<mention.first]
    if let that = before.prefix(Self.longestFrame).firstIndex(where: { $0.text == "that" }),
      clause.reversals.contains(where: { $0 < that }),
      // Of those who are in some state, and of nobody in particular, it is a claim.
      before[that...].contains(where: { Self.persons.contains($0.text) })
    {
      return true
    }
    guard let laterDenial, !laterDenial.isOfAnother, mention.last < laterDenial.subject.lowerBound else {
      return false
    }
    // Of several states the last is meant.
    return !clause.mentions.contains { other in
      other.role == .condition && other.first > mention.last && other.last < laterDenial.subject.lowerBound
    }
  }

  /// How many words may say that what follows is not so, "that" being the last of them.
  private static let longestFrame = 7

  /// "Possible X", "he might have X", "X unlikely": it may not be there.
  private func isDoubtful(_ mention: Mention) -> Bool {
    guard mention.role == .condition, !clause.asks, !clause.hasTag else { return false }
    let before = wordsBefore(mention)
      .drop { Self.linking.contains($0) }
    if let word = before.first, Self.doubtingBefore.contains(word) { return true }
    if before.starts(with: ["history", "family"]) { return true }
    if let laterDenial, laterDenial.isOfAnother, mention.last < laterDenial.subject.lowerBound { return true }
    if before.starts(with: ["has", "one", "only"]) || before.starts(with: ["one", "only"]) { return true }
    if before.starts(with: ["o", "/", "r"]) || before.starts(with: ["out", "rule"]) { return true }
    // What failed before has failed.
    if let word = before.first, Self.past.contains(word), mention.meant.concerns.isEmpty { return true }
    if isInError(mention) { return true }
    let behind = wordsBehind(mention)
      .drop { Self.copulas.contains($0) }
    // ", but not confirmed"
    return behind.drop { ["but", ","].contains($0) }.starts(with: ["not", "confirmed"])
      || behind.first.map(Self.doubtingBehind.contains) ?? false
  }

  /// "His brother has X", where it is the patient whose brother that is.
  private func isOfRelative(_ mention: Mention) -> Bool {
    relative?.contains(mention.first) ?? false
  }

  /// The tokens behind a word for somebody's relative, up to where the clause speaks of a person again; nil if there is none.
  private static func relative(in clause: Clause, _ tokens: [Token]) -> Range<Int>? {
    // Where something is asked in the same line, it may well be about the relative.
    guard !tokens.contains(where: { $0.text == "?" }),
      let place = clause.tokens.dropFirst().first(where: {
        PatientLabelScanner.relatives.contains(tokens[$0].text) && possessives.contains(tokens[$0 - 1].text)
      })
    else { return nil }
    let end = tokens[place..<clause.tokens.upperBound].firstIndex { ["he", "she"].contains($0.text) }
    return place..<(end ?? clause.tokens.upperBound)
  }

  /// What stands before the relative of a patient; "s" and "patients" are what is left of "the patient's".
  private static let possessives: Set = ["his", "her", "their", "patient", "patients", "s"]

  /// "X, but that was wrong", "X in error": of several states the nearest is meant.
  private func isInError(_ mention: Mention) -> Bool { inError.contains(mention.first) }

  /// Where the states begin that words of error stand next to.
  private static func statesInError(_ clause: Clause, _ tokens: [Token]) -> Set<Int> {
    let end =
      tokens[clause.tokens.lowerBound...].firstIndex { $0.endsSentence && $0.text != ";" } ?? tokens.count
    if end < tokens.count, tokens[end].text == "?" { return [] }
    let reach = takesBackBefore(end, tokens) ?? end
    let errors = (clause.tokens.lowerBound..<max(reach, clause.tokens.upperBound)).lazy.filter { position in
      position < tokens.count && isError(position, tokens)
        && !clause.mentions.contains {
          $0.tokens.contains(position) && $0.plays([.topic, .condition, .finding])
        }
    }.prefix(mostErrors)
    let states = clause.mentions.filter { $0.role == .condition }
    return Set(
      errors.compactMap { error in
        states.min { abs($0.first - error) < abs($1.first - error) }?.first
      })
  }

  /// Where a next sentence ends that says of the one before it that it is wrong ("That is not true."); nil if none does.
  private static func takesBackBefore(_ end: Int, _ tokens: [Token]) -> Int? {
    let start = end + 1
    guard start < tokens.count else { return nil }
    let words = tokens[start...].prefix { !$0.endsSentence }
    let said = words.drop { $0.kind == .mark || ["no", "actually", "sorry", "but"].contains($0.text) }
    guard words.endIndex == tokens.count || tokens[words.endIndex].text != "?",
      let first = said.first, ["that", "this", "it"].contains(first.text), said.count <= 6,
      words.indices.contains(where: { isError($0, tokens) })
    else { return nil }
    return words.endIndex
  }

  /// How many words of error are looked at: nobody takes back more in one sentence.
  private static let mostErrors = 20
  /// What says that something is wrong or in dispute, wherever it stands.
  private static let erring: Set = [
    "disagrees", "doubtful", "disputed", "questioned", "supposedly", "allegedly",
    "erroneously", "misdiagnosed", "retracted", "wrongly", "incorrectly",
  ]
  /// The same where nothing follows.
  private static let erringAtEnd = wrong.union(["uncertain", "unclear", "assumed"])
  /// Words for what is not so.
  static let wrong: Set = ["wrong", "mistaken", "incorrect", "untrue", "false", "inaccurate"]

  /// What is denied at the end by "not".
  private static let truths: Set = ["true", "correct", "right", "accurate", "so"]

  /// Whether a word says that something is wrong.
  static func isError(_ position: Int, _ tokens: [Token]) -> Bool {
    let word = tokens[position].text
    if erring.contains(word) { return true }
    let isLast = position + 1 == tokens.count || tokens[position + 1].endsSentence
    if isLast, truths.contains(word), position > 0, tokens[position - 1].text == "not" { return true }
    if ["error", "mistake"].contains(word) {
      return position > 0
        && (["in", "by"].contains(tokens[position - 1].text)
          || isLast && ["a", "an"].contains(tokens[position - 1].text))
    }
    return isLast && erringAtEnd.contains(word)
  }

  private static let past: Set = ["previously", "formerly"]

  private static let linking: Set = ["a", "an", "the", "of", "about", "have", "had", "be", "some", "for"]
  private static let doubtingBehind: Set = [
    "possible", "suspected", "unconfirmed", "questionable", "unlikely", "likely", "probable",
  ]
  private static let doubtingBefore: Set = [
    "possible", "possibly", "suspected", "unconfirmed", "questionable", "probable", "probably", "likely",
    "maybe", "perhaps",
    "might",
    "may", "query", "potential", "risk", "worries", "worried", "fears",
  ]
  /// A word of each way to say that something may be there.
  private static let doubting = doubtingBefore.union(doubtingBehind).union(past).union(stopping)
    .union(["family", "confirmed", "only", "rule", "r", "off", "longer"])

  /// The words shortly before a mention, the nearest first.
  private func wordsBefore(_ mention: Mention) -> [String] {
    tokens[clause.tokens.lowerBound..<mention.first].suffix(Self.window).reversed().map(\.text)
  }

  /// The words shortly behind it.
  private func wordsBehind(_ mention: Mention) -> [String] {
    tokens[(mention.last + 1)..<clause.tokens.upperBound].prefix(Self.window).map(\.text)
  }

  /// How many words before or behind a mention may say something of it.
  private static let window = 12

  // MARK: Out of the question

  private func isExcluded(_ mention: Mention) -> Bool {
    guard mention.role == .topic else { return false }
    if isOutOfReach(mention) || isOutOfReachBehind(mention) { return true }
    guard
      let cue = clause.mentions.last(where: { $0.concept == Cue.exclusion && $0.last < mention.first })
    else { return false }
    return (cue.last + 1..<mention.first).allSatisfy { position in
      Self.joiners.contains(tokens[position].text)
        || clause.mentions.contains { $0.tokens.contains(position) && $0.role == .topic }
    }
  }

  /// "He cannot take X", which tells; "can he not take X?" asks.
  private func isOutOfReach(_ mention: Mention) -> Bool {
    guard !clause.asks, let position = clause.negators.last(where: { $0 < mention.first }),
      isOfSomebody(before: position)
    else { return false }
    let isInability =
      tokens[position].text == "cannot"
      || tokens[position].text == "not" && position > clause.tokens.lowerBound
        && ["can", "could"].contains(tokens[position - 1].text)
    return isInability && mention.first - position <= 4 && mention.first - position > 1
      && tokens[(position + 1)..<mention.first].allSatisfy { Self.taking.contains($0.text) }
  }

  /// "X is contraindicated", "X is not available": which tells.
  private func isOutOfReachBehind(_ mention: Mention) -> Bool {
    guard mention.role == .topic, !clause.hasTag, !clause.asks,
      !tokens[..<mention.first].contains(where: { Self.quotes.contains($0.text) })
    else { return false }
    let behind = wordsBehind(mention)
      .drop { Self.copulas.contains($0) }
    guard let first = behind.first else { return false }
    if Self.outOfReach.contains(first) { return true }
    return ["not", "isnt"].contains(first)
      && behind.dropFirst().drop { $0 == "an" }.first.map(Self.reach.contains) ?? false
  }

  private static let outOfReach: Set = ["contraindicated", "unavailable"]
  private static let reach: Set = ["available", "possible", "feasible", "option"]

  private static let taking: Set = [
    "be", "given", "take", "have", "get", "tolerate", "use", "on", "the", "a", "an", "any",
  ]
}
