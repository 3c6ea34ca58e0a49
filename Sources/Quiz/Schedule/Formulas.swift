import Glibc

/// The formulas of FSRS-6, as the algorithm's description publishes them ("The Algorithm", open-spaced-repetition,
/// section FSRS-6). G is the grade from 1 to 4, S stability in days, D difficulty from 1 to 10, R retrievability.
struct Formulas: Sendable {
  let parameters: Parameters
  private var w: [Double] { parameters.weights }
  private static let difficulties = 1.0...10.0
  private static let leastStability = 0.001

  /// The forgetting curve: `R(t, S) = (1 + factor * t / S)^(-w20)`, `factor = 0.9^(-1 / w20) - 1`.
  func retrievability(days: Double, stability: Double) -> Double {
    pow(1 + parameters.factor * days / stability, parameters.decay)
  }

  /// The interval after which R has fallen to the retention r: `I(r, S) = S / factor * (r^(-1 / w20) - 1)`, in days.
  func interval(stability: Double, retention: Double) -> Double {
    stability / parameters.factor * (pow(retention, 1 / parameters.decay) - 1)
  }

  /// Stability after the first review: `S0(G) = w[G-1]`.
  func initialStability(_ rating: Rating) -> Double { max(w[rating.rawValue - 1], Self.leastStability) }

  /// Difficulty after the first review: `D0(G) = w4 - e^(w5 * (G - 1)) + 1`, kept within 1 and 10.
  func initialDifficulty(_ rating: Rating) -> Double { clamped(unboundedDifficulty(rating)) }

  private func unboundedDifficulty(_ rating: Rating) -> Double {
    w[4] - exp(w[5] * Double(rating.rawValue - 1)) + 1
  }

  /// Difficulty after a later review, with linear damping and reversion to the mean:
  /// `dD = -w6 * (G - 3)`, `D' = D + dD * (10 - D) / 9`, `D'' = w7 * D0(4) + (1 - w7) * D'`.
  func difficulty(after rating: Rating, from difficulty: Double) -> Double {
    let change = -w[6] * Double(rating.rawValue - 3)
    let damped = difficulty + (10 - difficulty) * change / 9
    return clamped(w[7] * unboundedDifficulty(.easy) + (1 - w[7]) * damped)
  }

  /// Stability after a review on the same day: `S' = S * e^(w17 * (G - 3 + w18)) * S^(-w19)`, which does not fall
  /// unless it was forgotten.
  func sameDayStability(after rating: Rating, from stability: Double) -> Double {
    var growth = exp(w[17] * (Double(rating.rawValue - 3) + w[18])) * pow(stability, -w[19])
    if rating != .again { growth = max(growth, 1) }
    return max(stability * growth, Self.leastStability)
  }

  /// Stability after a review on a later day, remembered or forgotten.
  func stability(after rating: Rating, from stability: Double, difficulty: Double, retrievability: Double)
    -> Double
  {
    let next =
      rating == .again
      ? forgotten(stability, difficulty, retrievability)
      : recalled(rating, stability, difficulty, retrievability)
    return max(next, Self.leastStability)
  }

  /// `S' = S * (1 + e^w8 * (11 - D) * S^(-w9) * (e^(w10 * (1 - R)) - 1) * h * b)`, with h = w15 for hard and b = w16
  /// for easy, else 1.
  private func recalled(_ rating: Rating, _ stability: Double, _ difficulty: Double, _ retrievability: Double)
    -> Double
  {
    let penalty = rating == .hard ? w[15] : 1
    let bonus = rating == .easy ? w[16] : 1
    let growth =
      exp(w[8]) * (11 - difficulty) * pow(stability, -w[9]) * (exp((1 - retrievability) * w[10]) - 1)
      * penalty
      * bonus
    return stability * (1 + growth)
  }

  /// `S' = w11 * D^(-w12) * ((S + 1)^w13 - 1) * e^(w14 * (1 - R))`, and no more than `S / e^(w17 * w18)`.
  private func forgotten(_ stability: Double, _ difficulty: Double, _ retrievability: Double) -> Double {
    let long =
      w[11] * pow(difficulty, -w[12]) * (pow(stability + 1, w[13]) - 1) * exp((1 - retrievability) * w[14])
    return min(long, stability / exp(w[17] * w[18]))
  }

  private func clamped(_ difficulty: Double) -> Double {
    min(max(difficulty, Self.difficulties.lowerBound), Self.difficulties.upperBound)
  }
}
