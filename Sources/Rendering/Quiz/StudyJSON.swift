public import Knowledge
public import Quiz

/// A report as JSON, `schema` 1.
public struct StudyJSON: Sendable {
  private let pack: Pack

  /// Reports on one pack.
  public init(pack: Pack) { self.pack = pack }

  /// The report as one object.
  public func value(_ report: StudyReport) -> JSONValue {
    .object([
      ("schema", .integer(1)), ("pack", .string(pack.name)), ("day", .string(report.today.text)),
      ("items", .integer(report.items)), ("started", .integer(report.started)),
      ("suspended", .integer(report.suspended)), ("answers", .integer(report.answers)),
      ("due", .array(report.forecast.map(JSONValue.integer))), ("target", .decimal(report.target, places: 2)),
      ("retention_30_days", retention(report.recent)), ("retention", retention(report.overall)),
      (
        "days",
        .object(report.days.sorted { $0.key < $1.key }.map { ($0.key.text, .integer($0.value)) })
      ),
      (
        "topics",
        .array(
          report.topics.map { topic in
            .object([
              ("concept", .string(topic.concept)), ("items", .integer(topic.items)),
              ("started", .integer(topic.started)), ("stability_days", .decimal(topic.stability, places: 2)),
            ])
          })
      ),
      ("weakest", .array(report.weakest.map(weak))),
      ("leeches", .array(report.leeches.map { .string("\($0)") })),
      (
        "orphans",
        .array(
          report.orphans.map { .object([("item", .string($0.item)), ("answers", .integer($0.reviews))]) })
      ),
    ])
  }

  private func retention(_ retention: StudyReport.Retention) -> JSONValue {
    .object([
      ("remembered", .integer(retention.remembered)), ("of", .integer(retention.total)),
      ("share", retention.share.map { .decimal($0, places: 4) } ?? .null),
    ])
  }

  private func weak(_ weak: StudyReport.Weak) -> JSONValue {
    let citation = weak.statement.citation
    return .object([
      ("statement", .string(weak.statement.id)), ("document", .string(pack.name)),
      ("paragraph", .integer(citation.sentence.paragraph)),
      ("sentence", .integer(citation.sentence.sentence)),
      ("quote", .string(citation.quote)), ("line", .integer(citation.line)),
      ("start", .integer(citation.range.lowerBound)), ("end", .integer(citation.range.upperBound)),
      ("stability_days", .decimal(weak.stability, places: 2)), ("lapses", .integer(weak.lapses)),
    ])
  }
}
