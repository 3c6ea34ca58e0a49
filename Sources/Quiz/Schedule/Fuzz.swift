import Knowledge

/// Spreads items that would fall due together over neighbouring days.
///
/// The days that are possible follow the reference implementation of FSRS-6: an interval of n days moves by at most
/// 1 + 0.15 of its part between 2.5 and 7, 0.1 of that between 7 and 20, and 0.05 of that above, in days.
public struct Fuzz: Sendable, Equatable {
  /// The seed, which a sitting passes in.
  public let seed: UInt64

  /// Fuzz that is the same whenever the seed is.
  public init(seed: UInt64) { self.seed = seed }

  /// The whole days that an interval may become; itself alone when it is shorter than 2.5 days.
  public static func range(of days: Int, maximum: Int) -> ClosedRange<Int> {
    guard days > 2 else { return days...days }
    let length = Double(days)
    var delta = 1.0
    for (start, end, share) in [(2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, Double.infinity, 0.05)] {
      delta += share * max(min(length, end) - start, 0)
    }
    let most = min(Int((length + delta).rounded(.toNearestOrEven)), maximum)
    let least = min(max(2, Int((length - delta).rounded(.toNearestOrEven))), most)
    return least...most
  }

  /// One of the possible days; the item and the moment decide which, so that a preview and the review agree.
  func days(_ days: Int, maximum: Int, item: String, moment: Int) -> Int {
    let range = Self.range(of: days, maximum: maximum)
    var random = SeededGenerator(seed: seed ^ SeededGenerator.hash("\(item)@\(moment)"))
    return Int.random(in: range, using: &random)
  }
}
