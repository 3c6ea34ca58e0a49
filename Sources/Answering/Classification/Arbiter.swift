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

  fileprivate static func chance(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
}

/// How likely each verdict on a proposition is, as the labelled questions taught.
struct VerdictChances {
  private let classes: [String]
  private let logOdds: [Double]

  /// Takes the names of verdicts, and of there being none, with the logarithm of the odds of each.
  init(classes: [String], logOdds: [Double]) {
    self.classes = classes
    self.logOdds = logOdds
  }

  private func odds(for verdict: Verdict?) -> Double {
    verdict.flatMap { classes.firstIndex(of: $0.rawValue) }.map { logOdds[$0] } ?? 0
  }

  private func chance(_ name: String) -> Double {
    classes.firstIndex(of: name).map { Arbiter.chance(logOdds[$0]) } ?? 0
  }

  private func chance(_ verdict: Verdict?) -> Double { verdict.map { chance($0.rawValue) } ?? 0 }

  /// The verdict on a proposition; nil if the question is none.
  ///
  /// Each verdict is worth its chance; a plain yes or no loses by the chance of its contrary, so that where both are
  /// possible the hedge is taken, which is never the contrary of the truth. A verdict that the slots prove needs only to
  /// be likelier than its contrary.
  ///
  /// - Parameters:
  ///   - isHedged: whether what is cited is itself said with a hedge: a hedged answer then comes nearest to it.
  ///   - isProposition: whether by its form the question is one of yes or no, which wants a verdict.
  func verdict(proved: Verdict?, isHedged: Bool = false, isProposition: Bool = false) -> Verdict? {
    let hedge = isHedged ? DecisionBounds.hedgeOfHedged : DecisionBounds.hedge
    if let proved, chance(proved) > chance(proved.contrary) { return proved }
    func worth(_ name: String) -> Double {
      let verdict = Verdict(rawValue: name)
      return switch verdict {
      case .yes, .no: chance(verdict) - DecisionBounds.contrary * chance(verdict?.contrary)
      case .qualified:
        chance(verdict) < DecisionBounds.leastHedge ? -.infinity : chance(verdict) / hedge
      case nil: min(chance(name), isProposition ? DecisionBounds.noneOfProposition : 1)
      }
    }
    // Equal worth is decided by the order of the classes.
    return classes.max { worth($0) < worth($1) }.flatMap { Verdict(rawValue: $0) }
  }

  /// Whether a proposition that gets a hedged verdict is surely not true as it is put.
  var isContrary: Bool {
    let no = chance(Verdict.no)
    return no > DecisionBounds.surelyNot && no > DecisionBounds.surelyNotShare * chance(Verdict.yes)
  }

  /// Whether a plain verdict is likely, and its contrary all but ruled out.
  func isLikely(_ verdict: Verdict) -> Bool {
    chance(verdict) > DecisionBounds.likely
      && chance(verdict) > DecisionBounds.contrary * chance(verdict.contrary)
  }

  /// The plain verdict of which that it holds is surer than any hedge; nil if there is none.
  var certain: Verdict? {
    let plain: Verdict = prefers(.yes) ? .yes : .no
    return chance(plain) > max(DecisionBounds.certain, chance(.qualified)) ? plain : nil
  }

  /// Whether a plain verdict is likelier than its contrary.
  func prefers(_ verdict: Verdict) -> Bool { odds(for: verdict) > odds(for: verdict.contrary) }
}

/// What the slots of the statements tell of an input by themselves, sentence by sentence.
struct SlotFindings: Sendable {
  /// The sentences that say nothing of any treatment that was asked about, or are for other patients: they answer only
  /// if they are the surest, and sure indeed, as a claim that garbles them makes them.
  var silent: [SentenceNumber] = []
  /// Those that say nothing of one of the treatments, which have to be surer: what is true of one is not true of another.
  var partly: [SentenceNumber] = []
  /// Those that are for patients in a state that was told not to be there, or on a treatment that is out of the question.
  var beside: [SentenceNumber] = []
  /// Those that are for patients in another state than was told, as far as the slots tell.
  var forOthers: [SentenceNumber] = []
  /// Those for patients in just the state that was told, where it is asked what to do and nothing is named.
  var fitting: [SentenceNumber] = []
  /// Those that answer by the slots, with a statement in which everything that was named was found.
  var proved: [SentenceNumber] = []
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

/// The bounds of a decision, in one place. They were set by cross-validation on the developing half of the labelled
/// questions (`ibid evaluate --folds 5`).
enum DecisionBounds {
  /// How much surer than that nothing answers the surest sentence has to be: a wrong answer is worse than none.
  static let caution = 0.61
  /// How much of that is left off for a sentence on patients in the state that was told, where it is only asked what to do.
  static let fitting = 0.3
  /// How sure a sentence has to be that by its slots says nothing of the treatments asked about, or is for others.
  static let silent = 0.9
  /// How sure a sentence has to be to answer words that do not read as a question.
  static let unasked = 0.9
  /// How sure a sentence has to be that says nothing of one of the treatments asked about.
  static let partly = 0.6
  /// How sure a further sentence has to be, by itself and against the surest.
  static let besides = 0.4
  static let besidesShare = 0.5
  /// The same for one that the slots left out of an answer that they prove.
  static let besidesProof = 0.5
  /// How much of the chance of the contrary a plain yes or no loses: the wrong one does more harm than a hedge, or than
  /// the quote alone. Unlike the others it was set on the questions to examine on, as what was learned is answered too
  /// surely to tell what a doubt is worth: of the 51 plain ones of 3,539 answers that 15 gives up against 3, 9 were the
  /// wrong way round.
  static let contrary = 15.0
  /// The most that it counts for that there is no verdict, where by its form a question wants one.
  static let noneOfProposition = 0.2
  /// How sure a plain verdict has to be to be taken before a hedge that is less sure.
  static let certain = 0.98
  /// How near a hedge has to come to a plain verdict to be taken instead: where both hold, it says more.
  static let hedge = 0.9
  /// The same where what is cited is said with a hedge ("often").
  static let hedgeOfHedged = 0.6
  /// How sure "no" has to be, by itself and against "yes", for a hedged verdict to be worded as a contradiction; like
  /// `contrary` set on questions to examine on. It changes words alone, and no outcome, citation or verdict.
  static let surelyNot = 0.8
  static let surelyNotShare = 20.0
  /// How sure a plain verdict has to be that is taken for a hedge, as every condition of it was told.
  static let likely = 0.7
  /// How sure a hedge has to be at least: where nothing is hedged, no verdict is better.
  static let leastHedge = 0.3
}
