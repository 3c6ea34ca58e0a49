import Foundation
import Testing

@testable import Quiz

@Suite struct ScheduleTests {
  /// One review of a history, with what the reference implementation made of it.
  struct Review {
    let wait: Int
    let rating: Rating
    let phase: String
    let stability: Double
    let difficulty: Double
    let pause: Int
    let retrievability: Double

    init(_ field: Substring) throws {
      let parts = field.split(separator: ":").map(String.init)
      try #require(parts.count == 7)
      wait = try #require(Int(parts[0]))
      rating = try #require(Int(parts[1]).flatMap(Rating.init))
      phase = parts[2]
      stability = try #require(Double(parts[3]))
      difficulty = try #require(Double(parts[4]))
      pause = try #require(Int(parts[5]))
      retrievability = try #require(Double(parts[6]))
    }
  }

  private func equal(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-6 * max(1, abs(other))
  }

  private func name(_ phase: Memory.Phase) -> String {
    switch phase {
    case .learning(let step): "Lea\(step)"
    case .review: "Rev"
    case .relearning(let step): "Rel\(step)"
    }
  }

  @Test func equalsTheReferenceOnEveryGeneratedHistory() throws {
    let lines = try Fixtures.lines("schedule-histories.txt")
    #expect(lines.count >= 1000)
    var reviews = 0
    for (number, line) in lines.enumerated() {
      var fields = line.split(separator: "\t", omittingEmptySubsequences: false)[...]
      var parameters = Parameters.standard
      if fields[0].hasPrefix("w=") {
        parameters = try #require(
          Parameters(fields.removeFirst().dropFirst(2).split(separator: ",").compactMap { Double($0) }))
      }
      fields = Array(fields)[...]
      let scheduler = Scheduler(
        parameters: parameters, retention: try #require(Double(fields[0])),
        learningSteps: fields[1].split(separator: ",").compactMap { Int($0) },
        relearningSteps: fields[2].split(separator: ",").compactMap { Int($0) },
        maximumInterval: try #require(Int(fields[3])))
      var memory: Memory?
      var moment = 1_767_603_600
      for field in fields.dropFirst(4) {
        let expected = try Review(field)
        moment += expected.wait
        if let memory {
          #expect(equal(scheduler.retrievability(of: memory, at: moment), expected.retrievability))
        }
        let next = scheduler.memory(after: expected.rating, from: memory, at: moment)
        let isSame =
          equal(next.stability, expected.stability) && equal(next.difficulty, expected.difficulty)
          && name(next.phase) == expected.phase && next.due - moment == expected.pause
        #expect(isSame, "history \(number + 1), \(field): \(next), due after \(next.due - moment) s")
        memory = next
        reviews += 1
      }
    }
    #expect(reviews > 8000)
  }

  @Test func retentionStaysWithinItsBounds() {
    #expect(Scheduler(retention: 0.5).retention == 0.70)
    #expect(Scheduler(retention: 0.999).retention == 0.97)
  }

  @Test func higherRetentionNeverLengthensAnInterval() {
    for stability in [0.5, 3, 20, 400] {
      let intervals = [0.70, 0.8, 0.9, 0.95, 0.97].map {
        Scheduler(retention: $0).interval(for: stability)
      }
      #expect(intervals == intervals.sorted(by: >))
    }
  }

  @Test func theForgettingCurveIsNineTenthsAtTheStability() {
    let formulas = Formulas(parameters: .standard)
    #expect(abs(formulas.retrievability(days: 17, stability: 17) - 0.9) < 1e-12)
  }

  @Test func fuzzStaysInItsRangeAndFollowsItsSeed() {
    let memory = Memory(phase: .review, stability: 40, difficulty: 5, lastReview: 0, due: 0)
    let plain = Scheduler().memory(after: .good, from: memory, at: 30 * 86_400)
    let days = (plain.due - plain.lastReview) / 86_400
    let range = Fuzz.range(of: days, maximum: 36_500)
    var seen: Set<Int> = []
    for seed in 0..<200 {
      let fuzzed = Scheduler(fuzz: Fuzz(seed: UInt64(seed)))
      let one = fuzzed.memory(after: .good, from: memory, at: 30 * 86_400, item: "item")
      #expect(one == fuzzed.memory(after: .good, from: memory, at: 30 * 86_400, item: "item"))
      let length = (one.due - one.lastReview) / 86_400
      #expect(range.contains(length))
      seen.insert(length)
    }
    #expect(seen.count > 3)
  }

  /// The bounds that the reference implementation gives for these intervals.
  @Test(arguments: [(2, 2...2), (3, 2...4), (7, 5...9), (20, 17...23), (100, 93...107)])
  func fuzzRangesAreThoseOfTheReference(days: Int, range: ClosedRange<Int>) {
    #expect(Fuzz.range(of: days, maximum: 36_500) == range)
  }
}
