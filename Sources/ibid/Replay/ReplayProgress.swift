import Glibc
import Synchronization

/// A line that tells how far a replay is, on a terminal and only where it takes its time.
///
/// It goes to standard error, so that it never stands in a report, and is erased at the end.
final class ReplayProgress: Sendable {
  private let total: Int
  private let noun: String
  private let isShown: Bool
  private let start = ContinuousClock().now
  private let state = Mutex((done: 0, hasWritten: false, last: ContinuousClock().now))
  /// How long nothing is shown, and how long a line stands at least.
  private static let patience = Duration.seconds(1)
  private static let interval = Duration.milliseconds(100)

  init(total: Int, noun: String) {
    self.total = total
    self.noun = noun
    let terminal = environment("TERM") ?? "dumb"
    isShown = isatty(STDERR_FILENO) == 1 && terminal != "dumb" && !terminal.isEmpty
  }

  /// One more is done.
  func advance() {
    guard isShown else { return }
    state.withLock { state in
      state.done += 1
      let now = ContinuousClock().now
      guard now - start >= Self.patience, !state.hasWritten || now - state.last >= Self.interval else {
        return
      }
      state.hasWritten = true
      state.last = now
      Self.write("\r\u{1B}[Kreplaying \(state.done) of \(total) \(noun)")
    }
  }

  /// Erases the line.
  func finish() {
    state.withLock { state in
      if state.hasWritten { Self.write("\r\u{1B}[K") }
      state.hasWritten = false
    }
  }

  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
