import Glibc

/// The 21 weights of FSRS-6, in the order in which they are published: w0 to w20.
public struct Parameters: Sendable, Equatable {
  /// The weights.
  public let weights: [Double]

  /// The weights that FSRS-6 is published with, fitted to many people's reviews.
  public static let standard = Parameters(
    checked: [
      0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
      0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ])

  /// Other weights; nil unless there are 21, all finite, with initial stabilities and a decay above 0.
  public init?(_ weights: [Double]) {
    guard weights.count == 21, weights.allSatisfy(\.isFinite), weights[0...3].allSatisfy({ $0 > 0 }),
      weights[20] > 0
    else { return nil }
    self.weights = weights
  }

  private init(checked weights: [Double]) { self.weights = weights }

  /// The exponent of the forgetting curve, `-w20`.
  var decay: Double { -weights[20] }
  /// Scales the forgetting curve so that R(S) is 0.9: `0.9^(1/decay) - 1`.
  var factor: Double { pow(0.9, 1 / decay) - 1 }
}
