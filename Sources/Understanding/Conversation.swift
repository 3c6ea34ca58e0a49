public import Knowledge

/// What is remembered from one input to the next.
public struct Conversation: Sendable {
  /// The last question that was understood, after resolution.
  public private(set) var last: Question?
  /// What the last answer was about: what "it" stands for next.
  public private(set) var topics: [Mention] = []
  /// What was told about the patient, in the order told: what was told by itself, and what was told with a question not
  /// many turns ago.
  public var told: [Mention] { recent.filter { $0.standing == .present }.map(\.mention) }
  /// What was told to be absent.
  public var absent: [Mention] { recent.filter { $0.standing == .absent }.map(\.mention) }
  /// The treatments that were told to be out of the question, and the states that were told in so many words not to be there.
  public var excluded: [Mention] { recent.filter { $0.standing == .excluded }.map(\.mention) }
  /// The states that were told to be possible.
  public var doubtful: [Mention] { recent.filter { $0.standing == .doubtful }.map(\.mention) }
  private var recent: [Tale] { tales.filter { $0.isLasting || turns - $0.turn < Self.recentTurns } }
  /// For how many turns what was told beside a question is remembered.
  private static let recentTurns = 6
  private var tales: [Tale] = []
  /// What was told, and the value of `turns`, when the line before this one and this one began.
  private var (before, start): ((tales: [Tale], turns: Int), (tales: [Tale], turns: Int)) = (([], 0), ([], 0))
  /// Whether something was asked since the first of `tales`, and whether an age or a cue introduced the patient.
  private var (hasAsked, hasIntroduced) = (false, false)

  private struct Tale: Sendable {
    let mention: Mention
    /// The value of `turns` when it was told.
    let turn: Int
    /// Whether it was told by itself, and not beside a question.
    let isLasting: Bool
    let standing: Standing
  }

  /// How something that was told stands to the patient.
  private enum Standing: Sendable {
    case present
    /// It is not there, or was not had.
    case absent
    /// It is a treatment that is out of the question, or a state that was told in so many words not to be there.
    case excluded
    /// It may be there.
    case doubtful

    /// Whether what is told so undoes what was told so: what is not there may be out of the question, too.
    func replaces(_ old: Standing) -> Bool {
      self == old || ![.absent, .excluded].contains(self) || ![.absent, .excluded].contains(old)
    }
  }

  /// The sentences that the last answer cited; none if it was declined.
  public private(set) var cited: [SentenceNumber] = []

  /// The last line that asked, to be answered again when somebody doubts the answer.
  public private(set) var earlier: EarlierLine?

  /// How many questions and tales were remembered.
  public private(set) var turns = 0

  /// The patients who were told apart.
  var roster = PatientRoster()

  /// An empty memory.
  public init() {}

  /// The same with another last question.
  func withLast(_ question: Question) -> Conversation {
    var copy = self
    copy.last = question
    return copy
  }

  /// The same with what was told alone, as if the last question had not been put.
  var withoutLast: Conversation {
    var copy = self
    (copy.last, copy.topics, copy.cited) = (nil, [], [])
    return copy
  }

  /// Leaves the last question, and what it was about; what was told of a patient still holds.
  public mutating func changeSubject() { self = withoutLast }

  /// The same without the line before, which would hold all lines before it.
  fileprivate var withoutEarlier: Conversation {
    var copy = self
    copy.earlier = nil
    return copy
  }

  /// Forgets everything.
  public mutating func reset() { self = Conversation() }

  /// Whether a reading leaves the patient who was told of for another: an age may well come after other things that were
  /// told of the same patient ("NET progressing", "74F, never treated"), but not after a question, nor after an age.
  public func isLeft(by reading: Reading) -> Bool {
    reading.introducesPatient
      && (tales.isEmpty || hasAsked || hasIntroduced
        || reading.clauses.contains { $0.mentions(Cue.newPatient) })
  }

  /// Has to be called before each line is understood, so that what it tells can be taken back by the next.
  public mutating func beginLine() { (before, start) = (start, (tales, turns)) }

  /// Whether the line before this one told something.
  var hasJustTold: Bool { tales.contains { $0.turn > before.turns } }

  /// Forgets the patient who was told of, and what was asked.
  public mutating func leavePatient() {
    (tales, hasAsked, hasIntroduced) = ([], false, false)
    changeSubject()
  }

  /// Forgets what was told with the line before this one, and what was asked.
  public mutating func takeBack() {
    tales = before.tales
    start.tales = tales
    changeSubject()
  }

  /// Remembers a question, what its answer was about, and the sentences cited for it.
  public mutating func remember(_ question: Question, topics: [Mention], cited: [SentenceNumber]) {
    last = question
    self.cited = cited
    turns += 1
    hasAsked = hasAsked || !tales.isEmpty
    if !topics.isEmpty { self.topics = topics }
  }

  /// Remembers a line that asked, and what it leaned on.
  public mutating func remember(_ reading: Reading, after context: Conversation) {
    earlier = EarlierLine(reading: reading, context: context)
  }

  /// Remembers what a reading told; a state takes the place of its contrary ("stable, I misread the report"). What was
  /// remembered already is not told anew.
  ///
  /// - Parameters:
  ///   - facts: what was told.
  ///   - asked: whether something was asked with it.
  public mutating func remember(
    _ facts: ToldFacts, in reading: Reading, asked: Bool, by lexicon: Lexicon
  ) {
    if isLeft(by: reading) { (tales, hasAsked, hasIntroduced) = ([], false, false) }
    hasIntroduced = hasIntroduced || reading.introducesPatient
    let told = [
      (Standing.present, facts.present), (.absent, facts.absent), (.excluded, facts.excluded + facts.failed),
      (.doubtful, facts.doubtful),
    ].flatMap {
      standing, mentions in
      mentions.filter { mention in !tales.contains { $0.mention == mention && $0.standing == standing } }
        .map { (standing: standing, mention: $0) }
    }
    tales.removeAll { old in
      told.contains { new in
        new.mention.concept == old.mention.concept && new.standing.replaces(old.standing)
          || new.standing == .present && lexicon.isRuledOut(old.mention.concept, by: new.mention.concept)
      }
    }
    // A question about a state that is taken back is not carried on.
    if !asked, let last, last.mentions(.condition).contains(where: { facts.takeBack($0, by: lexicon) }) {
      self.last = nil
    }
    if !facts.isEmpty { turns += 1 }
    let isLasting = !asked || reading.introducesPatient
    tales += told.map { Tale(mention: $0.mention, turn: turns, isLasting: isLasting, standing: $0.standing) }
    hasAsked = hasAsked || asked && !tales.isEmpty
    let topics = facts.present.filter { $0.role == .topic }
    if !topics.isEmpty { self.topics = topics }
  }
}

/// A line that asked, with what had been said before it.
public final class EarlierLine: Sendable {
  /// The line.
  public let reading: Reading
  /// The conversation before it.
  public let context: Conversation

  init(reading: Reading, context: Conversation) {
    self.reading = reading
    self.context = context.withoutEarlier
  }
}
