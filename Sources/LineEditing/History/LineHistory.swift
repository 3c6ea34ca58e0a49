import Glibc

/// The lines entered, oldest first: in memory for this session and, if it has one, in a file for the next.
///
/// Each line is saved when it is added, so no way of dying loses any. A session shows what it found when it started
/// plus its own lines: what another terminal adds meanwhile is in the file but does not get between one's own.
public final class LineHistory {
  /// The entries, oldest first, never two equal ones in a row.
  public private(set) var entries: [String] = []
  /// The most entries kept.
  public let limit: Int
  /// Changes with every change of the entries.
  private(set) var revision = 0

  private var file: HistoryFile?
  private var isSaving = true
  private var warnings: [LineEditingWarning] = []

  /// Opens the history kept in a file, or with nil an empty one that lives as long as the program.
  public init(path: String?, limit: Int) {
    self.limit = max(0, limit)
    guard let path, limit > 0 else { return }
    let file = HistoryFile(path: path, limit: limit)
    do {
      let contents = try file.load()
      if !contents.damagedLines.isEmpty {
        warnings.append(.historyDamaged(path: path, lines: contents.damagedLines))
      }
      for entry in contents.entries where entry != entries.last { entries.append(entry) }
      entries = Array(entries.suffix(limit))
      self.file = file
    } catch {
      warnings.append(error)
    }
  }

  /// Whether entries outlive the session.
  public var isPersistent: Bool { file != nil && isSaving }

  /// Adds a line; a blank one, one that begins with a space, and a repetition of the last one are not kept.
  public func append(_ line: String) {
    guard limit > 0, line.unicodeScalars.first != " ", line != entries.last,
      line.contains(where: { !$0.isWhitespace })
    else { return }
    entries.append(line)
    if entries.count > limit { entries.removeFirst(entries.count - limit) }
    revision += 1
    guard isSaving else { return }
    save { (file) throws(LineEditingWarning) in try file.append(line) }
  }

  /// Removes the newest entries, from the file as well, and returns them, oldest first.
  @discardableResult
  public func removeLast(_ count: Int) -> [String] {
    let removed = Array(entries.suffix(max(0, count)))
    guard !removed.isEmpty else { return [] }
    entries.removeLast(removed.count)
    revision += 1
    save { (file) throws(LineEditingWarning) in try file.remove(removed.reversed()) }
    return removed
  }

  /// Removes, for each line given, its latest entry, from the file as well; returns how many there were.
  @discardableResult
  public func remove(_ lines: [String]) -> Int {
    var count = 0
    for line in lines {
      guard let index = entries.lastIndex(of: line) else { continue }
      entries.remove(at: index)
      count += 1
    }
    guard count > 0 else { return 0 }
    revision += 1
    save { (file) throws(LineEditingWarning) in try file.remove(lines) }
    return count
  }

  /// Removes every entry, those that other sessions wrote to the file as well; returns how many this one knew.
  @discardableResult
  public func removeAll() -> Int {
    defer { entries = [] }
    revision += 1
    save { (file) throws(LineEditingWarning) in try file.removeAll() }
    return entries.count
  }

  /// Keeps what comes from here on in memory only; what is in the file stays there until it is removed.
  public func stopSaving() { isSaving = false }

  func takeWarnings() -> [LineEditingWarning] {
    defer { warnings = [] }
    return warnings
  }

  private func save(_ change: (HistoryFile) throws(LineEditingWarning) -> Void) {
    guard let file else { return }
    do {
      try change(file)
    } catch {
      warnings.append(error)
      // A busy file may be free the next time; anything else would only be reported again and again.
      if case .historyBusy = error { return }
      self.file = nil
    }
  }
}
