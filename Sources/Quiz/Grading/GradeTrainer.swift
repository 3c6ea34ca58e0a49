import Answering
public import Knowledge

/// Learns from graded answers which free answers are right.
public struct GradeTrainer: Sendable {
  private let grader: Grader
  private let features: GradeFeatures
  private let items: [String: Item]
  private static let units = (first: 64, second: 0)
  private static let fits = 5
  private static let unitsLeftOut: Float = 0.5
  private static let leastExamples = 3

  /// Prepares to learn for one pack, with what it has learned from questions.
  public init(pack: Pack) {
    let rules = Answerer(pack: pack, usesLearned: false)
    grader = Grader(answerer: rules)
    features = GradeFeatures(answerer: Answerer(pack: pack))
    items = Dictionary(
      ItemGenerator(answerer: rules).items().map { ($0.id.description, $0) }, uniquingKeysWith: { $1 })
  }

  /// Learns from some graded answers; those to items that are no more teach nothing.
  public func learn(from answers: [GradedAnswer]) -> NeuralClassifier {
    learn(from: answers.compactMap(example))
  }

  /// A graded answer with what was seen in it.
  struct Example: Sendable {
    let features: Features
    let isRight: Bool
  }

  func example(_ answer: GradedAnswer) -> Example? {
    guard let item = items[answer.item], let grade = grader.grade(answer.answer, to: item) else { return nil }
    var seen = Features()
    features.show(answer.answer, to: item, graded: grade, to: &seen)
    return Example(features: seen, isRight: answer.right)
  }

  func learn(from examples: [Example]) -> NeuralClassifier {
    ClassifierExamples(
      classes: [LearnedGrading.right], units: Self.units, fits: Self.fits, unitsLeftOut: Self.unitsLeftOut,
      leastExamples: Self.leastExamples,
      features: examples.map(\.features),
      labels: examples.map { ($0.isRight ? [LearnedGrading.right] : [], []) }
    ).classifier()
  }
}
