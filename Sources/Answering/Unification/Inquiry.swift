import Knowledge
import Understanding

/// A question with all of its measuring that is the same for every statement, worked out once.
struct Inquiry {
  let question: Question
  /// How the concepts that it names stand to those in the statements' slots, each concept once.
  let standings: [Standing]
  /// For each mention of the question its place in `standings`.
  let mentions: [Int]
  /// For each mention of its context its place in `standings`.
  let context: [Int]
  /// For each mention whether statements tell about it, where it is an aspect that any does.
  let aspectRows: [[Bool]?]
  /// The aspects that its form asks for without naming them, and which statements tell about each.
  let softAspects: [(name: String, row: [Bool]?)]
  /// The aspects that it names itself.
  let named: [String]
  /// Those that an answer has to tell about.
  let asked: [String]
  /// Those of them that few statements tell about.
  let telling: [String]
  /// Those of them that no statement tells about.
  let unsaid: [String]
  /// The standings of the topics that it is about, of the relations and of all that it names but conditions and domains.
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
  /// The treatments that a question of yes or no names, where a partner of the subject would not do.
  let partners: Set<String>

  /// The standing of a mention of the question.
  func standing(_ position: Int) -> Standing { standings[mentions[position]] }
}

extension Unifier {
  func inquiry(_ question: Question) -> Inquiry {
    var standings: [Standing] = []
    func place(_ mention: Mention) -> Int {
      if let place = standings.firstIndex(where: { $0.concept == mention.concept }) { return place }
      var standing = table.standing(of: mention.concept)
      standing.weight = weight(mention.concept)
      standings.append(standing)
      return standings.count - 1
    }
    let mentions = question.mentions.map(place)
    let context = question.context.map(place)
    let named = question.aspects.filter { !question.implied.contains($0) }
    let topics = question.mentions.indices.filter { question.mentions[$0].role == .topic }
    // "how does it bring that down" asks for the mechanism.
    let isHow = question.form == .how && named.isEmpty && !topics.isEmpty
    let asked =
      isHow
      ? [Cue.mechanism]
      : named.filter { (!question.isComparison || !comparative.contains($0)) && $0 != Cue.isMentioned }
    let explained = question.mentions.count {
      !question.inherited.contains($0.concept) && !question.implied.contains($0.concept)
    }
    let sparesPartners = question.form == .whether && !question.aspects.contains(Cue.combination)
    return Inquiry(
      question: question, standings: standings, mentions: mentions, context: context,
      aspectRows: question.mentions.map { $0.role == .aspect ? tellsOf[$0.concept] : nil },
      softAspects: softAspects(question).map { ($0, tellsOf[$0]) },
      named: named, asked: asked, telling: asked.filter { !common.contains($0) },
      unsaid: asked.filter { !statedAspects.contains($0) },
      topics: topics.map { mentions[$0] },
      relations: question.mentions.indices.filter { question.mentions[$0].role == .relation }
        .map { mentions[$0] },
      deniesDomain: question.denied.contains { lexicon.concepts[$0]?.role == .domain },
      isUnexplained: question.unknown.count >= 4 && explained < question.unknown.count,
      strangeName: question.unknown.first(where: \.looksLikeName)?.text,
      hasAnchor: hasAnchor(question), isForeign: isForeign(question),
      defines: question.form == .define || named.contains(Cue.definition),
      effect: question.mentions.first {
        $0.role == .nuance && [Cue.decrease, Cue.increase].contains($0.concept)
      }?.tokens.last,
      hasPredicate: hasPredicate(question),
      partners: sparesPartners
        ? Set(
          question.mentions.filter { $0.role == .topic && lexicon.isA($0.concept, Cue.therapy) }.map(
            \.concept))
        : [])
  }

  /// Aspects that a form asks for without naming them; they weigh, but decide nothing.
  private func softAspects(_ question: Question) -> [String] {
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

  /// What a comparison asks for by itself.
  private var comparative: [String] { [Cue.superiority, Cue.comparability] }
}
