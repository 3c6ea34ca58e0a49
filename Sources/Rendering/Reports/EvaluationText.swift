public import Answering
import Knowledge

/// Writes how a pack fares on labelled questions.
public struct EvaluationText {
  /// Which questions are listed.
  public enum Listing: String, Sendable, CaseIterable {
    /// Those not strictly right.
    case wrong
    /// Those that are unsafe.
    case unsafe
    /// None.
    case none
  }

  private let evaluation: Evaluation
  private let explanationText: ExplanationText

  /// Writes about one evaluation; readings are worded by `explanationText`.
  public init(_ evaluation: Evaluation, explanationText: ExplanationText) {
    self.evaluation = evaluation
    self.explanationText = explanationText
  }

  /// The failures with their reading, the tables and the score.
  public func page(_ listing: Listing) -> Page {
    var page = Page()
    for judgement in evaluation.judgements where isListed(judgement, listing) { add(judgement, &page) }
    page.addBlank()
    addTable("strictly right by kind", groups { [String($0.question.id.prefix { $0 != "-" })] }, &page)
    addTable("by outcome wanted", groups { [$0.question.expect.first ?? "?"] }, &page)
    addTable("by sentence that must be cited", groups { $0.question.must }, &page)
    addConfusion(&page)
    page.add(score)
    return page
  }

  /// `questions N  strict X  unsafe X  verdict X`
  public var score: String {
    func share(_ number: Double) -> String { Phrases.decimal(number, places: 3) }
    return "questions \(evaluation.judgements.count)  strict \(share(evaluation.strict))  "
      + "unsafe \(share(evaluation.unsafe))  verdict \(share(evaluation.verdict))"
  }

  /// The score and each judgement as JSON.
  public var json: JSONValue {
    .object([
      ("questions", .integer(evaluation.judgements.count)),
      ("strict", .decimal(evaluation.strict, places: 4)),
      ("unsafe", .decimal(evaluation.unsafe, places: 4)),
      ("verdict", .decimal(evaluation.verdict, places: 4)),
      (
        "judgements",
        .array(
          evaluation.judgements.map { judgement in
            .object([
              ("id", .string(judgement.question.id)), ("outcome", .string(judgement.outcome)),
              ("cited", .array(judgement.cited.sorted().map { .string($0) })),
              ("verdict", judgement.answer.verdict.map { .string($0.rawValue) } ?? .null),
              ("strict", .bool(judgement.faults.isEmpty)), ("unsafe", .bool(judgement.isUnsafe)),
              ("faults", .array(judgement.faults.map { .string($0) })),
            ])
          })
      ),
    ])
  }

  private func isListed(_ judgement: Judgement, _ listing: Listing) -> Bool {
    switch listing {
    case .wrong: !judgement.faults.isEmpty || judgement.isUnsafe
    case .unsafe: judgement.isUnsafe
    case .none: false
    }
  }

  private func add(_ judgement: Judgement, _ page: inout Page) {
    let question = judgement.question
    let mark = judgement.isUnsafe ? "unsafe " : "wrong  "
    page.blocks.append(
      Block(
        [
          Span(mark, judgement.isUnsafe ? .removed : .caution),
          Span(
            "\(question.id): \(TerminalText.excerpt(question.turns.joined(separator: " | "), limit: 300))"),
        ], hanging: 7))
    var got = [judgement.outcome] + judgement.cited.sorted()
    got.append("verdict \(judgement.answer.verdict?.rawValue ?? "none")")
    let faults = judgement.faults.isEmpty ? "verdict" : judgement.faults.joined(separator: "; ")
    let wanted = question.verdict.map { $0 ?? "none" }.joined(separator: "/")
    page.add("\(faults); got \(got.joined(separator: " ")), want verdict \(wanted)", indent: 7)
    for block in explanationText.page(judgement.answer).blocks.prefix(8) {
      page.blocks.append(
        Block(block.spans.map { Span($0.text, .faint) }, indent: block.indent + 9, hanging: 21))
    }
  }

  private func groups(_ keys: (Judgement) -> [String]) -> [(key: String, right: Int, unsafe: Int, all: Int)] {
    var groups: [String: (right: Int, unsafe: Int, all: Int)] = [:]
    for judgement in evaluation.judgements {
      for key in keys(judgement) {
        groups[key, default: (0, 0, 0)].all += 1
        if judgement.faults.isEmpty { groups[key]?.right += 1 }
        if judgement.isUnsafe { groups[key]?.unsafe += 1 }
      }
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value.right, $0.value.unsafe, $0.value.all) }
  }

  private func addTable(
    _ title: String, _ rows: [(key: String, right: Int, unsafe: Int, all: Int)], _ page: inout Page
  ) {
    page.add(title, .strong)
    for row in rows {
      let share = row.all == 0 ? 0 : Double(row.right) / Double(row.all)
      page.add(
        pad(row.key, 12) + pad("\(row.right)/\(row.all)", -9) + pad(Phrases.decimal(share), -7)
          + (row.unsafe > 0 ? "  \(row.unsafe) unsafe" : ""), indent: 2)
    }
    page.addBlank()
  }

  private func addConfusion(_ page: inout Page) {
    let outcomes = ["answer", "abstain", "clarify"]
    page.add("outcomes: wanted down, got across", .strong)
    page.add(pad("", 12) + outcomes.map { pad($0, -9) }.joined(), indent: 2)
    for wanted in outcomes {
      let rows = evaluation.judgements.filter { $0.question.expect.first == wanted }
      let counts = outcomes.map { got in pad("\(rows.count { $0.outcome == got })", -9) }
      page.add(pad(wanted, 12) + counts.joined(), indent: 2)
    }
    page.addBlank()
  }

  /// Blanks after the text, or before it for a negative width.
  private func pad(_ text: String, _ width: Int) -> String {
    let blanks = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? blanks + text : text + blanks
  }
}
