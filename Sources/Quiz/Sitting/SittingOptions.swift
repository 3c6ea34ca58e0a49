/// What a sitting is to be like.
public struct SittingOptions: Sendable, Equatable {
  /// How many items a day may be new.
  public var new = 10
  /// How many answers the sitting takes at most.
  public var limit = 30
  /// How many minutes it lasts at most; an item begun is finished.
  public var minutes = 10
  /// The kinds of items that are asked.
  public var kinds = Set(ItemKind.allCases)
  /// The concepts of which an item's statement has to be about one; nil for all items.
  public var topics: Set<String>?
  /// Whether it is practice before an examination: any items, and nothing is written to the log.
  public var isCram = false
  /// What decides the order of new items and options.
  public var seed: UInt64 = 0
  /// The probability with which an item is to be remembered when it falls due.
  public var retention = 0.9
  /// Whether intervals are spread by chance, with the sitting's seed.
  public var isFuzzed = false

  /// The usual sitting.
  public init() {}

  /// The schedule that follows.
  public var scheduler: Scheduler {
    Scheduler(retention: retention, fuzz: isFuzzed ? Fuzz(seed: seed) : nil)
  }
}
