import Dispatch
public import Knowledge
import Synchronization
import Understanding

/// Learns from labelled questions which features speak for which sentence, and for which verdict.
public struct ReadingTrainer: Sendable {
  /// Reads the lines that are learned from.
  private let answerer: Answerer
  /// Answers the lines before them.
  private let history: Answerer
  private let sentences: [SentenceNumber]
  private let questionsSHA256: String
  private static let leastExamples = 4
  private static let answerUnits = 128
  private static let verdictUnits = 64

  /// A question with all that was seen in it.
  struct Example: Sendable {
    let question: LabelledQuestion
    let features: Features
    let verdictFeatures: Features?
  }

  /// Prepares to learn for one pack; what it has learned before answers the lines that come before a labelled one.
  public init(pack: Pack) {
    history = Answerer(pack: pack)
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
      _ = history.answer(LabelledQuestion.line(turn), in: &conversation)
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
    let propositions = examples.filter { $0.verdictFeatures != nil }
    // Each part by itself, so that they can be learned at once.
    let parts = [
      ClassifierExamples(
        classes: sentences.map(\.description) + [Arbiter.abstain, Arbiter.clarify],
        units: Self.answerUnits, leastExamples: Self.leastExamples, features: examples.map(\.features),
        labels: examples.map { Self.outcomes($0.question) }),
      ClassifierExamples(
        classes: [Arbiter.none] + Verdict.allCases.map(\.rawValue),
        units: Self.verdictUnits, leastExamples: Self.leastExamples,
        features: propositions.map { $0.verdictFeatures! },
        labels: propositions.map { (Set($0.question.verdict.map { $0 ?? Arbiter.none }), []) }),
    ]
    let learned = Mutex([NeuralClassifier?](repeating: nil, count: parts.count))
    DispatchQueue.concurrentPerform(iterations: parts.count) { index in
      let classifier = parts[index].classifier()
      learned.withLock { $0[index] = classifier }
    }
    let classifiers = learned.withLock { $0 }
    return LearnedReading(
      answers: classifiers[0]!, verdicts: classifiers[1]!, questionsSHA256: questionsSHA256)
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
}
