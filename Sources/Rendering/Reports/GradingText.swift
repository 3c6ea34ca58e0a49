public import Quiz

/// Writes how the grading of free answers agrees with a teacher's.
public struct GradingText {
  private let evaluation: GradingEvaluation

  /// Writes about one evaluation.
  public init(_ evaluation: GradingEvaluation) { self.evaluation = evaluation }

  /// The answers that both do not agree on, as wanted, by how they were written, and the score.
  public func page(_ listing: EvaluationText.Listing) -> Page {
    var page = Page()
    if listing != .none {
      for judgement in evaluation.wronglyPassed { add("passed, and is wrong", judgement, &page) }
    }
    if listing == .wrong {
      for judgement in evaluation.wronglyRefused { add("refused, and is right", judgement, &page) }
    }
    page.add(score)
    return page
  }

  private func add(_ what: String, _ judgement: GradingEvaluation.Judgement, _ page: inout Page) {
    page.add("\(judgement.answer.id) \(judgement.answer.item): \(judgement.answer.answer)", hanging: 2)
    page.add(what, .caution, indent: 2)
  }

  /// `answers N  agreement X  passed wrong N  refused right N`
  public var score: String {
    "answers \(evaluation.judgements.count)  agreement \(Phrases.decimal(evaluation.agreement, places: 3))  "
      + "passed wrong \(evaluation.wronglyPassed.count)  refused right \(evaluation.wronglyRefused.count)"
  }

  /// The score and each judgement as JSON.
  public var json: JSONValue {
    .object([
      ("answers", .integer(evaluation.judgements.count)),
      ("agreement", .decimal(evaluation.agreement, places: 4)),
      (
        "judgements",
        .array(
          evaluation.judgements.map { judgement in
            .object([
              ("id", .string(judgement.answer.id)), ("right", .bool(judgement.answer.right)),
              ("outcome", .string(judgement.grade.outcome.rawValue)),
            ])
          })
      ),
    ])
  }
}
