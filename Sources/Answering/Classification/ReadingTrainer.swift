public import Knowledge
import Understanding

/// Learns from labelled questions which features speak for which sentence, and for which verdict.
public struct ReadingTrainer: Sendable {
  private let answerer: Answerer
  private let sentences: [SentenceNumber]
  private let questionsSHA256: String
  /// Features seen in fewer examples teach nothing that lasts.
  private static let leastExamples = 4
  private static let cost = 3.0
  private static let verdictCost = 1.0

  /// A question with all that was seen in it.
  struct Example: Sendable {
    let question: LabelledQuestion
    let features: Features
    let verdictFeatures: Features?
  }

  /// Prepares to learn for one pack; what it has learned before plays no part.
  public init(pack: Pack) {
    var pack = pack
    pack.learned = nil
    answerer = Answerer(pack: pack)
    sentences = pack.document.sentences.map(\.number)
    questionsSHA256 = Document.sha256(of: Array(pack.questions.utf8))
  }

  /// Learns from some questions.
  public func learn(from questions: [LabelledQuestion]) -> LearnedReading {
    learn(from: questions.compactMap(example))
  }

  /// What is seen in a question; nil if there is none in its last line.
  func example(_ question: LabelledQuestion) -> Example? {
    var conversation = Conversation()
    for turn in question.turns.dropLast() {
      _ = answerer.answer(LabelledQuestion.line(turn), in: &conversation)
    }
    let line = LabelledQuestion.line(question.turns[question.turns.count - 1])
    guard let digest = answerer.digest(line, in: conversation) else { return nil }
    let cited = (question.must.isEmpty ? question.any : question.must).compactMap { SentenceNumber($0) }
    var features = Features()
    answerer.show(digest, to: &features)
    guard !cited.isEmpty else { return Example(question: question, features: features, verdictFeatures: nil) }
    var verdictFeatures = features
    _ = answerer.showProposition(digest, citing: cited, to: &verdictFeatures)
    return Example(
      question: question, features: features,
      verdictFeatures: verdictFeatures.without(FeatureExtractor.pairMark))
  }

  func learn(from examples: [Example]) -> LearnedReading {
    let outcomes = sentences.map(\.description) + [Arbiter.abstain, Arbiter.clarify]
    let answers = Self.classifier(
      outcomes, examples.map(\.features), cost: Self.cost,
      labels: examples.map { Self.outcomes($0.question) })
    let propositions = examples.filter { $0.verdictFeatures != nil }
    let verdicts = Self.classifier(
      [Arbiter.none] + Verdict.allCases.map(\.rawValue), propositions.map { $0.verdictFeatures! },
      cost: Self.verdictCost,
      labels: propositions.map { (Set($0.question.verdict.map { $0 ?? Arbiter.none }), []) })
    return LearnedReading(answers: answers, verdicts: verdicts, questionsSHA256: questionsSHA256)
  }

  /// The classes of a question, and those that it neither is nor is not.
  private static func outcomes(_ question: LabelledQuestion) -> (members: Set<String>, open: Set<String>) {
    if question.expect.contains("answer") {
      let members = Set(question.must.isEmpty ? question.any : question.must)
      return (members, Set(question.may + question.any).subtracting(members))
    }
    if question.expect.contains("abstain") {
      return ([Arbiter.abstain], question.expect.contains("clarify") ? [Arbiter.clarify] : [])
    }
    return ([Arbiter.clarify], [])
  }

  private static func classifier(
    _ classes: [String], _ examples: [Features], cost: Double,
    labels: [(members: Set<String>, open: Set<String>)]
  ) -> LinearClassifier {
    let shown = examples.map(\.sorted)
    var counts: [String: Int] = [:]
    for features in shown { for (name, _) in features { counts[name, default: 0] += 1 } }
    let names = counts.filter { $0.value >= leastExamples }.keys.sorted()
    let index = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    let rows = shown.map { features in
      features.compactMap { feature in index[feature.name].map { (index: $0, value: feature.value) } }
    }
    let regression = LogisticRegression(rows: rows, featureCount: names.count, cost: cost)
    let columns = classes.map { name in
      regression.fit(labels.map { $0.members.contains(name) ? true : $0.open.contains(name) ? nil : false })
    }
    func hundredths(_ number: Double) -> Int { Int((number * 100).rounded()) }
    var weights: [String: [Int]] = [:]
    for (position, name) in names.enumerated() {
      let row = columns.map { hundredths($0[position]) }
      if row.contains(where: { $0 != 0 }) { weights[name] = row }
    }
    return LinearClassifier(
      classes: classes, bias: columns.map { hundredths($0[names.count]) }, weights: weights)
  }
}
