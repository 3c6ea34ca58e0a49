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
  // What is rare tells which sentence answers, but not whether a claim about it is true.
  private static let leastAnswerExamples = 2
  private static let leastVerdictExamples = 4
  private static let answerUnits = (first: 96, second: 0)
  /// Whether a claim is true hangs on how what was seen goes together, which a second layer tells better. Which sentence
  /// answers it tells too readily: on questions of writers who did not teach, more were answered wrongly.
  private static let verdictUnits = (first: 48, second: 32)
  private static let unitsLeftOut: Float = 0.4
  private static let verdictUnitsLeftOut: Float = 0.3
  /// Of how many questions one is put late in a sitting too, and after how many lines at most.
  private static let sittingEvery = 4
  private static let longestSitting = 6
  /// The parts of a line are too many to guess which label is whose.
  private static let mostParts = 4

  /// What was seen in a line, and the classes that it is in and those that it neither is nor is not.
  struct Example: Sendable {
    let features: Features
    let outcomes: (members: Set<String>, open: Set<String>)
    /// What the verdict hangs on, and the verdicts that are right; nil if it was not to be answered.
    let verdict: (features: Features, right: Set<String>)?
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
    learn(from: examples(questions).flatMap { $0 })
  }

  /// What is to be learned from each question: nothing if its last line has nothing to be read as one, and every now and
  /// then two things, as it is to be answered alike by itself and late in a sitting about other things.
  func examples(_ questions: [LabelledQuestion]) -> [[Example]] {
    let lines = questions.filter { $0.turns.count == 1 }.map { $0.turns[0] }
    return questions.enumerated().map { number, question in
      var examples = self.examples(question, after: question.turns.dropLast())
      if question.turns.count == 1, number % Self.sittingEvery == 0 {
        var random = SeededGenerator(seed: UInt64(number))
        let before = (0..<Int.random(in: 1...Self.longestSitting, using: &random)).map { _ in
          lines[Int.random(in: lines.indices, using: &random)]
        }
        examples += self.examples(question, after: before[...]) { $0.questions.allSatisfy(\.standsByItself) }
      }
      return examples
    }
  }

  /// What is to be learned from the last line of a question: one thing, or one of each part that is answered by itself.
  private func examples(
    _ question: LabelledQuestion, after lines: ArraySlice<String>,
    if isWanted: (Answerer.Digest) -> Bool = { _ in true }
  ) -> [Example] {
    var conversation = Conversation()
    for line in lines { _ = history.answer(LabelledQuestion.line(line), in: &conversation) }
    let reading = answerer.reader.read(LabelledQuestion.line(question.turns[question.turns.count - 1]))
    let parts = answerer.parts(of: reading, in: conversation)
    guard parts.count > 1 else {
      guard let digest = answerer.digest(reading, in: conversation), isWanted(digest) else { return [] }
      return [example(question, digest)]
    }
    guard parts.count <= Self.mostParts else { return [] }
    var digests: [Answerer.Digest] = []
    for part in parts {
      guard let digest = answerer.digest(part, in: conversation) else { return [] }
      digests.append(digest)
      _ = history.answer(part, in: &conversation)
    }
    guard digests.allSatisfy(isWanted) else { return [] }
    guard let labels = PartLabels(question, odds: digests.compactMap(history.logOdds)) else { return [] }
    return digests.enumerated().map { place, digest in
      let features = features(of: digest)
      let cited =
        labels.onlyAnswered == place ? labels.outcomes[place].members.compactMap { SentenceNumber($0) } : []
      return Example(
        features: features, outcomes: labels.outcomes[place],
        verdict: cited.isEmpty ? nil : verdict(question, digest, features, citing: cited))
    }
  }

  private func example(_ question: LabelledQuestion, _ digest: Answerer.Digest) -> Example {
    let features = features(of: digest)
    let cited = (question.must.isEmpty ? question.any : question.must).compactMap { SentenceNumber($0) }
    return Example(
      features: features, outcomes: Self.outcomes(question),
      verdict: cited.isEmpty ? nil : verdict(question, digest, features, citing: cited))
  }

  private func verdict(
    _ question: LabelledQuestion, _ digest: Answerer.Digest, _ features: Features,
    citing cited: [SentenceNumber]
  ) -> (features: Features, right: Set<String>) {
    var shown = features
    _ = answerer.showProposition(digest, citing: cited, to: &shown)
    return (shown.without(FeatureExtractor.pairMark), Set(question.verdict.map { $0 ?? Arbiter.none }))
  }

  private func features(of digest: Answerer.Digest) -> Features {
    var features = Features()
    answerer.show(digest, to: &features)
    return features
  }

  func learn(from examples: [Example]) -> LearnedReading {
    let verdicts = examples.compactMap(\.verdict)
    // Each part by itself, so that they can be learned at once.
    let parts = [
      ClassifierExamples(
        classes: sentences.map(\.description) + [Arbiter.abstain, Arbiter.clarify],
        units: Self.answerUnits, unitsLeftOut: Self.unitsLeftOut,
        leastExamples: Self.leastAnswerExamples, features: examples.map(\.features),
        labels: examples.map(\.outcomes)),
      ClassifierExamples(
        classes: [Arbiter.none] + Verdict.allCases.map(\.rawValue),
        units: Self.verdictUnits, unitsLeftOut: Self.verdictUnitsLeftOut,
        leastExamples: Self.leastVerdictExamples,
        features: verdicts.map(\.features), labels: verdicts.map { ($0.right, []) }),
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
