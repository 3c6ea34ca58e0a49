import Foundation
import Knowledge

/// Fits a network with two hidden layers by stochastic gradient descent.
///
/// It lessens the mean over the examples of the sum over the classes of `log(1 + exp(-y z))`, where `z` is the logarithm
/// of the odds and `y` is 1 or -1. Each batch moves only the weights of the features in it. While it learns, features
/// and hidden units are left out at random, so that nothing hangs on a single one of them. (Kingma and Ba, Adam, 2015,
/// algorithm 1, for the step; Srivastava and others, Dropout, 2014, section 4; Loshchilov and Hutter, SGDR, 2017,
/// equation 5, for how the length of the step falls.)
struct NetworkTrainer {
  /// One example: the indices and values of its features.
  typealias Row = [(index: Int, value: Float)]

  /// How many there are of everything that has weights.
  struct Shape {
    let features: Int
    let units: Int
    let secondUnits: Int
    let classes: Int
    /// What the first layer gives to: the classes and then the units of the second.
    var targets: Int { classes + secondUnits }
  }

  /// What a fit came to, or what a batch would have it be: weights row after row, and what everything starts from.
  struct Network {
    /// Of each feature for each unit of the first layer.
    var features: [Float]
    var unitBias: [Float]
    /// Of each unit of the first layer for each class and then for each unit of the second.
    var units: [Float]
    /// Of the classes and then of the units of the second layer.
    var targetBias: [Float]
    /// Of each unit of the second layer for each class.
    var secondUnits: [Float]

    /// A network without weights.
    init(_ shape: Shape) {
      func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }
      features = zeros(shape.features * shape.units)
      unitBias = zeros(shape.units)
      units = zeros(shape.units * shape.targets)
      targetBias = zeros(shape.targets)
      secondUnits = zeros(shape.secondUnits * shape.classes)
    }

    /// The network whose odds are the mean of those of some, all of one shape without a second layer: their units side by
    /// side, each with its share of what it gives.
    static func mean(of networks: [Network], _ shape: Shape) -> (Network, Shape) {
      let share = 1 / Float(networks.count)
      let wide = Shape(
        features: shape.features, units: shape.units * networks.count, secondUnits: 0, classes: shape.classes)
      var mean = Network(wide)
      mean.features = (0..<shape.features).flatMap { feature in
        networks.flatMap { $0.features[feature * shape.units..<(feature + 1) * shape.units] }
      }
      mean.unitBias = networks.flatMap(\.unitBias)
      mean.units = networks.flatMap { $0.units.map { $0 * share } }
      mean.targetBias = mean.targetBias.indices.map { target in
        networks.reduce(0) { $0 + $1.targetBias[target] } * share
      }
      return (mean, wide)
    }
  }

  let rows: [Row]
  let shape: Shape
  /// The share of the units of the first layer that is left out.
  let unitsLeftOut: Float
  let seed: UInt64

  private static let epochs = 24
  /// Few examples are gone through more often.
  private static let leastSteps = 1500
  private static let batch = 128
  private static let length: Float = 3e-3
  /// The share of the steps over which their length grows.
  private static let warming: Float = 0.1
  /// The other shares that are left out.
  private static let featuresLeftOut: Float = 0.3
  private static let secondUnitsLeftOut: Float = 0.3
  /// The greatest weight of a feature to begin with.
  private static let first: Float = 0.08

  /// Fits the network to examples and the classes that each is in; nil leaves a class of an example out.
  func fit(_ labels: [[Bool?]]) -> Network {
    var random = SeededGenerator(seed: seed)
    var network = Network(shape)
    func spread(_ weights: inout [Float], _ most: Float) {
      for place in weights.indices { weights[place] = Self.share(&random) * 2 * most - most }
    }
    spread(&network.features, Self.first)
    spread(&network.units, 1 / Float(max(1, shape.units)).squareRoot())
    spread(&network.secondUnits, 1 / Float(max(1, shape.secondUnits)).squareRoot())
    guard !rows.isEmpty else { return network }
    var gradient = Gradient(shape)
    var adam = (
      features: Adam(network.features.count), unitBias: Adam(shape.units), units: Adam(network.units.count),
      targetBias: Adam(shape.targets), secondUnits: Adam(network.secondUnits.count)
    )
    var pass = Pass(shape)
    var order = Array(rows.indices)
    let batches = (rows.count + Self.batch - 1) / Self.batch
    let epochs = max(Self.epochs, Self.leastSteps / batches)
    let steps = epochs * batches
    var step = 0
    for _ in 0..<epochs {
      order.shuffle(using: &random)
      for start in stride(from: 0, to: order.count, by: Self.batch) {
        let examples = order[start..<min(start + Self.batch, order.count)]
        for example in examples {
          pass.go(forward: kept(rows[example], &random), through: network) { factor(of: $0, &random) }
          pass.goBack(from: labels[example], through: network, adding: &gradient)
        }
        step += 1
        let stride = Adam.Step(
          number: step, length: Self.length(Float(step) / Float(steps)), share: 1 / Float(examples.count))
        for feature in gradient.touched {
          let place = feature * shape.units
          adam.features.move(
            &network.features, &gradient.sums.features, place..<(place + shape.units), stride)
        }
        adam.unitBias.move(&network.unitBias, &gradient.sums.unitBias, stride)
        adam.units.move(&network.units, &gradient.sums.units, stride)
        adam.targetBias.move(&network.targetBias, &gradient.sums.targetBias, stride)
        adam.secondUnits.move(&network.secondUnits, &gradient.sums.secondUnits, stride)
        gradient.forgetTouched()
      }
    }
    return network
  }

  /// How long a step is after a share of all.
  private static func length(_ done: Float) -> Float {
    done < warming
      ? length * done / warming
      : length * 0.5 * (1 + cos(Float.pi * (done - warming) / (1 - warming)))
  }

  /// A number from 0 up to 1.
  private static func share(_ random: inout SeededGenerator) -> Float {
    Float(random.next() >> 40) / Float(1 << 24)
  }

  /// What is left of an example when some features are left out; the others count the more.
  private func kept(_ row: Row, _ random: inout SeededGenerator) -> Row {
    row.compactMap { feature in
      Self.share(&random) < Self.featuresLeftOut
        ? nil : (index: feature.index, value: feature.value / (1 - Self.featuresLeftOut))
    }
  }

  /// How much more a unit that is at work counts, as others are left out; nothing if it is left out itself.
  private func factor(of layer: Pass.Layer, _ random: inout SeededGenerator) -> Float {
    let leftOut = layer == .first ? unitsLeftOut : Self.secondUnitsLeftOut
    return Self.share(&random) < leftOut ? 0 : 1 / (1 - leftOut)
  }
}

/// One example on its way through a network and back: memory that is used again for every example.
private struct Pass {
  enum Layer { case first, second }

  private let shape: NetworkTrainer.Shape
  private var row: NetworkTrainer.Row = []
  /// What the units of the first layer add up to, and by what it is multiplied: nothing where a unit is not at work or
  /// is left out.
  private var levels: [Float]
  private var factors: [Float]
  /// The same for the classes and then the units of the second layer.
  private var sums: [Float]
  private var secondFactors: [Float]
  /// What the sums should have been less of.
  private var pushes: [Float]
  private var back: [Float]

  init(_ shape: NetworkTrainer.Shape) {
    self.shape = shape
    levels = [Float](repeating: 0, count: shape.units)
    factors = levels
    back = levels
    sums = [Float](repeating: 0, count: shape.targets)
    pushes = sums
    secondFactors = [Float](repeating: 0, count: shape.secondUnits)
  }

  mutating func go(
    forward row: NetworkTrainer.Row, through network: borrowing NetworkTrainer.Network,
    factor: (Layer) -> Float
  ) {
    self.row = row
    levels = network.unitBias
    for (index, value) in row { network.features.add(index * shape.units, times: value, to: &levels) }
    sums = network.targetBias
    for unit in 0..<shape.units {
      factors[unit] = levels[unit] <= 0 ? 0 : factor(.first)
      guard factors[unit] > 0 else { continue }
      network.units.add(unit * shape.targets, times: levels[unit] * factors[unit], to: &sums)
    }
    for unit in 0..<shape.secondUnits {
      let level = sums[shape.classes + unit]
      secondFactors[unit] = level <= 0 ? 0 : factor(.second)
      guard secondFactors[unit] > 0 else { continue }
      for index in 0..<shape.classes {
        sums[index] += level * secondFactors[unit] * network.secondUnits[unit * shape.classes + index]
      }
    }
  }

  /// Adds to a gradient what the example would have the weights be.
  mutating func goBack(
    from labels: [Bool?], through network: borrowing NetworkTrainer.Network, adding gradient: inout Gradient
  ) {
    for index in 0..<shape.classes {
      pushes[index] = labels[index].map { 1 / (1 + exp(-sums[index])) - ($0 ? 1 : 0) } ?? 0
    }
    for unit in 0..<shape.secondUnits {
      var push: Float = 0
      if secondFactors[unit] > 0 {
        let level = sums[shape.classes + unit] * secondFactors[unit]
        for index in 0..<shape.classes {
          gradient.sums.secondUnits[unit * shape.classes + index] += pushes[index] * level
          push += pushes[index] * network.secondUnits[unit * shape.classes + index]
        }
      }
      pushes[shape.classes + unit] = push * secondFactors[unit]
    }
    pushes.add(0, times: 1, to: &gradient.sums.targetBias)
    for unit in 0..<shape.units {
      back[unit] = 0
      guard factors[unit] > 0 else { continue }
      let place = unit * shape.targets
      let level = levels[unit] * factors[unit]
      var push: Float = 0
      gradient.sums.units.withUnsafeMutableBufferPointer { sums in
        for index in 0..<shape.targets {
          sums[place + index] += pushes[index] * level
          push += pushes[index] * network.units[place + index]
        }
      }
      back[unit] = push * factors[unit]
    }
    back.add(0, times: 1, to: &gradient.sums.unitBias)
    for (index, value) in row { gradient.add(back, times: value, to: index) }
  }
}

extension [Float] {
  /// Adds some numbers from a place on, each times a factor, to as many sums.
  fileprivate func add(_ place: Int, times factor: Float, to sums: inout [Float]) {
    withUnsafeBufferPointer { numbers in
      sums.withUnsafeMutableBufferPointer { sums in
        for index in 0..<sums.count { sums[index] += numbers[place + index] * factor }
      }
    }
  }
}

/// What a batch would have the weights be.
private struct Gradient {
  var sums: NetworkTrainer.Network
  /// The features that are in the batch.
  private(set) var touched: [Int] = []
  private var isTouched: [Bool]

  init(_ shape: NetworkTrainer.Shape) {
    sums = NetworkTrainer.Network(shape)
    isTouched = [Bool](repeating: false, count: shape.features)
  }

  mutating func add(_ back: [Float], times value: Float, to feature: Int) {
    if !isTouched[feature] {
      isTouched[feature] = true
      touched.append(feature)
    }
    let place = feature * back.count
    sums.features.withUnsafeMutableBufferPointer { features in
      back.withUnsafeBufferPointer { back in
        for unit in 0..<back.count { features[place + unit] += back[unit] * value }
      }
    }
  }

  mutating func forgetTouched() {
    for feature in touched { isTouched[feature] = false }
    touched.removeAll(keepingCapacity: true)
  }
}

/// The moving averages of a gradient and of its square.
private struct Adam {
  /// One step: how many there were with it, how long it is, and by what the gradient is multiplied.
  struct Step {
    let number: Int
    let length: Float
    let share: Float
  }

  private var mean: [Float]
  private var square: [Float]
  private static let keptOfMean: Float = 0.9
  private static let keptOfSquare: Float = 0.999

  init(_ count: Int) {
    mean = [Float](repeating: 0, count: count)
    square = [Float](repeating: 0, count: count)
  }

  /// Moves all weights by their gradient, which is set to nothing.
  mutating func move(_ weights: inout [Float], _ gradient: inout [Float], _ step: Step) {
    move(&weights, &gradient, weights.indices, step)
  }

  /// Moves some weights by their gradient, which is set to nothing.
  mutating func move(
    _ weights: inout [Float], _ gradient: inout [Float], _ range: Range<Int>, _ step: Step
  ) {
    let (first, second) = (Self.keptOfMean, Self.keptOfSquare)
    let pace = step.length / (1 - pow(first, Float(step.number)))
    let scale = 1 / (1 - pow(second, Float(step.number)))
    weights.withUnsafeMutableBufferPointer { weights in
      gradient.withUnsafeMutableBufferPointer { gradient in
        mean.withUnsafeMutableBufferPointer { mean in
          square.withUnsafeMutableBufferPointer { square in
            for place in range {
              let slope = gradient[place] * step.share
              gradient[place] = 0
              mean[place] = first * mean[place] + (1 - first) * slope
              square[place] = second * square[place] + (1 - second) * slope * slope
              weights[place] -= pace * mean[place] / ((square[place] * scale).squareRoot() + 1e-8)
            }
          }
        }
      }
    }
  }
}
