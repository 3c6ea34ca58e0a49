import Knowledge
import Understanding

/// A question with all of its measuring that is the same for every statement, worked out once.
///
/// It is a class, since every statement is measured by it: what is read of it is not copied first.
final class Inquiry: Sendable {
  /// A mention of the question. It refers to nothing, so that a copy costs nothing.
  struct Part {
    let role: Role
    /// The place of its concept in `standings`.
    let standing: Int
    /// The first of its tokens.
    let token: Int
    /// Whether the question does not name it, but something that tells of it.
    let isImplied: Bool
    /// What a match with it counts, against one with what is named.
    var share: Double { isImplied ? Weights.implied : 1 }
    /// Whether no statement that leaves it out can answer, since it is a sign of another subject.
    let isAstray: Bool
    /// What a statement is worth that tells about it, if it is an aspect.
    let aspectWeight: Double
    /// Whether it is a finding that the question sets aside.
    let isExcluded: Bool
    /// Whether it is set aside as a whole, or one of several that are asked for side by side, or to choose from.
    let isDenied: Bool
    let isConjoined: Bool
    let isAlternative: Bool
    let isOfPack: Bool
    /// Whether it may be told by another statement on the same subject.
    let canBeToldElsewhere: Bool
    /// Whether it is a treatment where a partner of the subject would not do.
    let isPartner: Bool
  }

  /// A mention of what was told besides.
  struct Told {
    let role: Role
    /// The place of its concept in `standings`.
    let standing: Int
    let isOfPack: Bool
    /// Whether it is a state that is not named, but that something tells of.
    let isImplied: Bool
  }

  let question: Question
  /// How the concepts that it names stand to those in the statements' slots, each concept once.
  let standings: [Standing]
  /// The concepts of `standings`, and then the aspects that its form asks for.
  let concepts: [String]
  /// The mentions of the question.
  let parts: [Part]
  /// Those of its context.
  let context: [Told]
  /// The aspects that its form asks for without naming them, as places in `concepts`, and which statements tell about each.
  let softAspects: [(concept: Int, stated: StatedAspect?)]
  /// Which statements compare things; nil if none does.
  let comparing: StatedAspect?
  /// The aspects that it names itself.
  let named: [String]
  /// Those that an answer has to tell about.
  let asked: [String]
  /// Those of them that few statements tell about.
  let telling: [String]
  /// Those of them that no statement tells about.
  let unsaid: [String]
  /// The standings of the topics that it is about, and of the relations.
  let topics: [Int]
  let relations: [Int]
  /// Whether it sets the document's own domain aside.
  let deniesDomain: Bool
  /// The words of it that no layer explains, and whether they are more than those that are explained.
  let unknownWords: [String]
  let isUnexplained: Bool
  /// The first of its unexplained words that looks like a name.
  let strangeName: String?
  let hasAnchor: Bool
  let isForeign: Bool
  let defines: Bool
  /// Whether it asks for what to give.
  let asksForTreatment: Bool
  /// The token at which an effect is claimed, if one is.
  let effect: Int?
  /// Whether it names enough beside a thing, as far as that can be said without a statement.
  let hasPredicate: Bool?
  /// The standings of the topics and findings that it names, each once, and of what was told besides conditions.
  let distinctTopics: [Int]
  let findings: [Int]
  let told: [Int]

  init(_ question: Question, unifier: Unifier) {
    var standings: [Standing] = []
    standings.reserveCapacity(question.mentions.count + question.context.count)
    func place(_ mention: Mention) -> Int {
      let concept = mention.concept
      if let place = standings.firstIndex(where: { $0.concept == concept }) { return place }
      standings.append(unifier.standing(of: concept))
      return standings.count - 1
    }
    let aspects = question.aspects
    var parts: [Part] = []
    parts.reserveCapacity(question.mentions.count)
    for mention in question.mentions {
      let place = place(mention)
      let (role, standing) = (mention.role, standings[place])
      let concept = standing.concept
      let isImplied = question.implied.contains(concept)
      let aspectWeight =
        Weights.aspect * min(1.25, max(0.8, standing.stated?.weight ?? 1)) * (isImplied ? Weights.implied : 1)
      parts.append(
        Part(
          role: role, standing: place, token: mention.tokens.first ?? 0, isImplied: isImplied,
          isAstray: role == .outside
            && (question.inherited.contains(concept) || !unifier.isOnTopic(question)),
          aspectWeight: aspectWeight,
          isExcluded: role == .finding && question.form != .whether && unifier.isDenied(mention, question),
          isDenied: question.denied.contains(concept), isConjoined: question.conjoined.contains(concept),
          isAlternative: question.alternatives.contains(concept), isOfPack: standing.layer == .pack,
          canBeToldElsewhere: unifier.canBeToldElsewhere(role, standing),
          isPartner: role == .topic && question.form == .whether && standing.isTreatment
            && !aspects.contains(Cue.combination)))
    }
    let context = question.context.map { mention in
      let place = place(mention)
      return Told(
        role: mention.role, standing: place, isOfPack: standings[place].layer == .pack,
        isImplied: mention.role == .condition && unifier.isImplied(mention))
    }
    let named = aspects.filter { !question.implied.contains($0) }
    func places(of role: Role) -> [Int] { parts.compactMap { $0.role == role ? $0.standing : nil } }
    let topics = places(of: .topic)
    // "how does it bring that down" asks for the mechanism.
    let isHow = question.form == .how && named.isEmpty && !topics.isEmpty
    let asked =
      isHow
      ? [Cue.mechanism]
      : named.filter {
        (!question.isComparison || !Self.comparative.contains($0)) && $0 != Cue.isMentioned
      }
    var concepts = standings.map(\.concept)
    softAspects = Self.softAspects(question, aspects).map { aspect in
      let place = concepts.firstIndex(of: aspect) ?? concepts.count
      if place == concepts.count { concepts.append(aspect) }
      return (place, unifier.statedAspects[aspect])
    }
    let explained = question.mentions.count {
      !question.inherited.contains($0.concept) && !question.implied.contains($0.concept)
    }
    self.question = question
    self.parts = parts
    self.context = context
    self.standings = standings
    self.concepts = concepts
    comparing = question.isComparison ? unifier.statedAspects[Cue.comparability] : nil
    self.named = named
    self.asked = asked
    telling = asked.filter { !(unifier.statedAspects[$0]?.isCommon ?? false) }
    unsaid = asked.filter { unifier.statedAspects[$0] == nil }
    self.topics = topics
    relations = places(of: .relation)
    deniesDomain = question.denied.contains { unifier.lexicon.role(of: $0) == .domain }
    unknownWords = question.unknown.map(\.text)
    isUnexplained = question.unknown.count >= 4 && explained < question.unknown.count
    strangeName = question.unknown.first(where: \.looksLikeName)?.text
    hasAnchor = unifier.hasAnchor(question, aspects, parts, context)
    let others = context.lazy.map { standings[$0.standing].domains }
    isForeign =
      others.contains([.field]) && !others.contains { $0.contains(.pack) }
      && !parts.contains { standings[$0.standing].domains.contains(.pack) }
    defines = question.form == .define || named.contains(Cue.definition)
    asksForTreatment = named.contains(Cue.treatmentChoice)
    effect =
      question.mentions.first {
        $0.role == .nuance && ($0.concept == Cue.decrease || $0.concept == Cue.increase)
      }?.tokens.last
    hasPredicate = unifier.hasPredicate(question, aspects)
    distinctTopics = Self.distinct(topics)
    findings = places(of: .finding)
    told = context.compactMap { $0.role == .condition ? nil : $0.standing }
  }

  /// The concept of a mention of the question.
  func concept(_ position: Int) -> String { concepts[parts[position].standing] }

  /// The standing of a mention of the question.
  func standing(_ position: Int) -> Standing { standings[parts[position].standing] }

  /// Aspects that a form asks for without naming them; they weigh, but decide nothing.
  private static func softAspects(_ question: Question, _ named: [String]) -> [String] {
    if question.form == .what, question.mentions.allSatisfy({ $0.role == .topic || $0.role == .domain }) {
      return [Cue.definition]
    }
    let soft: String? =
      switch question.form {
      case .who, .when: Cue.population
      case .define: Cue.definition
      case .why: Cue.rationale
      case .list: Cue.members
      case .compare: Cue.comparability
      case .how: Cue.mechanism
      default: nil
      }
    guard let soft, !named.contains(soft) else { return [] }
    return [soft]
  }

  private static func distinct(_ standings: [Int]) -> [Int] {
    standings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// What a comparison asks for by itself.
  private static let comparative = [Cue.superiority, Cue.comparability]
}

extension Unifier {
  /// How a concept stands to the statements.
  func standing(of concept: String) -> Standing {
    func make() -> Standing {
      table.standing(of: concept, weight: weight(concept), stated: statedAspects[concept])
    }
    return lexicon.concepts.number(of: concept).map { standings.value($0) { _ in make() } } ?? make()
  }

  /// Whether a question names anything of the document itself.
  func isOnTopic(_ question: Question) -> Bool {
    question.mentions.contains {
      !question.inherited.contains($0.concept) && lexicon.layer(of: $0.concept) == .pack
        && [.topic, .finding, .condition].contains($0.role)
    }
  }
}
