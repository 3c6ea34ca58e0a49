/// Weighs named features for each of some classes: independent logistic regressions over one set of features.
///
/// The probability of a class is `1 / (1 + exp(-(bias + sum of weight x value)))`. Classes are not exclusive, so the
/// probabilities of one input need not add up to 1.
public struct LinearClassifier: Sendable, Equatable {
  /// The names of the classes.
  public let classes: [String]
  /// What each class starts from, in the order of `classes`, in hundredths.
  public let bias: [Int]
  /// The names of the features, numbered in their order.
  let names: StringTable
  /// The weights of each feature for each class, feature after feature, in hundredths.
  private let rows: Numbers

  /// Takes weights that were learned: for each feature one for each class, in the order of `classes`, in hundredths.
  public init(classes: [String], bias: [Int], weights: [String: [Int]]) {
    var names = InternTable(capacity: weights.count)
    var rows: [Int32] = []
    for (name, row) in weights.sorted(by: { $0.key < $1.key }) {
      _ = names.insert(name)
      rows += row.map(Int32.init)
    }
    self.init(classes: classes, bias: bias, names: names, rows: rows)
  }

  /// Takes features numbered in the order of their names, and their rows one after the other.
  init(classes: [String], bias: [Int], names: InternTable, rows: [Int32]) {
    self.classes = classes
    self.bias = bias
    self.names = StringTable(names)
    self.rows = Numbers(rows)
  }

  /// How many features have weights.
  public var featureCount: Int { names.count }

  /// The features in the order of their names, each with its weight for each class in hundredths.
  public var weights: [(name: String, row: [Int])] {
    (0..<names.count).map { number in
      (
        names.string(number), (0..<classes.count).map { rows[number * classes.count + $0] }
      )
    }
  }

  /// Whether classes, biases and weights are equal.
  public static func == (left: Self, right: Self) -> Bool {
    left.classes == right.classes && left.bias == right.bias && left.rows == right.rows
      && left.names == right.names
  }

  /// How far features speak for each class, in the order of `classes`: the logarithm of the odds.
  public func logOdds(of features: ShownFeatures) -> [Double] {
    var sums = bias.map(Double.init)
    // In the order of the names, so that rounding is the same in every run.
    for (number, value) in features.values where value != 0 {
      rows.add(value, timesRowAt: number * classes.count, to: &sums)
    }
    for index in sums.indices { sums[index] /= 100 }
    return sums
  }

  /// The features that speak most for a class, and against it, with what each adds to the logarithm of the odds.
  public func reasons(for index: Int, in features: ShownFeatures) -> [(feature: String, share: Double)] {
    features.values.compactMap { number, value in
      let weight = rows[number * classes.count + index]
      guard weight != 0 else { return nil }
      return (names.string(number), Double(weight) * value / 100)
    }.sorted { abs($0.share) > abs($1.share) }
  }
}

// MARK: Compiled

extension LinearClassifier {
  /// Uses the classifier of a compiled pack in place.
  init(_ name: String, in image: PackImage) {
    var reader = RecordReader(name, in: image)
    classes = reader.strings()
    bias = reader.elements { $0.number() }
    names = StringTable(name + ".names", in: image)
    rows = image.numbers(name + ".rows")
  }

  /// Adds the classifier to a compiled pack.
  func add(_ name: String, to image: inout ImageWriter) {
    var writer = RecordWriter()
    writer.write(classes)
    writer.write(bias) { $0.write($1) }
    writer.add(name, to: &image)
    names.add(name + ".names", to: &image)
    image.add(name + ".rows", rows)
  }
}
