import Knowledge

/// The constants of scoring, in one place. They were set on the developing half of the labelled questions
/// (`ibid evaluate`), and the scores are explained from the same constants.
enum Weights {
  /// What a match in each slot is worth, against a match with the subject.
  static func of(_ slot: Slot) -> Double {
    switch slot {
    case .subject, .object: 1
    case .population: 0.9
    case .with: 0.7
    case .value: 0.8
    case .relation: 0.4
    case .context: 0.35
    }
  }

  /// How telling something is that so many of all statements have: rare things tell more.
  static func telling(_ count: Int, of total: Int) -> Double {
    var ratio = Double(total + 1) / Double(max(count, 1))
    var result = 0.0
    while ratio > 1.4142 {
      ratio /= 2
      result += 0.5
    }
    return max(result, 0.5)
  }

  static let same = 1.0
  static let narrower = 0.95
  static let broader = 0.55
  /// A thing that the statement covers only by a general noun ("systemic therapy").
  static let generic = 0.2
  /// What is not named but told of by something else.
  static let implied = 0.7
  static let opposite = 0.9
  static let sibling = 0.25
  static let aspect = 1.2
  /// A state told besides that the statement is for.
  static let context = 0.7
  /// Taken off for each state that is named and that the statement does not know.
  static let strayCondition = 0.2
  /// Taken off for each word that no layer explains.
  static let unknownWord = 0.15
  /// How near to the best a candidate has to be to stand beside it.
  static let besides = 0.93
  /// The same for questions that ask for all there are.
  static let besidesInList = 0.64
  /// How near a statement about the very thing has to come to take the place of one that only touches on it.
  static let rival = 0.5
  /// The least score of an answer.
  static let threshold = 0.3
  /// An aspect that the form of the question asks for without naming it.
  static let formAspect = 0.6
  /// Taken off for each state told besides that the statement does not know.
  static let strayContext = 0.2
}
