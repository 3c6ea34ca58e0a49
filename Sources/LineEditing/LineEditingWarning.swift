/// Something that went wrong and that line editing worked around.
public enum LineEditingWarning: Error, Equatable, Sendable {
  /// The history file could not be read; `code` is errno. The session keeps its history in memory.
  case historyUnreadable(path: String, code: Int32)
  /// The history file could not be written; `code` is errno. The session keeps its history in memory from here on.
  case historyUnwritable(path: String, code: Int32)
  /// The path names a folder, a pipe or a device. The session keeps its history in memory.
  case historyNotAFile(path: String)
  /// The file is not one that this library wrote, so it is left as it is. The session keeps its history in memory.
  case historyForeign(path: String)
  /// The file is larger than any history, so it is left as it is; `limit` is in bytes. The session keeps its history in
  /// memory.
  case historyTooLarge(path: String, limit: Int)
  /// Another process held the lock of the history file too long; what was to be written is kept in memory only.
  case historyBusy(path: String)
  /// Lines of the history file, 1-based, that could not be understood; they stay in the file but are not offered.
  case historyDamaged(path: String, lines: [Int])
  /// The start-up file exists but could not be read; `code` is errno.
  case startupFileUnreadable(path: String, code: Int32)
  /// A line of the start-up file, 1-based, that libedit did not accept.
  case startupLineRefused(path: String, line: Int, text: String)
  /// The terminal database does not know the terminal: lines are read without editing.
  case terminalUnknown(name: String)
}

/// What keeps a line reader from being made, or from reading on.
public enum LineEditingError: Error, Equatable, Sendable {
  /// The pipe that carries signals could not be made; `code` is errno.
  case noSignalPipe(code: Int32)
  /// Standard input cannot be read; the `errno`.
  case unreadableInput(code: Int32)
}
