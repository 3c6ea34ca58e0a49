import ArgumentParser
import Quiz

/// What a sitting is to be like, on the command line and after `/quiz`.
struct QuizOptions: ParsableArguments {
  @Option(help: "How many items a day may be new.")
  var new = 10
  @Option(help: "How many answers to take at most.")
  var limit = 30
  @Option(help: "How many minutes to go on at most.")
  var minutes = 10
  @Option(
    help: ArgumentHelp(
      "Ask only this kind: cloze, choice, true-false or recall; may be given several times.",
      valueName: "kind"),
    transform: QuizOptions.kind)
  var kind: [ItemKind] = []
  @Option(help: ArgumentHelp("Ask only about this, by any of its names.", valueName: "name"))
  var topic: String?
  @Flag(help: "Practise before an examination: any items, and nothing is written to the study log.")
  var cram = false
  @Option(
    help: ArgumentHelp("The share of what is due that is to be remembered, 0.70 to 0.97.", valueName: "share")
  )
  var retention = 0.9
  @Flag(help: "Spread intervals by chance, so that what was learned together falls due apart.")
  var fuzz = false
  @Option(help: ArgumentHelp("Decides the order of new items and of options.", valueName: "number"))
  var seed: UInt64?
  @Option(name: .customLong("now"), help: .hidden)
  var moment: String?

  @Sendable private static func kind(_ text: String) throws -> ItemKind {
    guard let kind = ItemKind(rawValue: text) else {
      throw ValidationError(
        "The kind '\(text)' is not known; kinds are \(kinds.joined(separator: ", ")).")
    }
    return kind
  }

  /// What `--kind` takes.
  static let kinds = ItemKind.allCases.map(\.rawValue)

  /// The options as they are typed, from their own definitions.
  static let names: [String] = {
    let info = try? CommandInfo(dumped: QuizOptions._dumpHelp())
    return (info?.arguments ?? []).filter(\.shouldDisplay).flatMap { ($0.names ?? []).map(\.text) }
      .filter { $0.hasPrefix("--") }
  }()

  mutating func validate() throws {
    for (name, value, range) in [
      ("new", new, 0...1000), ("limit", limit, 1...1000), ("minutes", minutes, 1...1440),
    ]
    where !range.contains(value) {
      throw ValidationError("--\(name) has to be from \(range.lowerBound) to \(range.upperBound).")
    }
    try Self.validate(retention: retention)
    _ = try Self.clock(moment)
  }

  /// - Throws: what is wrong with a share that is to be remembered.
  static func validate(retention: Double) throws {
    guard Scheduler.retentions.contains(retention) else {
      throw ValidationError("--retention has to be from 0.70 to 0.97.")
    }
  }

  /// The clock that stands at a moment, nil for none.
  ///
  /// - Throws: what is wrong with the moment.
  static func clock(_ moment: String?) throws -> StudyClock? {
    try moment.map { text in
      guard let clock = StudyClock(text) else {
        throw ValidationError("--now has to be a moment like 2026-01-05T09:00:00Z.")
      }
      return clock
    }
  }

  /// The clock that was asked for, if any.
  var clock: StudyClock? { moment.flatMap(StudyClock.init) }

  func settings(randomSeed: UInt64) -> SittingOptions {
    var settings = SittingOptions()
    settings.new = new
    settings.limit = limit
    settings.minutes = minutes
    if !kind.isEmpty { settings.kinds = Set(kind) }
    settings.isCram = cram
    settings.retention = retention
    settings.isFuzzed = fuzz
    settings.seed = seed ?? randomSeed
    return settings
  }

  /// The line that begins the same sitting in a conversation.
  var line: String {
    var words = ["/quiz"]
    if new != 10 { words += ["--new", "\(new)"] }
    if limit != 30 { words += ["--limit", "\(limit)"] }
    if minutes != 10 { words += ["--minutes", "\(minutes)"] }
    for kind in kind { words += ["--kind", kind.rawValue] }
    if let topic { words += ["--topic", topic] }
    if cram { words.append("--cram") }
    if retention != 0.9 { words += ["--retention", "\(retention)"] }
    if fuzz { words.append("--fuzz") }
    if let seed { words += ["--seed", "\(seed)"] }
    if let moment { words += ["--now", moment] }
    return words.joined(separator: " ")
  }
}
