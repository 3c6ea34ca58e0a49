/// One text that could stand where the cursor is.
public struct Completion: Equatable, Sendable {
  /// The text to insert in place of the range being completed.
  public var replacement: String
  /// The text to show in the list of candidates.
  public var display: String
  /// Whether a space follows when this is the sole candidate.
  public var appendsSpace: Bool

  /// Creates a candidate that is listed as `display`, or as what it inserts.
  public init(replacement: String, display: String? = nil, appendsSpace: Bool = true) {
    self.replacement = replacement
    self.display = display ?? replacement
    self.appendsSpace = appendsSpace
  }
}

/// What a completer found for a line and a cursor.
public struct CompletionResult: Equatable, Sendable {
  /// The bytes of the line that a candidate would replace: 0-based offsets into its UTF-8, end exclusive.
  public var range: Range<Int>
  /// The candidates, in the order in which they are to be listed.
  public var candidates: [Completion]

  /// Creates a result; offsets outside the line are moved to its ends.
  public init(range: Range<Int>, candidates: [Completion]) {
    self.range = range
    self.candidates = candidates
  }
}

/// Finds candidates for the line so far; `cursor` is a 0-based offset into its UTF-8, in bytes.
public typealias Completer = (_ line: String, _ cursor: Int) -> CompletionResult
