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

  /// Where the entries are kept; lines are taken out of it even where none are added.
  private let file: HistoryFile?
  /// Whether the entries of this session are among those of the file.
  private let isKept: Bool
  private var isSaving: Bool
  private var warnings: [LineEditingWarning] = []

  /// Opens the history kept in a file, or with nil an empty one that lives as long as the program.
  ///
  /// - Parameter isKept: false for a session that neither reads nor adds to the file, and can only empty it.
  public init(path: String?, limit: Int, isKept: Bool = true) {
    self.limit = max(0, limit)
    self.isKept = isKept && limit > 0
    isSaving = self.isKept && path != nil
    file = path.map { HistoryFile(path: $0, limit: limit) }
    guard self.isKept, let path, let file else { return }
    do {
      let contents = try file.load()
      if !contents.damagedLines.isEmpty {
        warnings.append(.historyDamaged(path: path, lines: contents.damagedLines))
      }
      for entry in contents.entries where entry != entries.last { entries.append(entry) }
      entries = Array(entries.suffix(limit))
    } catch {
      warnings.append(error)
      isSaving = false
    }
  }

  /// Whether entries outlive the session.
  public var isPersistent: Bool { isSaving }

  /// Adds a line; a blank one, one that begins with a space, and a repetition of the last one are not kept.
  public func append(_ line: String) {
    guard limit > 0, line.unicodeScalars.first != " ", line != entries.last,
      line.contains(where: { !$0.isWhitespace })
    else { return }
    entries.append(line)
    if entries.count > limit { entries.removeFirst(entries.count - limit) }
    revision += 1
    guard isSaving, let file else { return }
    do {
      try file.append(line)
    } catch {
      warnings.append(error)
      // A busy file may be free the next time; anything else would only be reported again and again.
      if case .historyBusy = error { return }
      isSaving = false
    }
  }

  /// Removes the newest entries, from the file as well, and returns them, oldest first; where the file cannot be changed, that
  /// is among the warnings.
  @discardableResult
  public func removeLast(_ count: Int) -> [String] {
    let removed = Array(entries.suffix(max(0, count)))
    guard !removed.isEmpty else { return [] }
    entries.removeLast(removed.count)
    revision += 1
    do {
      if isKept { try file?.remove(removed.reversed()) }
    } catch {
      warnings.append(error)
    }
    return removed
  }

  /// Removes, for each line given, its latest entry, from the file as well; returns how many there were.
  ///
  /// - Throws: why the file still holds them; then this session holds them, too.
  @discardableResult
  public func remove(_ lines: [String]) throws(LineEditingWarning) -> Int {
    if isKept, lines.contains(where: entries.contains) { try file?.remove(lines) }
    var count = 0
    for line in lines {
      guard let index = entries.lastIndex(of: line) else { continue }
      entries.remove(at: index)
      count += 1
    }
    if count > 0 { revision += 1 }
    return count
  }

  /// Removes every entry, those that other sessions wrote to the file as well, even where this one keeps none; returns how
  /// many this one knew.
  ///
  /// - Throws: why the file still holds them; then this session holds them, too.
  @discardableResult
  public func removeAll() throws(LineEditingWarning) -> Int {
    try file?.removeAll()
    defer { entries = [] }
    revision += 1
    return entries.count
  }

  /// Keeps what comes from here on in memory only; what is in the file stays there until it is removed.
  public func stopSaving() { isSaving = false }

  func takeWarnings() -> [LineEditingWarning] {
    defer { warnings = [] }
    return warnings
  }
}
