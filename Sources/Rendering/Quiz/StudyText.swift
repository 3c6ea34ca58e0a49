public import Knowledge
public import Quiz

/// Draws how far somebody has come.
public struct StudyText: Sendable {
  private let pack: Pack
  /// Whether only ASCII may be drawn, for terminals that can do no more.
  private let isPlain: Bool
  /// The columns that a chart may take.
  private let columns: Int

  /// Draws reports on one pack; charts show less time, not less of each day, where `columns` are few.
  public init(pack: Pack, isPlain: Bool = false, columns: Int = 80) {
    self.pack = pack
    self.isPlain = isPlain
    self.columns = columns
  }

  /// The whole report.
  public func page(_ report: StudyReport) -> Page {
    var page = summary(report)
    if report.answers > 0 {
      page.addBlank()
      page.blocks += forecast(report).blocks
      page.addBlank()
      page.blocks += heatMap(report).blocks
      page.addBlank()
      page.blocks += topics(report).blocks
      page.addBlank()
      page.blocks += weakest(report).blocks
    }
    if !report.orphans.isEmpty {
      page.addBlank()
      page.add("Kept without a statement (the pack no longer has these items):", .strong)
      for orphan in report.orphans {
        page.add("\(orphan.item), \(Phrases.count(orphan.reviews, "answer"))", indent: 2, hanging: 4)
      }
    }
    return page
  }

  private func summary(_ report: StudyReport) -> Page {
    var page = Page()
    page.add("Study of \"\(pack.title)\", \(report.today.text)", .strong)
    let suspended = report.suspended > 0 ? ", \(report.suspended) suspended" : ""
    page.add(
      "\(report.started) of \(Phrases.count(report.items, "item")) begun\(suspended); "
        + "\(Phrases.count(report.answers, "answer")) in the log.")
    guard report.answers > 0 else {
      page.add("Nothing to show yet: ibid quiz begins.")
      return page
    }
    page.add("Due today: \(report.forecast[0]).")
    page.add(
      "Remembered when due: \(share(report.recent)) in 30 days, \(share(report.overall)) in all; "
        + "the target is \(percent(report.target)).")
    if !report.leeches.isEmpty {
      page.add("Forgotten \(StudyState.leechLapses) times or more:", .caution)
      for id in report.leeches { page.add("\(id)", .caution, indent: 2) }
    }
    return page
  }

  private func share(_ retention: StudyReport.Retention) -> String {
    retention.share.map { "\(percent($0)) of \(retention.total)" } ?? "nothing yet"
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  // MARK: Charts

  private static let chartHeight = 6

  /// A bar for each of 30 days, or of as many as there is room for, side by side where there is none for gaps.
  private func forecast(_ report: StudyReport) -> Page {
    let most = max(1, report.forecast.max() ?? 1)
    let rows = min(Self.chartHeight, most)
    let margin = String(most).count
    let forecast = report.forecast.prefix(max(7, columns - margin - 4))
    var page = Page("Due in the next \(forecast.count) days", .strong)
    let step = 2 * forecast.count + margin + 4 <= columns ? 2 : 1
    let gap = String(repeating: " ", count: step - 1)
    for row in (0..<rows).reversed() {
      let label = row == rows - 1 ? String(most) : ""
      let bars = forecast.map { count in gap + bar(count, most, row, rows) }.joined()
      page.blocks.append(
        Block([Span(trimmed(padded(label, margin) + " |" + bars))], indent: 2, isVerbatim: true))
    }
    let axis = String(repeating: "-", count: step * forecast.count)
    page.blocks.append(Block([Span(padded("0", margin) + " +" + axis)], indent: 2, isVerbatim: true))
    var days = [Character](repeating: " ", count: step * forecast.count + 8)
    let labels = [(0, "today"), (7, "+7"), (14, "+14"), (21, "+21"), (28, "+28")]
    for (day, label) in labels
    where day == 0 || day < forecast.count && margin + 3 + step * (day + 1) + label.count <= columns {
      for (offset, character) in label.enumerated() { days[step * (day + 1) - 1 + offset] = character }
    }
    page.blocks.append(
      Block([Span(padded("", margin) + "  " + trimmed(String(days)), .faint)], indent: 2, isVerbatim: true))
    return page
  }

  /// The part of a bar that lies in a row, in eighths where the terminal can.
  private func bar(_ count: Int, _ most: Int, _ row: Int, _ rows: Int) -> String {
    let height = Double(count) * Double(rows) / Double(most) - Double(row)
    if isPlain { return height > 0 ? "#" : " " }
    let eighths = Int((min(max(height, 0), 1) * 8).rounded(.up))
    return ["  ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"][eighths].prefix(1).description
  }

  /// A column for each week of the year, or of as much of it as there is room for, a row for each weekday.
  private func heatMap(_ report: StudyReport) -> Page {
    let weeks = min(53, max(4, columns - 6))
    var page = Page(
      weeks == 53 ? "Answers a day, the last year" : "Answers a day, the last \(weeks) weeks", .strong)
    let monday = report.today.number - report.today.weekday - 7 * (weeks - 1)
    let shades: [String] = isPlain ? [".", "1", "2", "3", "4"] : ["·", "░", "▒", "▓", "█"]
    let most = max(1, report.days.values.max() ?? 1)
    func shade(_ count: Int) -> String {
      count == 0 ? shades[0] : shades[min(4, 1 + (count - 1) * 4 / most)]
    }
    var months = [Character](repeating: " ", count: weeks + 4)
    func month(_ week: Int) -> Int { StudyDay(number: monday + 7 * week).date.month }
    var beginnings = (0..<weeks).filter { $0 == 0 || month($0) != month($0 - 1) }
    // What is left of the first month may be too narrow for its name.
    if beginnings.count > 1, beginnings[1] < 4 { beginnings.removeFirst() }
    for week in beginnings where week + 9 <= max(columns, weeks + 6) {
      for (offset, character) in Self.months[month(week) - 1].enumerated() {
        months[week + offset] = character
      }
    }
    page.blocks.append(Block([Span("    " + trimmed(String(months)), .faint)], indent: 2, isVerbatim: true))
    for weekday in 0..<7 {
      let label = [0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"][weekday] ?? "   "
      let cells = (0..<weeks).map { week -> String in
        let day = StudyDay(number: monday + 7 * week + weekday)
        return day > report.today ? " " : shade(report.days[day] ?? 0)
      }.joined()
      page.blocks.append(
        Block([Span(label + " ", .faint), Span(trimmed(cells))], indent: 2, isVerbatim: true))
    }
    page.blocks.append(
      Block(
        [Span("    none \(shades.joined(separator: " ")) most: \(most)", .faint)], indent: 2, isVerbatim: true
      ))
    return page
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private func topics(_ report: StudyReport) -> Page {
    var page = Page("Stability by topic", .strong)
    let names = ConceptNames(lexicon: pack.lexicon)
    let rows = report.topics.map { topic in
      (names.name(topic.concept), "\(topic.started)/\(topic.items)", topic.stability)
    }
    // Beside the name stand how many, a bar if there is room for one, and the days.
    let beside = 10 + (rows.map { TimeText.days($0.2).count }.max() ?? 0)
    let bar = columns - beside - 18 >= 20 ? 16 : 0
    let room = max(10, min(40, columns - beside - (bar > 0 ? bar + 2 : 0)))
    let width = min(room, rows.map(\.0.count).max() ?? 0)
    let most = rows.map(\.2).max() ?? 1
    for (name, count, stability) in rows {
      let length = max(1, Int((stability * Double(bar) / max(most, 1)).rounded()))
      let drawn = String(repeating: isPlain ? "#" : "█", count: min(bar, length))
      page.blocks.append(
        Block(
          [
            Span(padded(String(name.prefix(width)), width) + "  " + padded(count, 6)),
            Span(bar > 0 ? padded(drawn, bar) + "  " : ""), Span(TimeText.days(stability), .faint),
          ], indent: 2, isVerbatim: true))
    }
    return page
  }

  private func weakest(_ report: StudyReport) -> Page {
    var page = Page("Weakest statements", .strong)
    let text = ItemText(pack: pack)
    for weak in report.weakest {
      page.add(weak.statement.gist, indent: 2, hanging: 4)
      let lapses = weak.lapses > 0 ? ", forgotten \(Phrases.count(weak.lapses, "time"))" : ""
      page.blocks.append(
        Block(
          [
            Span(text.citation(weak.statement), .citation),
            Span("; stability \(TimeText.days(weak.stability))\(lapses)", .faint),
          ], indent: 4, hanging: 8))
    }
    return page
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
