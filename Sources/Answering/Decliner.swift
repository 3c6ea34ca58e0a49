import Knowledge
import Understanding

/// Tells why a question is not answered, and what the document does say nearest to it.
final class Decliner: Sendable {
  private let pack: Pack
  private let unifier: Unifier
  /// What the statements are about.
  private let stated: Set<String>

  init(pack: Pack, unifier: Unifier) {
    self.pack = pack
    self.unifier = unifier
    stated = Set(pack.statements.flatMap(\.concepts))
  }

  /// Why the statements do not answer a question.
  func reason(_ question: Question, _ ranking: Ranking?) -> Abstention {
    let lexicon = pack.lexicon
    // "which of these drugs" is not about the one before alone.
    let isOfKind = !question.mentions(.category).isEmpty
    let things = question.mentions.filter {
      [.topic, .finding, .domain].contains($0.role) && $0.concept != Cue.symptom
        && !(isOfKind && question.inherited.contains($0.concept))
    }
    let foreign = distinct(things.filter { !isNamed($0.concept) }.map(unmentioned))
    let names = question.unknown.filter(\.looksLikeName).map {
      UnmentionedThing(name: $0.text, typed: $0.text)
    }
    if !foreign.isEmpty || !names.isEmpty { return .notMentioned(foreign + names) }
    var known = things.filter { $0.role != .domain }
    if known.isEmpty, !isOnTopic(question) { return .outside }
    if known.isEmpty {
      known = question.mentions.filter { named in
        named.role == .condition && isNamed(named.concept) && !question.implied.contains(named.concept)
          && !question.excluded.contains { $0.concept == named.concept }
      }
    }
    return .notStated(
      topics: unique(known.map { lexicon.concepts[$0.concept]?.name ?? $0.surface }),
      aspects: wanted(question).filter { !tells(of: $0, for: known, ranking) })
  }

  private func unmentioned(_ mention: Mention) -> UnmentionedThing {
    let typed = mention.corrected ?? mention.surface
    return UnmentionedThing(name: pack.lexicon.concepts[mention.concept]?.name ?? typed, typed: typed)
  }

  /// Things without those of a name that came before.
  private func distinct(_ things: [UnmentionedThing]) -> [UnmentionedThing] {
    var seen: Set<String> = []
    return things.filter { seen.insert($0.name).inserted }
  }

  /// Whether a question without things names a state or a property, or is about a patient of the document's kind.
  private func isOnTopic(_ question: Question) -> Bool {
    question.mentions.contains { [.condition, .domain, .aspect].contains($0.role) }
      || question.context.contains { isNamed($0.concept) }
  }

  /// Whether the pack tells of an aspect for something that was named; for anything, if nothing was.
  private func tells(of aspect: String, for known: [Mention], _ ranking: Ranking?) -> Bool {
    guard unifier.statedAspects[aspect] != nil else { return false }
    guard !known.isEmpty, let ranking else { return true }
    return ranking.near.contains { candidate in
      candidate.findings(on: aspect).contains { $0.account == .aspect }
        && known.contains { candidate.findings(on: $0.concept).contains(where: \.account.isSlot) }
    }
  }

  /// The aspects that a question wants, the telling ones where there are several.
  private func wanted(_ question: Question) -> [String] {
    if question.form == .why { return [Cue.rationale] }
    let named = question.mentions(.aspect).map(\.concept).filter {
      !question.implied.contains($0) && $0 != Cue.isMentioned
    }
    let unsaid = named.filter { unifier.statedAspects[$0] == nil }
    let best = unsaid.isEmpty ? named : unsaid
    let telling = best.filter { $0 != Cue.quantity && $0 != Cue.lengthOfTime }
    return unique(telling.isEmpty ? best : telling)
  }

  /// The things that were understood of a question in another language, by the reason for which it would be declined; nil
  /// if that reason is as good.
  func understood(_ reason: Abstention) -> [String]? {
    switch reason {
    case .notStated(let topics, _): topics
    case .uncertain, .outside: []
    case .notMentioned, .otherLanguage, .notAQuestion, .takenBack, .aside: nil
    }
  }

  /// Why findings that were asked about beside others are left out.
  func reason(forMissing findings: [String]) -> Abstention {
    let foreign = findings.filter { !isNamed($0) }
    let names = (foreign.isEmpty ? findings : foreign).compactMap { pack.lexicon.concepts[$0]?.name }
    return foreign.isEmpty
      ? .notStated(topics: names, aspects: [])
      : .notMentioned(names.map { UnmentionedThing(name: $0, typed: $0) })
  }

  /// Whether the document itself names a concept, or a kind of it.
  private func isNamed(_ id: String) -> Bool {
    guard let concept = pack.lexicon.concepts[id], concept.layer == .pack else { return false }
    guard [.topic, .finding].contains(concept.role) else { return true }
    return concept.labels.contains { $0.origin == .document } || concept.role == .topic && stated.contains(id)
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// What the document does say of the treatments that were named or, if none was, what comes nearest, if it is for a
  /// state that was.
  func related(_ question: Question, _ ranking: Ranking?) -> [Statement] {
    guard let ranking else { return [] }
    let named = question.mentions(.topic)
    guard !named.isEmpty else {
      guard let nearest = ranking.near.first else { return [] }
      let isForState = nearest.findings.contains { finding in
        if case .slot(.population, let nearness) = finding.account { nearness != .broader } else { false }
      }
      return isForState ? [nearest.statement] : []
    }
    let topics = unique(named.map(\.concept)).filter { pack.lexicon.layer(of: $0) == .pack }
    return ranking.near.filter { candidate in
      topics.contains { topic in
        candidate.findings(on: topic).contains { finding in
          if case .slot(.subject, let nearness) = finding.account { nearness != .broader } else { false }
        }
      } && candidate.statement.requires.isEmpty
    }.sorted { $0.score > $1.score }.prefix(2).map(\.statement)
  }
}
