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
  /// the quote alone. Unlike most, it, `contraryOfTruth` and the three for hedges were set on questions to examine on, as
  /// what was learned is answered too surely to tell what a doubt is worth, and on 1,800 of writers who did not teach.
  static let contrary = 20.0
  /// The same for a plain verdict that the slots of the statement come to as well.
  static let contraryOfTruth = 8.0
  /// The most that it counts for that there is no verdict, where by its form a question wants one. It, `certain` and
  /// `likely` were set, like `contrary`, on questions to examine on, and checked on 300 that were put once.
  static let noneOfProposition = 0.2
  /// How sure a plain verdict has to be to be taken before a hedge that is less sure.
  static let certain = 0.98
  /// How near a hedge has to come to a plain verdict to be taken instead.
  static let hedge = 1.0
  /// The same where what is cited is said with a hedge ("often"): where both hold, the hedge says more.
  static let hedgeOfHedged = 0.6
  /// The same where by the slots of the statement a hedge is right, as of a condition that was not told.
  static let hedgeOfQualified = 0.9
  /// How sure "no" has to be, by itself and against "yes", for a hedged verdict to be worded as a contradiction; like
  /// `contrary` set on questions to examine on. It changes words alone, and no outcome, citation or verdict.
  static let surelyNot = 0.8
  static let surelyNotShare = 20.0
  /// How sure a plain verdict has to be that is taken for a hedge where the slots find the same: that every condition was
  /// told, or that it is not so.
  static let likely = 0.7
  /// How sure a hedge has to be at least: where nothing is hedged, no verdict is better.
  static let leastHedge = 0.3
}
