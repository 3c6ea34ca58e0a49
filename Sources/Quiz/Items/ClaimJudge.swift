import Answering
import Knowledge
import Understanding

/// What the knowledge has to say to a claim that an item could make.
struct ClaimJudge: Sendable {
  let answerer: Answerer
  private var pack: Pack { answerer.pack }
  private var lexicon: Lexicon { pack.lexicon }

  /// What the statements of each sentence name, general nouns left out.
  private let things: [SentenceNumber: [String]]

  init(answerer: Answerer) {
    self.answerer = answerer
    let lexicon = answerer.pack.lexicon
    things = Dictionary(grouping: answerer.pack.statements, by: \.citation.sentence).mapValues { statements in
      Set(statements.flatMap(\.concepts)).filter { lexicon.concepts[$0]?.role != .category }.sorted()
    }
  }

  /// The answering engine's verdict on a claim; nil if the document does not say.
  ///
  /// - Parameter statement: the statement that has to be among those that decide it.
  func verdict(on claim: String, by statement: String? = nil) -> Verdict? {
    let sentence = claim.hasSuffix(".") ? String(claim.dropLast()) : claim
    for question in ["Is it true that \(sentence.lowercasedFirst)?", "\(sentence), right?"] {
      var conversation = Conversation()
      let answer = answerer.answer(question, in: &conversation)
      guard answer.outcome == .answered, let verdict = answer.verdict, answer.unanswered.isEmpty,
        statement == nil || answer.statements.contains(where: { $0.id == statement })
      else { continue }
      return verdict
    }
    return nil
  }

  /// A statement with some fillers of one slot exchanged that another statement, or the same one, makes true or may
  /// make true: then the exchange is no falsehood.
  func supports(_ statement: Statement, _ slot: Slot, exchangedFor concepts: [String]) -> Bool {
    // What the same sentence names is too near to be wrong beyond doubt.
    let own = things[statement.citation.sentence] ?? []
    if concepts.contains(where: { isKin($0, of: own) }) { return true }
    // Neither is what another sentence names beside it.
    let beside = [Slot.subject, .object, .with].filter { $0 != slot }.flatMap { statement.slots[$0] ?? [] }
      .filter { lexicon.concepts[$0]?.role != .category }
    for (sentence, others) in things where sentence != statement.citation.sentence {
      if concepts.contains(where: { isKin($0, of: others) }),
        beside.contains(where: { isKin($0, of: others) })
      {
        return true
      }
    }
    return pack.statements.contains { other in
      guard let fillers = other.slots[slot], concepts.contains(where: { isKin($0, of: fillers) }) else {
        return false
      }
      if other.id == statement.id { return true }
      var agreements = 0
      for place in [Slot.subject, .object, .with, .population] where place != slot {
        guard let own = statement.slots[place], !own.isEmpty, let theirs = other.slots[place], !theirs.isEmpty
        else { continue }
        guard own.contains(where: { isKin($0, of: theirs) }) else { return false }
        agreements += 1
      }
      // Where nothing else can be compared, the same relation is near enough.
      return agreements > 0
        || !Set(statement.slots[.relation] ?? []).isDisjoint(with: other.slots[.relation] ?? [])
    }
  }

  /// A statement that gives things another place in the same relation: the same slot, and beside it others than
  /// `statement` has.
  func otherPlace(of concepts: [String], insteadOf statement: Statement, _ slot: Slot) -> String? {
    pack.statements.first { other in
      let fillers = (other.slots[slot] ?? []).filter { lexicon.concepts[$0]?.role != .category }
      guard other.id != statement.id, areComparable(statement, other, exchanging: slot),
        concepts.allSatisfy({ isKin($0, of: fillers) })
      else { return false }
      return [Slot.subject, .object, .with, .population].contains { place in
        guard place != slot, let own = statement.slots[place], let theirs = other.slots[place] else {
          return false
        }
        return !own.isEmpty && !theirs.isEmpty && !own.contains { isKin($0, of: theirs) }
      }
    }?.id
  }

  /// Whether two statements claim the like: the same relation, the same property, or, where the first claims no
  /// property, relations that tell about the same.
  private func areComparable(_ one: Statement, _ other: Statement, exchanging slot: Slot) -> Bool {
    func has(_ slot: Slot) -> Bool {
      one.slots[slot]?.isEmpty == false && other.slots[slot]?.isEmpty == false
    }
    func share(_ slot: Slot) -> Bool { !Set(one.slots[slot] ?? []).isDisjoint(with: other.slots[slot] ?? []) }
    // What is said of one object may make no sense of another.
    if slot == .object, has(.value), !share(.value) { return false }
    return share(.relation) || share(.value)
      || (one.slots[.value] ?? []).isEmpty && aspects(of: one).intersection(aspects(of: other)).count > 1
  }

  /// The aspects that a statement's relations tell about.
  private func aspects(of statement: Statement) -> Set<String> {
    Set((statement.slots[.relation] ?? []).flatMap { lexicon.concepts[$0]?.answers ?? [] })
  }

  private func isKin(_ concept: String, of fillers: [String]) -> Bool {
    fillers.contains { areKin(concept, $0) }
  }

  /// Whether two things could be taken for each other: one is a kind of the other, or both are kinds of a third that is
  /// a thing and no mere general noun.
  func areKin(_ one: String, _ other: String) -> Bool {
    lexicon.broader(of: one).intersection(lexicon.broader(of: other)).contains {
      $0 == one || $0 == other || lexicon.concepts[$0]?.role != .category
    }
  }

  /// Whether two things are of one kind, so that one can stand where the other does.
  func areComparable(_ one: String, _ other: String) -> Bool {
    guard let left = lexicon.concepts[one], let right = lexicon.concepts[other], left.role == right.role
    else {
      return false
    }
    if left.kind == right.kind || left.role == .finding || left.role == .condition { return true }
    return !lexicon.broader(of: one).intersection(lexicon.broader(of: other)).isEmpty
  }
}
