import Knowledge
import Understanding

/// Tells whether a statement is for the patient of a question: in a state that holds, on a treatment that may be given.
struct PatientFit: Sendable {
  let lexicon: Lexicon

  /// Whether a statement speaks of other patients than was told, of a treatment that is out of the question, or against what
  /// was told not to be there.
  func isBeside(_ statement: Statement, _ question: Question) -> Bool {
    isSurelyForOthers(statement, question)
      || isOnExcluded(statement, question)
      || isAgainstExcluded(statement, question)
  }

  /// Whether all that a statement reaches was told not to be there ("denies X": what reduces X).
  private func isAgainstExcluded(_ statement: Statement, _ question: Question) -> Bool {
    guard let objects = statement.slots[.object], !objects.isEmpty else { return false }
    return objects.allSatisfy { object in
      question.excluded.contains { $0.role == .finding && lexicon.isA(object, $0.concept) }
    }
  }

  /// Whether the patients of a statement are in a state that was told in so many words not to be there.
  func isSurelyForOthers(_ statement: Statement, _ question: Question) -> Bool {
    isForOthers(statement, question, by: { isExcluded($0, in: question) })
  }

  /// The same, or in the contrary of one that was told, or in one that comes of what was never had.
  func isLikelyForOthers(_ statement: Statement, _ question: Question) -> Bool {
    isForOthers(statement, question, by: { isUnlikely($0, in: question) })
  }

  /// Whether the patients of a statement are in another state than was told, by what tells that a state is not there.
  private func isForOthers(_ statement: Statement, _ question: Question, by isAbsent: (String) -> Bool)
    -> Bool
  {
    let population = statement.slots[.population] ?? []
    guard !population.isEmpty else { return false }
    func isTold(_ state: String) -> Bool {
      (question.mentions + question.context).contains { lexicon.isA($0.concept, state) }
    }
    func isUnmet(_ state: String) -> Bool { !isTold(state) && isAbsent(state) }
    return statement.needs.isEmpty
      ? population.contains(where: isUnmet) && !population.contains(where: isTold)
      : statement.needs.contains(where: isUnmet)
  }

  /// Whether a state was told in so many words not to be there.
  private func isExcluded(_ state: String, in question: Question) -> Bool {
    question.excluded.contains { lexicon.isA(state, $0.concept) }
  }

  /// The same, or its contrary was told, or that what it concerns was never had.
  private func isUnlikely(_ state: String, in question: Question) -> Bool {
    if isExcluded(state, in: question) { return true }
    if question.context.contains(where: { $0.role == .condition && lexicon.areOpposite($0.concept, state) }) {
      return true
    }
    // Who never had a treatment has not failed it.
    let concerns = lexicon.concepts[state]?.concerns ?? []
    return concerns.contains { thing in
      question.absent.contains { $0.role == .topic && lexicon.isA($0.concept, thing) }
        && !question.context.contains { $0.role == .topic && lexicon.isA($0.concept, thing) }
    }
  }

  /// Whether a statement is on a treatment that is out of the question.
  private func isOnExcluded(_ statement: Statement, _ question: Question) -> Bool {
    guard !question.excluded.isEmpty, let subjects = statement.slots[.subject], !subjects.isEmpty else {
      return false
    }
    // A class is given by any of its kinds that are named with it.
    let kinds = subjects.filter { one in !subjects.contains { $0 != one && lexicon.isA($0, one) } }
    return kinds.allSatisfy { kind in question.excluded.contains { lexicon.isA(kind, $0.concept) } }
  }
}
