import Foundation
public import Knowledge

/// Decides between what the statements say by their slots and what the labelled questions taught.
final class Arbiter: Sendable {
  let learned: LearnedReading
  /// The sentences that the classes of `learned.answers` stand for; nil for the outcomes without one.
  private let sentences: [SentenceNumber?]
  /// How much surer than another each class of `learned.answers` is taken to be.
  private let cautions: [Double]

  init(_ learned: LearnedReading) {
    self.learned = learned
    sentences = learned.answers.classes.map { SentenceNumber($0) }
    cautions = learned.answers.classes.map { $0 == Self.abstain ? DecisionBounds.caution : 0 }
  }

  /// The sentences that it decides between.
  var known: [SentenceNumber] { sentences.compactMap { $0 } }

  /// The classes that are not sentences.
  static let abstain = "abstain"
  static let clarify = "clarify"
  /// The class of questions that are not propositions.
  static let none = "none"

  /// What the features of an input speak for, in the light of what the slots found.
  func decide(_ features: ShownFeatures, _ found: SlotFindings) -> Decision {
    var chances = learned.answers.logOdds(of: features).map(Self.chance)
    let surest = chances.indices.max { chances[$0] < chances[$1] }!
    for (index, sentence) in sentences.enumerated() {
      guard let sentence else { continue }
      let isSilent =
        found.silent.contains(sentence) && (index != surest || chances[index] < DecisionBounds.silent)
      if found.beside.contains(sentence) || isSilent
        || found.partly.contains(sentence) && chances[index] < DecisionBounds.partly
      {
        chances[index] = 0
      }
    }
    func weight(_ index: Int) -> Double {
      let isFitting = sentences[index].map(found.fitting.contains) ?? false
      return chances[index] + (isFitting ? DecisionBounds.fitting : cautions[index])
    }
    let best = chances.indices.max { weight($0) < weight($1) }!
    var answering: [SentenceNumber] = []
    if let sentence = sentences[best] {
      let isProved = found.proved.contains(sentence)
      answering = chances.indices.filter { index in
        guard index != best, let other = sentences[index] else { return false }
        let isLeftOut = isProved && !found.proved.contains(other)
        let bound = isLeftOut ? DecisionBounds.besidesProof : DecisionBounds.besides
        return chances[index] > max(bound, DecisionBounds.besidesShare * chances[best])
      }.sorted { chances[$0] > chances[$1] }.compactMap { sentences[$0] }
      answering.insert(sentence, at: 0)
    }
    let isUnclear = answering.isEmpty && learned.answers.classes[best] == Self.clarify
    let likeliest = chances.indices.max { chances[$0] < chances[$1] }!
    let isDoubtful = answering.isEmpty && !isUnclear && chances[likeliest] > 0.5
    return Decision(
      sentences: answering, isUnclear: isUnclear, doubted: isDoubtful ? sentences[likeliest] : nil,
      odds: chances, surest: best, features: features, classifier: learned.answers)
  }

  /// How likely each verdict on a proposition is.
  func verdicts(_ features: ShownFeatures) -> VerdictChances {
    VerdictChances(classes: learned.verdicts.classes, logOdds: learned.verdicts.logOdds(of: features))
  }

  static func chance(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
}

/// What was decided on an input, and why.
public struct Decision: Sendable {
  /// The sentences that answer, the surest first; empty if none does.
  public let sentences: [SentenceNumber]
  /// Whether the question has to be put another way.
  public let isUnclear: Bool
  /// The sentence that is likelier than not to answer, and than that none does, but not by so much that it is trusted to.
  public let doubted: SentenceNumber?
  /// The classes by how sure they are, from 0 to 1, the surest first.
  public var chances: [(name: String, chance: Double)] {
    zip(classifier.classes, odds).map { ($0, $1) }.sorted { $0.1 > $1.1 }
  }
  /// What spoke most for the surest, and against it, as shares of the logarithm of the odds.
  public var reasons: [(feature: String, share: Double)] { classifier.reasons(for: surest, in: features) }

  /// How sure each class is, in the order of the classes.
  fileprivate let odds: [Double]
  fileprivate let surest: Int
  fileprivate let features: ShownFeatures
  fileprivate let classifier: NeuralClassifier
}
