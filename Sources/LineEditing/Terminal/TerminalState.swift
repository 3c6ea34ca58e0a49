import Glibc
import Synchronization

/// What has to be undone at the terminal before the program goes, however it goes. Everything is async-signal-safe.
enum TerminalState {
  /// On the heap: the sanitizer holds a global of this type for three bytes shorter than the C library's.
  private nonisolated(unsafe) static let found = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  private static let isSaved = Atomic<Bool>(false)
  private static let isEditing = Atomic<Bool>(false)

  /// Remembers the state the terminal was found in.
  static func save() {
    isEditing.store(false, ordering: .relaxed)  // Used here first: handlers must not run its initialiser.
    guard !isSaved.load(ordering: .relaxed), tcgetattr(STDIN_FILENO, found) == 0 else { return }
    isSaved.store(true, ordering: .releasing)
  }

  /// Has the terminal mark pasted text (mode 2004) while a line is edited; terminals without the mode ignore it.
  static func beginEditing() {
    isEditing.store(true, ordering: .releasing)
    writeAll(STDOUT_FILENO, Array("\u{1B}[?2004h".utf8))
  }

  /// Ends what `beginEditing` began; libedit itself restores the line discipline.
  static func endEditing() {
    if isEditing.exchange(false, ordering: .acquiringAndReleasing) { writePasteModeOff() }
  }

  /// Puts the terminal back as it was found if a line is being edited; does nothing the second time.
  static func restore() {
    guard isEditing.exchange(false, ordering: .acquiringAndReleasing) else { return }
    writePasteModeOff()
    // In the background tcsetattr would stop us with SIGTTOU, and the terminal is not ours to change.
    guard isSaved.load(ordering: .acquiring), tcgetpgrp(STDIN_FILENO) == getpgrp() else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, found)
    writeStatic("\r\n")
  }

  private static func writePasteModeOff() { writeStatic("\u{1B}[?2004l") }

  private static func writeStatic(_ text: StaticString) {
    _ = write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }
}
