import Answering
import Glibc
import Knowledge

/// What whole processes cost, side by side.
struct ProcessBench {
  let ibid: String
  let pack: Pack
  let questions: [LabelledQuestion]
  private static let rounds = 40

  /// `ibid ask` beside `sqlite3` answering the same words from a full-text table of the document's sentences.
  func cold() -> Table {
    var table = Table(
      title: "A cold start: one question, one process",
      remark:
        "`ibid ask` and `sqlite3` in turns, \(Self.rounds) rounds, the same words; `sqlite3` looks them up in an FTS5 "
        + "table of the document's sentences on disk.",
      head: ["program", "p50 ms", "p50 processor ms", "peak MB"])
    let database = "/tmp/ibid-bench-\(getpid()).db"
    defer { unlink(database) }
    let hasDatabase = make(database)
    var ours = Measured()
    var theirs = Measured()
    for question in questions.prefix(Self.rounds).map({ $0.turns[0] }) {
      if let run = Run([ibid, "ask", question]) { ours.add(run) }
      if hasDatabase, let run = Run(["sqlite3", database, Self.query(question)]) { theirs.add(run) }
    }
    let line = questions[0].turns[0]
    ours.peak = Run.peak([ibid, "ask"], input: line)
    if hasDatabase { theirs.peak = Run.peak(["sqlite3", database], input: Self.query(line)) }
    table.rows.append(["`ibid ask`"] + ours.cells)
    guard hasDatabase else {
      table.rows.append(["`sqlite3` with FTS5 is not installed", "-", "-", "-"])
      return table
    }
    table.rows.append(["`sqlite3`, FTS5"] + theirs.cells)
    table.rows.append([
      "ratio", rounded(ours.wall.median / theirs.wall.median),
      rounded(ours.processor.median / theirs.processor.median),
      rounded(Double(ours.peak ?? 0) / Double(theirs.peak ?? 1)),
    ])
    return table
  }

  private struct Measured {
    var wall = Samples()
    var processor = Samples()
    var peak: Int?

    mutating func add(_ run: Run) {
      wall.add(run.wall)
      processor.add(run.processor)
    }

    var cells: [String] {
      [
        milliseconds(wall.median), milliseconds(processor.median),
        peak.map { rounded(Double($0) / 1e6) } ?? "-",
      ]
    }
  }

  private func make(_ database: String) -> Bool {
    let rows = pack.document.sentences.map { sentence in
      "('" + pack.document.text(in: sentence.range).replacing("'", with: "''") + "')"
    }
    let script =
      "CREATE VIRTUAL TABLE sentences USING fts5(text, tokenize='porter'); INSERT INTO sentences VALUES "
      + rows.joined(separator: ",") + ";"
    guard Run(["sqlite3", database, script]) != nil else { return false }
    return access(database, F_OK) == 0
  }

  private static func query(_ question: String) -> String {
    let words = question.split { !$0.isLetter && !$0.isNumber }.map { "\"\($0)\"" }
    return "SELECT text FROM sentences WHERE sentences MATCH '\(words.joined(separator: " OR "))' "
      + "ORDER BY rank LIMIT 3;"
  }

  /// The recorded conversations, replayed and compared.
  func replay(_ folder: String, conversations: Int) -> Table {
    var table = Table(
      title: "Replay",
      remark: "`ibid replay \(folder)`, all \(conversations) conversations, loading included.",
      head: ["conversations", "processor s", "conversations a second per core"])
    var times = Samples()
    for _ in 0..<3 {
      guard let run = Run([ibid, "replay", folder]) else { continue }
      times.add(run.processor)
    }
    table.rows.append([
      String(conversations), rounded(times.median), rounded(Double(conversations) / times.median),
    ])
    return table
  }
}
