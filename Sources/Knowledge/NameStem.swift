/// A part of a word that gives it away as a drug's name.
public struct NameStem: Sendable, Equatable {
  /// The letters, in lower case.
  public let letters: String
  /// Where in the word they stand.
  public let position: Position
  /// The least number of letters of the whole word.
  public let minimum: Int

  /// Where a stem stands in a word.
  public enum Position: String, Sendable {
    /// At the beginning.
    case prefix
    /// At the end.
    case suffix
  }

  /// Whether a folded word carries the stem.
  public func matches(_ word: String) -> Bool {
    let (bytes, wanted) = (word.utf8, letters.utf8)
    guard bytes.count >= minimum, bytes.count >= wanted.count else { return false }
    return position == .suffix
      ? bytes.reversed().starts(with: wanted.reversed()) : bytes.starts(with: wanted)
  }
}
