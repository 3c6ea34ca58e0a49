import Knowledge

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
  ///   - truth: how true the proposition is by the slots of the statement that it is judged by.
  ///   - isHedged: whether what is cited is itself said with a hedge: a hedged answer then comes nearest to it.
  ///   - isProposition: whether by its form the question is one of yes or no, which wants a verdict.
  func verdict(proved: Verdict?, truth: Verdict?, isHedged: Bool, isProposition: Bool) -> Verdict? {
    let hedge =
      isHedged
      ? DecisionBounds.hedgeOfHedged
      : truth == .qualified ? DecisionBounds.hedgeOfQualified : DecisionBounds.hedge
    if let proved, chance(proved) > chance(proved.contrary) { return proved }
    func worth(_ name: String) -> Double {
      let verdict = Verdict(rawValue: name)
      return switch verdict {
      case .yes, .no:
        chance(verdict) - (verdict == truth ? DecisionBounds.contraryOfTruth : DecisionBounds.contrary)
          * chance(verdict?.contrary)
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

  /// The plain verdict that is all but certain, and surer than a hedge; nil if neither is.
  var certain: Verdict? {
    let plain: Verdict = prefers(.yes) ? .yes : .no
    return chance(plain) > max(DecisionBounds.certain, chance(.qualified)) ? plain : nil
  }

  /// Whether a plain verdict is likelier than its contrary.
  func prefers(_ verdict: Verdict) -> Bool { odds(for: verdict) > odds(for: verdict.contrary) }
}
