import Answering
import Foundation
import Knowledge
import Rendering
import Testing
import Transcripts

@testable import ibid

/// `ibid replay --coverage` and `--mutate`.
struct ReplayCoverageTests {
  private let fixture: ReplayFixture

  init() throws { fixture = try ReplayFixture() }

  @Test func coverageTellsWhatIsExercisedAndWhatIsNot() throws {
    try fixture.write("a.md", ReplayFixture.aphids, ReplayFixture.dose)
    let result = try fixture.replay([fixture.folder, "--coverage"])
    #expect(result.status == 0)
    #expect(result.output.contains("statements: 1 of 4\n  tomatoes-with-basil      none\n"))
    #expect(result.output.contains("\n  basil-reduces-aphids     1 turn\n"))
    #expect(
      result.output.contains("reasons: 1 of 5\n") && result.output.contains("\n  not-stated      1 turn\n"))
    #expect(result.output.contains("outcomes: 2 of 3\n") && result.output.contains("verdicts: 1 of 3\n"))
    #expect(result.output.contains("\n  /help "))
  }

  @Test func requiredCoverageThatIsMissingFails() throws {
    try fixture.write("a.md", ReplayFixture.aphids, ReplayFixture.dose)
    let result = try fixture.replay([fixture.folder, "--require-coverage", "statements,verdicts"])
    #expect(result.status == 1)
    #expect(result.errors.contains("no conversation exercises 3 of 4 statements: tomatoes-with-basil, "))
    #expect(result.errors.contains("verdicts: no, qualified"))
  }

  @Test func mutantsThatNothingNoticesAreListed() throws {
    try fixture.write("a.md", ReplayFixture.aphids)
    let result = try fixture.replay([fixture.folder, "--mutate"])
    #expect(result.status == 0)
    #expect(!result.output.contains("statement basil-reduces-aphids dropped"))
    #expect(!result.output.contains("verdict of basil-reduces-aphids flipped"))
    #expect(!result.output.contains("quote of basil-reduces-aphids without"))
    #expect(!result.output.contains("basil-reduces-aphids cites"))
    #expect(!result.output.contains("name \"aphids\" of aphid removed"))
    #expect(result.output.contains("statements.yaml:27: statement onion-reduces-mildew dropped"))
    #expect(result.output.contains("lexicon.yaml:6: name \"love apple\" of tomato removed"))
    #expect(
      result.lines.last?.wholeMatch(of: /\d+ mutants, \d+ without effect, \d+ of \d+ noticed: [0-9.]+ %/)
        != nil)
    #expect(try fixture.replay([fixture.folder, "--mutate", "--require-noticed", "95"]).status == 1)
    #expect(try fixture.replay([fixture.folder, "--mutate", "--jobs", "1"]).output == result.output)
  }

  @Test func mutantsAreNotTriedWhereRepliesDiffer() throws {
    try fixture.write("a.md", ReplayFixture.aphids.replacingOccurrences(of: "Yes.", with: "No."))
    let result = try fixture.replay([fixture.folder, "--mutate"])
    #expect(result.status == 1)
    #expect(!result.output.contains("noticed") && result.errors.contains("settle the differences first"))
  }
}

/// What the shipped conversations exercise.
struct GoldenCoverageTests {
  private static let answerer = Result { Answerer(pack: try PackSource(path: nil).load()) }
  private static var files: [String] { TranscriptTests.files.map { Program.repository.path + "/" + $0 } }

  @Test func everyStatementReasonVerdictAndOutcomeIsExercised() throws {
    let replayer = Replayer(answerer: try Self.answerer.get())
    var coverage = replayer.emptyCoverage
    for file in Self.files { coverage.merge(replayer.replay(file).coverage) }
    for group in ["statements", "reasons", "verdicts", "outcomes"] {
      #expect(coverage.group(group)?.missing == [], "\(group)")
    }
  }

  @Test func thereAreAtLeast120AndEachSaysWhatItProtects() throws {
    #expect(Self.files.count >= 120)
    var titles: Set<String> = []
    for file in Self.files {
      let title = try Transcript(parsing: TranscriptFile.read(file), file: file).header.title
      #expect((title ?? "").count > 8, "\(file)")
      #expect(titles.insert(title ?? "").inserted, "two have the title \(title ?? "")")
    }
  }

  @Test func factsReadFromARecordedReplyAreThoseOfItsAnswer() throws {
    let answerer = try Self.answerer.get()
    let facts = ReplayFacts(pack: answerer.pack)
    var answered = 0
    for file in Self.files {
      var session = Session(answerer: answerer)
      for turn in try Transcript(parsing: TranscriptFile.read(file), file: file).turns {
        let replayed = session.recordedTurn(turn.input)
        guard let answer = replayed.answer, let reply = replayed.reply else { continue }
        #expect(facts.facts(ofRecorded: reply) == facts.facts(of: answer), "\(file):\(turn.line)")
        if answer.outcome == .answered { answered += 1 }
      }
    }
    #expect(answered > 100)
  }
}
