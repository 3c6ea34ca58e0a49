public import Answering
import Knowledge
import Understanding

/// Grades free answers by the same reading that questions get: the words may be any, the meaning must be the statement's.
public struct Grader: Sendable {
  let answerer: Answerer
  let judge: ClaimJudge
  /// The aspects that any statement tells about.
  let statedAspects: Set<String>
  var lexicon: Lexicon { answerer.pack.lexicon }

  /// What graded answers taught; nil if the rules grade alone.
  private let learned: LearnedGrading?

  /// Grades answers to items of the pack that an answerer answers from.
  ///
  /// - Parameters:
  ///   - answerer: answers by the statements alone.
  ///   - learned: answers by what was learned, too; without it the rules grade alone.
  public init(answerer: Answerer, learned: Answerer? = nil) {
    self.answerer = answerer
    self.learned = learned.flatMap(LearnedGrading.init)
    judge = ClaimJudge(answerer: answerer)
    statedAspects = answerer.pack.statements.reduce(into: []) { $0.formUnion($1.aspects) }
  }

  /// The grade of an answer; nil for items that are answered with a key.
  public func grade(_ answer: String, to item: Item) -> Grade? {
    let key: String
    let grade: Grade
    switch item.task {
    case .cloze(let gap, let concept):
      key = gap.hidden
      grade = cloze(answer, gap, concept, item)
    case .recall(let recall):
      key = item.statement.gist
      grade = self.recall(answer, recall, item)
    case .choice, .trueFalse: return nil
    }
    if let figure = inventedFigure(answer) { return grade.refused(for: .foreign(figure)) }
    guard let learned, Self.folded(answer) != Self.folded(key) else { return grade }
    return learned.grade(answer, to: item, by: grade)
  }

  /// The concepts of the pack that a name stands for, with what is below them; none if it names nothing.
  public func concepts(named name: String) -> Set<String> {
    let named = answerer.reader.read(name).clauses.flatMap(\.mentions).map(\.concept).filter { id in
      answerer.pack.statements.contains { $0.concepts.contains(id) }
    }
    guard !named.isEmpty else { return [] }
    return Set(lexicon.order.filter { id in named.contains { lexicon.isA(id, $0) } })
  }

  /// Whether a text names anything that an answer could tell, whatever the item.
  func namesSomething(_ text: String) -> Bool { !reading(text).claims.isEmpty }

  /// Whether a text says that somebody does not know, and nothing else.
  func givesUp(_ text: String) -> Bool {
    answerer.reader.read(text).clauses.contains { $0.mentions(Cue.notKnowing) } && !namesSomething(text)
  }

  /// A figure in an answer that the document does not give: "60%", "12 months". Small counts may stand for words.
  private func inventedFigure(_ answer: String) -> String? {
    let figures = answer.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "." || $0 == "%") }
      .map { $0.last == "." ? $0.dropLast() : $0 }
      .filter { word in
        word.contains(where: \.isNumber) && word.allSatisfy { $0.isNumber || $0 == "." || $0 == "%" }
          && (word.count(where: \.isNumber) > 1 || word.hasSuffix("%"))
      }
    guard !figures.isEmpty else { return nil }
    let document = String(decoding: answerer.pack.document.bytes, as: UTF8.self)
    return figures.first { !document.contains($0) }.map(String.init)
  }

  // MARK: Cloze

  private func cloze(_ answer: String, _ gap: GappedText, _ concept: String, _ item: Item) -> Grade {
    let slot = SlotFinder.slot(of: concept, in: item.statement) ?? .object
    let part = Recall.Part(slot: slot, concepts: [concept], words: gap.hidden)
    let reading = self.reading(answer)
    if reading.isOnlySmall, isWeakEffect(concept) { return finish([part], [], [], [], reading) }
    if Self.folded(answer) == Self.folded(gap.hidden) || hasWords(of: concept, or: gap.hidden, reading) {
      return finish([part], [], [], [], reading)
    }
    // What the sentence shows beside the gap does not fill it; the key itself does, under any of its names.
    let visible = Set(
      answerer.reader.read(gap.before + " " + gap.after).clauses.flatMap(\.mentions).map(\.concept)
    ).subtracting([concept])
    let key = self.reading(gap.hidden)
    let keys = key.keys
    // What words of the key name by themselves.
    let parts = Set(
      gap.hidden.split(separator: " ").flatMap { self.reading(String($0)).claims.map(\.concept) }
        + (gap.hidden.split(separator: " ").indices.flatMap { index in
          self.reading(gap.hidden.split(separator: " ")[index...].joined(separator: " ")).claims.map(
            \.concept)
        })
    ).subtracting([concept])
    var contradictions: [Grade.Contradiction] = []
    let named = Set(reading.claims.filter { isWeighty($0) && !$0.isDenied }.map(\.concept))
    // The parts of a compound key, each by some name of it.
    var isCovered =
      named.count > 1
      && named == parts.filter { [.topic, .finding, .condition].contains(lexicon.concepts[$0]?.role) }
    for claim in reading.claims {
      // A word of the key by itself adds nothing wrong: half of a name of two words.
      if !claim.isDenied, !lexicon.isA(claim.concept, concept), isWeighty(claim),
        parts.contains(claim.concept) || self.reading(claim.words).keys.isSubset(of: keys)
      {
        continue
      }
      // Neither do examples that the sentence shows.
      if !claim.isDenied, claim.concept != concept, lexicon.isA(claim.concept, concept),
        visible.contains(claim.concept)
      {
        continue
      }
      let fills =
        (covers(claim, part, item.statement, isCloze: true) || fillsGap(claim, reading, part, item.statement))
        && !(isWeighty(claim) && visible.contains(claim.concept))
      if fills, !isDenial(claim, of: part) {
        isCovered = true
      } else if fills {
        contradictions.append(.denied(claim.words))
      } else if let contradiction = contradiction(claim, item.statement, given: [concept]) {
        contradictions.append(contradiction)
      } else if isWeighty(claim), !lexicon.isA(concept, claim.concept) {
        contradictions.append(.foreign(claim.words))
      }
    }
    if let domain = foreignDomain(reading) { contradictions.append(.foreign(domain)) }
    if let word = reading.comparison, key.comparison == nil,
      !implies(concept, Cue.effect) || isPlainEffect(concept) || isWeakEffect(concept)
    {
      contradictions.append(.unexplained(word))
    }
    let known = keys.union(lexicon.concepts[concept]?.labels.flatMap { self.reading($0.text).keys } ?? [])
    if let word = reading.unknown.first(where: { word in
      !self.reading(word).keys.isSubset(of: known)
        && Self.adjective(word.lowercased()).map { !self.reading($0).keys.isSubset(of: known) } ?? true
    }) {
      contradictions.append(.unexplained(word))
    }
    let grade = finish(isCovered ? [part] : [], isCovered ? [] : [part], [], contradictions, reading)
    // A gap is filled or it is not.
    return grade.outcome == .incomplete ? grade.counted(as: .wrong) : grade
  }

  /// Whether an answer has just the words of the key, or of a name of its concept, in any order: "growth of plants" for "plant growth".
  private func hasWords(of concept: String, or key: String, _ reading: AnswerReading) -> Bool {
    guard reading.keys.count > 1 else { return false }
    let corrected = reading.corrections.isEmpty ? reading : self.reading(reading.corrected)
    let names = [key] + (lexicon.concepts[concept]?.labels.map(\.text) ?? [])
    return names.contains { self.reading($0).keys == corrected.keys }
  }

  func reading(_ text: String) -> AnswerReading {
    let read: (String) -> Reading = { answerer.reader.read($0) }
    return AnswerReading(read(inPlainForms(text, read)), read: read)
  }

  private static func folded(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  // MARK: Recall

  private func recall(_ answer: String, _ recall: Recall, _ item: Item) -> Grade {
    let statement = item.statement
    let reading = self.reading(answer)
    var covered: [Recall.Part] = []
    var uncovered: [Recall.Part] = []
    var contradictions: [Grade.Contradiction] = []
    let told = reading.claims + reading.inner.map(\.claim)
    // Where the statement itself denies, the denial in the answer reaches over whom it is denied for.
    let deniesAsTold = recall.parts.contains { part in
      part.concepts.contains(where: Self.isNegative)
        && told.contains {
          $0.isDenied && covers($0, part, statement, isCloze: false) && !isDenial($0, of: part)
        }
    }
    for part in recall.parts {
      let hits = told.filter { covers($0, part, statement, isCloze: false) }
      if let denied = hits.first(where: { isDenial($0, of: part) }), !(deniesAsTold && part.slot != .value) {
        contradictions.append(.denied(denied.words))
      } else if !hits.isEmpty {
        covered.append(part)
      } else {
        uncovered.append(part)
      }
    }
    let parts = Set(recall.parts.flatMap(\.concepts))
    for claim in reading.claims
    where !recall.parts.contains(where: { covers(claim, $0, statement, isCloze: false) })
      && !tellsWithin(claim, reading, recall, statement)
    {
      if let contradiction = contradiction(claim, statement, given: recall.given.union(parts)) {
        if case .foreign = contradiction, isSaidBeside(claim, statement) { continue }
        contradictions.append(contradiction)
      } else if claim.isDenied, isClaimed(claim, statement) {
        contradictions.append(.denied(claim.words))
      }
    }
    if let role = reading.claims.first(where: { isUntoldRole($0, reading, recall, statement) }) {
      contradictions.append(.foreign(role.words))
    }
    if let contradiction = untold(reading, statement, deniesAsTold: deniesAsTold) {
      contradictions.append(contradiction)
    }
    if let word = reading.universals.first, isHedged(statement), !Self.says(word, statement) {
      contradictions.append(.overclaimed(word))
    }
    if let denying = reading.claims.first(where: { isUntoldDenial($0, by: statement) }) {
      contradictions.append(.foreign(denying.words))
    }
    if isReversed(reading, statement) || givesPartAway(reading, statement) {
      contradictions.append(.rolesReversed)
    }
    // Where the statement itself denies something, one more denial in the answer may only repeat it.
    let repeatsDenial = covered.contains { $0.concepts.contains(where: Self.isNegative) }
    if contradictions.isEmpty, !repeatsDenial, judge.verdict(on: answer, by: statement.id) == .no {
      contradictions.append(.denied(answer))
    }
    if let domain = foreignDomain(reading) { contradictions.append(.foreign(domain)) }
    if let name = reading.names.first { contradictions.append(.foreign(name)) }
    let needed = essential(recall.parts)
    // One of the groups that it holds for is enough to show that the condition is known.
    let tellsPopulation = covered.contains { $0.slot == .population }
    let missing = uncovered.filter { needed.contains($0) && !($0.slot == .population && tellsPopulation) }
    return finish(covered, missing, uncovered.filter { !missing.contains($0) }, contradictions, reading)
  }

  /// The parts without which an answer says nothing: things, states, and properties that tell of an effect or of proof.
  func essential(_ parts: [Recall.Part]) -> [Recall.Part] {
    let needed = parts.filter { part in
      part.concepts.contains { id in
        guard let concept = lexicon.concepts[id] else { return false }
        switch concept.role {
        case .category: return false
        case .value: return false
        case .nuance where Self.isNegative(id): return true
        case .nuance:
          return !Set(concept.implied).isDisjoint(with: [Cue.effect, Cue.evidence])
            && lexicon.concepts.values.contains { lexicon.areOpposite($0.id, id) }
        default: return true
        }
      }
    }
    if !needed.isEmpty { return needed }
    let specific = parts.filter { $0.concepts.contains { lexicon.concepts[$0]?.role != .category } }
    return specific.isEmpty ? parts : specific
  }

  private func finish(
    _ covered: [Recall.Part], _ missing: [Recall.Part], _ optional: [Recall.Part],
    _ contradictions: [Grade.Contradiction], _ reading: AnswerReading
  ) -> Grade {
    Grade(
      outcome: !contradictions.isEmpty ? .wrong : missing.isEmpty && !covered.isEmpty ? .right : .incomplete,
      covered: covered, missing: missing, optional: optional, contradictions: contradictions,
      readAs: reading.corrections)
  }
}
