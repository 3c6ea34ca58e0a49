import Foundation

/// Fits one logistic regression by limited-memory BFGS.
///
/// It minimises `|w|^2 / 2 + cost x sum of log(1 + exp(-y (w.x + b)))` over the examples, where `y` is 1 or -1; the
/// bias `b` is free. The problem is convex, so the result does not depend on where it starts. (Nocedal and Wright,
/// Numerical Optimization, algorithm 7.4 for the direction, with backtracking by the Armijo condition.)
struct LogisticRegression {
  /// One example: the indices and values of its features.
  typealias Row = [(index: Int, value: Double)]

  let rows: [Row]
  let featureCount: Int
  /// How much an error costs against a great weight.
  let cost: Double
  private static let memory = 8
  private static let iterations = 120
  private static let tolerance = 1e-3

  /// The weights, the bias last, that best tell the examples marked true from the others; nil leaves an example out.
  func fit(_ isMember: [Bool?]) -> [Double] {
    var point = [Double](repeating: 0, count: featureCount + 1)
    var (value, gradient) = objective(point, isMember)
    var steps: [(step: [Double], change: [Double], rho: Double)] = []
    for _ in 0..<Self.iterations {
      guard norm(gradient) > Self.tolerance * max(1, norm(point)) else { break }
      let direction = descent(gradient, steps)
      let slope = dot(direction, gradient)
      guard slope < 0 else { break }
      var length = steps.isEmpty ? 1 / max(1, norm(gradient)) : 1.0
      var next = point
      var (nextValue, nextGradient) = (value, gradient)
      var tries = 0
      repeat {
        for index in next.indices { next[index] = point[index] + length * direction[index] }
        (nextValue, nextGradient) = objective(next, isMember)
        length /= 2
        tries += 1
      } while nextValue > value + 1e-4 * length * 2 * slope && tries < 30
      var step = next
      var change = nextGradient
      for index in step.indices {
        step[index] -= point[index]
        change[index] -= gradient[index]
      }
      let curvature = dot(step, change)
      if curvature > 1e-10 {
        steps.append((step, change, 1 / curvature))
        if steps.count > Self.memory { steps.removeFirst() }
      }
      (point, value, gradient) = (next, nextValue, nextGradient)
    }
    return point
  }

  private func objective(_ point: [Double], _ isMember: [Bool?]) -> (Double, [Double]) {
    var gradient = point
    gradient[featureCount] = 0
    var value = 0.0
    for index in 0..<featureCount { value += point[index] * point[index] / 2 }
    for (row, member) in zip(rows, isMember) {
      guard let member else { continue }
      let sign = member ? 1.0 : -1.0
      var margin = point[featureCount]
      for (index, number) in row { margin += point[index] * number }
      margin *= sign
      // log(1 + exp(-m)) without overflow.
      value += cost * (margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin)
      let push = -cost * sign / (1 + exp(margin))
      for (index, number) in row { gradient[index] += push * number }
      gradient[featureCount] += push
    }
    return (value, gradient)
  }

  private func descent(
    _ gradient: [Double], _ steps: [(step: [Double], change: [Double], rho: Double)]
  ) -> [Double] {
    var direction = gradient
    var factors: [Double] = []
    for (step, change, rho) in steps.reversed() {
      let factor = rho * dot(step, direction)
      factors.append(factor)
      for index in direction.indices { direction[index] -= factor * change[index] }
    }
    if let (_, change, rho) = steps.last {
      let scale = 1 / (rho * dot(change, change))
      for index in direction.indices { direction[index] *= scale }
    }
    for ((step, change, rho), factor) in zip(steps, factors.reversed()) {
      let correction = factor - rho * dot(change, direction)
      for index in direction.indices { direction[index] += correction * step[index] }
    }
    for index in direction.indices { direction[index] = -direction[index] }
    return direction
  }

  private func dot(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for index in one.indices { sum += one[index] * other[index] }
    return sum
  }

  private func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }
}
