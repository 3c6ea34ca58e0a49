/// What came of asking for one line.
public enum LineEvent: Equatable, Sendable {
  /// A line without its newline; valid UTF-8 without NUL, whatever the bytes were.
  case line(String)
  /// Ctrl-C: the line begun is gone, and the program should ask again. Whether there was anything on it is not known
  /// where the terminal itself edits the line; it then counts as empty.
  case interrupted(lineWasEmpty: Bool)
  /// Ctrl-D on an empty line, the end of the file or pipe, or a terminal that is no longer there.
  case endOfInput
  /// The file or pipe cannot be read any further: what has been read so far is not all there is.
  case failed(LineEditingError)
}

/// A source of lines; `makeLineReader` chooses the one that fits where standard input comes from.
public protocol LineReader: AnyObject {
  /// The lines entered so far and in earlier sessions.
  var history: LineHistory { get }

  /// Whether a person at a terminal answers the prompt; false for files and pipes, where no prompt is shown.
  var isInteractive: Bool { get }

  /// Whether lines are read without editing, since the terminal cannot move its cursor or is of no known type.
  var isPlain: Bool { get }

  /// How the next prompt looks, where the terminal can show it.
  var promptStyle: PromptStyle { get set }

  /// Reads one line. Nothing is thrown: whatever keeps lines from coming is an event that ends the input.
  ///
  /// - Parameter prompt: one line of text without escape sequences; it is styled as the configuration says.
  /// - Parameter recordsHistory: false for answers that should not come back with the up arrow.
  func readLine(prompt: String, recordsHistory: Bool) -> LineEvent

  /// Returns what went wrong without stopping anything since the last call, for the program to show.
  func takeWarnings() -> [LineEditingWarning]
}

extension LineReader {
  /// Reads one line and keeps it in the history.
  public func readLine(prompt: String) -> LineEvent {
    readLine(prompt: prompt, recordsHistory: true)
  }
}
