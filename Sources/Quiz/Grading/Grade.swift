public import Understanding

/// What became of a free answer.
public struct Grade: Sendable, Equatable {
  /// How it counts.
  public let outcome: Outcome
  /// What of the expected parts it covers.
  public let covered: [Recall.Part]
  /// What is missing without which it does not count.
  public let missing: [Recall.Part]
  /// What it leaves out that need not be said.
  public let optional: [Recall.Part]
  /// What in it the statement speaks against.
  public let contradictions: [Contradiction]
  /// The words that were read as others.
  public let readAs: [Correction]

  /// Passed, whatever the rules had against it.
  var passed: Grade {
    Grade(
      outcome: .right, covered: covered, missing: [], optional: optional + missing, contradictions: [],
      readAs: readAs)
  }

  /// Refused for one more reason, which takes the place of those about a part of the same words.
  func refused(for contradiction: Contradiction) -> Grade {
    let others = contradictions.filter { other in
      guard case .foreign(let part) = other, case .foreign(let whole) = contradiction else { return true }
      return !whole.contains(part)
    }
    return Grade(
      outcome: .wrong, covered: covered, missing: missing, optional: optional,
      contradictions: others + [contradiction], readAs: readAs)
  }

  func counted(as outcome: Outcome) -> Grade {
    Grade(
      outcome: outcome, covered: covered, missing: missing, optional: optional,
      contradictions: contradictions,
      readAs: readAs)
  }

  /// How an answer counts.
  public enum Outcome: String, Sendable, Equatable {
    /// It says what the statement says.
    case right
    /// Nothing in it is wrong, but something is missing.
    case incomplete
    /// It says something else.
    case wrong
  }

  /// What an answer says that the statement speaks against.
  public enum Contradiction: Sendable, Equatable {
    /// It denies what the statement claims; the words that it denies.
    case denied(String)
    /// It says the contrary of a concept of the statement; its own words.
    case contrary(String, of: String)
    /// It names something that the statement is not about; its own words.
    case foreign(String)
    /// It leaves no exception where the statement does; its own words.
    case overclaimed(String)
    /// It gives the subject's part to the object.
    case rolesReversed
    /// It has words that nothing explains where every word counts.
    case unexplained(String)
    /// It reads like answers that say something else, though no single word of it does.
    case unlike
  }
}
