package import Knowledge

/// What one classifier is learned from.
package struct ClassifierExamples: Sendable {
  private let classes: [String]
  private let units: Int
  private let leastExamples: Int
  private let features: [Features]
  private let labels: [(members: Set<String>, open: Set<String>)]
  /// What the random numbers of a fit follow from.
  private static let seed: UInt64 = 1

  /// Takes what was seen in each example, with the classes that it is in and those that it neither is nor is not.
  ///
  /// - Parameters:
  ///   - units: how many hidden units the classifier is to have.
  ///   - leastExamples: features seen in fewer examples are left out: they teach nothing that lasts.
  package init(
    classes: [String], units: Int, leastExamples: Int, features: [Features],
    labels: [(members: Set<String>, open: Set<String>)]
  ) {
    self.classes = classes
    self.units = units
    self.leastExamples = leastExamples
    self.features = features
    self.labels = labels
  }

  /// What is learned from them.
  package func classifier() -> NeuralClassifier {
    let shown = features.map(\.sorted)
    var counts: [String: Int] = [:]
    for features in shown { for (name, _) in features { counts[name, default: 0] += 1 } }
    let names = counts.filter { $0.value >= leastExamples }.keys.sorted()
    let index = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    let rows = shown.map { features in
      features.compactMap { feature in
        index[feature.name].map { (index: $0, value: Float(feature.value)) }
      }
    }
    let trainer = NetworkTrainer(
      rows: rows, featureCount: names.count, unitCount: units, classCount: classes.count, seed: Self.seed)
    let network = trainer.fit(
      labels.map { labels in
        classes.map { labels.members.contains($0) ? true : labels.open.contains($0) ? nil : false }
      })
    func hundredths(_ number: Float) -> Int { Int((number * 100).rounded()) }
    var weights: [String: [Int]] = [:]
    for (position, name) in names.enumerated() {
      weights[name] = network.features[(position * units)..<((position + 1) * units)]
        .map { Int((Double($0) / StepCoding.step).rounded()) }
    }
    return NeuralClassifier(
      classes: classes, bias: network.bias.map(hundredths),
      units: (0..<units).map { unit in
        NeuralClassifier.Unit(
          bias: hundredths(network.unitBias[unit]),
          row: network.units[(unit * classes.count)..<((unit + 1) * classes.count)].map(hundredths))
      },
      weights: weights)
  }
}
