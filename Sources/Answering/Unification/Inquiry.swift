import Knowledge
import Understanding

/// A question with all of its measuring that is the same for every statement, worked out once.
///
/// It and its parts are classes, since every statement is measured by them: what is read of them is not copied first.
final class Inquiry {
  /// A mention of the question.
  final class Part {
    let mention: Mention
    let role: Role
    let concept: String
    /// Its place in `standings`.
    let standing: Int
    /// Whether the question does not name it, but something that tells of it.
    let isImplied: Bool
    /// What a match with it counts, against one with what is named.
    var share: Double { isImplied ? Weights.implied : 1 }
    /// Whether no statement that leaves it out can answer, since it is a sign of another subject.
    let isAstray: Bool
    /// For an aspect which statements tell about it, if any does, and what that is worth.
    let aspectRow: [Bool]?
    let aspectWeight: Double
    /// Whether it is a finding that the question sets aside.
    let isExcluded: Bool
    let isOfPack: Bool
    /// Whether it may be told by another statement on the same subject.
    let canBeToldElsewhere: Bool
    /// Whether it is a treatment where a partner of the subject would not do.
    let isPartner: Bool

    init(_ mention: Mention, of question: Question, standing: Int, unifier: Unifier) {
      let (role, concept, lexicon) = (mention.role, mention.concept, unifier.lexicon)
      let isImplied = question.implied.contains(concept)
      self.mention = mention
      self.role = role
      self.concept = concept
      self.standing = standing
      self.isImplied = isImplied
      isAstray = role == .outside && (question.inherited.contains(concept) || !unifier.isOnTopic(question))
      aspectRow = role == .aspect ? unifier.tellsOf[concept] : nil
      aspectWeight =
        role == .aspect
        ? Weights.aspect * min(1.25, max(0.8, unifier.tellingAspects[concept] ?? 1))
          * (isImplied ? Weights.implied : 1)
        : 0
      isExcluded = role == .finding && question.form != .whether && unifier.isDenied(mention, question)
      isOfPack = lexicon.layer(of: concept) == .pack
      canBeToldElsewhere = unifier.canBeToldElsewhere(mention)
      isPartner =
        role == .topic && question.form == .whether && !question.aspects.contains(Cue.combination)
        && lexicon.isA(concept, Cue.therapy)
    }
  }

  let question: Question
  /// How the concepts that it names stand to those in the statements' slots, each concept once.
  let standings: [Standing]
  /// The mentions of the question.
  let parts: [Part]
  /// For each mention of its context its place in `standings`.
  let context: [Int]
  /// The aspects that its form asks for without naming them, and which statements tell about each.
  let softAspects: [(name: String, row: [Bool]?)]
  /// Which statements compare things; nil if none does.
  let comparing: [Bool]?
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
  /// Whether more of its words are unexplained than explained.
  let isUnexplained: Bool
  /// The first of its unexplained words that looks like a name.
  let strangeName: String?
  let hasAnchor: Bool
  let isForeign: Bool
  let defines: Bool
  /// The token at which an effect is claimed, if one is.
  let effect: Int?
  /// Whether it names enough beside a thing, as far as that can be said without a statement.
  let hasPredicate: Bool?
  /// The concepts of the topics and findings that it names, and of what was told besides conditions.
  let topicNames: [String]
  let findingNames: [String]
  let toldNames: [String]

  init(_ question: Question, unifier: Unifier) {
    var standings: [Standing] = []
    func place(_ mention: Mention) -> Int {
      if let place = standings.firstIndex(where: { $0.concept == mention.concept }) { return place }
      standings.append(unifier.standing(of: mention.concept))
      return standings.count - 1
    }
    let parts = question.mentions.map {
      Part($0, of: question, standing: place($0), unifier: unifier)
    }
    let named = question.aspects.filter { !question.implied.contains($0) }
    let topics = parts.filter { $0.role == .topic }.map(\.standing)
    // "how does it bring that down" asks for the mechanism.
    let isHow = question.form == .how && named.isEmpty && !topics.isEmpty
    let asked =
      isHow
      ? [Cue.mechanism]
      : named.filter {
        (!question.isComparison || !Self.comparative.contains($0)) && $0 != Cue.isMentioned
      }
    let explained = question.mentions.count {
      !question.inherited.contains($0.concept) && !question.implied.contains($0.concept)
    }
    self.question = question
    self.parts = parts
    context = question.context.map(place)
    self.standings = standings
    softAspects = Self.softAspects(question).map { ($0, unifier.tellsOf[$0]) }
    comparing = unifier.tellsOf[Cue.comparability]
    self.named = named
    self.asked = asked
    telling = asked.filter { !unifier.common.contains($0) }
    unsaid = asked.filter { !unifier.statedAspects.contains($0) }
    self.topics = topics
    relations = parts.filter { $0.role == .relation }.map(\.standing)
    deniesDomain = question.denied.contains { unifier.lexicon.role(of: $0) == .domain }
    isUnexplained = question.unknown.count >= 4 && explained < question.unknown.count
    strangeName = question.unknown.first(where: \.looksLikeName)?.text
    hasAnchor = unifier.hasAnchor(question)
    isForeign = unifier.isForeign(question)
    defines = question.form == .define || named.contains(Cue.definition)
    effect =
      question.mentions.first {
        $0.role == .nuance && [Cue.decrease, Cue.increase].contains($0.concept)
      }?.tokens.last
    hasPredicate = unifier.hasPredicate(question)
    topicNames = Self.distinct(question.mentions(.topic))
    findingNames = Self.distinct(question.mentions(.finding))
    toldNames = Self.distinct(question.context.filter { $0.role != .condition })
  }

  /// The standing of a mention of the question.
  func standing(_ position: Int) -> Standing { standings[parts[position].standing] }

  /// Aspects that a form asks for without naming them; they weigh, but decide nothing.
  private static func softAspects(_ question: Question) -> [String] {
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
    guard let soft, !question.aspects.contains(soft) else { return [] }
    return [soft]
  }

  private static func distinct(_ mentions: [Mention]) -> [String] {
    mentions.reduce(into: []) { if !$0.contains($1.concept) { $0.append($1.concept) } }
  }

  /// What a comparison asks for by itself.
  private static let comparative = [Cue.superiority, Cue.comparability]
}

extension Unifier {
  /// How a concept stands to the statements.
  func standing(of concept: String) -> Standing {
    func make() -> Standing { table.standing(of: concept, weight: weight(concept)) }
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
