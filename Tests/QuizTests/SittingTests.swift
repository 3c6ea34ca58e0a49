import Foundation
import Knowledge
import Testing

@testable import Quiz

@Suite struct SittingTests {
  private static let start = 1_767_603_600
  private let log = try! StudyLog()
  private var pack: String { Fixtures.pack.name }

  private func sitting(_ options: SittingOptions = SittingOptions(), at moment: Int = start) throws -> Sitting
  {
    try Sitting(items: Fixtures.items, grader: Fixtures.grader, log: log, options: options, at: moment)
  }

  private func options(_ change: (inout SittingOptions) -> Void) -> SittingOptions {
    var options = SittingOptions()
    change(&options)
    return options
  }

  private func asked(_ events: [SittingEvent]) -> Showing? {
    events.lazy.compactMap { if case .asked(let showing) = $0 { showing } else { nil } }.last
  }

  private func summary(_ events: [SittingEvent]) -> Summary? {
    events.lazy.compactMap { if case .finished(let summary) = $0 { summary } else { nil } }.last
  }

  /// The right answer to an item as it is shown.
  private func key(_ showing: Showing) -> String {
    switch showing.item.task {
    case .cloze(let gap, _): gap.hidden
    case .choice: "\(showing.options.firstIndex { $0.fault == nil }! + 1)"
    case .trueFalse(let claim): claim.fault == nil ? "t" : "f"
    case .recall: showing.item.statement.gist
    }
  }

  private func wrongKey(_ showing: Showing) -> String {
    switch showing.item.task {
    case .cloze, .recall: "nonsense"
    case .choice: "\(showing.options.firstIndex { $0.fault != nil }! + 1)"
    case .trueFalse(let claim): claim.fault == nil ? "f" : "t"
    }
  }

  @Test func everyItemCanBeAnsweredRight() throws {
    var sitting = try sitting(options { ($0.new, $0.limit, $0.minutes) = (1000, 1000, 1000) })
    var showing = asked(sitting.begin(at: Self.start))
    var count = 0
    while let current = showing {
      let events = try sitting.take(key(current), at: Self.start)
      guard case .judged(let judgement) = events[0] else {
        Issue.record("no judgement of \(current.item.id)")
        return
      }
      #expect(judgement.outcome == .right, "\(current.item.id)")
      count += 1
      showing = asked(try sitting.take("4", at: Self.start))
    }
    #expect(count == Fixtures.items.count)
    #expect(sitting.isOver)
  }

  @Test func anAnswerIsInTheLogBeforeItsRating() throws {
    var sitting = try sitting()
    let showing = try #require(asked(sitting.begin(at: Self.start)))
    _ = try sitting.take(key(showing), at: Self.start)
    #expect(try log.reviews(pack: pack).map(\.rating) == [.good])
    _ = try sitting.take("easy", at: Self.start)
    #expect(try log.reviews(pack: pack).map(\.rating) == [.easy])
  }

  @Test func undoTakesBackAnswersOneByOne() throws {
    var sitting = try sitting()
    let first = try #require(asked(sitting.begin(at: Self.start)))
    _ = try sitting.take(key(first), at: Self.start)
    let second = try #require(asked(try sitting.take("", at: Self.start)))
    _ = try sitting.take(wrongKey(second), at: Self.start)
    #expect(asked(try sitting.take("u", at: Self.start))?.item.id == second.item.id)
    #expect(try log.reviews(pack: pack).count == 1)
    #expect(asked(try sitting.take("undo", at: Self.start))?.item.id == first.item.id)
    #expect(try log.reviews(pack: pack).isEmpty)
    guard case .nothingToUndo = try sitting.take("undo", at: Self.start)[0] else {
      Issue.record("something was taken back")
      return
    }
  }

  @Test func overrulingIsRecorded() throws {
    var sitting = try sitting(options { $0.kinds = [.cloze] })
    let showing = try #require(asked(sitting.begin(at: Self.start)))
    _ = try sitting.take(wrongKey(showing), at: Self.start)
    guard case .notARating = try sitting.take("3", at: Self.start)[0] else {
      Issue.record("a wrong answer was rated good")
      return
    }
    _ = try sitting.take("o", at: Self.start)
    _ = try sitting.take("2", at: Self.start)
    let review = try #require(try log.reviews(pack: pack).first)
    #expect(review.isOverruled && review.rating == .hard && review.outcome == .wrong)
    #expect(summary(sitting.end(at: Self.start))?.right == 1)
  }

  @Test(arguments: ItemKind.allCases) func keysMayBeShortenedWhileTheyAreUnambiguous(_ kind: ItemKind) throws
  {
    for (line, isUnderstood) in [
      ("q", true), ("Q", true), ("qui", true), ("/q", true), ("sk", true), ("sou", true), ("sus", true),
      ("u", true),
      ("w", true), ("h", true), ("?", true), ("/sk", true),
    ] {
      var sitting = try sitting(options { ($0.kinds, $0.isCram) = ([kind], true) })
      _ = sitting.begin(at: Self.start)
      let event = try #require(try sitting.take(line, at: Self.start).first)
      if case .judged = event { #expect(!isUnderstood, "\(kind): \(line)") }
    }
    for line in ["s", "su/", "/s", "/topics", "/quit now"] {
      var sitting = try sitting(options { ($0.kinds, $0.isCram) = ([kind], true) })
      _ = sitting.begin(at: Self.start)
      switch try sitting.take(line, at: Self.start)[0] {
      case .ambiguousKey(line, ["skip", "source", "suspend"]): #expect(line.hasSuffix("s"))
      case .unknownKey(line): #expect(line.hasPrefix("/") && line != "/s")
      case .judged, .notAnAnswer: #expect(line == "su/")
      default: Issue.record("\(kind): \(line)")
      }
    }
  }

  @Test func whatCouldBeAnAnswerIsNoKey() {
    typealias Command = SittingCommand
    func read(_ line: String, isRight: Bool = false, names: Bool = false) -> Command.Reading {
      Command.readBesideAnswers(line, isRight: { isRight }, namesSomething: { names })
    }
    // The whole word gives way to a right answer only, the beginning of one to whatever has a meaning.
    #expect(read("source") == .command(.source) && read("source", names: true) == .command(.source))
    #expect(read("source", isRight: true) == .text && read("/source", isRight: true) == .command(.source))
    #expect(read("q", names: true) == .text && read("q", isRight: true) == .text)
    #expect(read("/q", isRight: true, names: true) == .command(.quit))
    #expect(read("quit smoking") == .text && read("questions") == .text && read("") == .text)
  }

  @Test func noNameOfTheKnowledgeIsTakenForAKey() throws {
    let names = Fixtures.pack.lexicon.concepts.values.flatMap { $0.labels.map(\.text) }.filter { name in
      SittingCommand.allCases.contains {
        $0.rawValue != name.lowercased() && $0.rawValue.hasPrefix(name.lowercased())
      }
    }
    for item in Fixtures.items where [.cloze, .recall].contains(item.id.kind) {
      for name in names where !Fixtures.grader.namesSomething(name) {
        // What the layers name and nobody can answer with is a word of the language, such as "so".
        #expect(Fixtures.grader.grade(name, to: item)?.outcome != .right, "\(name): \(item.id)")
      }
    }
  }

  @Test func crammingWritesNothing() throws {
    var sitting = try sitting(options { $0.isCram = true })
    let showing = try #require(asked(sitting.begin(at: Self.start)))
    _ = try sitting.take(key(showing), at: Self.start)
    _ = try sitting.take("", at: Self.start)
    _ = try sitting.take("suspend", at: Self.start)
    #expect(try log.reviews().isEmpty)
    #expect(try log.suspended(pack: pack).isEmpty)
  }

  @Test func aSuspendedItemIsNotAskedAgainUntilUndone() throws {
    var first = try sitting()
    let showing = try #require(asked(first.begin(at: Self.start)))
    _ = try first.take("suspend", at: Self.start)
    #expect(try log.suspended(pack: pack) == [showing.item.id.description])
    _ = try first.take("undo", at: Self.start)
    #expect(try log.suspended(pack: pack).isEmpty)
  }

  @Test func limitsOfAnswersTimeAndNewItemsHold() throws {
    var short = try sitting(options { $0.limit = 2 })
    var showing = asked(short.begin(at: Self.start))
    var events: [SittingEvent] = []
    while let current = showing {
      _ = try short.take(key(current), at: Self.start)
      events = try short.take("4", at: Self.start)
      showing = asked(events)
    }
    #expect(summary(events)?.answered == 2 && summary(events)?.end == .limit)
    // Two of today's ten new items are spent.
    var rest = try sitting(options { $0.limit = 100 })
    #expect(asked(rest.begin(at: Self.start + 60))?.remaining == 8)
    var long = try sitting(options { $0.minutes = 1 })
    let last = try #require(asked(long.begin(at: Self.start)))
    _ = try long.take(key(last), at: Self.start)
    #expect(summary(try long.take("", at: Self.start + 61))?.end == .time)
  }

  @Test func newItemsOfOneStatementAreFarApart() throws {
    var sitting = try sitting(options { ($0.new, $0.limit) = (20, 100) })
    var statements: [String] = []
    var showing = asked(sitting.begin(at: Self.start))
    while let current = showing {
      statements.append(current.item.statement.id)
      showing = asked(try sitting.take("skip", at: Self.start))
    }
    #expect(statements.count == 20 && Set(statements).count == 20)
  }

  @Test func theSeedDecidesTheOrder() throws {
    func first(_ seed: UInt64) throws -> ItemID? {
      var sitting = try sitting(options { $0.seed = seed })
      return asked(sitting.begin(at: Self.start))?.item.id
    }
    #expect(try first(3) == first(3))
    #expect(try Set((0..<20).map { try first(UInt64($0)) }).count > 5)
  }

  @Test func eightLapsesMakeALeech() throws {
    let item = Fixtures.items[0]
    var reviews: [Review] = []
    var moment = Self.start
    for _ in 0..<9 {
      for rating in [Rating.again, .good, .good] {
        reviews.append(
          Review(
            pack: pack, item: item.id.description, moment: moment, rating: rating, outcome: .right, answer: ""
          ))
        moment += 86_400 * 3
      }
    }
    let state = StudyState(reviews: reviews)
    #expect(state.cards[item.id.description]?.lapses == 8)
    #expect(state.cards[item.id.description]?.isLeech == true)
    let report = StudyReport(items: Fixtures.items, reviews: reviews, suspended: [], at: moment)
    #expect(report.leeches == [item.id])
    #expect(report.weakest.first?.statement.id == item.statement.id)
  }

  @Test func whatWasLearningComesBackInTheSameSitting() throws {
    var sitting = try sitting(options { $0.new = 1 })
    let showing = try #require(asked(sitting.begin(at: Self.start)))
    _ = try sitting.take(wrongKey(showing), at: Self.start)
    let again = try #require(asked(try sitting.take("", at: Self.start)))
    #expect(again.item.id == showing.item.id && again.reason == .learning)
  }

  @Test func orphansAreKeptAndListed() throws {
    let review = Review(
      pack: pack, item: "gone/object/cloze", moment: Self.start, rating: .good, outcome: .right, answer: "")
    _ = try log.add(review)
    let report = StudyReport(
      items: Fixtures.items, reviews: try log.reviews(pack: pack), suspended: [], at: Self.start + 60)
    #expect(report.orphans == [StudyReport.Orphan(item: "gone/object/cloze", reviews: 1)])
    #expect(report.forecast.allSatisfy { $0 == 0 })
  }

  @Test func retentionCountsTheFirstAnswerOfADay() {
    let item = Fixtures.items[0].id.description
    func review(_ days: Int, _ seconds: Int, _ rating: Rating) -> Review {
      Review(
        pack: pack, item: item, moment: Self.start + days * 86_400 + seconds, rating: rating, outcome: .right,
        answer: "")
    }
    let reviews = [
      review(0, 0, .easy), review(8, 0, .again), review(8, 700, .good), review(8, 1400, .good),
      review(12, 0, .good),
    ]
    let report = StudyReport(
      items: Fixtures.items, reviews: reviews, suspended: [], at: Self.start + 13 * 86_400)
    #expect(report.overall == StudyReport.Retention(total: 2, remembered: 1))
    #expect(report.days.values.reduce(0, +) == 5)
  }

  @Test(arguments: [
    (0, "1970-01-01"), (20_458, "2026-01-05"), (20_512, "2026-02-28"), (20_513, "2026-03-01"),
    (-1, "1969-12-31"),
  ])
  func daysAreCalendarDays(number: Int, text: String) {
    let day = StudyDay(number: number)
    #expect(day.text == text)
    #expect(StudyDay(year: day.date.year, month: day.date.month, day: day.date.day) == day)
  }

  @Test(arguments: ["dont know", "no idea", "I have no clue", "i really don't remember"])
  func whoeverDoesNotKnowIsShownTheAnswer(_ answer: String) throws {
    var sitting = try sitting()
    _ = sitting.begin(at: Self.start)
    let events = try sitting.take(answer, at: Self.start + 5)
    #expect(
      events.contains { if case .judged(let judgement) = $0 { judgement.outcome == .shown } else { false } })
  }
}
