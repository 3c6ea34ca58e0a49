import Glibc

/// Writes to standard output at once; a `print` would hide that nobody reads.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static func write(_ text: String) throws(Failure) {
    let code = writeAll(text, to: STDOUT_FILENO)
    guard code != 0 else { return }
    if code == EPIPE { throw .outputClosed }
    throw .inputOutput(
      "cannot write to standard output: \(String(cString: strerror(code))); check where it goes")
  }
}

/// Writes messages to standard error; there is nobody to tell if that fails.
enum StandardError {
  static func write(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    _ = writeAll(lines.map { $0 + "\n" }.joined(), to: STDERR_FILENO)
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
