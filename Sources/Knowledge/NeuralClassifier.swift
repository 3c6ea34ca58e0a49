import Foundation

/// Weighs named features for each of some classes: a network with one hidden layer.
///
/// Each hidden unit adds up its bias and its weight for every feature times the feature's value; what is negative
/// counts as 0. The logarithm of the odds of a class is its bias and the sum of what the units have, each times its
/// weight for the class. Classes are not exclusive, so the probabilities of one input need not add up to 1. (Glorot,
/// Bordes and Bengio, Deep Sparse Rectifier Neural Networks, 2011, for the units.)
public struct NeuralClassifier: Sendable, Equatable {
  /// One hidden unit.
  public struct Unit: Sendable, Equatable {
    /// What it starts from, in hundredths.
    public let bias: Int
    /// Its weight for each class, in hundredths.
    public let row: [Int]

    /// Takes numbers in hundredths.
    public init(bias: Int, row: [Int]) {
      self.bias = bias
      self.row = row
    }
  }

  /// The names of the classes.
  public let classes: [String]
  /// What each class starts from, in the order of `classes`, in hundredths.
  public let bias: [Int]
  /// The hidden units.
  public let units: [Unit]
  /// The rows of `units`, one after the other.
  private let outputs: [Double]
  /// The names of the features, numbered in their order.
  let names: StringList
  /// The numbers of the features by their names.
  let index: FeatureIndex
  /// What each feature weighs for each unit, feature after feature, a character each.
  private let rows: Bytes

  /// Takes weights that were learned: for each feature one for each unit, in the order of `units`, in steps.
  public init(classes: [String], bias: [Int], units: [Unit], weights: [String: [Int]]) {
    var names = InternTable(capacity: weights.count)
    var rows: [UInt8] = []
    for (name, row) in weights.sorted(by: { $0.key < $1.key }) {
      _ = names.insert(name)
      rows += row.map(StepCoding.character)
    }
    self.init(classes: classes, bias: bias, units: units, names: names, rows: rows)
  }

  /// Takes features numbered in the order of their names, and their rows one after the other as characters.
  init(classes: [String], bias: [Int], units: [Unit], names: InternTable, rows: [UInt8]) {
    self.classes = classes
    self.bias = bias
    self.units = units
    outputs = Self.outputs(of: units)
    self.names = StringList(names)
    index = FeatureIndex(names)
    self.rows = Bytes(rows)
  }

  /// How many features have weights.
  public var featureCount: Int { names.count }

  /// The features in the order of their names, each with its weight for each unit in steps.
  public var weights: [(name: String, row: [Int])] {
    (0..<names.count).map { (names[$0], row(of: $0).map(StepCoding.steps)) }
  }

  /// The characters of a feature's weights.
  func row(of number: Int) -> [UInt8] {
    rows.with((number * units.count)..<((number + 1) * units.count)) { Array($0) }
  }

  /// How far features speak for each class, in the order of `classes`: the logarithm of the odds.
  public func logOdds(of features: ShownFeatures) -> [Double] {
    var sums = bias.map { Double($0) / 100 }
    let count = sums.count
    precondition(outputs.count == units.count * count)
    sums.withUnsafeMutableBufferPointer { sums in
      outputs.withUnsafeBufferPointer { outputs in
        withLevels(of: features) { levels in
          for unit in levels.indices where levels[unit] > 0 {
            let level = Self.level(levels[unit]) / 100
            for index in 0..<count { sums[index] += level * outputs[unit * count + index] }
          }
        }
      }
    }
    return sums
  }

  private static func outputs(of units: [Unit]) -> [Double] { units.flatMap { $0.row.map(Double.init) } }

  /// What each hidden unit adds up to, in steps times thousandths. Whole numbers, so that the sum is the same in whatever
  /// order the features were shown.
  private func withLevels<Result>(
    of features: ShownFeatures, _ body: (UnsafeMutableBufferPointer<Int32>) -> Result
  ) -> Result {
    let count = units.count
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, count)) { memory in
      let sums = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      for unit in 0..<count {
        sums.initializeElement(
          at: unit, to: Int32(Double(units[unit].bias) / 100 / StepCoding.step * ShownFeatures.scale))
      }
      if count > 0 {
        rows.withAll { rows in
          let values = features.values(in: index)
          let rows = rows.baseAddress!
          // One look at each row before the first is needed: their memory comes all at the same time.
          var seen: UInt8 = 0
          for (number, _) in values {
            precondition(number < names.count)
            seen |= rows[number * count] | rows[(number + 1) * count - 1]
          }
          // No row has a zero byte; this only keeps the compiler from leaving the looks out.
          guard seen > 0 else { return }
          for (number, value) in values where value != 0 {
            add(value, timesRow: rows + number * count, to: sums.baseAddress!)
          }
        }
      }
      return body(sums)
    }
  }

  /// On bare memory and without checks, so that the compiler takes several units at once. No sum overflows: all features
  /// together have at most a hundred thousand thousandths each, times 31 steps.
  private func add(
    _ value: Int16, timesRow row: UnsafePointer<UInt8>, to sums: UnsafeMutablePointer<Int32>
  ) {
    let value = Int32(value)
    for unit in 0..<units.count {
      sums[unit] &+= Int32(Int16(truncatingIfNeeded: StepCoding.steps(row[unit]))) &* value
    }
  }

  private static func level(_ sum: Int32) -> Double { Double(sum) * (StepCoding.step / ShownFeatures.scale) }

  /// The features that speak most for a class, and against it, with what each adds to the logarithm of the odds.
  ///
  /// A unit that is at work passes on all that it adds up, so the shares and the biases add up to the odds.
  public func reasons(for index: Int, in features: ShownFeatures) -> [(feature: String, share: Double)] {
    let passed = withLevels(of: features) { levels in
      zip(units, levels).map { $1 > 0 ? Double($0.row[index]) / 100 : 0 }
    }
    return features.values(in: self.index).map { number, value in
      let share = zip(row(of: number), passed).reduce(0) { $0 + Double(StepCoding.steps($1.0)) * $1.1 }
      return (names[number], share * StepCoding.step * Double(value) / ShownFeatures.scale)
    }.filter { abs($0.1) >= 0.005 }.sorted { abs($0.1) > abs($1.1) }
  }

  /// Whether classes, biases, units and weights are equal.
  public static func == (left: Self, right: Self) -> Bool {
    left.classes == right.classes && left.bias == right.bias && left.units == right.units
      && left.rows == right.rows && left.names == right.names
  }
}

/// How the weight of a feature for a hidden unit is written: as one printable character, in files and in memory.
public enum StepCoding {
  /// What a step is worth.
  public static let step = 0.02
  /// The steps that can be written.
  public static let range = -31...31
  private static let zero = 79

  /// The character of a number of steps, which the nearest end of `range` stands for if it is beyond.
  static func character(_ steps: Int) -> UInt8 {
    UInt8(zero + min(max(steps, range.lowerBound), range.upperBound))
  }

  /// The steps that a character stands for.
  @inline(__always) static func steps(_ character: UInt8) -> Int { Int(character) &- zero }

  /// Whether a byte is such a character.
  static func isCharacter(_ byte: UInt8) -> Bool { range.contains(steps(byte)) }
}

// MARK: Compiled

extension NeuralClassifier {
  /// Uses the classifier of a compiled pack in place.
  init(_ name: String, in image: PackImage) {
    var reader = RecordReader(name, in: image)
    classes = reader.strings()
    bias = reader.elements { $0.number() }
    units = reader.elements { reader in
      Unit(bias: reader.number(), row: reader.elements { $0.number() })
    }
    outputs = Self.outputs(of: units)
    names = StringList(name + ".names", in: image)
    index = FeatureIndex(name + ".index", in: image)
    rows = image.bytes(name + ".rows")
  }

  /// Adds the classifier to a compiled pack.
  func add(_ name: String, to image: inout ImageWriter) {
    var writer = RecordWriter()
    writer.write(classes)
    writer.write(bias) { $0.write($1) }
    writer.write(units) { writer, unit in
      writer.write(unit.bias)
      writer.write(unit.row) { $0.write($1) }
    }
    writer.add(name, to: &image)
    names.add(name + ".names", to: &image)
    index.add(name + ".index", to: &image)
    image.add(name + ".rows", rows)
  }
}
