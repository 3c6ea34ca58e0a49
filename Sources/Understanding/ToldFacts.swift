import Knowledge

/// What a line tells of a patient.
public struct ToldFacts: Sendable {
  /// What is there, or was had.
  public var present: [Mention] = []
  /// What is not there, or was not had.
  public var absent: [Mention] = []
  /// The treatments that are out of the question, and the states that were told in so many words not to be there.
  public var excluded: [Mention] = []
  /// The treatments that failed, of which the document says nothing.
  public var failed: [Mention] = []
  /// The states that may be there ("possible X").
  public var doubtful: [Mention] = []

  /// Tells what is described at each property.
  public init(
    present: [Mention] = [], absent: [Mention] = [], excluded: [Mention] = [], failed: [Mention] = [],
    doubtful: [Mention] = []
  ) {
    self.present = present
    self.absent = absent
    self.excluded = excluded
    self.failed = failed
    self.doubtful = doubtful
  }

  /// Whether they tell that a state which was spoken of before is not there, or one that rules it out.
  func takeBack(_ state: Mention, by lexicon: Lexicon) -> Bool {
    (absent + excluded).contains { $0.concept == state.concept }
      || present.contains { lexicon.isRuledOut(state.concept, by: $0.concept) }
  }

  /// Whether nothing is told.
  var isEmpty: Bool { [present, absent, excluded, failed, doubtful].allSatisfy(\.isEmpty) }
}
