/// What happens in a sitting, for somebody to put into words.
public enum SittingEvent: Sendable {
  /// An item is asked.
  case asked(Showing)
  /// An answer was judged and written to the log.
  case judged(Judgement)
  /// The rating stands; the item comes again after so many seconds. With a leech, how often it was forgotten.
  case rated(Rating, pause: Int, leech: Int?)
  /// The person's word stands against the grader's; what can be said now.
  case overruled([Preview])
  /// Why the grade is what it is.
  case explained(Judgement)
  /// Why the item is asked now.
  case scheduled(StudyState.Card?, Item, moment: Int)
  /// Where the answer stands in the document.
  case source(Item)
  /// The last answer is taken back.
  case undone
  /// There is nothing to take back.
  case nothingToUndo
  /// The item is left for another time.
  case skipped
  /// The item is not asked again; while only practising, not in this sitting.
  case suspended(Item, isLasting: Bool)
  /// What may be typed.
  case help(isRating: Bool, ItemKind)
  /// What was typed is the beginning of several keys.
  case ambiguousKey(String, [String])
  /// What was typed is meant as a key and is none.
  case unknownKey(String)
  /// What was typed is no answer to this kind of item.
  case notAnAnswer(ItemKind, options: Int)
  /// What was typed is no rating; the ratings that are possible.
  case notARating([Rating], canOverrule: Bool)
  /// The sitting is over.
  case finished(Summary)
  /// There is nothing to ask.
  case nothingDue(next: Int?, moment: Int, newTomorrow: Int)
}

/// An item as it is asked.
public struct Showing: Sendable {
  /// The item.
  public let item: Item
  /// Which showing of the sitting it is, 1-based.
  public let number: Int
  /// How many remain, itself included, as far as is known.
  public let remaining: Int
  /// Why it is asked.
  public let reason: Reason
  /// For a choice, the options in the order in which they are shown.
  public let options: [Alternative]

  /// Why an item is asked.
  public enum Reason: Sendable, Equatable {
    /// It was never asked.
    case new
    /// It is being learned.
    case learning
    /// It is due.
    case due
    /// It is practice.
    case cram
  }
}

/// A rating with the pause that it would lead to.
public struct Preview: Sendable, Equatable {
  /// The rating.
  public let rating: Rating
  /// Seconds until the item would be asked again; 0 in practice, which has no effect on that.
  public let pause: Int
}

/// What became of an answer.
public struct Judgement: Sendable {
  /// The item.
  public let item: Item
  /// The outcome.
  public let outcome: Review.Outcome
  /// What was typed.
  public let answer: String
  /// How a free answer was graded; nil for items answered with a key.
  public let grade: Grade?
  /// For a choice, the option chosen.
  public let chosen: Alternative?
  /// The ratings that are possible, with their pauses.
  public let previews: [Preview]
  /// The one that holds unless another is chosen.
  public let suggested: Rating
}

/// What a sitting came to.
public struct Summary: Sendable, Equatable {
  /// How many answers were given.
  public var answered = 0
  /// How many of them were right.
  public var right = 0
  /// Right by the person's own word.
  public var overruled = 0
  /// The items that were forgotten after they had been learned.
  public var lapsed: [ItemID] = []
  /// Those that became leeches.
  public var leeches: [ItemID] = []
  /// When the next item is due, in seconds since 1970 UTC; nil if none is.
  public var next: Int?
  /// When the sitting ended.
  public var moment = 0
  /// Why it ended.
  public var end = End.done
  /// Whether nothing was written.
  public var isCram = false

  /// Why a sitting ended.
  public enum End: Sendable, Equatable {
    /// Nothing more is due.
    case done
    /// As many answers as were wanted.
    case limit
    /// As many minutes as were wanted.
    case time
    /// The person left.
    case quit
  }
}
