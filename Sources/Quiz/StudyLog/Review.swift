/// One answer, as the log keeps it.
public struct Review: Sendable, Equatable {
  /// Its number in the log; 0 before it is written.
  public var id: Int64
  /// The pack that the item belongs to.
  public var pack: String
  /// The item's name as `ItemID` writes it; it may no longer exist.
  public var item: String
  /// When it was given, in seconds since 1970 UTC.
  public var moment: Int
  /// How well the item was remembered.
  public var rating: Rating
  /// What the answer was found to be.
  public var outcome: Outcome
  /// What was typed.
  public var answer: String
  /// Whether the person counted the answer as right against the grader.
  public var isOverruled: Bool
  /// The retention that the next interval was made for.
  public var retention: Double
  /// The seed of the fuzz of that interval, or nil.
  public var fuzzSeed: UInt64?

  /// The moments that an answer can be given at: beyond the year 9999 no schedule makes sense.
  static let moments = 0..<253_402_300_800

  /// What an answer was found to be.
  public enum Outcome: String, Sendable, CaseIterable {
    /// It says what the document says.
    case right
    /// Something is missing in it.
    case incomplete
    /// It says something else.
    case wrong
    /// None was given: the person looked and judged alone.
    case shown
  }

  /// An answer; `id` is set when it is written.
  public init(
    id: Int64 = 0, pack: String, item: String, moment: Int, rating: Rating, outcome: Outcome, answer: String,
    isOverruled: Bool = false, retention: Double = 0.9, fuzzSeed: UInt64? = nil
  ) {
    self.id = id
    self.pack = pack
    self.item = item
    self.moment = moment
    self.rating = rating
    self.outcome = outcome
    self.answer = answer
    self.isOverruled = isOverruled
    self.retention = retention
    self.fuzzSeed = fuzzSeed
  }
}
