public import Knowledge

/// How far somebody has come with the items of a pack, derived from the log.
public struct StudyReport: Sendable {
  /// The moment it is about, in seconds since 1970 UTC.
  public let moment: Int
  /// The day of that moment.
  public let today: StudyDay
  /// How many items there are.
  public let items: Int
  /// How many of them were ever asked.
  public let started: Int
  /// How many are suspended.
  public let suspended: Int
  /// How many answers the log holds.
  public let answers: Int
  /// How many items fall due on each of 30 days; the first day is today, with all that is overdue.
  public let forecast: [Int]
  /// The retention that is aimed at.
  public let target: Double
  /// What was remembered of what was due in the last 30 days.
  public let recent: Retention
  /// The same of all time.
  public let overall: Retention
  /// Answers of each day of the last 53 weeks on which there were any.
  public let days: [StudyDay: Int]
  /// The topics that were begun, the least stable first.
  public let topics: [Topic]
  /// The statements that are known least, at most five.
  public let weakest: [Weak]
  /// The items that were forgotten so often that they are worth another look.
  public let leeches: [ItemID]
  /// Items in the log that the pack no longer has.
  public let orphans: [Orphan]

  /// How much was remembered: only the first answer of a day to an item that had been learned counts.
  public struct Retention: Sendable, Equatable {
    /// The answers that count.
    public var total = 0
    /// Those of them that were right.
    public var remembered = 0
    /// The share, from 0 to 1; nil if nothing counts yet.
    public var share: Double? { total == 0 ? nil : Double(remembered) / Double(total) }
  }

  /// How well a topic is known.
  public struct Topic: Sendable, Equatable {
    /// The concept.
    public let concept: String
    /// How many items are filed under it.
    public let items: Int
    /// How many of them were asked.
    public let started: Int
    /// The mean stability of those asked, in days.
    public let stability: Double
  }

  /// A statement that is not known well.
  public struct Weak: Sendable {
    /// The statement.
    public let statement: Statement
    /// The least stability among its items, in days.
    public let stability: Double
    /// How often its items were forgotten.
    public let lapses: Int
  }

  /// An item of a statement that was removed.
  public struct Orphan: Sendable, Equatable {
    /// The item's name.
    public let item: String
    /// How many answers are kept for it.
    public let reviews: Int
  }

  /// The length of the forecast in days.
  public static let horizon = 30

  /// Derives a report.
  ///
  /// - Parameters:
  ///   - items: all items of the pack.
  ///   - reviews: its reviews, in their order.
  ///   - suspended: its suspended items.
  ///   - target: the retention that is aimed at.
  ///   - moment: the time now, in seconds since 1970 UTC.
  ///   - zone: what is added to it for the local time, in seconds.
  public init(
    items: [Item], reviews: [Review], suspended: Set<String>, target: Double = 0.9, at moment: Int,
    zone: Int = 0
  ) {
    self.moment = moment
    self.target = target
    let today = StudyDay(moment, zone: zone)
    self.today = today
    var state = StudyState(reviews: [], suspended: suspended)
    var counted: Set<String> = []
    var days: [StudyDay: Int] = [:]
    var recent = Retention()
    var overall = Retention()
    for review in reviews {
      let day = StudyDay(review.moment, zone: zone)
      if day.number > today.number - 53 * 7, day <= today { days[day, default: 0] += 1 }
      if state.cards[review.item]?.memory.phase == .review,
        counted.insert("\(day.number) \(review.item)").inserted
      {
        let isRemembered = review.rating != .again
        overall.total += 1
        overall.remembered += isRemembered ? 1 : 0
        if today.number - day.number < 30 {
          recent.total += 1
          recent.remembered += isRemembered ? 1 : 0
        }
      }
      state.take(review)
    }
    self.days = days
    self.recent = recent
    self.overall = overall
    self.items = items.count
    answers = reviews.count
    let cards = items.compactMap { item in state.cards[item.id.description].map { (item, $0) } }
    started = cards.count
    self.suspended = items.count { suspended.contains($0.id.description) }
    var forecast = [Int](repeating: 0, count: Self.horizon)
    for (item, card) in cards where !suspended.contains(item.id.description) {
      let ahead = max(0, StudyDay(card.memory.due, zone: zone).number - today.number)
      if ahead < Self.horizon { forecast[ahead] += 1 }
    }
    self.forecast = forecast
    topics = Self.topics(items, cards)
    weakest = Self.weakest(cards)
    leeches = cards.filter { $0.1.isLeech }.map(\.0.id)
    orphans = state.orphans(among: items).map { Orphan(item: $0, reviews: state.cards[$0]?.reviews ?? 0) }
  }

  private static func topics(_ items: [Item], _ cards: [(Item, StudyState.Card)]) -> [Topic] {
    let all = Dictionary(grouping: items, by: \.topic)
    let begun = Dictionary(grouping: cards, by: \.0.topic)
    return begun.map { concept, cards in
      Topic(
        concept: concept, items: all[concept]?.count ?? 0, started: cards.count,
        stability: cards.reduce(0) { $0 + $1.1.memory.stability } / Double(cards.count))
    }.sorted { ($0.stability, $0.concept) < ($1.stability, $1.concept) }
  }

  private static func weakest(_ cards: [(Item, StudyState.Card)]) -> [Weak] {
    let statements = Dictionary(grouping: cards, by: \.0.statement.id)
    let all = statements.values.map { cards in
      Weak(
        statement: cards[0].0.statement, stability: cards.map(\.1.memory.stability).min() ?? 0,
        lapses: cards.reduce(0) { $0 + $1.1.lapses })
    }
    return Array(all.sorted { ($0.stability, $0.statement.id) < ($1.stability, $1.statement.id) }.prefix(5))
  }
}
