import Answering
import Foundation
import Testing

@testable import Quiz

/// Free answers that were labelled before there was a grader.
@Suite struct GradingTests {
  struct Labelled: Decodable {
    let item: String
    let answer: String
    let right: Bool
  }

  static let answerer = Answerer(pack: Fixtures.pack, usesLearned: false)
  static let items = ItemGenerator(answerer: answerer).items()

  @Test func gradesLabelledAnswersAsATeacherWould() throws {
    let grader = Grader(answerer: Self.answerer)
    let labelled = try Fixtures.lines("graded-answers.jsonl").map {
      try JSONDecoder().decode(Labelled.self, from: Data($0.utf8))
    }
    #expect(labelled.count >= 150)
    var agreed = 0
    var wronglyPassed: [String] = []
    var wronglyFailed: [String] = []
    for answer in labelled {
      let item = try #require(Self.items.first { $0.id.description == answer.item }, "\(answer.item)")
      let grade = try #require(grader.grade(answer.answer, to: item))
      if (grade.outcome == .right) == answer.right {
        agreed += 1
      } else if answer.right {
        wronglyFailed.append("\(answer.item): \(answer.answer) \(grade)")
      } else {
        wronglyPassed.append("\(answer.item): \(answer.answer) \(grade)")
      }
    }
    print("GRADING \(agreed) of \(labelled.count)")
    for line in wronglyPassed { print("PASSED", line) }
    for line in wronglyFailed { print("FAILED", line) }
    #expect(wronglyPassed.isEmpty)
    #expect(Double(agreed) >= 0.97 * Double(labelled.count))
  }
}
