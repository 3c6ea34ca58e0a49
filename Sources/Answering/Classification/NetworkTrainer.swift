import Foundation
import Knowledge

/// Fits a network with one hidden layer by stochastic gradient descent.
///
/// It lessens the mean over the examples of the sum over the classes of `log(1 + exp(-y z))`, where `z` is the logarithm
/// of the odds and `y` is 1 or -1. Each batch moves only the weights of the features in it. While it learns, features
/// and hidden units are left out at random, so that nothing hangs on a single one of them. (Kingma and Ba, Adam, 2015,
/// algorithm 1, for the step; Srivastava and others, Dropout, 2014, section 4; Loshchilov and Hutter, SGDR, 2017,
/// equation 5, for how the length of the step falls.)
struct NetworkTrainer {
  /// One example: the indices and values of its features.
  typealias Row = [(index: Int, value: Float)]

  /// What a fit came to: the weights of features for units and of units for classes, row after row, and what both start
  /// from.
  struct Network {
    var features: [Float]
    var unitBias: [Float]
    var units: [Float]
    var bias: [Float]
  }

  let rows: [Row]
  let featureCount: Int
  let unitCount: Int
  let classCount: Int
  let seed: UInt64

  private static let epochs = 20
  /// Few examples are gone through more often.
  private static let leastSteps = 1500
  private static let batch = 128
  private static let length: Float = 3e-3
  /// The share of the steps over which their length grows.
  private static let warming: Float = 0.1
  /// The shares that are left out.
  private static let featuresLeftOut: Float = 0.3
  private static let unitsLeftOut: Float = 0.5
  /// The greatest weight of a feature to begin with.
  private static let first: Float = 0.08

  /// Fits the network to examples and the classes that each is in; nil leaves a class of an example out.
  func fit(_ labels: [[Bool?]]) -> Network {
    var random = SeededGenerator(seed: seed)
    func spread(_ count: Int, _ most: Float) -> [Float] {
      (0..<count).map { _ in Self.share(&random) * 2 * most - most }
    }
    var network = Network(
      features: spread(featureCount * unitCount, Self.first),
      unitBias: [Float](repeating: 0, count: unitCount),
      units: spread(unitCount * classCount, 1 / Float(unitCount).squareRoot()),
      bias: [Float](repeating: 0, count: classCount))
    guard !rows.isEmpty else { return network }
    var gradient = Gradient(featureCount, unitCount, classCount)
    var adam = (
      features: Adam(featureCount * unitCount), unitBias: Adam(unitCount),
      units: Adam(unitCount * classCount), bias: Adam(classCount)
    )
    var order = Array(rows.indices)
    let batches = (rows.count + Self.batch - 1) / Self.batch
    let epochs = max(Self.epochs, Self.leastSteps / batches)
    let steps = epochs * batches
    var step = 0
    for _ in 0..<epochs {
      order.shuffle(using: &random)
      for start in stride(from: 0, to: order.count, by: Self.batch) {
        let examples = order[start..<min(start + Self.batch, order.count)]
        for example in examples { add(example, labels[example], network, &random, &gradient) }
        step += 1
        let length = Self.length(Float(step) / Float(steps))
        let share = 1 / Float(examples.count)
        for feature in gradient.touched {
          let place = feature * unitCount
          adam.features.move(
            &network.features, &gradient.features, place..<(place + unitCount), share, length, step)
        }
        adam.unitBias.move(&network.unitBias, &gradient.unitBias, 0..<unitCount, share, length, step)
        adam.units.move(&network.units, &gradient.units, 0..<(unitCount * classCount), share, length, step)
        adam.bias.move(&network.bias, &gradient.bias, 0..<classCount, share, length, step)
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

  /// Adds what one example would have the weights be.
  private func add(
    _ example: Int, _ labels: [Bool?], _ network: borrowing Network, _ random: inout SeededGenerator,
    _ gradient: inout Gradient
  ) {
    let kept = rows[example].compactMap { feature in
      Self.share(&random) < Self.featuresLeftOut
        ? nil : (index: feature.index, value: feature.value / (1 - Self.featuresLeftOut))
    }
    var levels = network.unitBias
    levels.withUnsafeMutableBufferPointer { levels in
      network.features.withUnsafeBufferPointer { weights in
        for (index, value) in kept {
          let place = index * unitCount
          for unit in 0..<unitCount { levels[unit] += weights[place + unit] * value }
        }
      }
    }
    // Nothing where a unit is not at work or is left out.
    let factor = levels.map { level in
      level <= 0 || Self.share(&random) < Self.unitsLeftOut ? 0 : 1 / (1 - Self.unitsLeftOut)
    }
    var odds = network.bias
    for unit in 0..<unitCount where factor[unit] > 0 {
      let level = levels[unit] * factor[unit]
      for index in 0..<classCount { odds[index] += level * network.units[unit * classCount + index] }
    }
    var pushes = [Float](repeating: 0, count: classCount)
    for index in 0..<classCount {
      guard let label = labels[index] else { continue }
      pushes[index] = 1 / (1 + exp(-odds[index])) - (label ? 1 : 0)
      gradient.bias[index] += pushes[index]
    }
    var back = [Float](repeating: 0, count: unitCount)
    for unit in 0..<unitCount where factor[unit] > 0 {
      let level = levels[unit] * factor[unit]
      var sum: Float = 0
      for index in 0..<classCount {
        gradient.units[unit * classCount + index] += pushes[index] * level
        sum += pushes[index] * network.units[unit * classCount + index]
      }
      back[unit] = sum * factor[unit]
      gradient.unitBias[unit] += back[unit]
    }
    for (index, value) in kept { gradient.add(back, times: value, to: index) }
  }
}

/// What a batch would have the weights be.
private struct Gradient {
  var features: [Float]
  var unitBias: [Float]
  var units: [Float]
  var bias: [Float]
  /// The features that are in the batch.
  private(set) var touched: [Int] = []
  private var isTouched: [Bool]

  init(_ featureCount: Int, _ unitCount: Int, _ classCount: Int) {
    features = [Float](repeating: 0, count: featureCount * unitCount)
    unitBias = [Float](repeating: 0, count: unitCount)
    units = [Float](repeating: 0, count: unitCount * classCount)
    bias = [Float](repeating: 0, count: classCount)
    isTouched = [Bool](repeating: false, count: featureCount)
  }

  mutating func add(_ back: [Float], times value: Float, to feature: Int) {
    if !isTouched[feature] {
      isTouched[feature] = true
      touched.append(feature)
    }
    let place = feature * back.count
    features.withUnsafeMutableBufferPointer { features in
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
  private var mean: [Float]
  private var square: [Float]
  private static let keptOfMean: Float = 0.9
  private static let keptOfSquare: Float = 0.999

  init(_ count: Int) {
    mean = [Float](repeating: 0, count: count)
    square = [Float](repeating: 0, count: count)
  }

  /// Moves some weights by their gradient times `share`, which is set to nothing.
  mutating func move(
    _ weights: inout [Float], _ gradient: inout [Float], _ range: Range<Int>, _ share: Float, _ length: Float,
    _ step: Int
  ) {
    let (first, second) = (Self.keptOfMean, Self.keptOfSquare)
    let pace = length / (1 - pow(first, Float(step)))
    let scale = 1 / (1 - pow(second, Float(step)))
    weights.withUnsafeMutableBufferPointer { weights in
      gradient.withUnsafeMutableBufferPointer { gradient in
        mean.withUnsafeMutableBufferPointer { mean in
          square.withUnsafeMutableBufferPointer { square in
            for place in range {
              let slope = gradient[place] * share
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
