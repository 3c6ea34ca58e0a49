import Knowledge

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
