import GRDB

/// The tables of the study log and how rows and values become each other.
enum Schema {
  /// The versions of the file, in order. A version that has been released never changes; later ones are added.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 reviews and suspensions") { database in
      try database.execute(
        sql: """
          CREATE TABLE review (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            pack TEXT NOT NULL,
            item TEXT NOT NULL,
            moment INTEGER NOT NULL,
            rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
            outcome TEXT NOT NULL,
            answer TEXT NOT NULL,
            overruled INTEGER NOT NULL DEFAULT 0,
            retention REAL NOT NULL,
            fuzz INTEGER,
            retracted INTEGER
          ) STRICT;
          CREATE INDEX review_by_item ON review (pack, item, moment);
          CREATE TABLE suspension (
            pack TEXT NOT NULL,
            item TEXT NOT NULL,
            moment INTEGER NOT NULL,
            PRIMARY KEY (pack, item)
          ) STRICT;
          """)
    }
    return migrator
  }

  static func insert(_ review: Review, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO review (pack, item, moment, rating, outcome, answer, overruled, retention, fuzz)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        review.pack, review.item, review.moment, review.rating.rawValue, review.outcome.rawValue,
        review.answer,
        review.isOverruled, review.retention, review.fuzzSeed.map { Int64(bitPattern: $0) },
      ])
  }

  /// How many answers to the item of a review there are of its moment: two fit into one second.
  static func count(like review: Review, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM review WHERE pack = ? AND item = ? AND moment = ? AND retracted IS NULL",
      arguments: [review.pack, review.item, review.moment]) ?? 0
  }

  /// A row that this program has not written, or not so.
  struct UnreadableRow: Error, CustomStringConvertible {
    let id: Int64
    let column: String
    var description: String { "\(column) of review \(id)" }
  }

  static func reviews(pack: String?, in database: Database) throws -> [Review] {
    let condition = pack == nil ? "" : "AND pack = ?"
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM review WHERE retracted IS NULL \(condition) ORDER BY moment, id",
      arguments: pack.map { [$0] } ?? [])
    return try rows.compactMap { row in
      guard Review.moments.contains(row["moment"]) else {
        throw UnreadableRow(id: row["id"], column: "moment")
      }
      guard Scheduler.retentions.contains(row["retention"]) else {
        throw UnreadableRow(id: row["id"], column: "retention")
      }
      // A rating or an outcome of a later version would have been refused when the file was opened.
      guard let rating = Rating(rawValue: row["rating"]),
        let outcome = Review.Outcome(rawValue: row["outcome"])
      else { return nil }
      let fuzz: Int64? = row["fuzz"]
      return Review(
        id: row["id"], pack: row["pack"], item: row["item"], moment: row["moment"], rating: rating,
        outcome: outcome, answer: row["answer"], isOverruled: row["overruled"], retention: row["retention"],
        fuzzSeed: fuzz.map { UInt64(bitPattern: $0) })
    }
  }
}
