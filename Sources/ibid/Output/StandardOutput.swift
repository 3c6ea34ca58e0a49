import Glibc
import LineEditing
import Rendering

/// Writes to standard output at once; a `print` would hide that nobody reads.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static func write(_ text: String) throws(Failure) {
    let code = writeAll(text, to: STDOUT_FILENO)
    guard code != 0 else { return }
    throw failure(code)
  }

  /// Writes for a person who may press Ctrl-C when it is enough; false if that happened.
  static func writeUntilInterrupted(_ text: String) throws(Failure) -> Bool {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      if LineEditing.interruptRequested {
        // What the terminal has not shown yet is not wanted either.
        tcflush(STDOUT_FILENO, TCOFLUSH)
        return false
      }
      // Waiting is left to poll, which a signal ends; a terminal that says it is ready takes this much at once.
      var ready = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, -1) > 0 else { continue }
      let count = bytes[done...].prefix(256).withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count >= 0 { done += count } else if errno != EAGAIN, errno != EINTR { throw failure(errno) }
    }
    return true
  }

  private static func failure(_ code: Int32) -> Failure {
    code == EPIPE
      ? .outputClosed
      : .inputOutput(
        "cannot write to standard output: \(String(cString: strerror(code))); check where it goes")
  }
}

/// Writes messages to standard error; there is nobody to tell if that fails.
///
/// Messages name files, keys and values as they are, so each line is cleaned for a terminal here, whoever made it.
enum StandardError {
  static func write(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    let width = columns
    let shown = lines.map(clean).map { line in width.map { Page(line).text(width: $0) } ?? line }
    _ = writeAll(shown.map { $0 + "\n" }.joined(), to: STDERR_FILENO)
  }

  /// The columns of the terminal that messages go to; nil for a file or a pipe, which lines are for that end where they end.
  private static var columns: Int? {
    var size = winsize()
    guard isatty(STDERR_FILENO) == 1, ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  private static func clean(_ text: String) -> String {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TerminalText.clean(Substring($0)) }.joined(separator: "\n")
  }
}

/// Returns 0, or the `errno` of what went wrong.
private func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var text = text
  return text.withUTF8 { buffer in
    var done = 0
    while done < buffer.count {
      let count = Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// A variable of the environment; nil if it is not set.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
