import Glibc

// Every sentence this target has for a person.

extension LineEditingWarning: CustomStringConvertible {
  /// What was wrong, where, and what to do about it.
  public var description: String {
    switch self {
    case .historyUnreadable(let path, let code):
      return
        "\(path): cannot read the history (\(reason(code))); this session keeps its own. Check the file's owner and rights."
    case .historyUnwritable(let path, let code):
      return "\(path): cannot save the history (\(reason(code))); this session's lines are not kept."
    case .historyNotAFile(let path):
      return "\(path): not a regular file, so no history is kept there. Move it away."
    case .historyForeign(let path):
      return
        "\(path): not a history file of this program, so it is left untouched and this session's lines are not kept. "
        + "Move it away."
    case .historyTooLarge(let path, let limit):
      return
        "\(path): larger than \(limit >> 20) MB, so it is left untouched and this session's lines are not kept. "
        + "Move it away."
    case .historyBusy(let path):
      return "\(path): another session holds the lock; the last change is not in the file."
    case .historyDamaged(let path, let lines):
      let numbers = lines.prefix(5).map(String.init).joined(separator: ", ")
      let more = lines.count > 5 ? " and \(lines.count - 5) more" : ""
      return
        "\(path):\(lines.first ?? 1): damaged history (line \(numbers)\(more)); the other lines are used."
    case .startupFileUnreadable(let path, let code):
      return "\(path): cannot read the key bindings (\(reason(code))); the default keys are used."
    case .startupLineRefused(let path, let line, let text):
      return "\(path):\(line): not understood: \(text.prefix(60)). See editrc(5)."
    case .terminalUnknown(let name):
      return
        "TERM=\(name) is not in the terminal database, so lines cannot be edited. Set TERM to a known type, such as xterm."
    }
  }
}

extension LineEditingError: CustomStringConvertible {
  /// What was wrong and what to do about it.
  public var description: String {
    switch self {
    case .noSignalPipe(let code):
      return
        "cannot open a pipe for signals (\(reason(code))). Close other programs or raise the limit of open files."
    case .unreadableInput(let code):
      return "cannot read standard input (\(reason(code))). Give it a file, a pipe or a terminal."
    }
  }
}

extension HistorySearch.Outcome {
  /// The prompt of a search; it tells when there is nothing to find.
  func prompt(query: String) -> String {
    switch self {
    case .empty where query.isEmpty: "(history is empty) "
    case .empty: "(history is empty: \(query)) "
    case .waiting, .found: "(search: \(query)) "
    case .noMatch: "(no match for \(query)) "
    case .noOlder: "(no older match for \(query)) "
    case .noNewer: "(no newer match for \(query)) "
    }
  }
}

private func reason(_ code: Int32) -> String {
  strerror(code).map { String(cString: $0) } ?? "error \(code)"
}
