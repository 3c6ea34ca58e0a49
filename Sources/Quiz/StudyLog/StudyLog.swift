import Foundation
import GRDB

/// The log of reviews: the truth from which all else is derived.
///
/// Every change is on disk when its call returns. Several processes may use one file at once.
public final class StudyLog {
  /// The file, as messages name it; `memory` if there is none.
  public let path: String
  private let queue: DatabaseQueue

  /// "ibid" in ASCII: tells the file from other programs' databases.
  static let applicationID: Int32 = 0x6962_6964
  /// How long to wait for another process, in seconds.
  private static let patience = 5.0

  /// A log that is kept nowhere: for replays and tests.
  public init() throws(StudyLogError) {
    path = "memory"
    do {
      queue = try DatabaseQueue(configuration: Self.configuration())
      try Schema.migrator.migrate(queue)
    } catch {
      throw Self.wrapped(error, path: "memory")
    }
  }

  /// Opens the log at a path, made with its folder if it is not there: for its owner alone (0600 in a folder of 0700).
  public init(path: String) throws(StudyLogError) {
    self.path = path
    let isNew = try StudyFile.prepare(path)
    do {
      queue = try Self.patiently {
        if !isNew { try Self.examine(path) }
        let queue = try DatabaseQueue(path: path, configuration: Self.configuration())
        // A log that is ready is opened without a write: many terminals would wait for each other.
        if try !Self.isReady(queue) {
          try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
          }
          try Self.makeTables(in: queue)
        }
        return queue
      }
    } catch let error as StudyLogError {
      throw error
    } catch {
      throw Self.wrapped(error, path: path)
    }
  }

  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    // A write takes its lock when it begins, so that two processes wait for each other instead of failing.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA foreign_keys = ON")
    }
    return configuration
  }

  /// Does something again while other processes are in the way. SQLite itself does not wait where a file becomes one
  /// with a write-ahead log, nor where too many take their places in that log at once (SQLITE_PROTOCOL).
  private static func patiently<Value>(_ body: () throws -> Value) throws -> Value {
    let end = ContinuousClock.now + .seconds(patience)
    while true {
      do {
        return try body()
      } catch let error as DatabaseError
        where [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL].contains(error.resultCode)
        && ContinuousClock.now < end
      {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  /// Makes the tables that are not there yet. The migrator sees what is missing before it has the lock; if another
  /// process makes it in between, it fails, and there is less missing than before.
  static func makeTables(in queue: DatabaseQueue) throws {
    func made() throws -> Int { try queue.read { try Schema.migrator.completedMigrations($0).count } }
    while true {
      let before = try made()
      do {
        return try Schema.migrator.migrate(queue)
      } catch {
        guard try made() > before else { throw error }
      }
    }
  }

  private static func isReady(_ queue: DatabaseQueue) throws -> Bool {
    try queue.read { database in
      try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID
        && String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal"
        && Schema.migrator.hasCompletedMigrations(database)
    }
  }

  /// Looks at a file before anything is written to it.
  private static func examine(_ path: String) throws {
    do {
      try examine(path, readonly: true)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      // A process was killed in the midst of a transaction: only who may write can roll it back.
      try examine(path, readonly: false)
    }
  }

  private static func examine(_ path: String, readonly: Bool) throws {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(patience)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.read { database in
      let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      // An empty database is one that was made and never filled: the process that made it may be at it now.
      if tables == 0, application == 0 { return }
      guard application == applicationID else { throw StudyLogError.foreign(path: path) }
      if try Schema.migrator.hasBeenSuperseded(database) { throw StudyLogError.newer(path: path) }
      let report = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "ok"
      guard report == "ok" else { throw StudyLogError.damaged(path: path, detail: report) }
    }
    try queue.close()
  }

  // MARK: Reviews

  /// Adds a review and returns its number; it is on disk then.
  public func add(_ review: Review) throws(StudyLogError) -> Int64 {
    try writing { database in
      try Schema.insert(review, in: database)
      return database.lastInsertedRowID
    }
  }

  /// Adds reviews of another log, all or none, and leaves out those that are there already: as many of the same item at
  /// the same moment as there are. Returns how many were added.
  public func add(contentsOf reviews: [Review]) throws(StudyLogError) -> Int {
    struct Occasion: Hashable {
      let pack: String
      let item: String
      let moment: Int
    }
    return try writing { database in
      /// How many of those to come are there already.
      var there: [Occasion: Int] = [:]
      var added = 0
      for review in reviews {
        let occasion = Occasion(pack: review.pack, item: review.item, moment: review.moment)
        let left = try there[occasion] ?? Schema.count(like: review, in: database)
        there[occasion] = max(0, left - 1)
        guard left == 0 else { continue }
        try Schema.insert(review, in: database)
        added += 1
      }
      return added
    }
  }

  /// Changes the rating of a review, and whether it was overruled.
  public func amend(_ id: Int64, rating: Rating, isOverruled: Bool) throws(StudyLogError) {
    try writing { database in
      try database.execute(
        sql: "UPDATE review SET rating = ?, overruled = ? WHERE id = ?",
        arguments: [rating.rawValue, isOverruled, id])
    }
  }

  /// Takes a review back; it stays in the file, marked.
  public func retract(_ id: Int64, at moment: Int) throws(StudyLogError) {
    try writing { database in
      try database.execute(sql: "UPDATE review SET retracted = ? WHERE id = ?", arguments: [moment, id])
    }
  }

  /// The reviews of a pack, or of all, in the order in which they were given; those taken back are left out.
  public func reviews(pack: String? = nil) throws(StudyLogError) -> [Review] {
    try reading { database in try Schema.reviews(pack: pack, in: database) }
  }

  // MARK: Suspension

  /// Suspends an item or takes it up again.
  public func suspend(_ item: String, of pack: String, _ isSuspended: Bool, at moment: Int)
    throws(StudyLogError)
  {
    try writing { database in
      try database.execute(
        sql: isSuspended
          ? "INSERT OR IGNORE INTO suspension (pack, item, moment) VALUES (?, ?, ?)"
          : "DELETE FROM suspension WHERE pack = ? AND item = ? AND moment <= ?",
        arguments: [pack, item, isSuspended ? moment : Int.max])
    }
  }

  /// The suspended items of a pack.
  public func suspended(pack: String) throws(StudyLogError) -> Set<String> {
    try reading { database in
      try Set(String.fetchAll(database, sql: "SELECT item FROM suspension WHERE pack = ?", arguments: [pack]))
    }
  }

  // MARK: Access

  private func writing<Value>(_ body: (Database) throws -> Value) throws(StudyLogError) -> Value {
    do {
      return try Self.patiently {
        var result: Value?
        try queue.writeWithoutTransaction { database in
          try database.inTransaction(.immediate) {
            result = try body(database)
            return .commit
          }
        }
        return result!
      }
    } catch {
      throw Self.wrapped(error, path: path)
    }
  }

  private func reading<Value>(_ body: (Database) throws -> Value) throws(StudyLogError) -> Value {
    do {
      return try Self.patiently { try queue.read(body) }
    } catch {
      throw Self.wrapped(error, path: path)
    }
  }

  private static func wrapped(_ error: any Error, path: String) -> StudyLogError {
    if let error = error as? StudyLogError { return error }
    if let row = error as? Schema.UnreadableRow { return .damaged(path: path, detail: "\(row)") }
    guard let error = error as? DatabaseError else { return .failed(path: path, detail: "\(error)") }
    let detail = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    // The statements are right: an error of theirs is one of the tables.
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR: return .damaged(path: path, detail: detail)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: return .busy(path: path)
    default: return .failed(path: path, detail: detail)
    }
  }
}
