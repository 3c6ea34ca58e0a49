import Knowledge

/// Reads what a line tells of a patient: what is there, what is not, what failed.
struct TaleReader {
  let reading: Reading
  let lexicon: Lexicon

  /// Takes a line, and the lexicon that tells what rules out what.
  init(_ reading: Reading, _ lexicon: Lexicon) {
    self.reading = reading
    self.lexicon = lexicon
  }

  /// What is told by a line that asks nothing.
  var facts: ToldFacts {
    let tales = reading.clauses.map { ($0, absence(in: $0)) }
    let absent = tales.flatMap { $1.absent }
    // "He was on X, but X was stopped."
    let affirmed = tales.flatMap { self.affirmed($1, in: $0) }.filter { mention in
      !mention.isTopic || !absent.contains { $0.concept == mention.concept && $0.first > mention.first }
    }
    return ToldFacts(
      present: lexicon.withImplied(lasting(affirmed)).filter {
        isTellable($0) && !isDeniedDisease($0, tales)
      },
      absent: absent,
      excluded: tales.flatMap { $1.excludedByTale },
      failed: tales.flatMap { failed(in: $0.0) }.filter { state in
        state.meant.concerns.isEmpty
          || !affirmed.contains { $0.concept == state.concept }
      },
      doubtful: tales.flatMap { $1.doubtful })
  }

  /// A patient told about: nothing is asked, and somebody or some state is named.
  var isDescription: Bool {
    let clauses = reading.clauses
    guard !clauses.contains(where: { $0.asks || ![.keywords, .whether].contains($0.form) }) else {
      return false
    }
    let mentions = clauses.flatMap(\.mentions)
    let tellsOfOne = clauses.contains { speaksOfSomebody($0) }
    // "Correction: he has X"; what else is corrected is what was asked.
    if mentions.contains(where: { $0.concept == Cue.correction }), !tellsOfState { return false }
    let stopped = clauses.flatMap { absence(in: $0).stopped }
    if mentions.contains(where: { $0.role == .aspect && !isOnset($0) && !isEnd($0, of: stopped) }) {
      return false
    }
    // "X was stopped."
    if !stopped.isEmpty { return true }
    let tellsOfPerson = mentions.contains { mention in
      mention.concept == Cue.timeOfLife || mention.meant.kind == KnownKind.person
    }
    if tellsOfPerson { return true }
    let isOnlyTopic = mentions.allSatisfy { $0.plays([.topic, .background, .discourse, .polarity, .form]) }
    if isOnlyTopic, mentions.contains(where: lexicon.isTreatment),
      clauses.allSatisfy({ speaksOfSomebody($0) && $0.unknown.isEmpty })
    {
      return true
    }
    if tellsOfOne,
      mentions.contains(where: { $0.plays([.condition, .finding, .domain]) }),
      !mentions.contains(where: { $0.role == .category })
    {
      return true
    }
    if isOnlyTopic, mentions.contains(where: \.isTopic),
      clauses.contains(where: { !$0.negators.isEmpty })
    {
      return true
    }
    return !mentions.contains {
      // "X present", "X absent".
      $0.plays([.topic, .value, .nuance, .category]) && !Self.presence.contains($0.label.text)
    }
      && mentions.contains { $0.plays([.condition, .finding, .domain]) }
  }

  /// "He developed X", "started to have X": that it began, and not how.
  private func isOnset(_ mention: Mention) -> Bool {
    guard mention.tokens.count == 1, Self.onsets.contains(reading.tokens[mention.first].text) else {
      return false
    }
    guard mention.first > reading.span.lowerBound else { return true }
    let before = reading.tokens[mention.first - 1]
    return before.kind == .mark || Self.persons.contains(before.text)
      || ["has", "have", "had", "patient", "now", "and"].contains(before.text)
  }

  /// "Was cured", "was stopped": that it ended, and not how.
  private func isEnd(_ mention: Mention, of stopped: [Mention]) -> Bool {
    AbsenceFinder.over.contains(mention.label.text)
      || !stopped.isEmpty && AbsenceFinder.stopping.contains(reading.tokens[mention.last].text)
  }

  /// "He has no cancer."
  private func isDeniedDisease(_ mention: Mention, _ tales: [(Clause, AbsenceFinder)]) -> Bool {
    // "No cancer left" tells of what was done.
    mention.role == .domain
      && !(reading.tokens[(mention.last + 1)...].first.map { ["left", "remaining"].contains($0.text) }
        ?? false)
      && tales.contains { clause, finder in
        clause.tokens.contains(mention.first) && finder.isNegated(mention)
      }
  }

  private static let presence: Set = ["absent", "present", "negative", "positive"]

  private static let onsets: Set = ["developed", "develops", "developing", "started", "began", "begun"]

  /// Whether a line tells of one person what state they are in, and names no treatment ("he has X", but not "he has none").
  private var tellsOfState: Bool {
    let mentions = reading.clauses.flatMap(\.mentions)
    let words = reading.ownTokens.map(\.text)
    return mentions.contains { $0.plays([.condition, .finding]) } && !mentions.contains(where: \.isTopic)
      && zip(words, words.dropFirst()).contains { one, next in
        ["he", "she", "patient"].contains(one) && ["has", "had", "is", "was", "does", "did"].contains(next)
      } && !words.contains("none")
  }

  /// Whether a clause speaks of somebody by a pronoun.
  private func speaksOfSomebody(_ clause: Clause) -> Bool {
    reading.tokens[clause.tokens].contains { Self.persons.contains($0.text) }
  }

  static let persons: Set = ["he", "she", "him", "her", "his", "my", "i", "we", "our", "they"]

  /// The mentions of a clause that tells, without what is not there and without states of things that are not named.
  func affirmed(_ absence: AbsenceFinder, in clause: Clause) -> [Mention] {
    absence.affirmed.filter { !isOfOther($0, clause) }
  }

  /// What was told, without states that have passed: told before another that rules them out ("was well, now unwell").
  func lasting(_ told: [Mention]) -> [Mention] {
    guard told.count > 1 else { return told }
    return told.enumerated().filter { place, state in
      state.role != .condition
        || !told[(place + 1)...].contains { later in
          later.role == .condition && later.first > state.last
            && lexicon.isRuledOut(state.concept, by: later.concept)
            // "X, not Y" says what of X it is.
            && (later.label.text.hasPrefix("not ")
              || reading.tokens[state.last..<later.first].contains { Self.turns.contains($0.text) })
        }
    }.map(\.element)
  }

  /// What stands between what was and what is.
  private static let turns: Set = ["now", "today", "currently", "since", "then", "later", "but"]

  /// Whether a state is told of another thing than those it is about: "failed X" says nothing of Y.
  private func isOfOther(_ state: Mention, _ clause: Clause) -> Bool {
    let named = things(of: state, clause)
    return !named.isEmpty && !named.contains { isConcern(of: state, $0) }
  }

  func isConcern(of state: Mention, _ thing: Mention) -> Bool {
    guard state.role == .condition else { return false }
    return state.meant.concerns.contains { lexicon.isA(thing.concept, $0) || lexicon.isA($0, thing.concept) }
  }

  /// What is out of the question as it failed, without being what the failure of which the document speaks is about; and
  /// that failure itself, where it was not told ("failed X" of an X that it is not about).
  func failed(in clause: Clause) -> [Mention] {
    clause.mentions.flatMap { state -> [Mention] in
      guard state.role == .condition, !state.meant.concerns.isEmpty, state.meant.opposites.isEmpty else {
        return []
      }
      let things = clause.mentions.filter { $0.plays([.topic, .outside]) }
        .filter { isObject($0, of: state, clause) || isSubject($0, of: state, clause) }
      let others = things.filter { !isConcern(of: state, $0) }
      // "Failed X?", "if X fails" tell nothing; of "X failed Y" the first is what failed.
      let isSaid = !clause.tokens.contains { reading.tokens[$0].text == "if" }
      guard isSaid, !others.isEmpty,
        !things.contains(where: { $0.last < state.first && isConcern(of: state, $0) })
      else { return [] }
      return others.filter { $0.role == .topic } + (others.count == things.count ? [state] : [])
    }
  }

  /// "Failed X", "did not respond to X and Y".
  func isObject(_ thing: Mention, of state: Mention, _ clause: Clause) -> Bool {
    let last = reading.tokens[state.last].text
    guard thing.first > state.last,
      Self.failing.contains(last) && isOfSomebody(state, clause) || Self.objectLinks.contains(last)
        || state.last + 1 < thing.first && Self.objectLinks.contains(reading.tokens[state.last + 1].text)
    else { return false }
    return areListed(from: state.last + 1, to: thing, clause)
  }

  /// Whether somebody, and not something, stands before a state: of "X failed Y" it is X that did.
  private func isOfSomebody(_ state: Mention, _ clause: Clause) -> Bool {
    guard state.first > clause.tokens.lowerBound else { return true }
    let before = reading.tokens[state.first - 1]
    return before.kind == .mark || Self.persons.contains(before.text) || Self.verbs.contains(before.text)
      || ["and", "who", "pt"].contains(before.text)
      || clause.mentions.contains { $0.last == state.first - 1 && $0.meant.kind == KnownKind.person }
  }

  /// Whether nothing but joined things stands between a place and a thing: each after the first has a word that joins it.
  private func areListed(from start: Int, to thing: Mention, _ clause: Clause) -> Bool {
    var isJoined = true
    for position in start..<thing.first {
      if clause.mentions.contains(where: { $0.role == .topic && $0.tokens.contains(position) }) {
        isJoined = false
      } else if Self.conjunctions.contains(reading.tokens[position].text) {
        isJoined = true
      } else if !Self.objectLinks.contains(reading.tokens[position].text) {
        return false
      }
    }
    return isJoined
  }

  /// The things besides which a clause asks for others.
  func setAside(_ clause: Clause) -> [Mention] {
    let mentions = reading.clauses.filter { $0.sentence == clause.sentence }.flatMap(\.mentions)
    guard let cue = mentions.first(where: { $0.concept == Cue.apartFrom }) else { return [] }
    return mentions.filter { thing in
      thing.role == .topic && thing.first > cue.last
        && areListed(from: cue.last + 1, to: thing, clause)
    }
  }

  private static let conjunctions: Set = ["and", "or", "plus", "+", "nor", "/"]

  /// "X has failed".
  private func isSubject(_ thing: Mention, of state: Mention, _ clause: Clause) -> Bool {
    guard thing.last < state.first else { return false }
    let between = reading.tokens[(thing.last + 1)..<state.first].map(\.text)
    return between.isEmpty
      ? state.tokens.count == 1 && Self.failing.contains(reading.tokens[state.first].text)
      : between.allSatisfy { Self.verbs.contains($0) }
  }

  private static let objectLinks: Set = [
    "on", "to", "with", "the", "both", "of", "his", "her", "my", "a", "an", "either",
  ]

  private static let verbs: Set = ["has", "have", "had", "did", "does", "is", "was", "also", "already"]

  private static let failing: Set = ["failed", "fails", "failing"]

  /// The things that a state is told of, if it is one that concerns any: those linked to it ("failed X and Y").
  private func things(of state: Mention, _ clause: Clause) -> [Mention] {
    guard state.role == .condition, !state.meant.concerns.isEmpty else { return [] }
    let topics = clause.mentions.filter(\.isTopic)
    func isLinked(_ range: Range<Int>) -> Bool {
      range.count <= 4
        && range.allSatisfy { position in
          Self.links.contains(reading.tokens[position].text)
            || topics.contains { $0.tokens.contains(position) }
        }
    }
    return topics.filter { topic in
      topic.first > state.last
        ? isLinked(state.last + 1..<topic.first)
        : topic.last < state.first && isLinked(topic.last + 1..<state.first)
    }
  }

  private static let links: Set = [
    "on", "to", "with", "the", "both", "of", "and", "or", ",", "has", "have", "had", "is", "was", "his",
    "her", "my",
    "did", "does", "in",
  ]

  func absence(in clause: Clause) -> AbsenceFinder {
    AbsenceFinder(clause, reading.tokens)
  }

  func isTellable(_ mention: Mention) -> Bool {
    mention.plays([.condition, .finding, .topic, .domain])
  }
}
