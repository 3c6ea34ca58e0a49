/// Decisions about differences, made one by one.
///
/// A value that knows nothing of terminals: whoever asks the person hands the answers in.
public struct ReplyReview: Sendable {
  /// What a person says to one difference.
  public enum Decision: Equatable, Sendable {
    /// The replayed reply is right.
    case accept
    /// The recorded reply is right: what answers has to be mended.
    case reject
    /// Later.
    case skip
    /// This difference and all later ones of its class: the replayed replies are right.
    case acceptClass
    /// This difference and all later ones of its class: the recorded replies are right.
    case rejectClass
    /// No more.
    case quit

    /// Reads a letter or a word; nil for anything else. Capitals tell classes from single differences.
    public init?(_ text: String) {
      let trimmed = text.filter { !$0.isWhitespace }
      switch trimmed {
      case "A": self = .acceptClass
      case "R": self = .rejectClass
      default:
        switch trimmed.lowercased() {
        case "a", "accept", "y", "yes": self = .accept
        case "r", "reject", "n", "no": self = .reject
        case "s", "skip", "": self = .skip
        case "acceptall", "all": self = .acceptClass
        case "rejectall": self = .rejectClass
        case "q", "quit": self = .quit
        default: return nil
        }
      }
    }
  }

  /// What was decided about a difference.
  public enum Verdict: Equatable, Sendable {
    /// To be written into the transcript.
    case accepted
    /// To stay as recorded.
    case rejected
    /// Left open.
    case skipped
  }

  /// Whether the person wants no more.
  public private(set) var hasEnded = false
  /// How many differences were accepted, rejected and skipped so far.
  public private(set) var counts: [Verdict: Int] = [:]
  private var byClass: [DifferenceClass: Verdict] = [:]

  /// Nothing decided yet.
  public init() {}

  /// What follows from earlier decisions for a difference; nil if the person has to be asked.
  public mutating func foregone(_ difference: Difference) -> Verdict? {
    // A turn that was not reached has no reply that could be accepted.
    if hasEnded || difference.kind == .ended { return count(.skipped) }
    return byClass[difference.kind].map { count($0) }
  }

  /// Takes a decision about a difference.
  public mutating func decide(_ decision: Decision, on difference: Difference) -> Verdict {
    switch decision {
    case .accept: return count(.accepted)
    case .reject: return count(.rejected)
    case .skip: return count(.skipped)
    case .acceptClass:
      byClass[difference.kind] = .accepted
      return count(.accepted)
    case .rejectClass:
      byClass[difference.kind] = .rejected
      return count(.rejected)
    case .quit:
      hasEnded = true
      return count(.skipped)
    }
  }

  private mutating func count(_ verdict: Verdict) -> Verdict {
    counts[verdict, default: 0] += 1
    return verdict
  }
}

extension ReplayResult {
  /// What to give to `Transcript.replacingReplies(_:)` to accept some turns, 0-based, and keep the others.
  public func replies(accepting accepted: Set<Int>) -> [String?] {
    replies.enumerated().map { index, reply in accepted.contains(index) ? reply : nil }
  }
}
