/// How well an item was remembered.
public enum Rating: Int, Sendable, CaseIterable, Comparable {
  /// Forgotten, or answered wrong.
  case again = 1
  /// Remembered with effort.
  case hard = 2
  /// Remembered.
  case good = 3
  /// Remembered at once.
  case easy = 4

  /// The order of the cases or of the numbers.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
