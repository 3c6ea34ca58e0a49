import Foundation
import Knowledge
import Testing
import Understanding

@testable import Quiz

/// Free answers that were labelled before there was a grader.
@Suite struct GradingTests {
  struct Labelled: Decodable {
    let item: String
    let answer: String
    let right: Bool
  }

  /// The share of agreement that each writer's answers must not fall under.
  @Test(
    arguments: [
      ("graded-answers.jsonl", 0.98), ("graded-answers-of-another-writer.jsonl", 0.97),
      ("graded-answers-of-a-third-writer.jsonl", 0.98), ("graded-answers-of-a-fourth-writer.jsonl", 0.96),
      ("graded-answers-of-a-fifth-writer.jsonl", 0.96), ("graded-answers-of-its-maker.jsonl", 0.97),
    ])
  func gradesLabelledAnswersAsATeacherWould(_ file: String, _ level: Double) throws {
    let labelled = try labelled(file)
    #expect(labelled.count >= 120)
    var agreed = 0
    var wronglyPassed: [String] = []
    var wronglyFailed: [String] = []
    for answer in labelled {
      let item = try #require(Fixtures.items.first { $0.id.description == answer.item }, "\(answer.item)")
      let grade = try #require(Fixtures.grader.grade(answer.answer, to: item))
      if (grade.outcome == .right) == answer.right {
        agreed += 1
      } else if answer.right {
        wronglyFailed.append("\(answer.item): \(answer.answer) \(grade)")
      } else {
        wronglyPassed.append("\(answer.item): \(answer.answer) \(grade)")
      }
    }
    print("\(file): \(agreed) of \(labelled.count)")
    #expect(wronglyPassed.isEmpty, "\(wronglyPassed)")
    #expect(
      Double(agreed) >= level * Double(labelled.count), "\(agreed) of \(labelled.count): \(wronglyFailed)")
  }

  private func labelled(_ file: String) throws -> [Labelled] {
    try Fixtures.lines(file).map { try JSONDecoder().decode(Labelled.self, from: Data($0.utf8)) }
  }

  /// Wrong answers that nothing tells from right ones yet; whatever is refused at last moves to the others.
  @Test func wrongAnswersThatStillPassAreKnown() throws {
    for answer in try labelled("graded-answers-that-still-pass.jsonl") {
      let outcome = try grade(answer.answer, answer.item).outcome
      withKnownIssue("\(answer.item): \(answer.answer)") { #expect(outcome != .right) }
    }
  }

  @Test(arguments: [
    (
      "it does so in everybody, always", "lar-for-symptoms/whole/recall",
      Grade.Contradiction.overclaimed("everybody")
    ),
    ("often effective in melanoma", "lar-for-symptoms/whole/recall", .foreign("melanoma")),
    (
      "No known role, except in patients with a low tumor burden", "adjuvant-no-known-role/whole/recall",
      .foreign("except")
    ),
    (
      "telotristat reduces diarrhea only marginally", "telotristat-reduces-diarrhea/whole/recall",
      .denied("reduces")
    ),
    (
      "contraindicated in progressive metastatic carcinoid", "everolimus-with-octreotide-lar/whole/recall",
      .foreign("contraindicated")
    ),
    (
      "response rates are modest, around 20 %", "chemotherapy-modest-response/whole/recall",
      .foreign("20")
    ),
    ("often effective, in 85% of patients", "lar-for-symptoms/whole/recall", .foreign("85%")),
    ("it has little effect on diarrhea", "telotristat-reduces-diarrhea/whole/recall", .denied("effect")),
  ])
  func tellsWhatGoesTooFar(_ answer: String, _ item: String, _ contradiction: Grade.Contradiction) throws {
    let grade = try grade(answer, item)
    #expect(grade.outcome == .wrong && grade.contradictions.contains(contradiction), "\(grade)")
  }

  @Test(arguments: [
    (
      "shown to be reduced significantly by telotristat, as is diarrhea",
      "telotristat-reduces-5-hiaa/whole/recall"
    ),
    (
      "not been very helpful for palliation of diffuse liver metastases, same as systemic chemotherapy",
      "embolization-for-liver-metastases/whole/recall"
    ),
  ])
  func whatTheSameSentenceSaysBesideIsNotWrong(_ answer: String, _ item: String) throws {
    let grade = try grade(answer, item)
    #expect(grade.outcome == .right, "\(grade)")
  }

  private func grade(_ answer: String, _ item: String) throws -> Grade {
    let item = try #require(Fixtures.items.first { $0.id.description == item })
    return try #require(Fixtures.grader.grade(answer, to: item))
  }

  @Test func tellsWhatIsCoveredAndWhatIsMissing() throws {
    let grade = try grade("telotristat", "telotristat-reduces-5-hiaa/whole/recall")
    #expect(grade.outcome == .incomplete)
    #expect(grade.covered.map(\.slot) == [.subject])
    #expect(grade.missing.map(\.words) == ["reduce"])
  }

  @Test func tellsWhatIsContradicted() throws {
    #expect(
      try grade("everolimus reduces it", "telotristat-reduces-5-hiaa/whole/recall").contradictions
        == [.foreign("everolimus")])
    #expect(
      try grade("it increases it", "telotristat-reduces-diarrhea/whole/recall").contradictions
        == [.contrary("increases", of: "decrease")])
    #expect(
      try grade("mtor inhibits everolimus", "everolimus-inhibits-mtor/whole/recall").contradictions
        == [.rolesReversed])
  }

  @Test func tellsOfAFigureOnce() throws {
    let grade = try grade("effective in 90% of cases", "lar-for-symptoms/whole/recall")
    let figures = grade.contradictions.filter {
      if case .foreign(let words) = $0 { words.contains("%") } else { false }
    }
    #expect(figures == [.foreign("90%")])
  }

  @Test func tellsHowAMisspeltWordWasRead() throws {
    let grade = try grade("octreotyde", "analogues-are-octreotide-or-lanreotide/subject/cloze")
    #expect(grade.outcome == .right)
    #expect(grade.readAs.map(\.read) == ["octreotide"])
  }

  @Test func gradesItemsWithKeysNotAtAll() throws {
    let item = try #require(Fixtures.items.first { $0.id.kind == .trueFalse })
    #expect(Fixtures.grader.grade("true", to: item) == nil)
  }
}
