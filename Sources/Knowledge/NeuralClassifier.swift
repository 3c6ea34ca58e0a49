import Foundation

/// Weighs named features for each of some classes: a network with two hidden layers.
///
/// Each unit of the first layer adds up its bias and its weight for every feature times the feature's value; each of the
/// second its bias and its weight for what each of the first has. What is negative counts as 0. The logarithm of the
/// odds of a class is its bias and the sum of what the units of both layers have, each times its weight for the class.
/// Classes are not exclusive, so the probabilities of one input need not add up to 1. (Glorot, Bordes and Bengio, Deep
/// Sparse Rectifier Neural Networks, 2011, for the units.)
///
/// A class, though nothing of it changes: it is made of many tables, and what uses it refers to them all by one.
public final class NeuralClassifier: Sendable, Equatable {
  /// One hidden unit.
  public struct Unit: Sendable, Equatable {
    /// What it starts from, in hundredths.
    public let bias: Int
    /// What it weighs for each class and then, if it is of the first layer, for each unit of the second, in hundredths.
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
  /// The first layer of hidden units, which the features feed.
  public let units: [Unit]
  /// The second layer, which the first feeds.
  public let secondUnits: [Unit]
  /// What the first layer starts from, in steps times thousandths.
  private let beginnings: [Int32]
  /// The rows of `units`, one after the other, and those of `secondUnits`.
  private let outputs: (first: [Double], second: [Double])
  /// What the classes and then the units of the second layer start from.
  private let starts: [Double]
  /// The names of the features, numbered in their order.
  let names: StringList
  /// The numbers of the features by their names.
  let index: FeatureIndex
  /// What each feature weighs for each unit, feature after feature, a character each.
  private let rows: Bytes

  /// Takes weights that were learned: for each feature one for each unit of the first layer, in the order of `units`, in
  /// steps.
  public convenience init(
    classes: [String], bias: [Int], units: [Unit], secondUnits: [Unit] = [], weights: [String: [Int]]
  ) {
    var names = InternTable(capacity: weights.count)
    var rows: [UInt8] = []
    for (name, row) in weights.sorted(by: { $0.key < $1.key }) {
      _ = names.insert(name)
      rows += row.map(StepCoding.character)
    }
    self.init(
      classes: classes, bias: bias, units: units, secondUnits: secondUnits, names: names, rows: rows)
  }

  /// Takes features numbered in the order of their names, and their rows one after the other as characters.
  convenience init(
    classes: [String], bias: [Int], units: [Unit], secondUnits: [Unit], names: InternTable, rows: [UInt8]
  ) {
    self.init(
      classes: classes, bias: bias, units: units, secondUnits: secondUnits, names: StringList(names),
      index: FeatureIndex(names), rows: Bytes(rows))
  }

  private init(
    classes: [String], bias: [Int], units: [Unit], secondUnits: [Unit], names: StringList,
    index: FeatureIndex, rows: Bytes
  ) {
    self.classes = classes
    self.bias = bias
    self.units = units
    self.secondUnits = secondUnits
    func outputs(of units: [Unit]) -> [Double] { units.flatMap { $0.row.map { Double($0) / 100 } } }
    beginnings = units.map { Int32(Double($0.bias) / 100 / StepCoding.step * ShownFeatures.scale) }
    self.outputs = (outputs(of: units), outputs(of: secondUnits))
    starts = (bias + secondUnits.map(\.bias)).map { Double($0) / 100 }
    self.names = names
    self.index = index
    self.rows = rows
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
    withLevels(of: features) { levels in
      withSums(of: levels) { sums in
        let count = classes.count
        precondition(outputs.second.count == secondUnits.count * count)
        outputs.second.withUnsafeBufferPointer { outputs in
          for unit in secondUnits.indices where sums[count + unit] > 0 {
            Self.add(
              sums[count + unit], timesRow: outputs.baseAddress! + unit * count, to: sums.baseAddress!, count)
          }
        }
        return Array(sums[..<count])
      }
    }
  }

  /// What the first layer gives to the classes and then to the units of the second, with what they start from.
  private func withSums<Result>(
    of levels: UnsafeMutableBufferPointer<Int32>, _ body: (UnsafeMutableBufferPointer<Double>) -> Result
  ) -> Result {
    let count = starts.count
    precondition(outputs.first.count == units.count * count)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, count)) { memory in
      let sums = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      _ = sums.initialize(fromContentsOf: starts)
      outputs.first.withUnsafeBufferPointer { outputs in
        for unit in levels.indices where levels[unit] > 0 {
          Self.add(
            Self.level(levels[unit]), timesRow: outputs.baseAddress! + unit * count, to: sums.baseAddress!,
            count)
        }
      }
      return body(sums)
    }
  }

  /// What each unit of the first layer adds up to, in steps times thousandths. Whole numbers, so that the sum is the same in whatever
  /// order the features were shown.
  private func withLevels<Result>(
    of features: ShownFeatures, _ body: (UnsafeMutableBufferPointer<Int32>) -> Result
  ) -> Result {
    let count = units.count
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, count)) { memory in
      let sums = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      _ = sums.initialize(fromContentsOf: beginnings)
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
          for (number, value) in values { Self.add(value, timesRow: rows + number * count, to: sums) }
        }
      }
      return body(sums)
    }
  }

  /// On bare memory and without checks, so that the compiler takes several sums at once.
  private static func add(
    _ level: Double, timesRow row: UnsafePointer<Double>, to sums: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for index in 0..<count { sums[index] += level * row[index] }
  }

  /// On bare memory and without checks, so that the compiler takes several units at once. No sum overflows: all features
  /// together have at most a hundred thousand thousandths each, times 31 steps.
  ///
  /// A product has room in 16 bits, of which most can be taken at once, if the value is not too great: what is beyond is added
  /// again.
  private static func add(
    _ value: Int16, timesRow row: UnsafePointer<UInt8>, to sums: UnsafeMutableBufferPointer<Int32>
  ) {
    let greatest = Int16.max / Int16(StepCoding.range.upperBound)
    let (count, sums) = (sums.count, sums.baseAddress!)
    var rest = value
    while rest != 0 {
      let part = max(-greatest, min(greatest, rest))
      for unit in 0..<count {
        sums[unit] &+= Int32(Int16(truncatingIfNeeded: StepCoding.steps(row[unit])) &* part)
      }
      rest -= part
    }
  }

  private static func level(_ sum: Int32) -> Double { Double(sum) * (StepCoding.step / ShownFeatures.scale) }

  /// The features that speak most for a class, and against it, with what each adds to the logarithm of the odds.
  ///
  /// A unit that is at work passes on all that it adds up, in both layers, so the shares and the biases add up to the odds.
  public func reasons(for index: Int, in features: ShownFeatures) -> [(feature: String, share: Double)] {
    let passed = withLevels(of: features) { levels in
      withSums(of: levels) { sums in
        let further = secondUnits.indices.map { unit in
          sums[classes.count + unit] > 0 ? Double(secondUnits[unit].row[index]) / 100 : 0
        }
        return zip(units, levels).map { unit, level in
          guard level > 0 else { return 0.0 }
          return zip(unit.row[classes.count...], further)
            .reduce(Double(unit.row[index]) / 100) { $0 + Double($1.0) / 100 * $1.1 }
        }
      }
    }
    return features.values(in: self.index).map { number, value in
      let share = zip(row(of: number), passed).reduce(0) { $0 + Double(StepCoding.steps($1.0)) * $1.1 }
      return (names[number], share * StepCoding.step * Double(value) / ShownFeatures.scale)
    }.filter { abs($0.1) >= 0.005 }.sorted { abs($0.1) > abs($1.1) }
  }

  /// Whether classes, biases, units and weights are equal.
  public static func == (left: NeuralClassifier, right: NeuralClassifier) -> Bool {
    left.classes == right.classes && left.bias == right.bias && left.units == right.units
      && left.secondUnits == right.secondUnits && left.rows == right.rows && left.names == right.names
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
  convenience init(_ name: String, in image: PackImage) {
    var reader = RecordReader(name, in: image)
    func units() -> [Unit] {
      reader.elements { reader in
        Unit(bias: reader.number(), row: reader.elements { $0.number() })
      }
    }
    let classes = reader.strings()
    let bias = reader.elements { $0.number() }
    let first = units()
    self.init(
      classes: classes, bias: bias, units: first, secondUnits: units(),
      names: StringList(name + ".names", in: image), index: FeatureIndex(name + ".index", in: image),
      rows: image.bytes(name + ".rows"))
  }

  /// Adds the classifier to a compiled pack.
  func add(_ name: String, to image: inout ImageWriter) {
    var writer = RecordWriter()
    writer.write(classes)
    writer.write(bias) { $0.write($1) }
    for layer in [units, secondUnits] {
      writer.write(layer) { writer, unit in
        writer.write(unit.bias)
        writer.write(unit.row) { $0.write($1) }
      }
    }
    writer.add(name, to: &image)
    names.add(name + ".names", to: &image)
    index.add(name + ".index", to: &image)
    image.add(name + ".rows", rows)
  }
}
