import Answering
import Knowledge
import Understanding

/// Names what is to be seen in a free answer, for a classifier to weigh.
struct GradeFeatures: Sendable {
  /// Answers by what was learned from questions, too.
  let answerer: Answerer

  // How much a kind of feature weighs against the plainest, before anything is learned.
  private static let half = 0.5
  private static let most = 0.7

  func show<Sink: FeatureSink>(_ answer: String, to item: Item, graded grade: Grade, to features: inout Sink)
  {
    let kind = item.id.kind.rawValue
    features.show(("outcome:", grade.outcome.rawValue))
    features.show((kind, "+outcome:", grade.outcome.rawValue))
    for contradiction in grade.contradictions {
      features.show(("against:", Self.name(of: contradiction)), Self.most)
      features.show((kind, "+against:", Self.name(of: contradiction)))
    }
    for part in grade.missing { features.show(("missing:", part.slot.rawValue), Self.most) }
    for part in grade.covered { features.show(("covered:", part.slot.rawValue), Self.half) }
    features.show(("missing-parts:", String(min(3, grade.missing.count))), Self.half)
    let reading = answerer.reader.read(answer)
    showWords(reading, item, &features)
    showConcepts(reading, item.statement.id, &features)
    showClaim(answer, item, kind, &features)
  }

  private func showWords<Sink: FeatureSink>(_ reading: Reading, _ item: Item, _ features: inout Sink) {
    let statement = item.statement.id
    let name = item.id.description
    var last: String?
    var count = 0
    for token in reading.tokens where token.kind != .mark {
      features.show(("word:", token.key), Self.half)
      features.show((statement, "+word:", token.key), Self.most)
      features.show((name, "+word:", token.key), Self.half)
      if let last {
        features.show(("words:", last, "_", token.key), Self.half)
        features.show((statement + "+words:", last, "_", token.key), Self.half)
      }
      last = token.key
      count += 1
    }
    features.show(("length:", String(min(8, count / 2))), Self.half)
  }

  private func showConcepts<Sink: FeatureSink>(
    _ reading: Reading, _ statement: String, _ features: inout Sink
  ) {
    for clause in reading.clauses {
      let turns = String(min(2, clause.negators.count))
      features.show((statement, "+turned:", turns), Self.half)
      for mention in clause.mentions {
        features.show((statement, "+", mention.concept), Self.half)
        features.show((statement, "+turned:", turns, mention.concept), Self.half)
      }
      for (one, next) in zip(clause.mentions, clause.mentions.dropFirst()) where one.concept != next.concept {
        features.show((statement + "+", one.concept, ">", next.concept), Self.half)
      }
    }
  }

  /// How the answer reads as a claim about the sentence.
  private func showClaim<Sink: FeatureSink>(
    _ answer: String, _ item: Item, _ kind: String, _ features: inout Sink
  ) {
    let claim: String
    switch item.task {
    case .cloze(let gap, _): claim = gap.before + answer + gap.after
    case .recall: claim = answer
    case .choice, .trueFalse: return
    }
    let sentence = item.statement.citation.sentence
    guard
      let odds = answerer.logOdds(
        of: claim + ", right?", on: sentence, after: item.statement.gist + ", right?")
    else {
      features.show((kind, "+no-claim"))
      return
    }
    features.show((kind, "+sentence"), Self.level(odds.answers[sentence.description]))
    features.show((kind, "+abstain"), Self.level(odds.answers["abstain"]))
    for (name, value) in odds.verdicts { features.show((kind, "+verdict:", name), Self.level(value)) }
    let contrary = (odds.verdicts[Verdict.yes.rawValue] ?? 0) - (odds.verdicts[Verdict.no.rawValue] ?? 0)
    features.show((kind, "+yes-not-no"), Self.level(contrary))
  }

  /// The logarithm of odds, kept from -2 to 2.
  private static func level(_ odds: Double?) -> Double { max(-2, min(2, (odds ?? 0) / 3)) }

  private static func name(of contradiction: Grade.Contradiction) -> String {
    switch contradiction {
    case .denied: "denied"
    case .contrary: "contrary"
    case .foreign: "foreign"
    case .overclaimed: "overclaimed"
    case .rolesReversed: "reversed"
    case .unexplained: "unexplained"
    case .unlike: "unlike"
    }
  }
}
