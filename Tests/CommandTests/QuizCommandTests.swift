import Foundation
import Quiz
import Testing

/// Sittings through the program itself.
@Suite struct QuizCommandTests {
  private static let now = ["--now", "2026-01-05T09:00:00Z", "--seed", "1"]
  private let scratch: Scratch
  private var data: [String: String] { ["XDG_DATA_HOME": scratch.path("data")] }
  private var file: String { scratch.path("data/ibid/study.sqlite") }

  init() throws { scratch = try Scratch() }

  private func run(_ arguments: [String], input: String = "") throws -> Program.Result {
    try Program.run(arguments, input: input, environment: data)
  }

  private func quiz(_ input: String, _ options: String...) throws -> Program.Result {
    try run(["quiz", "--pack", Program.garden] + Self.now + options, input: input)
  }

  @Test func aSittingAsksJudgesCitesAndSumsUp() throws {
    let result = try quiz("pruning\n\nquit\n", "--kind", "cloze")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("1. new, fill the gap; 9 to go"))
    #expect(result.output.contains("garden, paragraph 1, sentence"))
    #expect(
      result.output.contains("1 again 1 min   2 hard 6 min   3 good 10 min   4 easy 8 days; Enter: 3")
        || result.output.contains("Wrong."))
    #expect(result.output.contains("1 answer, "))
    let log = try StudyLog(path: file)
    #expect(try log.reviews(pack: "garden").count == 1)
  }

  @Test func theEndOfTheInputEndsTheSitting() throws {
    let result = try quiz("pruning\n")
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\n") && result.output.contains("Until next time."))
    #expect(try StudyLog(path: file).reviews().count == 1)
  }

  @Test func theSameClockAndSeedGiveTheSameBytes() throws {
    let other = try Scratch()
    let input = "x\n\nbasil\no\n\nskip\nwhy\nundo\nquit\n"
    let one = try quiz(input)
    let two = try Program.run(
      ["quiz", "--pack", Program.garden] + Self.now, input: input,
      environment: ["XDG_DATA_HOME": other.path("data")])
    #expect(one.output == two.output)
  }

  @Test func aRecordedSittingReplays() throws {
    let recording = scratch.path("sitting.md")
    _ = try quiz("x\n\nbasil\no\n\nskip\nwhy\nundo\nsource\n4\nquit\n", "--record", recording)
    let replay = try run(["replay", recording, "--pack", Program.garden])
    #expect(replay.status == 0, "\(replay.output)")
    #expect(replay.output.contains("no differences"))
    #expect(
      try String(contentsOfFile: recording, encoding: .utf8).contains(
        "ibid> /quiz --seed 1 --now 2026-01-05T09:00:00Z"))
  }

  @Test func aSittingInAConversationGivesTheLineBack() throws {
    let result = try run(
      ["chat", "--pack", Program.garden],
      input: "/quiz --now 2026-01-05T09:00:00Z --seed 1\nquit\ndoes basil reduce aphids?\n/study\n")
    #expect(result.output.contains("Until next time."))
    #expect(result.output.contains("Basil keeps aphids down."))
    #expect(result.output.contains("Study of \"Companions of the tomato\""))
  }

  @Test(arguments: [
    ("/quiz --kind nonsense", "kinds are cloze, choice, true-false, recall"), ("/quiz --new many", "--new"),
    ("/quiz --topic zebra", "nothing in the document is called 'zebra'"), ("/quiz --help", "--cram"),
    ("/quiz --retention 0.5", "0.70 to 0.97"),
  ]) func whatCannotBeAskedIsSaid(line: String, expected: String) throws {
    let result = try run(["chat", "--pack", Program.garden], input: line + "\n")
    #expect(result.output.contains(expected), "\(result.output)")
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test func topicLimitsWhatIsAsked() throws {
    let result = try quiz(String(repeating: "skip\n", count: 20), "--topic", "ocimum")
    #expect(!result.output.contains("mildew") && !result.output.contains("pruning"))
    #expect(result.output.contains("asil") || result.output.contains("omatoes"))
  }

  @Test func aTopicMayStandBeforeOptions() throws {
    let result = try run(
      ["chat", "--pack", Program.garden], input: "/quiz ocimum --limit 1 --kind cloze\nquit\n")
    #expect(result.output.contains("1. new, fill the gap; 1 to go"), "\(result.output)")
  }

  @Test func practiceLeavesAnItemOutOfItselfAlone() throws {
    #expect(try quiz("suspend\nquit\n", "--cram").output.contains("Left out of this practice."))
    #expect(try quiz("suspend\nquit\n").output.contains("Suspended: it is not asked again."))
  }

  @Test func theReportIsOnThePackThatIsPractised() throws {
    var environment = data
    environment["IBID_PACK"] = Program.garden
    let report = try Program.run(["study", "--json"], environment: environment)
    #expect(report.output.contains("\"pack\": \"garden\""), "\(report.output)")
    let cards = try Program.run(["export", "anki"], environment: environment)
    #expect(cards.output.contains("omato"), "\(cards.output.prefix(300))")
  }

  @Test func crammingLeavesNoTrace() throws {
    _ = try quiz("x\n\nx\n\nquit\n", "--cram")
    #expect(try StudyLog(path: file).reviews().isEmpty)
  }

  // MARK: The file

  @Test func aDamagedLogIsRefusedWithAMessage() throws {
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
    let bytes = Data("no database at all, though somebody's precious notes".utf8)
    try bytes.write(to: URL(fileURLWithPath: file))
    for command in [["quiz"], ["study"], ["export", "csv"]] {
      let result = try run(command)
      #expect(result.status == 65)
      #expect(result.errors.contains("damaged") && result.errors.contains("left as it is"))
      #expect(result.output == "")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == bytes)
  }

  @Test func aLogWithoutAPlaceIsRefusedWithAMessage() throws {
    let result = try Program.run(["quiz"], environment: ["XDG_DATA_HOME": "/proc/nowhere"])
    #expect(result.status == 74)
    #expect(result.errors.contains("/proc/nowhere"))
  }

  // MARK: Progress and exchange

  @Test func studyDrawsChartsAndPlainOnesForDumbTerminals() throws {
    _ = try quiz("\n4\n\n4\nx\n\nquit\n", "--kind", "cloze")
    let arguments = ["study", "--pack", Program.garden, "--now", "2026-01-05T10:00:00Z"]
    let drawn = try run(arguments)
    for text in [
      "Due in the next 30 days", "Answers a day, the last year", "Stability by topic", "Weakest statements",
      "garden, paragraph 1",
    ] {
      #expect(drawn.output.contains(text), "\(text)")
    }
    #expect(drawn.output.contains("█"))
    let months = drawn.lines.first { $0.contains("Feb") && $0.contains("Nov") }?.split(separator: " ") ?? []
    #expect(months.joined(separator: " ").contains("Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan"))
    let plain = try Program.run(arguments, environment: data.merging(["TERM": "dumb"]) { $1 })
    #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(drawn.lines.allSatisfy { $0.count <= 80 })
    let json = try run(arguments + ["--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? Int == 1 && object["answers"] as? Int == 3)
    #expect((object["due"] as? [Int])?.count == 30)
  }

  @Test(arguments: ["csv", "json"]) func anExportedLogCanBeImported(format: String) throws {
    _ = try quiz("\n4\n\"a, b\"\n\nquit\n", "--kind", "cloze")
    let exported = try run(["export", format])
    let copy = scratch.path("log." + format)
    try Data(exported.output.utf8).write(to: URL(fileURLWithPath: copy))
    let elsewhere = ["XDG_DATA_HOME": scratch.path("other")]
    let first = try Program.run(["import", copy], environment: elsewhere)
    #expect(first.output.hasPrefix("2 of 2 answers added to "))
    #expect(try Program.run(["import", copy], environment: elsewhere).output.hasPrefix("0 of 2 "))
    #expect(try Program.run(["export", format], environment: elsewhere).output == exported.output)
  }

  @Test func aFaultyImportAddsNothing() throws {
    let copy = scratch.path("log.csv")
    try Data("pack,item,moment,rating\np,s/object/cloze,1,3\np,s/object/cloze,2,9\n".utf8)
      .write(to: URL(fileURLWithPath: copy))
    let result = try run(["import", copy])
    #expect(result.status == 65)
    #expect(result.errors.contains("log.csv:3:"))
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test(arguments: [36, 40, 60, 80]) func chartsFitTheWindow(_ columns: Int) throws {
    _ = try quiz("basil\n4\nx\n\nbasil\n4\nquit\n")
    for arguments in [["--plain"], []] {
      let result = try run(
        ["study", "--pack", Program.garden, "--width", "\(columns)", "--now", "2026-01-06T09:00:00Z"]
          + arguments)
      #expect(result.lines.allSatisfy { $0.count <= columns }, "\(result.output)")
      #expect(result.output.contains("Stability by topic"))
    }
  }

  @Test func aStudyRecordedAtAnyTerminalReplays() throws {
    let recording = scratch.path("study.md")
    _ = try Program.run(
      ["chat", "--pack", Program.garden, "--record", recording, "--plain", "--width", "40"],
      input: "/quiz --now 2026-01-05T09:00:00Z --seed 1\nbasil\n\nquit\n/study\n", environment: data)
    #expect(try String(contentsOfFile: recording, encoding: .utf8).contains("none · ░ ▒ ▓ █ most: 1"))
    #expect(try run(["replay", recording, "--pack", Program.garden]).status == 0)
  }

  @Test func ankiCardsHaveHeadersFiveColumnsAndACitation() throws {
    let lines = try run(["export", "anki", "--pack", Program.garden]).lines
    #expect(lines.prefix(2) == ["#separator:tab", "#html:true"])
    #expect(lines.contains("#guid column:1") && lines.contains("#columns:guid\tnotetype\tFront\tBack\tTags"))
    let cards = lines.filter { !$0.hasPrefix("#") }.map { $0.components(separatedBy: "\t") }
    #expect(cards.count == 15)
    #expect(cards.allSatisfy { $0.count == 5 && $0[3].contains("garden, paragraph 1, sentence") })
    #expect(Set(cards.map { $0[0] }).count == cards.count)
    #expect(cards.filter { $0[1] == "Cloze" }.allSatisfy { $0[2].contains("{{c1::") })
  }

  @Test func checkProvesEveryItem() throws {
    let result = try run(["check", Program.garden, "--items"])
    #expect(result.status == 0)
    #expect(
      result.output.contains("quiz: 15 items (9 cloze, 0 choice, 3 true-false, 3 recall): every key right"))
    #expect(result.output.contains("basil-reduces-aphids/object/cloze"))
  }
}
