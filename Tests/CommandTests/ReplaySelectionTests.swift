import Foundation
import Testing

/// Which transcripts `ibid replay` takes, how many at once, and what it says when there are none.
struct ReplaySelectionTests {
  private let fixture: ReplayFixture

  init() throws { fixture = try ReplayFixture() }

  private func writeMany(_ count: Int) throws {
    for number in 0..<count {
      let wrong = number % 3 == 0
      let turn =
        wrong ? ReplayFixture.aphids.replacingOccurrences(of: "Yes.", with: "No.") : ReplayFixture.aphids
      try fixture.write(String(format: "t%03d.md", number), title: "Number \(number)", turn)
    }
  }

  @Test func outputDoesNotDependOnTheNumberOfJobs() throws {
    try writeMany(60)
    let one = try fixture.replay([fixture.folder, "--jobs", "1"])
    #expect(one.status == 1)
    #expect(one.output.contains("20 differences in 20 transcripts (20 verdict)"))
    for jobs in ["2", "7", "64"] {
      let many = try fixture.replay([fixture.folder, "--jobs", jobs])
      #expect(many.output == one.output && many.errors == one.errors)
      let fast = try fixture.replay([fixture.folder, "--jobs", jobs, "--fail-fast"])
      #expect(fast.output.hasSuffix("replayed 1 transcript, 1 turn: 1 difference in 1 transcript\n"))
    }
  }

  @Test func shardsTogetherReplayEveryTranscriptOnce() throws {
    try writeMany(11)
    var replayed = 0
    var differing = 0
    for part in 1...4 {
      let lines = try fixture.replay([fixture.folder, "--shard", "\(part)/4"]).lines
      let last = try #require(lines.last)
      let numbers = last.split { !$0.isNumber }.compactMap { Int($0) }
      replayed += numbers[0]
      differing += last.contains("no differences") ? 0 : numbers[2]
    }
    #expect(replayed == 11)
    #expect(differing == 4)
  }

  @Test func filterLooksAtTitlesAndPaths() throws {
    try fixture.write("a.md", title: "Aphids are kept down", ReplayFixture.aphids)
    try fixture.write("dose.md", title: "Nothing on amounts", ReplayFixture.dose)
    #expect(
      try fixture.replay([fixture.folder, "--filter", "APHIDS are"]).output.hasPrefix(
        "replayed 1 transcript,"))
    #expect(
      try fixture.replay([fixture.folder, "--filter", "dose.md"]).output.hasPrefix("replayed 1 transcript,"))
    let both = try fixture.replay([fixture.folder, "--filter", "dose", "--filter", "kept"])
    #expect(both.output.hasPrefix("replayed 2 transcripts,"))
  }

  @Test func whatMatchesNothingIsAnError() throws {
    try fixture.write("a.md", ReplayFixture.aphids)
    let filtered = try fixture.replay([fixture.folder, "--filter", "cucumber"])
    #expect(filtered.status == 66)
    #expect(filtered.errors.contains("'cucumber'") && filtered.output.isEmpty)
    #expect(try fixture.replay([fixture.scratch.path("nowhere")]).status == 66)
    let shard = try fixture.replay([fixture.folder, "--shard", "2/2"])
    #expect(shard.status == 66)
    #expect(shard.errors.contains("2/2"))
  }

  @Test(arguments: [
    ["--shard", "3/2"], ["--shard", "x"], ["--jobs", "0"], ["--jobs", "many"], ["--tolerate", "everything"],
    ["--report", "xml"], ["--accept", "--review"], ["--require-coverage", "weather"],
    ["--require-noticed", "95"],
    ["--accept", "--report", "json"],
  ])
  func whatMakesNoSenseIsWrongUsage(_ arguments: [String]) throws {
    try fixture.write("a.md", ReplayFixture.aphids)
    let result = try fixture.replay([fixture.folder] + arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty && !result.errors.isEmpty)
  }
}
