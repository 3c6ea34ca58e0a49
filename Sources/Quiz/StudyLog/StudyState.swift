/// What follows from the log of one pack: how well each item is known, and when it is due.
public struct StudyState: Sendable {
  /// An item that was reviewed at least once.
  public struct Card: Sendable, Equatable {
    /// What the schedule knows of it.
    public var memory: Memory
    /// How often it was answered.
    public var reviews: Int
    /// How often it was forgotten after it had been learned.
    public var lapses: Int
    /// When it was answered first, in seconds since 1970 UTC.
    public var firstReview: Int
    /// Whether it was forgotten so often that it is worth another look.
    public var isLeech: Bool { lapses >= StudyState.leechLapses }
  }

  /// The lapses that make a leech.
  public static let leechLapses = 8

  /// The items that were reviewed, by name; orphans among them.
  public private(set) var cards: [String: Card] = [:]
  /// The suspended items.
  public var suspended: Set<String>

  /// Derives the state from reviews in their order.
  public init(reviews: [Review], suspended: Set<String> = []) {
    self.suspended = suspended
    for review in reviews { take(review) }
  }

  /// Takes one more review into account.
  public mutating func take(_ review: Review) {
    let old = cards[review.item]
    let scheduler = Self.scheduler(for: review)
    let memory = scheduler.memory(
      after: review.rating, from: old?.memory, at: review.moment, item: review.item)
    let isLapse = old?.memory.phase == .review && review.rating == .again
    cards[review.item] = Card(
      memory: memory, reviews: (old?.reviews ?? 0) + 1, lapses: (old?.lapses ?? 0) + (isLapse ? 1 : 0),
      firstReview: old?.firstReview ?? review.moment)
  }

  /// The schedule that a review was made with.
  static func scheduler(for review: Review) -> Scheduler {
    Scheduler(retention: review.retention, fuzz: review.fuzzSeed.map(Fuzz.init))
  }

  /// The names of reviewed items that none of the given items has: their statements were removed.
  public func orphans(among items: [Item]) -> [String] {
    let known = Set(items.map(\.id.description))
    return cards.keys.filter { !known.contains($0) }.sorted()
  }
}
