import Answering
import Glibc
import Knowledge
import Understanding

/// What graded answers taught: it has the last word on whether a free answer is right.
///
/// The rules of `Grader` say what of an answer is covered, missing or contradicted, and they err where the wording is new to
/// them. What they found counts here beside the words themselves and beside how the answer reads as a claim.
struct LearnedGrading: Sendable {
  /// The class of answers that are right.
  static let right = "right"
  /// How sure it has to be of an answer to pass it: to pass a wrong one does more harm than to refuse a right one. Set by
  /// cross-validation (`ibid evaluate --answers --folds 5`).
  private static let bound = 0.9

  private let classifier: NeuralClassifier
  private let features: GradeFeatures

  /// Grades by what a pack has learned; nil if it has learned nothing of the kind.
  init?(_ answerer: Answerer) {
    guard let classifier = answerer.pack.learned?.grades, classifier.classes == [Self.right] else {
      return nil
    }
    self.classifier = classifier
    features = GradeFeatures(answerer: answerer)
  }

  /// The grade in the light of what was learned.
  func grade(_ answer: String, to item: Item, by rules: Grade) -> Grade {
    var shown = ShownFeatures()
    features.show(answer, to: item, graded: rules, to: &shown)
    let passes = classifier.logOdds(of: shown)[0] >= log(Self.bound / (1 - Self.bound))
    switch (passes, rules.outcome) {
    case (true, .right), (false, .incomplete), (false, .wrong): return rules
    case (true, _): return rules.passed
    case (false, .right): return rules.refused(for: .unlike)
    }
  }
}
