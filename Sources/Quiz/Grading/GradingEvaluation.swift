import Answering
public import Knowledge

/// How the grading of free answers agrees with a teacher's.
public struct GradingEvaluation: Sendable {
  /// An answer and what became of it.
  public struct Judgement: Sendable {
    /// The answer with the teacher's grade.
    public let answer: GradedAnswer
    /// The grade that it got.
    public let grade: Grade

    /// Whether both agree on whether it passes.
    public var agrees: Bool { (grade.outcome == .right) == answer.right }
  }

  /// The judgements in the order of the answers; those to items that are no more are left out.
  public let judgements: [Judgement]

  /// Grades every answer.
  public init(_ answers: [GradedAnswer], on pack: Pack) {
    let rules = Answerer(pack: pack, usesLearned: false)
    let grader = Grader(answerer: rules, learned: Answerer(pack: pack))
    judgements = Self.judgements(answers, Self.items(rules), grader)
  }

  /// Grades every answer by what was learned from the others: they are dealt into some heaps by their places, and each
  /// heap is graded after learning from the rest.
  public init(crossValidating answers: [GradedAnswer], on pack: Pack, folds: Int) {
    let rules = Answerer(pack: pack, usesLearned: false)
    let items = Self.items(rules)
    let trainer = GradeTrainer(pack: pack)
    let examples = answers.map(trainer.example)
    var judgements: [(place: Int, Judgement)] = []
    for fold in 0..<folds {
      let heap = answers.indices.filter { $0 % folds == fold }
      let rest = answers.indices.filter { $0 % folds != fold }
      var pack = pack
      pack.learned = pack.learned?.with(
        grades: trainer.learn(from: rest.compactMap { examples[$0] }), answersSHA256: "")
      let grader = Grader(answerer: rules, learned: Answerer(pack: pack))
      for place in heap {
        judgements += Self.judgements([answers[place]], items, grader).map { (place, $0) }
      }
    }
    self.judgements = judgements.sorted { $0.place < $1.place }.map(\.1)
  }

  private static func items(_ answerer: Answerer) -> [String: Item] {
    Dictionary(
      ItemGenerator(answerer: answerer).items().map { ($0.id.description, $0) }, uniquingKeysWith: { $1 })
  }

  private static func judgements(
    _ answers: [GradedAnswer], _ items: [String: Item], _ grader: Grader
  ) -> [Judgement] {
    answers.compactMap { answer in
      items[answer.item].flatMap { grader.grade(answer.answer, to: $0) }.map {
        Judgement(answer: answer, grade: $0)
      }
    }
  }

  /// The share that both agree on.
  public var agreement: Double {
    Double(judgements.count(where: \.agrees)) / Double(max(1, judgements.count))
  }
  /// Wrong answers that pass.
  public var wronglyPassed: [Judgement] { judgements.filter { !$0.agrees && !$0.answer.right } }
  /// Right answers that do not.
  public var wronglyRefused: [Judgement] { judgements.filter { !$0.agrees && $0.answer.right } }
}
