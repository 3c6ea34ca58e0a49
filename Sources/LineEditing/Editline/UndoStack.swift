import Glibc

/// A line and the place in it, as cells; what undo goes back to.
struct LineSnapshot: Equatable {
  var cells: [wchar_t]
  /// 0-based offset in cells.
  var cursor: Int
}

/// What the line was before each change. libedit has an undo for vi mode only.
struct UndoStack {
  private var snapshots: [LineSnapshot] = []
  private var isTyping = false

  /// Forgets everything: another line begins.
  mutating func reset() { self = UndoStack() }

  /// Notes the line before a key is acted upon. Typing without a break is one change.
  ///
  /// - Parameter isText: whether the key inserts itself.
  /// - Parameter snapshot: takes the line; only asked where it is needed, for the line may be long.
  mutating func willHandleKey(isText: Bool, snapshot: () -> LineSnapshot) {
    defer { isTyping = isText }
    if isText, isTyping { return }
    let current = snapshot()
    guard snapshots.last?.cells != current.cells else { return }
    snapshots.append(current)
    if snapshots.count > 100 { snapshots.removeFirst() }
  }

  /// Returns the line before the last change from `current`, and forgets it; nil when there is none.
  mutating func undo(from current: [wchar_t]) -> LineSnapshot? {
    isTyping = false
    while let last = snapshots.popLast() {
      if last.cells != current { return last }
    }
    return nil
  }
}
