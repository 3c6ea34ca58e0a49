public import Answering
public import Knowledge
import Understanding

/// Writes how a question was read and why each candidate won or lost.
public struct ExplanationText: Sendable {
  private let lexicon: Lexicon
  private var names: ConceptNames { ConceptNames(lexicon: lexicon) }
  /// The most candidates shown for an input; what follows them is no nearer.
  private static let candidateLimit = 8

  /// Writes with the names of one pack's concepts.
  public init(pack: Pack) { lexicon = pack.lexicon }

  /// The reading and scoring of one input.
  public func page(_ answer: Answer) -> Page {
    var page = Page()
    for correction in answer.readAs {
      field("corrected", "\"\(correction.typed)\" to \(correction.read)", &page)
    }
    if answer.explanations.isEmpty { field("reading", "no question was found in it", &page) }
    let count = answer.explanations.count
    let limit = max(2, Self.candidateLimit / max(1, count))
    var number = 0
    for part in answer.byPart {
      for explanation in part.explanations {
        number += 1
        if count > 1 {
          page.addBlank()
          page.add("question \(number) of \(count)", .strong)
        }
        add(explanation.question, to: &page)
        add(explanation.candidates, chosen: part.statements, limit, to: &page)
      }
      if let decision = part.decision { add(decision, to: &page) }
    }
    return page
  }

  /// What the labelled questions speak for: the surest outcomes, and what spoke most for the first and against it.
  private func add(_ decision: Decision, to page: inout Page) {
    let surest = decision.chances.prefix(3).map { "\($0.name) \(Phrases.decimal($0.chance))" }
    field("learned", surest.joined(separator: ", "), &page)
    let reasons = decision.reasons.prefix(6).map { reason in
      "\(reason.feature) \(reason.share < 0 ? "" : "+")\(Phrases.decimal(reason.share, places: 1))"
    }
    field("because of", TerminalText.clean(reasons.joined(separator: ", ")), &page)
  }

  private func field(_ name: String, _ text: String, _ page: inout Page) {
    let padded = name + ":" + String(repeating: " ", count: max(1, 11 - name.count))
    page.blocks.append(Block([Span(padded, .faint), Span(text)], hanging: 12))
  }

  private func add(_ question: Question, to page: inout Page) {
    var form = wording(question.form)
    if question.hasTag { form += ", asks to confirm a claim" }
    if !question.negators.isEmpty { form += ", \(Phrases.count(question.negators.count, "negation"))" }
    if question.isComparison { form += ", compares" }
    if question.isExclusive { form += ", claims that nothing else holds" }
    if question.isUniversal { form += ", claims that it always holds" }
    field("form", form, &page)
    let named = question.mentions.filter { $0.role != .aspect && $0.role != .background }
    field("named", named.isEmpty ? "nothing" : named.map(describe).joined(separator: "; "), &page)
    let aspects = question.aspects.map(names.aspect)
    field("asked", aspects.isEmpty ? "whatever is said of it" : aspects.joined(separator: ", "), &page)
    if !question.context.isEmpty {
      field("told", question.context.map(describe).joined(separator: "; "), &page)
    }
    let absent = question.absent + question.without
    if !absent.isEmpty { field("absent", absent.map(describe).joined(separator: "; "), &page) }
    if !question.doubtful.isEmpty {
      field("in doubt", question.doubtful.map(describe).joined(separator: "; "), &page)
    }
    if !question.excluded.isEmpty {
      field("ruled out", question.excluded.map(describe).joined(separator: "; "), &page)
    }
    if !question.inherited.isEmpty {
      field("carried on", question.inherited.map(names.name).joined(separator: ", "), &page)
    }
    if !question.unknown.isEmpty {
      field("unknown", question.unknown.map(\.text).joined(separator: ", "), &page)
    }
  }

  private func describe(_ mention: Mention) -> String {
    let name = names.name(mention.concept)
    let typed = TerminalText.excerpt(mention.surface, limit: 30)
    return typed.lowercased() == name.lowercased()
      ? "\(name) [\(mention.role.rawValue)]" : "\(name) [\(mention.role.rawValue), \"\(typed)\"]"
  }

  private func add(_ candidates: [Candidate], chosen: [Statement], _ limit: Int, to page: inout Page) {
    for candidate in candidates.prefix(limit) {
      let hasWon = chosen.contains(candidate.statement)
      let score = Phrases.decimal(candidate.score)
      var reasons = candidate.rejection.map { [wording($0)] } ?? []
      if hasWon, candidate.rejection != nil { reasons.append("but the labelled questions speak for it") }
      if candidate.rejection == nil, !hasWon { reasons.append("score too low, or others surer") }
      if candidate.rejection == nil { reasons += candidate.matches.filter { $0.weight > 0 }.map(wording) }
      if !candidate.opposed.isEmpty {
        reasons.append("says the contrary of \(Phrases.list(candidate.opposed.map(names.name)))")
      }
      page.blocks.append(
        Block(
          [
            Span(hasWon ? "won   " : "lost  ", hasWon ? .strong : .faint),
            Span("\(score) \(candidate.statement.citation.sentence) \(candidate.statement.id)"),
            Span(reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", "), .faint),
          ], hanging: 6))
    }
    if candidates.count > limit { page.add("and \(candidates.count - limit) more that score less", .faint) }
  }

  private func wording(_ match: Match) -> String {
    let name = names.name(match.concept)
    let weight = " +" + Phrases.decimal(match.weight, places: 1)
    switch match.account {
    case .slot(let slot, .same): return "\(name) is its \(slot.rawValue)" + weight
    case .slot(let slot, .narrower): return "\(name) is a kind of its \(slot.rawValue)" + weight
    case .slot(let slot, .broader): return "its \(slot.rawValue) is a kind of \(name)" + weight
    case .aspect: return "tells of \(names.aspect(match.concept))" + weight
    case .opposite(let slot): return "\(name) is the contrary of its \(slot.rawValue)" + weight
    case .sibling: return "\(name) is told of by another statement on the same subject" + weight
    }
  }

  private func wording(_ rejection: Rejection) -> String {
    switch rejection {
    case .unaccounted(nil): "says nothing of all that is named"
    case .unaccounted(let id?): "says nothing of \(names.name(id))"
    case .aspectUnsaid([]): "tells nothing of what is claimed"
    case .aspectUnsaid(let ids): "does not tell of \(Phrases.list(ids.map(names.aspect), "or"))"
    case .otherPopulation(nil): "is for others"
    case .otherPopulation(let id?): "is for others than \(names.name(id))"
    case .rolesReversed: "has the roles the other way round"
    case .nothingShared: "shares nothing with the question"
    case .unexplained(let words): "too many words not understood: \(words.joined(separator: ", "))"
    case .outranked: "another one answers better"
    }
  }

  private func wording(_ form: QuestionForm) -> String {
    switch form {
    case .whether: "yes or no"
    case .which: "which of a kind"
    case .what: "what"
    case .who: "who"
    case .when: "when"
    case .why: "why"
    case .how: "how"
    case .where: "where"
    case .list: "a list"
    case .compare: "a comparison"
    case .define: "a definition"
    case .overview: "all there is"
    case .keywords: "key words"
    }
  }
}
