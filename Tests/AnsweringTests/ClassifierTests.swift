import Foundation
import Knowledge
import Testing

@testable import Answering

struct NetworkTrainerTests {
  private static func chances(_ network: NetworkTrainer.Network, _ row: NetworkTrainer.Row) -> [Double] {
    let unitCount = network.unitBias.count
    var sums = network.targetBias
    let targets = sums.count
    for unit in 0..<unitCount {
      let level = row.reduce(network.unitBias[unit]) {
        $0 + network.features[$1.index * unitCount + unit] * $1.value
      }
      for index in sums.indices { sums[index] += max(0, level) * network.units[unit * targets + index] }
    }
    // One class: what follows it is the second layer.
    for (unit, weight) in network.secondUnits.enumerated() { sums[0] += max(0, sums[1 + unit]) * weight }
    return sums.prefix(targets - network.secondUnits.count).map { 1 / (1 + exp(-Double($0))) }
  }

  /// Feature 0 or feature 1, but not both: no single weight a feature tells that.
  private static let rows: [NetworkTrainer.Row] = (0..<400).map { number in
    switch number % 4 {
    case 0: []
    case 1: [(0, 1)]
    case 2: [(1, 1)]
    default: [(0, 1), (1, 1)]
    }
  }

  private static func trainer(
    _ rows: [NetworkTrainer.Row] = rows, secondUnits: Int = 0, classes: Int = 1, seed: UInt64 = 7
  ) -> NetworkTrainer {
    NetworkTrainer(
      rows: rows,
      shape: NetworkTrainer.Shape(features: 2, units: 32, secondUnits: secondUnits, classes: classes),
      unitsLeftOut: 0.5, seed: seed)
  }

  private static func fit(
    _ rows: [NetworkTrainer.Row] = rows, secondUnits: Int = 0, seed: UInt64 = 7, _ label: (Int) -> Bool?
  ) -> NetworkTrainer.Network {
    trainer(rows, secondUnits: secondUnits, seed: seed).fit(rows.indices.map { [label($0)] })
  }

  @Test(arguments: [0, 16]) func whatOnlyBothTogetherTellIsLearned(secondUnits: Int) {
    // Features are left out at random, so that the many rows of both blur; they are still told apart.
    let network = Self.fit(secondUnits: secondUnits) { [1, 2].contains($0 % 4) }
    let chances = (0..<4).map { Self.chances(network, Self.rows[$0])[0] }
    #expect(chances[1] > 0.5 && chances[2] > 0.5)
    #expect(chances[0] < chances[1] && chances[3] < 0.5, "\(chances)")
  }

  @Test func anExampleLeftOpenPlaysNoPart() {
    let known = Self.fit(Array(Self.rows.prefix(4))) { $0 == 1 }
    let chance = Self.chances(known, [(0, 1)])[0]
    // The same rows again say the contrary, but are left open.
    let open = Self.trainer(Array(Self.rows.prefix(4)), classes: 2).fit((0..<4).map { [$0 == 1, nil] })
    #expect(chance.isFinite)
    #expect(open.targetBias[1] == 0, "\(open.targetBias)")
  }

  @Test func theSameSeedGivesTheSameWeights() {
    let one = Self.fit { $0 % 4 == 1 }
    #expect(one.features == Self.fit { $0 % 4 == 1 }.features)
    #expect(one.features != Self.fit(seed: 8) { $0 % 4 == 1 }.features)
  }

  @Test func nothingToLearnFromIsNoFault() {
    #expect(Self.trainer([]).fit([]).targetBias == [0])
  }
}

struct ClassifierTests {
  /// One class and two units: the first is at work where x is seen, the second where y is seen twice over.
  private static let classifier = NeuralClassifier(
    classes: ["a"], bias: [50],
    units: [.init(bias: 0, row: [100]), .init(bias: -30, row: [-200])],
    weights: ["x": [25, 0], "y": [-10, 30]])

  @Test func whatIsWrittenIsReadBack() throws {
    let classifier = NeuralClassifier(
      classes: ["a", "b"], bias: [-12, 3], units: [.init(bias: 4, row: [1, -250, 7])],
      secondUnits: [.init(bias: -3, row: [40, 50])], weights: ["x": [31], "y": [-31]])
    let learned = LearnedReading(answers: classifier, verdicts: Self.classifier, questionsSHA256: "abc")
    #expect(try LearnedReading(parsing: Array(learned.serialized.utf8), file: "f") == learned)
  }

  @Test(arguments: [
    ("x\tO\n", 1), ("[answers]\ta\n=bias\t1\n=unit\t0\t1\nx\tOO\n", 4), ("[answers]\ta\n=bias\tone\n", 2),
    ("[answers]\ta\n=bias\t1\n=unit\t0\nx\tO\n", 3), ("[answers]\ta\n=bias\t1\n=unit\t0\t1\nx\t~\n", 4),
    ("[answers]\ta\n=unit\t0\t1\nx\tO\n=unit\t0\t1\n", 4),
    ("[answers]\ta\n=unit\t0\t1\n=second\t0\t1\n", 3), ("[answers]\ta\n=second\t0\t1\n=unit\t0\t1\n", 3),
    ("[answers]\ta\n=bias\n", 2), ("", 1),
  ]) func whatIsNoClassifierIsRefusedWithItsLine(_ text: String, _ line: Int) {
    #expect {
      try LearnedReading(parsing: Array(text.utf8), file: "f")
    } throws: { error in
      (error as? KnowledgeProblem)?.location.line == line
    }
  }

  @Test func oddsAddUpFromTheUnitsAtWork() {
    var features = ShownFeatures()
    features.show("x", 2)
    features.show("never seen")
    // 0.5 + 2 x 25 x 0.02; the second unit is not at work.
    #expect(abs(Self.classifier.logOdds(of: features)[0] - 1.5) < 1e-6)
    features.show("y")
    // The first unit loses 0.2 and the second passes on 0.6 - 0.3, twice and turned.
    #expect(abs(Self.classifier.logOdds(of: features)[0] - (0.5 + 0.8 - 0.6)) < 1e-6)
  }

  @Test func reasonsAndBiasesAddUpToTheOdds() {
    var features = ShownFeatures()
    features.show("x", 2)
    features.show("y")
    let reasons = Self.classifier.reasons(for: 0, in: features)
    #expect(reasons.map(\.feature) == ["y", "x"])
    let biases = 0.5 + 0.3 * 2
    #expect(
      abs(reasons.map(\.share).reduce(biases, +) - Self.classifier.logOdds(of: features)[0]) < 1e-6)
  }

  /// A unit of the second layer that is at work where the first unit has more than 0.4, and one that never is.
  private static let deep = NeuralClassifier(
    classes: ["a"], bias: [50],
    units: [.init(bias: 0, row: [100, 50, -100]), .init(bias: -30, row: [-200, 0, -100])],
    secondUnits: [.init(bias: -20, row: [-300]), .init(bias: 0, row: [900])],
    weights: ["x": [25, 0], "y": [-10, 30]])

  @Test func theSecondLayerAddsWhatItsUnitsAtWorkHave() {
    var features = ShownFeatures()
    features.show("y")
    features.show("x", 0.8)
    // The first unit has 0.2 and the second 0.3: too little for the second layer.
    #expect(abs(Self.deep.logOdds(of: features)[0] - (0.5 + 0.2 - 0.6)) < 1e-6)
    features.show("x", 2)
    // The first unit has 0.8, and the unit that it feeds 0.8 / 2 - 0.2, three times and turned.
    #expect(abs(Self.deep.logOdds(of: features)[0] - (0.5 + 0.8 - 0.6 - 0.6)) < 1e-6)
  }

  @Test func reasonsAndBiasesAddUpToTheOddsThroughBothLayers() {
    var features = ShownFeatures()
    features.show("x", 2)
    features.show("y")
    let shares = Self.deep.reasons(for: 0, in: features).map(\.share)
    let biases = 0.5 + 0.3 * 2 + 0.2 * 3
    #expect(abs(shares.reduce(biases, +) - Self.deep.logOdds(of: features)[0]) < 1e-6)
  }

  @Test func ofWhatIsShownAgainTheGreatestStaysAndWhatIsAddedAddsUp() {
    let classifier = NeuralClassifier(
      classes: ["a"], bias: [0], units: [.init(bias: 0, row: [100])],
      weights: ["kind:x": [10], "pair*x": [30], "seen:y": [1]])
    var features = ShownFeatures()
    features.show(("kind:", "x"), 0.5)
    features.show(("ki", "nd", ":x"), 0.2)
    features.add("seen:", "y", 1)
    features.add("seen:", "y", 1)
    features.showPair("pair", "*", "x", 1)
    #expect(abs(classifier.logOdds(of: features)[0] - 0.74) < 1e-6)
    // A verdict hangs on no pair.
    #expect(abs(classifier.logOdds(of: features.withoutPairs)[0] - 0.14) < 1e-6)
  }
}

struct FeatureIndexTests {
  /// Names of all lengths, one of which begins another.
  private static let names =
    (0...40).map { String(repeating: "k", count: $0) } + (0..<3000).map { "word:\($0)" }
  private static let classifier = NeuralClassifier(
    classes: ["a"], bias: [0], units: [.init(bias: 0, row: [100])],
    weights: Dictionary(uniqueKeysWithValues: names.map { ($0, [25]) }))

  @Test func everyNameIsFoundAndNoOther() {
    for name in Self.names {
      var features = ShownFeatures()
      features.show(name)
      #expect(abs(Self.classifier.logOdds(of: features)[0] - 0.5) < 1e-6, "\(name)")
      features = ShownFeatures()
      features.show((name, "x"))
      features.show(("x", name))
      #expect(Self.classifier.logOdds(of: features)[0] == 0, "\(name)")
    }
  }

  @Test func aNameIsTheSameHoweverItIsDivided() {
    for cut in 0...8 {
      var features = ShownFeatures()
      features.show((String("word:123".prefix(cut)), String("word:123".dropFirst(cut))))
      #expect(abs(Self.classifier.logOdds(of: features)[0] - 0.5) < 1e-6, "\(cut)")
    }
  }

  @Test func theOrderInWhichFeaturesAreShownDoesNotCount() {
    func odds(_ names: [String]) -> Double {
      var features = ShownFeatures()
      for name in names { features.show(name, Double(name.count) / 70) }
      return Self.classifier.logOdds(of: features)[0]
    }
    #expect(odds(Self.names) == odds(Self.names.reversed()))
  }

  @Test func whatIsAddedWithoutEndStaysWithinBounds() {
    var features = ShownFeatures()
    for _ in 0..<1000 { features.add("word:", "1", 1) }
    let odds = Self.classifier.logOdds(of: features)[0]
    #expect(odds > 1 && odds < 20)
  }
}

struct ArbiterTests {
  private static func decide(
    _ bias: [Int], silent: [SentenceNumber] = [], partly: [SentenceNumber] = [],
    proved: [SentenceNumber] = []
  ) -> Decision {
    let answers = NeuralClassifier(
      classes: ["1.1", "1.2", "abstain", "clarify"], bias: bias, units: [], weights: [:])
    let verdicts = NeuralClassifier(
      classes: ["none", "yes", "no", "qualified"], bias: [0, 0, 0, 0], units: [], weights: [:])
    return Arbiter(LearnedReading(answers: answers, verdicts: verdicts, questionsSHA256: "")).decide(
      ShownFeatures(), SlotFindings(silent: silent, partly: partly, proved: proved))
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

  @Test func aSilentSentenceAnswersOnlyIfItIsTheSurestAndSureIndeed() {
    #expect(Self.decide([200, -300, -900, -900], silent: [one]).sentences.isEmpty)
    #expect(Self.decide([300, -300, -900, -900], silent: [one]).sentences == [one])
    #expect(Self.decide([300, 400, -900, -900], silent: [one]).sentences == [other])
  }

  @Test func aSentenceSilentOnOneOfTheThingsHasToBeSurer() {
    #expect(Self.decide([20, -300, -200, -200], partly: [one]).sentences.isEmpty)
    #expect(Self.decide([200, -300, -200, -200], partly: [one]).sentences == [one])
  }

  @Test func whatAProofLeavesOutHasToBeSurer() {
    #expect(Self.decide([100, -20, -200, -200]).sentences == [one, other])
    #expect(Self.decide([100, -20, -200, -200], proved: [one]).sentences == [one])
    #expect(Self.decide([100, 50, -200, -200], proved: [one]).sentences == [one, other])
    #expect(Self.decide([100, -20, -200, -200], proved: [one, other]).sentences == [one, other])
  }

  @Test func aSentenceLikelierThanNotIsDoubtedWhereItIsNotTrusted() {
    #expect(Self.decide([100, -300, 80, -200]).doubted == one)
    #expect(Self.decide([80, -300, 100, -200]).doubted == nil)
    #expect(Self.decide([-100, -300, -200, -200]).doubted == nil)
    #expect(Self.decide([300, -300, -200, -200]).doubted == nil)
  }

  private static func verdict(
    _ bias: [Int], proved: Verdict? = nil, truth: Verdict? = nil, isHedged: Bool = false
  ) -> Verdict? {
    let answers = NeuralClassifier(classes: ["abstain"], bias: [0], units: [], weights: [:])
    let verdicts = NeuralClassifier(
      classes: ["none", "yes", "no", "qualified"], bias: bias, units: [], weights: [:])
    let learned = LearnedReading(answers: answers, verdicts: verdicts, questionsSHA256: "")
    let chances = Arbiter(learned).verdicts(ShownFeatures())
    return chances.verdict(proved: proved, truth: truth, isHedged: isHedged, isProposition: false)
  }

  @Test func whatIsSaidWithAHedgeIsRatherAnsweredWithOne() {
    #expect(Self.verdict([-300, 300, -900, 70]) == .yes)
    #expect(Self.verdict([-300, 300, -900, 70], isHedged: true) == .qualified)
    #expect(Self.verdict([-300, 300, -900, -200], isHedged: true) == .yes)
  }

  @Test func aPlainVerdictGivesWayWhereItsContraryIsPossible() {
    #expect(Self.verdict([-300, 200, -500, 0]) == .yes)
    #expect(Self.verdict([-300, -500, 200, 0]) == .no)
    #expect(Self.verdict([-300, 200, -200, 0]) == .qualified)
    #expect(Self.verdict([-300, 200, 0, 0]) == .qualified)
  }

  @Test func aPlainVerdictThatTheSlotsFindTooGivesWayLess() {
    #expect(Self.verdict([-300, 300, -230, 20]) == .qualified)
    #expect(Self.verdict([-300, 300, -230, 20], truth: .yes) == .qualified)
    #expect(Self.verdict([-300, 300, -330, 20]) == .qualified)
    #expect(Self.verdict([-300, 300, -330, 20], truth: .yes) == .yes)
    #expect(Self.verdict([-300, 300, -330, 20], truth: .no) == .qualified)
  }

  @Test func aHedgeIsTakenMoreReadilyWhereTheSlotsFindOne() {
    #expect(Self.verdict([-300, 300, -900, 240]) == .yes)
    #expect(Self.verdict([-300, 300, -900, 240], truth: .qualified) == .qualified)
  }

  @Test func aProvedVerdictNeedsOnlyToBeLikelierThanItsContrary() {
    #expect(Self.verdict([-300, 20, 0, 0], proved: .yes) == .yes)
    #expect(Self.verdict([-300, 20, 0, 0], proved: .no) == .qualified)
  }

  @Test func whereNothingIsHedgedDoubtHasNoVerdict() {
    #expect(Self.verdict([-400, 100, 0, -100]) == nil)
  }

  @Test func whatIsNoPropositionHasNoVerdict() {
    #expect(Self.verdict([300, 0, 0, 0]) == nil)
  }

  @Test func anUnclearQuestionComesBack() {
    let decision = Self.decide([-300, -300, -200, 200])
    #expect(decision.isUnclear && decision.sentences.isEmpty)
  }
}
