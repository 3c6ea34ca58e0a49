/// Why a file is not a transcript, and where.
public struct TranscriptError: Error, Equatable, Sendable {
  /// The file as the caller named it.
  public let file: String
  /// 1-based.
  public let line: Int
  /// What is wrong.
  public let problem: Problem

  /// What can be wrong with a transcript. Every line number is 1-based.
  public enum Problem: Equatable, Sendable {
    /// The line holds bytes that are not UTF-8.
    case notUTF8
    /// The file does not begin with a line `---`.
    case noFrontMatter
    /// No second `---` line ends the front matter.
    case unclosedFrontMatter
    /// The front matter lacks a required key.
    case missingKey(String)
    /// A key stands twice; `firstLine` is where it stood before.
    case duplicateKey(String, firstLine: Int)
    /// A line of the front matter is neither `key: value`, nor a comment, nor blank.
    case malformedFrontMatter(String)
    /// The format version is not one that this program reads.
    case unsupportedVersion(String)
    /// A known key has a value that cannot be right.
    case invalidValue(TranscriptHeader.InvalidValue)
    /// A fence names `ibid` without being exactly the line that opens a block of turns.
    case malformedOpeningFence(String)
    /// A block of turns stands inside another fenced block, opened at line `fence`.
    case hiddenBlock(fence: Int)
    /// A turn stands outside of the blocks of turns, as it does behind a fence too many.
    case turnOutsideBlock
    /// A merge of two versions left a mark: one of them has to be chosen.
    case conflictMarker(String)
    /// A fence stands in a block of turns that was opened at line `opened` and not closed.
    case unclosedBlock(opened: Int)
    /// Text in a block stands before its first prompt.
    case textBeforePrompt(String)
    /// A line begins with the prompt without the space after it.
    case malformedPrompt(String)
    /// A backslash begins no known escape; `column` counts scalars of the line, 1-based.
    case invalidEscape(String, column: Int)
  }
}
