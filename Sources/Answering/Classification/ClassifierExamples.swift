package import Knowledge

/// What one classifier is learned from.
package struct ClassifierExamples: Sendable {
  private let classes: [String]
  private let units: (first: Int, second: Int)
  private let fits: Int
  private let unitsLeftOut: Float
  private let leastExamples: Int
  private let features: [Features]
  private let labels: [(members: Set<String>, open: Set<String>)]
  /// What the random numbers of a fit follow from.
  private static let seed: UInt64 = 1

  /// Takes what was seen in each example, with the classes that it is in and those that it neither is nor is not.
  ///
  /// - Parameters:
  ///   - units: how many hidden units a fit is to have in each layer.
  ///   - fits: of how many fits, each from other random numbers, the classifier is to be the mean: a single one of few examples
  ///     hangs much on chance. More than one have no second layer.
  ///   - unitsLeftOut: the share of hidden units that is left out at random while it learns: more where examples are few.
  ///   - leastExamples: features seen in fewer examples are left out: they teach nothing that lasts.
  package init(
    classes: [String], units: (first: Int, second: Int), fits: Int = 1, unitsLeftOut: Float,
    leastExamples: Int,
    features: [Features],
    labels: [(members: Set<String>, open: Set<String>)]
  ) {
    self.classes = classes
    self.units = units
    self.fits = fits
    self.unitsLeftOut = unitsLeftOut
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
    var shape = NetworkTrainer.Shape(
      features: names.count, units: units.first, secondUnits: units.second, classes: classes.count)
    let wanted = labels.map { labels in
      classes.map { labels.members.contains($0) ? true : labels.open.contains($0) ? nil : false }
    }
    let networks = (0..<fits).map { fit in
      NetworkTrainer(
        rows: rows, shape: shape, unitsLeftOut: unitsLeftOut, seed: Self.seed + UInt64(fit)
      ).fit(wanted)
    }
    var network = networks[0]
    if fits > 1 { (network, shape) = NetworkTrainer.Network.mean(of: networks, shape) }
    func hundredths(_ number: Float) -> Int { Int((number * 100).rounded()) }
    func row(_ numbers: [Float], _ position: Int, of count: Int) -> ArraySlice<Float> {
      numbers[(position * count)..<((position + 1) * count)]
    }
    var weights: [String: [Int]] = [:]
    for (position, name) in names.enumerated() {
      weights[name] = row(network.features, position, of: shape.units)
        .map { Int((Double($0) / StepCoding.step).rounded()) }
    }
    let targetBias = network.targetBias.map(hundredths)
    return NeuralClassifier(
      classes: classes, bias: Array(targetBias.prefix(shape.classes)),
      units: (0..<shape.units).map { unit in
        NeuralClassifier.Unit(
          bias: hundredths(network.unitBias[unit]),
          row: row(network.units, unit, of: shape.targets).map(hundredths))
      },
      secondUnits: (0..<shape.secondUnits).map { unit in
        NeuralClassifier.Unit(
          bias: targetBias[shape.classes + unit],
          row: row(network.secondUnits, unit, of: shape.classes).map(hundredths))
      },
      weights: weights)
  }
}
