import Answering
import Knowledge

/// One sitting: a value that takes lines and says what happens, reading no clock and doing no input or output but the
/// log's. What was answered is in the log before anything is said about it.
public struct Sitting {
  /// What has been done, to be taken back.
  private enum Deed {
    case answered(Item, review: Int64, before: StudyState, summary: Summary)
    case skipped(Item)
    case suspended(Item)
  }

  enum Stage {
    case begun
    case asking(Showing)
    case rating(Showing, Judgement, review: Review)
    case over
  }

  /// The most characters of an answer that the log keeps.
  private static let answerLimit = 2000

  let pack: String
  let options: SittingOptions
  private let items: [Item]
  let grader: Grader
  private let log: StudyLog
  private var state: StudyState
  private var queue: SittingQueue
  private(set) var stage = Stage.begun
  private var deeds: [Deed] = []
  private var summary = Summary()
  private var shown = 0
  private let start: Int
  private var random: SeededGenerator

  /// Prepares a sitting.
  ///
  /// - Parameters:
  ///   - items: all items of the pack.
  ///   - moment: the time now, in seconds since 1970 UTC.
  ///   - zone: what is added to it for the local time, in seconds.
  public init(
    items: [Item], grader: Grader, log: StudyLog, options: SittingOptions, at moment: Int, zone: Int = 0
  ) throws(StudyLogError) {
    self.items = items
    self.grader = grader
    self.log = log
    self.options = options
    pack = grader.answerer.pack.name
    state = StudyState(reviews: try log.reviews(pack: pack), suspended: try log.suspended(pack: pack))
    let today = StudyDay(moment, zone: zone)
    let introduced = state.cards.values.count { StudyDay($0.firstReview, zone: zone) == today }
    queue = SittingQueue(
      items: items, state: state, options: options, moment: moment, introducedToday: introduced)
    start = moment
    random = SeededGenerator(seed: options.seed &+ 1)
    summary.isCram = options.isCram
  }

  /// Whether it is over.
  public var isOver: Bool { if case .over = stage { true } else { false } }
  /// Whether it waits for a rating, not for an answer.
  public var isRating: Bool { if case .rating = stage { true } else { false } }

  /// Asks the first item.
  public mutating func begin(at moment: Int) -> [SittingEvent] {
    guard queue.count > 0 else {
      stage = .over
      return [.nothingDue(next: nextDue, moment: moment, newTomorrow: untouched)]
    }
    return [ask(at: moment)]
  }

  /// Takes one line; what happens, in order. A change is in the log when this returns.
  public mutating func take(_ line: String, at moment: Int) throws(StudyLogError) -> [SittingEvent] {
    let text = line.trimmingBlanks
    switch stage {
    case .begun, .over: return []
    case .asking(let showing):
      switch read(text, showing) {
      case .command(let command): return try obey(command, showing.item, at: moment)
      case .ambiguous(let commands): return [.ambiguousKey(text, commands.map(\.rawValue))]
      case .unknown: return [.unknownKey(text)]
      case .text: return try answer(text, showing, at: moment)
      }
    case .rating(let showing, let judgement, let review):
      switch SittingCommand.readBesideRatings(text) {
      case .command(.overrule): return try overrule(showing, judgement, review)
      case .command(.why): return [.explained(judgement)]
      case .command(let command): return try obey(command, showing.item, at: moment)
      case .ambiguous, .unknown: return [.unknownKey(text)]
      case .text: return try rate(text, showing, judgement, review, at: moment)
      }
    }
  }

  /// Ends the sitting, as at the end of the input; nothing is lost by it.
  public mutating func end(at moment: Int) -> [SittingEvent] {
    guard !isOver else { return [] }
    return [finish(.quit, at: moment)]
  }

  // MARK: Asking

  private mutating func ask(at moment: Int) -> SittingEvent {
    if summary.answered >= options.limit { return finish(.limit, at: moment) }
    if moment - start >= options.minutes * 60 { return finish(.time, at: moment) }
    guard let item = queue.next(at: moment) else { return finish(.done, at: moment) }
    shown += 1
    var choices: [Alternative] = []
    if case .choice(_, let options) = item.task { choices = options.shuffled(using: &random) }
    let card = state.cards[item.id.description]
    let reason: Showing.Reason =
      options.isCram ? .cram : card == nil ? .new : card?.memory.phase == .review ? .due : .learning
    let showing = Showing(
      item: item, number: shown, remaining: min(queue.count + 1, options.limit - summary.answered),
      reason: reason, options: choices)
    stage = .asking(showing)
    return .asked(showing)
  }

  private mutating func finish(_ end: Summary.End, at moment: Int) -> SittingEvent {
    stage = .over
    summary.end = end
    summary.moment = moment
    summary.next = nextDue
    return .finished(summary)
  }

  private var nextDue: Int? {
    items.filter { !state.suspended.contains($0.id.description) }
      .compactMap { state.cards[$0.id.description]?.memory.due }.min()
  }

  private var untouched: Int {
    items.count { state.cards[$0.id.description] == nil && !state.suspended.contains($0.id.description) }
  }

  // MARK: Answering

  private mutating func answer(_ text: String, _ showing: Showing, at moment: Int) throws(StudyLogError)
    -> [SittingEvent]
  {
    let item = showing.item
    var grade: Grade?
    var chosen: Alternative?
    let outcome: Review.Outcome
    if text.isEmpty || grader.givesUp(text) {
      outcome = .shown
    } else {
      switch item.task {
      case .cloze, .recall:
        grade = grader.grade(text, to: item)
        outcome = grade.flatMap { Review.Outcome(rawValue: $0.outcome.rawValue) } ?? .wrong
      case .choice:
        guard let number = Int(text), showing.options.indices.contains(number - 1) else {
          return [.notAnAnswer(.choice, options: showing.options.count)]
        }
        chosen = showing.options[number - 1]
        outcome = chosen?.fault == nil ? .right : .wrong
      case .trueFalse(let claim):
        guard let saysTrue = Self.truth(text) else { return [.notAnAnswer(.trueFalse, options: 2)] }
        outcome = saysTrue == (claim.fault == nil) ? .right : .wrong
      }
    }
    return try judge(showing, text, outcome, grade, chosen, at: moment)
  }

  static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "t", "true", "y", "yes", "right": true
    case "f", "false", "n", "no", "wrong": false
    default: nil
    }
  }

  private mutating func judge(
    _ showing: Showing, _ text: String, _ outcome: Review.Outcome, _ grade: Grade?, _ chosen: Alternative?,
    at moment: Int
  ) throws(StudyLogError) -> [SittingEvent] {
    let item = showing.item
    let suggested = outcome == .right ? Rating.good : .again
    let judgement = Judgement(
      item: item, outcome: outcome, answer: text, grade: grade, chosen: chosen,
      previews: previews(of: item, Self.ratings(outcome), at: moment), suggested: suggested)
    var review = Review(
      pack: pack, item: item.id.description, moment: moment, rating: suggested, outcome: outcome,
      answer: String(text.prefix(Self.answerLimit)), retention: options.scheduler.retention,
      fuzzSeed: options.isFuzzed ? options.seed : nil)
    // In the log before it is shown: what was said to be so stays so, whatever happens next.
    if !options.isCram { review.id = try log.add(review) }
    deeds.append(.answered(item, review: review.id, before: state, summary: summary))
    summary.answered += 1
    if outcome == .right { summary.right += 1 }
    stage = .rating(showing, judgement, review: review)
    return [.judged(judgement)]
  }

  private static func ratings(_ outcome: Review.Outcome) -> [Rating] {
    switch outcome {
    case .right, .shown: Rating.allCases
    case .incomplete, .wrong: [.again]
    }
  }

  private func previews(of item: Item, _ ratings: [Rating], at moment: Int) -> [Preview] {
    let name = item.id.description
    if options.isCram { return ratings.map { Preview(rating: $0, pause: 0) } }
    return ratings.map { rating in
      let next = options.scheduler.memory(
        after: rating, from: state.cards[name]?.memory, at: moment, item: name)
      return Preview(rating: rating, pause: next.due - moment)
    }
  }

  // MARK: Rating

  private mutating func rate(
    _ text: String, _ showing: Showing, _ judgement: Judgement, _ review: Review, at moment: Int
  ) throws(StudyLogError) -> [SittingEvent] {
    let possible = judgement.previews.map(\.rating)
    let chosen = text.isEmpty ? judgement.suggested : Self.rating(text)
    guard let rating = chosen, possible.contains(rating) else {
      return [.notARating(possible, canOverrule: possible.count == 1)]
    }
    var review = review
    if rating != review.rating {
      review.rating = rating
      if !options.isCram { try log.amend(review.id, rating: rating, isOverruled: review.isOverruled) }
    }
    return [settle(showing.item, review, at: moment), ask(at: moment)]
  }

  private static func rating(_ text: String) -> Rating? {
    switch text.lowercased() {
    case "1", "again", "a": .again
    case "2", "hard", "h": .hard
    case "3", "good", "g": .good
    case "4", "easy", "e": .easy
    default: nil
    }
  }

  /// Takes the review into account.
  private mutating func settle(_ item: Item, _ review: Review, at moment: Int) -> SittingEvent {
    let lapsesBefore = state.cards[review.item]?.lapses ?? 0
    if options.isCram {
      if review.rating == .again { queue.putBack(item, due: moment + 60, at: moment) }
      return .rated(review.rating, pause: 0, leech: nil)
    }
    state.take(review)
    guard let card = state.cards[review.item] else { return .rated(review.rating, pause: 0, leech: nil) }
    if card.memory.phase != .review { queue.putBack(item, due: card.memory.due, at: moment) }
    var leech: Int?
    if card.lapses > lapsesBefore {
      summary.lapsed.append(item.id)
      if card.isLeech {
        leech = card.lapses
        summary.leeches.append(item.id)
      }
    }
    return .rated(review.rating, pause: card.memory.due - review.moment, leech: leech)
  }

  private mutating func overrule(_ showing: Showing, _ judgement: Judgement, _ review: Review)
    throws(StudyLogError) -> [SittingEvent]
  {
    guard [.wrong, .incomplete].contains(judgement.outcome), !review.isOverruled else {
      return [.notARating(judgement.previews.map(\.rating), canOverrule: false)]
    }
    var review = review
    review.isOverruled = true
    review.rating = .good
    if !options.isCram { try log.amend(review.id, rating: .good, isOverruled: true) }
    summary.right += 1
    summary.overruled += 1
    let previews = previews(of: showing.item, Rating.allCases, at: review.moment)
    let judgement = Judgement(
      item: judgement.item, outcome: judgement.outcome, answer: judgement.answer, grade: judgement.grade,
      chosen: judgement.chosen, previews: previews, suggested: .good)
    stage = .rating(showing, judgement, review: review)
    return [.overruled(previews)]
  }

  // MARK: Commands

  private mutating func obey(_ command: SittingCommand, _ item: Item, at moment: Int) throws(StudyLogError)
    -> [SittingEvent]
  {
    switch command {
    case .quit:
      settleOpen(at: moment)
      return [finish(.quit, at: moment)]
    case .undo: return try undo(at: moment)
    case .help: return [.help(isRating: isRating, item.id.kind)]
    case .why: return [.scheduled(state.cards[item.id.description], item, moment: moment)]
    case .source: return try source(item, at: moment)
    case .skip:
      if isRating { return [.notARating(openRatings, canOverrule: false)] }
      deeds.append(.skipped(item))
      return [.skipped, ask(at: moment)]
    case .suspend:
      settleOpen(at: moment)
      queue.remove(item.id)
      state.suspended.insert(item.id.description)
      if !options.isCram { try log.suspend(item.id.description, of: pack, true, at: moment) }
      deeds.append(.suspended(item))
      return [.suspended(item, isLasting: !options.isCram), ask(at: moment)]
    case .overrule: return [.notAnAnswer(item.id.kind, options: shownOptions)]
    }
  }

  /// What was answered counts, also if its rating was left open.
  private mutating func settleOpen(at moment: Int) {
    guard case .rating(let showing, _, let review) = stage else { return }
    _ = settle(showing.item, review, at: moment)
  }

  private var openRatings: [Rating] {
    if case .rating(_, let judgement, _) = stage { judgement.previews.map(\.rating) } else { [] }
  }

  private var shownOptions: Int { if case .asking(let showing) = stage { showing.options.count } else { 0 } }

  /// The sentence in its paragraph. Before the answer it gives the answer away, so the item counts as looked up.
  private mutating func source(_ item: Item, at moment: Int) throws(StudyLogError) -> [SittingEvent] {
    guard case .asking(let showing) = stage else { return [.source(item)] }
    return [.source(item)] + (try judge(showing, "", .shown, nil, nil, at: moment))
  }

  private mutating func undo(at moment: Int) throws(StudyLogError) -> [SittingEvent] {
    guard let deed = deeds.popLast() else { return [.nothingToUndo] }
    if case .asking(let showing) = stage {
      queue.putFirst(showing.item)
      shown -= 1
    }
    let item: Item
    switch deed {
    case .answered(let answered, let review, let before, let summary):
      if !options.isCram { try log.retract(review, at: moment) }
      state = before
      self.summary = summary
      item = answered
      shown -= 1
    case .skipped(let skipped):
      item = skipped
      shown -= 1
    case .suspended(let suspended):
      state.suspended.remove(suspended.id.description)
      if !options.isCram { try log.suspend(suspended.id.description, of: pack, false, at: moment) }
      item = suspended
      shown -= 1
    }
    queue.remove(item.id)
    queue.putFirst(item)
    return [.undone, ask(at: moment)]
  }
}
