import Testing

@testable import Transcripts

struct SelectionTests {
  @Test("The shards of a list are disjoint, of one size but for one, and together the list", arguments: 1...7)
  func shards(count: Int) {
    let items = Array(0..<23)
    let parts = (1...count).map { Shard("\($0)/\(count)")!.of(items) }
    #expect(parts.flatMap { $0 }.sorted() == items)
    let sizes = parts.map(\.count)
    #expect(sizes.max()! - sizes.min()! <= 1)
    #expect(parts.allSatisfy { $0 == $0.sorted() })
  }

  @Test(
    "What is no part of a whole is refused",
    arguments: ["", "2", "0/5", "6/5", "2/", "/5", "-1/5", "1/5/2", "a/b", "+1/5"])
  func badShards(text: String) { #expect(Shard(text) == nil) }

  @Test("A filter looks into titles and paths without regard to capitals; without a text it wants all")
  func filters() {
    #expect(TranscriptFilter([]).matches(path: "a.md", title: nil))
    #expect(TranscriptFilter(["DOSE"]).matches(path: "x/dose.md", title: "T"))
    #expect(TranscriptFilter(["dose"]).matches(path: "a.md", title: "The Dose of it"))
    #expect(TranscriptFilter(["no", "it"]).matches(path: "a.md", title: "The Dose of it"))
    #expect(!TranscriptFilter(["cost"]).matches(path: "a.md", title: "The Dose of it"))
  }

  @Test("Results come back in order, however many threads there are", arguments: [1, 2, 3, 16])
  func order(jobs: Int) {
    let results = ParallelRun.map(count: 200, jobs: jobs) { $0 * $0 }
    #expect(results == (0..<200).map { $0 * $0 })
    #expect(ParallelRun.map(count: 0, jobs: jobs) { $0 }.isEmpty)
  }

  @Test("What ends a run early is the first in order, on any number of threads", arguments: [1, 2, 8])
  func endsAtTheFirst(jobs: Int) {
    for last in [0, 17, 99] {
      let results = ParallelRun.map(count: 100, jobs: jobs, isLast: { $0 >= last }) { $0 }
      #expect(results == Array(0...last))
    }
  }
}
