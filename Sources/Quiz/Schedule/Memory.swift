/// What the schedule knows of one item after its last review.
public struct Memory: Sendable, Equatable {
  /// Where an item stands between its first showing and a settled interval.
  public enum Phase: Sendable, Equatable {
    /// Shown lately; `step` counts the learning steps passed, from 0.
    case learning(step: Int)
    /// Reviewed at intervals of whole days.
    case review
    /// Forgotten; `step` counts the relearning steps passed, from 0.
    case relearning(step: Int)
  }

  /// Where it stands.
  public var phase: Phase
  /// S: the days after which it is remembered with a probability of 0.9.
  public var stability: Double
  /// D: how hard it is, from 1 to 10.
  public var difficulty: Double
  /// When it was reviewed last, in seconds since 1970 UTC.
  public var lastReview: Int
  /// When it is to be shown again, in seconds since 1970 UTC.
  public var due: Int
}
