import Knowledge
import Understanding

/// Tells whether a statement is for the patient of a question: in a state that holds, on a treatment that may be given.
struct PatientFit: Sendable {
  let lexicon: Lexicon
  /// The states that some statement is for.
  let states: Set<String>

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

  /// Whether the patients of a statement are in a state that was said in any way not to be there, or only perhaps.
  func isForAbsent(_ statement: Statement, _ question: Question) -> Bool {
    let population = statement.fillers(of: .population)
    return (question.absent + question.without + question.doubtful).contains { absent in
      population.contains { lexicon.isA($0, absent.concept) }
    }
  }

  /// Whether a statement is for patients in the state that was told, and on nothing that is out of the question.
  func isFor(_ statement: Statement, _ question: Question) -> Bool {
    func isTold(_ state: String) -> Bool { question.context.contains { lexicon.isA($0.concept, state) } }
    return isMet(statement, by: isTold) && !isBeside(statement, question)
      && !isPerhapsForOthers(statement, question)
  }

  /// Whether of the states of its patients those are told that a statement needs, or any if it needs none by name.
  private func isMet(_ statement: Statement, by isTold: (String) -> Bool) -> Bool {
    statement.needs.isEmpty
      ? statement.fillers(of: .population).contains(where: isTold) : statement.needs.allSatisfy(isTold)
  }

  /// Whether all that a statement says only under conditions was told: the states, and what the treatment is given with.
  func isMetInFull(_ statement: Statement, _ question: Question) -> Bool {
    guard !statement.certainty.isHedged, !statement.fillers(of: .population).isEmpty else { return false }
    let told = question.mentions + question.context
    func isTold(_ thing: String) -> Bool {
      told.contains { lexicon.isA($0.concept, thing) || names($0.label, thing) }
    }
    return isMet(statement, by: isTold) && statement.fillers(of: .with).allSatisfy(isTold)
      && statement.fillers(of: .subject).contains(where: isTold)
      && !isPerhapsForOthers(statement, question)
  }

  /// Whether a name of one state names another in passing, as a name of two words may.
  private func names(_ label: Label, _ state: String) -> Bool {
    let words = label.text.split(separator: " ")
    return words.count > 1
      && (lexicon.concepts[state]?.labels ?? []).contains { other in
        !other.text.contains(" ") && words.contains { $0 == other.text }
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

  /// The same, or in the contrary of one that the question itself names.
  func isPerhapsForOthers(_ statement: Statement, _ question: Question) -> Bool {
    isForOthers(statement, question, by: { isDenied($0, in: question) })
  }

  /// Whether the patients of a statement are in another state than was told, by what tells that a state is not there.
  private func isForOthers(_ statement: Statement, _ question: Question, by isAbsent: (String) -> Bool)
    -> Bool
  {
    unmetState(of: statement, question, by: isAbsent) != nil
  }

  /// The state that the patients of a statement are in and the one who was told of is not, by what tells that a state is not
  /// there; nil if there is none.
  private func unmetState(of statement: Statement, _ question: Question, by isAbsent: (String) -> Bool)
    -> String?
  {
    let population = statement.slots[.population] ?? []
    guard !population.isEmpty else { return nil }
    func isTold(_ state: String) -> Bool {
      (question.mentions + question.context).contains { told in
        lexicon.isA(told.concept, state) && !question.excluded.contains { $0.concept == told.concept }
      }
    }
    func isUnmet(_ state: String) -> Bool { !isTold(state) && isAbsent(state) }
    guard statement.needs.isEmpty else { return statement.needs.first(where: isUnmet) }
    return population.contains(where: isTold) ? nil : population.first(where: isUnmet)
  }

  /// Whether a state was told in so many words not to be there.
  private func isExcluded(_ state: String, in question: Question) -> Bool {
    question.excluded.contains { lexicon.isA(state, $0.concept) }
  }

  /// The same, or its contrary was told, or that what it concerns was never had.
  private func isUnlikely(_ state: String, in question: Question) -> Bool {
    if isExcluded(state, in: question) { return true }
    if contrary(to: state, in: question.context) != nil { return true }
    // Who never had a treatment has not failed it.
    return concerns(of: state).contains { thing in
      question.absent.contains { $0.role == .topic && lexicon.isA($0.concept, thing) }
        && !question.context.contains { $0.role == .topic && lexicon.isA($0.concept, thing) }
    }
  }

  /// The same, or its contrary is named in the question itself.
  private func isDenied(_ state: String, in question: Question) -> Bool {
    isUnlikely(state, in: question) || contrary(to: state, in: named(question)) != nil
  }

  /// The states that a question itself names. What it names of findings is often what is not there ("nothing hurts").
  private func named(_ question: Question) -> [Mention] { question.mentions.filter { $0.role == .condition } }

  private func concerns(of state: String) -> [String] { lexicon.concepts[state]?.concerns ?? [] }

  /// What of some things told rules a state out; nil if nothing does.
  private func contrary(to state: String, in told: [Mention]) -> String? {
    told.first { $0.plays([.condition, .finding]) && lexicon.isRuledOut(state, by: $0.concept) }?.concept
  }

  /// Whether a statement is on a treatment that is out of the question.
  private func isOnExcluded(_ statement: Statement, _ question: Question) -> Bool {
    let kinds = kinds(of: statement)
    guard !question.excluded.isEmpty, !kinds.isEmpty else { return false }
    return kinds.allSatisfy { kind in question.excluded.contains { lexicon.isA(kind, $0.concept) } }
  }

  /// The treatment that was told to be under way and that a statement is on; nil if there is none, or it was asked about.
  private func underWay(_ statement: Statement, _ question: Question) -> String? {
    let kinds = kinds(of: statement)
    return question.context.first { given in
      given.role == .topic && !kinds.isEmpty && kinds.allSatisfy { lexicon.isA($0, given.concept) }
        && !question.mentions.contains {
          lexicon.isA($0.concept, given.concept) && !question.inherited.contains($0.concept)
        }
    }?.concept
  }

  /// What a statement is on; a class is left out where any of its kinds is named with it.
  private func kinds(of statement: Statement) -> [String] {
    let subjects = statement.fillers(of: .subject)
    return subjects.filter { one in !subjects.contains { $0 != one && lexicon.isA($0, one) } }
  }

  /// The treatments besides which a question asks for others; none if it names one of its own.
  func setAside(_ question: Question) -> [Mention] {
    let setAside = question.setAside
    guard !setAside.isEmpty else { return [] }
    let isOpen = question.mentions(.topic).allSatisfy { own in
      setAside.contains { $0.concept == own.concept || lexicon.isA($0.concept, own.concept) }
    }
    return isOpen && !question.hasTag ? setAside : []
  }

  /// Whether all that a statement is on is among some things.
  func isOnly(_ statement: Statement, on things: [Mention]) -> Bool {
    let kinds = kinds(of: statement)
    return !kinds.isEmpty && kinds.allSatisfy { kind in things.contains { lexicon.isA(kind, $0.concept) } }
  }

  /// Whether a statement is on the contrary of a treatment, and not on it.
  func isOnContrary(_ statement: Statement, of treatment: String) -> Bool {
    let subjects = statement.fillers(of: .subject)
    return subjects.contains { lexicon.areOpposite($0, treatment) }
      && !subjects.contains { lexicon.isA($0, treatment) || lexicon.isA(treatment, $0) }
  }

  /// Whether the treatment of a statement is given with the contrary of another, and that other has no part in it.
  func isGivenWithContrary(_ statement: Statement, of treatment: String) -> Bool {
    let partners = statement.fillers(of: .with)
    let parts = partners + statement.fillers(of: .subject)
    return partners.contains { lexicon.areOpposite($0, treatment) }
      && !parts.contains { lexicon.isA($0, treatment) || lexicon.isA(treatment, $0) }
  }

  // MARK: Cautions

  /// Whether a disease stands in the words of a statement.
  private func speaks(_ statement: Statement, of disease: String) -> Bool {
    let words = statement.gist.lowercased().split { !$0.isLetter }
    return (lexicon.concepts[disease]?.labels ?? []).contains { label in
      words.contains { $0 == label.text }
    }
  }

  /// The states that a statement is for and that were told to be possible and no more.
  private func doubtfulStates(of statement: Statement, _ question: Question) -> [String] {
    statement.fillers(of: .population).filter { state in
      question.doubtful.contains { lexicon.isA(state, $0.concept) }
    }
  }

  /// Whether a treatment was told not to be given, and none of its kind to be given.
  private func isNotGiven(_ treatment: String, in question: Question) -> Bool {
    func isOfKind(_ mention: Mention) -> Bool {
      mention.role == .topic
        && (lexicon.isA(mention.concept, treatment) || lexicon.isA(treatment, mention.concept))
    }
    return question.absent.contains(where: isOfKind)
      && !(question.context + question.mentions).contains(where: isOfKind)
  }

  /// What was told that does not fit a statement which is given in answer to a question.
  func cautions(_ statement: Statement, _ question: Question) -> [Caution] {
    let told = question.context + named(question)
    var cautions: [Caution] = []
    if let state = unmetState(of: statement, question, by: { isDenied($0, in: question) }) {
      cautions.append(.ofOthers(state: state, told: contrary(to: state, in: told)))
    }
    // "Not X", where the statement is on those who have it.
    if let disease = question.absent.first(where: { $0.role == .domain && speaks(statement, of: $0.concept) })
    {
      cautions.append(.ofOthers(state: disease.concept, told: nil))
    }
    cautions += doubtfulStates(of: statement, question).map(Caution.unsure)
    let partners = statement.fillers(of: .with)
    if !partners.isEmpty, partners.allSatisfy({ isNotGiven($0, in: question) }) {
      cautions.append(.without(treatment: partners[0]))
    }
    let treatments = statement.fillers(of: .subject) + partners
    let ruledOut = question.excluded.filter { excluded in
      excluded.role == .topic && treatments.contains { lexicon.isA($0, excluded.concept) }
    }
    cautions += ruledOut.map { .ruledOut(treatment: $0.concept) }
    if ruledOut.isEmpty {
      let population = statement.fillers(of: .population)
      cautions += told.filter { state in
        states.contains(state.concept) && !population.contains { lexicon.isA(state.concept, $0) }
          && concerns(of: state.concept).contains { thing in
            treatments.contains { lexicon.isA($0, thing) }
          }
      }.map { .notFor(state: $0.concept) }
    }
    if [.what, .which, .list, .how].contains(question.form), let given = underWay(statement, question) {
      cautions.append(.underWay(treatment: given))
    }
    return cautions
  }
}
