/// Says when an item is to be shown again, after FSRS-6.
///
/// A pure function of what was known and of the rating: it reads no clock, and its only chance is the fuzz's seed.
public struct Scheduler: Sendable, Equatable {
  /// The retentions that make sense: below, most is forgotten; above, intervals collapse.
  public static let retentions = 0.70...0.97
  static let day = 86_400

  /// The weights.
  public let parameters: Parameters
  /// The probability with which an item is to be remembered when it falls due.
  public let retention: Double
  /// The pauses in seconds between showings of a new item on its first day.
  public let learningSteps: [Int]
  /// The same for an item that was forgotten.
  public let relearningSteps: [Int]
  /// The longest interval, in days.
  public let maximumInterval: Int
  /// How intervals are spread, or nil.
  public let fuzz: Fuzz?

  /// A schedule; `retention` is kept within `retentions`, steps are in seconds.
  public init(
    parameters: Parameters = .standard, retention: Double = 0.9, learningSteps: [Int] = [60, 600],
    relearningSteps: [Int] = [600], maximumInterval: Int = 36_500, fuzz: Fuzz? = nil
  ) {
    self.parameters = parameters
    let bounds = Self.retentions
    self.retention = min(max(retention, bounds.lowerBound), bounds.upperBound)
    self.learningSteps = learningSteps
    self.relearningSteps = relearningSteps
    self.maximumInterval = max(1, maximumInterval)
    self.fuzz = fuzz
  }

  private var formulas: Formulas { Formulas(parameters: parameters) }

  /// The probability with which an item is remembered at a moment (seconds since 1970 UTC), by whole days.
  public func retrievability(of memory: Memory, at moment: Int) -> Double {
    formulas.retrievability(days: Double(days(from: memory, to: moment)), stability: memory.stability)
  }

  /// What is known of an item after a review.
  ///
  /// - Parameters:
  ///   - memory: what was known before, nil for a new item.
  ///   - rating: how it was remembered.
  ///   - moment: when, in seconds since 1970 UTC.
  ///   - item: the item's name, for the fuzz.
  public func memory(after rating: Rating, from memory: Memory?, at moment: Int, item: String = "") -> Memory
  {
    let (stability, difficulty) = state(after: rating, from: memory, at: moment)
    let (phase, pause) = phase(after: rating, from: memory?.phase ?? .learning(step: 0))
    var next = Memory(
      phase: phase, stability: stability, difficulty: difficulty, lastReview: moment, due: moment)
    if let pause {
      next.due += pause
    } else {
      var days = interval(for: stability)
      if let fuzz { days = fuzz.days(days, maximum: maximumInterval, item: item, moment: moment) }
      next.due += days * Self.day
    }
    return next
  }

  /// The interval for a stability: whole days, at least one.
  func interval(for stability: Double) -> Int {
    let days = formulas.interval(stability: stability, retention: retention)
    // Halves go to the even number, as in the reference implementation.
    return Int(min(max(days.rounded(.toNearestOrEven), 1), Double(maximumInterval)))
  }

  private func days(from memory: Memory, to moment: Int) -> Int {
    max(0, moment - memory.lastReview) / Self.day
  }

  private func state(after rating: Rating, from memory: Memory?, at moment: Int) -> (Double, Double) {
    guard let memory else {
      return (formulas.initialStability(rating), formulas.initialDifficulty(rating))
    }
    let difficulty = formulas.difficulty(after: rating, from: memory.difficulty)
    guard days(from: memory, to: moment) > 0 else {
      return (formulas.sameDayStability(after: rating, from: memory.stability), difficulty)
    }
    let stability = formulas.stability(
      after: rating, from: memory.stability, difficulty: memory.difficulty,
      retrievability: retrievability(of: memory, at: moment))
    return (stability, difficulty)
  }

  /// The next phase, and the pause in seconds if it is not an interval of days.
  private func phase(after rating: Rating, from phase: Memory.Phase) -> (Memory.Phase, Int?) {
    switch phase {
    case .review:
      guard rating == .again, let pause = relearningSteps.first else { return (.review, nil) }
      return (.relearning(step: 0), pause)
    case .learning(let step):
      guard let next = Self.step(after: rating, at: step, of: learningSteps) else { return (.review, nil) }
      return (.learning(step: next.step), next.pause)
    case .relearning(let step):
      guard let next = Self.step(after: rating, at: step, of: relearningSteps) else { return (.review, nil) }
      return (.relearning(step: next.step), next.pause)
    }
  }

  /// The next step with its pause in seconds; nil when the steps are over.
  ///
  /// Again begins anew; hard stays, at the first step with the mean of the first two pauses, or one and a half of the
  /// only one; good goes on; easy ends the steps.
  private static func step(after rating: Rating, at step: Int, of steps: [Int]) -> (step: Int, pause: Int)? {
    guard let first = steps.first else { return nil }
    if rating == .again { return (0, first) }
    guard step < steps.count else { return nil }
    switch rating {
    case .again, .easy: return nil
    case .hard:
      if step > 0 { return (step, steps[step]) }
      return (0, steps.count == 1 ? first * 3 / 2 : (first + steps[1]) / 2)
    case .good: return step + 1 < steps.count ? (step + 1, steps[step + 1]) : nil
    }
  }
}
