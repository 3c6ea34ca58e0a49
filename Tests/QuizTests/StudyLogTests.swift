import Foundation
import GRDB
import Testing

@testable import Quiz

@Suite struct StudyLogTests {
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("ibid-log-\(UUID().uuidString)")
      .path
    var file: String { path + "/data/ibid/study.sqlite" }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private let folder = Folder()

  private func review(_ item: String = "s/object/cloze", at moment: Int, _ rating: Rating = .good) -> Review {
    Review(pack: "p", item: item, moment: moment, rating: rating, outcome: .right, answer: "a\u{1F60}, \"b\"")
  }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func fileAndFolderAreForTheirOwnerAlone() throws {
    let log = try StudyLog(path: folder.file)
    _ = try log.add(review(at: 1))
    #expect(try mode(folder.file) == 0o600)
    #expect(try mode(folder.path + "/data/ibid") == 0o700)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/data/ibid") {
      #expect(try mode(folder.path + "/data/ibid/" + file) == 0o600, "\(file)")
    }
  }

  /// A process killed while it makes the log leaves a transaction that is to be rolled back.
  @Test func aLogWhoseMakingWasCutOffIsMadeAnew() throws {
    let directory = folder.path + "/data/ibid"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let other = folder.path + "/other.sqlite"
    let queue = try DatabaseQueue(path: other)
    try queue.writeWithoutTransaction { database in
      // So small that pages are written before the transaction ends.
      try database.execute(sql: "PRAGMA cache_size = 2; BEGIN IMMEDIATE; CREATE TABLE t (x)")
      for _ in 0..<3000 {
        try database.execute(sql: "INSERT INTO t VALUES (?)", arguments: [String(repeating: "y", count: 200)])
      }
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: other + ending, toPath: folder.file + ending)
      }
      try database.execute(sql: "ROLLBACK")
    }
    let log = try StudyLog(path: folder.file)
    _ = try log.add(review(at: 1))
    #expect(try log.reviews().count == 1)
  }

  /// Of two processes that find no tables, one makes them while the other waits to make the same.
  @Test func tablesThatAnotherProcessIsMakingAreWaitedFor() async throws {
    let made = try DatabaseQueue(path: StudyLog(path: folder.path + "/made/study.sqlite").path)
    let (tables, versions) = try await made.read { database in
      (
        try String.fetchAll(
          database,
          sql:
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name != 'grdb_migrations'"
        ),
        try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
      )
    }
    try FileManager.default.createDirectory(
      atPath: folder.path + "/data/ibid", withIntermediateDirectories: true)
    let other = try DatabaseQueue(path: folder.file)
    let waiting = try DatabaseQueue(path: folder.file, configuration: StudyLog.configuration())
    let opening = try await other.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
          BEGIN IMMEDIATE;
          """)
      for table in tables { try database.execute(sql: table) }
      for version in versions {
        try database.execute(sql: "INSERT INTO grdb_migrations VALUES (?)", arguments: [version])
      }
      let opening = Task.detached { try StudyLog.makeTables(in: waiting) }
      Thread.sleep(forTimeInterval: 0.5)
      try database.execute(sql: "COMMIT")
      return opening
    }
    try await opening.value
    #expect(try await waiting.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM review") } == 0)
  }

  @Test func whatWasAddedIsThereAfterReopening() throws {
    var written = Review(
      pack: "p", item: "s/value/cloze", moment: 5, rating: .again, outcome: .wrong, answer: "x",
      isOverruled: true,
      retention: 0.85, fuzzSeed: .max)
    do {
      let log = try StudyLog(path: folder.file)
      written.id = try log.add(written)
    }
    #expect(try StudyLog(path: folder.file).reviews() == [written])
  }

  @Test func twoLogsOnOneFileSeeEachOther() throws {
    let one = try StudyLog(path: folder.file)
    let other = try StudyLog(path: folder.file)
    for moment in 0..<50 {
      _ = try (moment % 2 == 0 ? one : other).add(review(at: moment))
    }
    #expect(try one.reviews(pack: "p").map(\.moment) == Array(0..<50))
    #expect(try other.reviews(pack: "q") == [])
  }

  @Test func manyWritersAtOnceLoseNothing() async throws {
    let file = folder.file
    _ = try StudyLog(path: file)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let log = try StudyLog(path: file)
          for number in 0..<25 {
            _ = try log.add(
              Review(
                pack: "p", item: "s/object/cloze", moment: writer * 100 + number, rating: .good,
                outcome: .right,
                answer: ""))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try StudyLog(path: file).reviews().count == 100)
  }

  @Test func aReviewTakenBackCountsNoMore() throws {
    let log = try StudyLog()
    _ = try log.add(review(at: 1))
    let id = try log.add(review(at: 2))
    try log.retract(id, at: 3)
    #expect(try log.reviews().map(\.moment) == [1])
  }

  @Test func importLeavesOutWhatIsThere() throws {
    let log = try StudyLog()
    _ = try log.add(review(at: 1))
    #expect(try log.add(contentsOf: [review(at: 1), review(at: 2), review("t/object/cloze", at: 1)]) == 2)
    #expect(try log.add(contentsOf: [review(at: 1), review(at: 2)]) == 0)
    #expect(try log.reviews().count == 3)
  }

  @Test func twoAnswersWithinOneSecondAreBothImported() throws {
    let log = try StudyLog()
    _ = try log.add(review(at: 1))
    #expect(try log.add(contentsOf: [review(at: 1), review(at: 1), review(at: 1)]) == 2)
    #expect(try log.add(contentsOf: [review(at: 1), review(at: 1), review(at: 1)]) == 0)
  }

  // MARK: Files that are not ours to write

  private func refused(_ bytes: Data) throws -> StudyLogError? {
    let url = URL(fileURLWithPath: folder.file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
    var caught: StudyLogError?
    do { _ = try StudyLog(path: folder.file) } catch { caught = error }
    #expect(try Data(contentsOf: url) == bytes, "the file was written to")
    return caught
  }

  @Test func aDamagedFileIsRefusedAndLeftAlone() throws {
    guard case .damaged = try refused(Data("this is not a database, but long enough to be looked at".utf8))
    else {
      Issue.record("not refused as damaged")
      return
    }
  }

  @Test func aTornFileIsRefusedAndLeftAlone() throws {
    do {
      let log = try StudyLog(path: folder.file)
      for moment in 0..<200 { _ = try log.add(review(at: moment)) }
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file))
    for offset in 4096..<(bytes.count - 100) where offset % 7 == 0 { bytes[offset] = 0xA5 }
    #expect(try refused(bytes) != nil)
  }

  @Test(arguments: ["moment = 9223372036854775807", "moment = -1", "retention = 1e300"])
  func aRowThatNothingCanBeReckonedWithIsToldAndNotUsed(_ change: String) throws {
    let log = try StudyLog(path: folder.file)
    _ = try log.add(review(at: 1))
    let queue = try DatabaseQueue(path: folder.file)
    try queue.write { try $0.execute(sql: "UPDATE review SET \(change)") }
    try queue.close()
    let column = String(change.prefix { $0 != " " })
    #expect(throws: StudyLogError.damaged(path: folder.file, detail: "\(column) of review 1")) {
      try log.reviews()
    }
  }

  @Test func aLogWithoutATableIsDamaged() throws {
    let log = try StudyLog(path: folder.file)
    let queue = try DatabaseQueue(path: folder.file)
    try queue.write { try $0.execute(sql: "DROP TABLE suspension") }
    try queue.close()
    let error = #expect(throws: StudyLogError.self) { try log.suspended(pack: "p") }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aLaterVersionIsRefusedAndLeftAlone() throws {
    _ = try StudyLog(path: folder.file)
    do {
      let queue = try DatabaseQueue(path: folder.file)
      try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 something new')") }
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file))
    #expect(try refused(bytes) == .newer(path: folder.file))
  }

  @Test func anotherProgramsDatabaseIsRefusedAndLeftAlone() throws {
    let other = folder.path + "-other.sqlite"
    defer { try? FileManager.default.removeItem(atPath: other) }
    do {
      let queue = try DatabaseQueue(path: other)
      try queue.write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
      try queue.close()
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: other))
    #expect(try refused(bytes) == .foreign(path: folder.file))
  }

  @Test func everyErrorSaysWhereAndWhatToDo() {
    let errors: [StudyLogError] = [
      .cannotOpen(path: "/f", code: 13), .damaged(path: "/f", detail: "d"), .newer(path: "/f"),
      .foreign(path: "/f"),
      .busy(path: "/f"), .failed(path: "/f", detail: "d"),
    ]
    for error in errors {
      #expect(
        error.description.hasPrefix("/f: ") && error.description.contains(";") || error == .newer(path: "/f"))
    }
  }

  // MARK: Exchange

  @Test func csvAndJSONReadBackWhatTheyWrite() throws {
    let nasty = ["", " x ", "a,b", "say \"x\"", "two\nlines\r\nthree", "ünïcödé 😀", "\u{FEFF}x", "'=1+1"]
    let reviews = nasty.enumerated().map { index, answer in
      Review(
        pack: "p", item: "s/object:\(index)/cloze", moment: 1_767_603_600 + index,
        rating: Rating.allCases[index % 4], outcome: Review.Outcome.allCases[index % 4], answer: answer,
        isOverruled: index % 2 == 0, retention: 0.7 + Double(index) / 100,
        fuzzSeed: index % 3 == 0 ? .max : nil)
    }
    #expect(try ReviewCSV.reviews(ReviewCSV.text(reviews)) == reviews)
    #expect(try ReviewJSON.reviews(ReviewJSON.text(reviews)) == reviews)
  }

  @Test(arguments: [
    ("", 1), ("pack,item,moment\n", 1), ("pack,item,moment,rating\np,s/object/cloze,1\n", 2),
    ("pack,item,moment,rating\np,s/object/cloze,1,5\n", 2),
    ("pack,item,moment,rating\np,s/object/cloze,x,3\n", 2),
    ("pack,item,moment,rating\n\np,nonsense,1,3\n", 3),
    ("pack,item,moment,rating\np,\"s/object/cloze,1,3\n", 2),
  ]) func aFaultyCSVNamesItsLine(text: String, line: Int) {
    #expect { try ReviewCSV.reviews(text) } throws: { ($0 as? ReviewImportError)?.line == line }
  }
}
