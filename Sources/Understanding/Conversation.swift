public import Knowledge

/// What is remembered from one input to the next.
public struct Conversation: Sendable {
  /// The last question that was understood, after resolution.
  public private(set) var last: Question?
  /// What the last answer was about: what "it" stands for next.
  public private(set) var topics: [Mention] = []
  /// What was told about the patient, in the order told.
  public private(set) var told: [Mention] = []

  /// The sentences that the last answer cited; none if it was declined.
  public private(set) var cited: [SentenceNumber] = []

  /// How many questions and tales were remembered.
  public private(set) var turns = 0

  /// An empty memory.
  public init() {}

  /// Forgets everything.
  public mutating func reset() { self = Conversation() }

  /// Remembers a question, what its answer was about, and the sentences cited for it.
  public mutating func remember(_ question: Question, topics: [Mention], cited: [SentenceNumber]) {
    last = question
    self.cited = cited
    turns += 1
    if !topics.isEmpty { self.topics = topics }
  }

  /// Remembers what was told; a state takes the place of its contrary ("stable, I misread the report").
  public mutating func remember(told mentions: [Mention], by lexicon: Lexicon) {
    told.removeAll { old in
      mentions.contains { $0.concept == old.concept || lexicon.areOpposite($0.concept, old.concept) }
    }
    told += mentions
    if !mentions.isEmpty { turns += 1 }
    let topics = mentions.filter { $0.role == .topic }
    if !topics.isEmpty { self.topics = topics }
  }
}
