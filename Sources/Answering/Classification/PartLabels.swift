import Knowledge

/// Tells the labels of the parts of a line, which is labelled as a whole: each sentence that has to be cited answers at
/// least one of them, and each part is in the class for which what was learned before speaks most.
struct PartLabels {
  /// For each part the classes that it is in, and those that it neither is nor is not.
  let outcomes: [(members: Set<String>, open: Set<String>)]

  /// Fails if nothing was learned before, or if the labels leave open what answers.
  ///
  /// - Parameter odds: how far what was learned speaks for each class, for each part: logarithms of the odds.
  init?(_ question: LabelledQuestion, odds: [[String: Double]]) {
    guard !odds.isEmpty, question.expect.count == 1, !question.expect.contains("clarify"),
      question.expect.contains("abstain") || !question.must.isEmpty
    else { return nil }
    let wanted = question.expect.contains("answer") ? question.must : []
    let classes = wanted + [Arbiter.abstain]
    let assignments = Self.assignments(of: classes, to: odds.count).filter { Set($0).isSuperset(of: wanted) }
    guard let best = assignments.max(by: { Self.sum($0, odds) < Self.sum($1, odds) }) else { return nil }
    let open = Set(wanted + question.any + question.may)
    outcomes = best.map { ([$0], open.subtracting([$0])) }
  }

  /// The place of the one part that is answered: the line's verdict is then its verdict. Nil if there are several.
  var onlyAnswered: Int? {
    let answered = outcomes.indices.filter { !outcomes[$0].members.contains(Arbiter.abstain) }
    return answered.count == 1 ? answered[0] : nil
  }

  /// Every way to put some parts into classes.
  private static func assignments(of classes: [String], to count: Int) -> [[String]] {
    (0..<count).reduce([[]]) { result, _ in result.flatMap { assigned in classes.map { assigned + [$0] } } }
  }

  private static func sum(_ assigned: [String], _ odds: [[String: Double]]) -> Double {
    zip(assigned, odds).reduce(0) { $0 + ($1.1[$1.0] ?? 0) }
  }
}
