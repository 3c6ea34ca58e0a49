import CEditline

/// Owns libedit's History: a copy of the entries for those of its own functions that a start-up file may bind.
final class HistoryHandle {
  let pointer: OpaquePointer
  private var revision = -1

  /// Makes an empty history; nil when there is no memory for it.
  init?() {
    guard let pointer = history_init() else { return nil }
    self.pointer = pointer
    _ = editline_history_set_unique(pointer)
  }

  deinit { history_end(pointer) }

  /// Takes over the entries if they changed since the last call; `encode` writes them as the editor shows them.
  func update(from history: LineHistory, encode: (String) -> String) {
    guard history.revision != revision else { return }
    revision = history.revision
    _ = editline_history_clear(pointer)
    _ = editline_history_set_size(pointer, Int32(clamping: max(1, history.limit)))
    for entry in history.entries { _ = editline_history_enter(pointer, encode(entry)) }
  }
}
