import Foundation
import Knowledge
import Testing

@testable import Answering

struct ClassifierTests {
  @Test func aFeatureThatTellsTheClassesApartGetsTheWeight() {
    // Feature 0 marks the members, feature 1 is everywhere.
    let rows: [LogisticRegression.Row] = (0..<40).map { number in
      number % 2 == 0 ? [(index: 0, value: 1), (index: 1, value: 1)] : [(index: 1, value: 1)]
    }
    let weights = LogisticRegression(rows: rows, featureCount: 2, cost: 3).fit((0..<40).map { $0 % 2 == 0 })
    #expect(weights[0] > 3)
    #expect(abs(weights[1]) < weights[0] / 2)
  }

  @Test func theFitIsTheLowestPointOfTheObjective() {
    // With one feature of 1 everywhere and no way to tell, the bias takes the logarithm of the odds.
    let rows = [LogisticRegression.Row](repeating: [], count: 100)
    let weights = LogisticRegression(rows: rows, featureCount: 0, cost: 1).fit((0..<100).map { $0 < 20 })
    #expect(abs(weights[0] - log(20.0 / 80.0)) < 0.01)
  }

  @Test func anExampleLeftOpenPlaysNoPart() {
    let rows: [LogisticRegression.Row] = [[(index: 0, value: 1)], [], [(index: 0, value: 1)], []]
    let regression = LogisticRegression(rows: rows, featureCount: 1, cost: 3)
    let without = LogisticRegression(rows: Array(rows.prefix(2)), featureCount: 1, cost: 3)
    for (one, other) in zip(regression.fit([true, false, nil, nil]), without.fit([true, false])) {
      #expect(abs(one - other) < 1e-6)
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let classifier = LinearClassifier(
      classes: ["a", "b"], bias: [-12, 3], weights: ["x": [1, -250], "y": [0, 7]])
    let learned = LearnedReading(answers: classifier, verdicts: classifier, questionsSHA256: "abc")
    #expect(try LearnedReading(parsing: Array(learned.serialized.utf8), file: "f") == learned)
  }

  @Test(arguments: [
    ("x\t1\n", 1), ("[answers]\ta\tb\nbias\t1\t2\nx\t1\n", 3), ("[answers]\ta\nbias\tone\n", 2), ("", 1),
  ]) func whatIsNoClassifierIsRefusedWithItsLine(_ text: String, _ line: Int) {
    #expect {
      try LearnedReading(parsing: Array(text.utf8), file: "f")
    } throws: { error in
      (error as? KnowledgeProblem)?.location.line == line
    }
  }

  @Test func oddsAddUpFromBiasAndWeights() {
    let classifier = LinearClassifier(classes: ["a"], bias: [50], weights: ["x": [100], "y": [-30]])
    var features = ShownFeatures(classifier)
    features.show("x", 0.5)
    features.show("y")
    features.show("never seen")
    #expect(abs(classifier.logOdds(of: features)[0] - 0.7) < 1e-9)
  }

  @Test func ofWhatIsShownAgainTheGreatestStaysAndWhatIsAddedAddsUp() {
    let classifier = LinearClassifier(
      classes: ["a"], bias: [0], weights: ["kind:x": [100], "pair*x": [1000], "seen:y": [10]])
    let learned = LearnedReading(answers: classifier, verdicts: classifier, questionsSHA256: "")
    var features = WeighedFeatures(learned)
    features.show(("kind:", "x"), 0.5)
    features.show(("ki", "nd", ":x"), 0.2)
    features.add("seen:", "y", 1)
    features.add("seen:", "y", 1)
    features.showPair("pair", "*", "x", 1)
    #expect(abs(classifier.logOdds(of: features.answers)[0] - 10.7) < 1e-9)
    // A verdict hangs on no pair.
    #expect(abs(classifier.logOdds(of: features.verdicts)[0] - 0.7) < 1e-9)
  }
}

struct ArbiterTests {
  private static func decide(
    _ bias: [Int], silent: Set<SentenceNumber> = [], partly: Set<SentenceNumber> = []
  ) -> Decision {
    let answers = LinearClassifier(classes: ["1.1", "1.2", "abstain", "clarify"], bias: bias, weights: [:])
    let verdicts = LinearClassifier(
      classes: ["none", "yes", "no", "qualified"], bias: [0, 0, 0, 0], weights: [:])
    return Arbiter(LearnedReading(answers: answers, verdicts: verdicts, questionsSHA256: "")).decide(
      ShownFeatures(answers), silent: silent, partly: partly)
  }
  private let one = SentenceNumber("1.1")!
  private let other = SentenceNumber("1.2")!

  @Test func theSurestSentenceAnswers() {
    #expect(Self.decide([300, -300, -200, -200]).sentences == [one])
  }

  @Test func aSentenceNearlyAsSureStandsBesideIt() {
    #expect(Self.decide([300, 250, -200, -200]).sentences == [one, other])
  }

  @Test func inDoubtNothingIsAnswered() {
    #expect(Self.decide([100, -300, 80, -200]).sentences.isEmpty)
  }

  @Test func aSilentSentenceNeverAnswers() {
    #expect(Self.decide([900, -300, -900, -900], silent: [one]).sentences.isEmpty)
  }

  @Test func aSentenceSilentOnOneOfTheThingsHasToBeSurer() {
    #expect(Self.decide([20, -300, -200, -200], partly: [one]).sentences.isEmpty)
    #expect(Self.decide([200, -300, -200, -200], partly: [one]).sentences == [one])
  }

  private static func verdict(_ bias: [Int]) -> Verdict? {
    let answers = LinearClassifier(classes: ["abstain"], bias: [0], weights: [:])
    let verdicts = LinearClassifier(
      classes: ["none", "yes", "no", "qualified"], bias: bias, weights: [:])
    let learned = LearnedReading(answers: answers, verdicts: verdicts, questionsSHA256: "")
    return Arbiter(learned).verdict(ShownFeatures(verdicts))
  }

  @Test func aPlainVerdictGivesWayWhereItsContraryIsPossible() {
    #expect(Self.verdict([-300, 200, -300, 0]) == .yes)
    #expect(Self.verdict([-300, -300, 200, 0]) == .no)
    #expect(Self.verdict([-300, 200, 0, 0]) == .qualified)
  }

  @Test func whatIsNoPropositionHasNoVerdict() {
    #expect(Self.verdict([300, 0, 0, 0]) == nil)
  }

  @Test func anUnclearQuestionComesBack() {
    let decision = Self.decide([-300, -300, -200, 200])
    #expect(decision.isUnclear && decision.sentences.isEmpty)
  }
}
