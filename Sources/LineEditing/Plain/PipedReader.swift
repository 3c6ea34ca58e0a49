import Glibc

/// Reads lines from a file or a pipe: no prompt, no history kept, the last line with or without a newline.
final class PipedReader: LineReader {
  let history: LineHistory
  let isInteractive = false
  let isPlain = true
  /// Never shown: there is no prompt.
  var promptStyle = PromptStyle.plain
  private let descriptor: Int32
  private var buffer = LineBuffer()
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  init(descriptor: Int32 = STDIN_FILENO, history: LineHistory = LineHistory(path: nil, limit: 0)) {
    self.descriptor = descriptor
    self.history = history
  }

  func takeWarnings() -> [LineEditingWarning] { [] }

  func readLine(prompt: String, recordsHistory: Bool) -> LineEvent {
    while true {
      if let line = buffer.nextLine() { return .line(line) }
      let count = read(descriptor, &chunk, chunk.count)
      let code = errno
      if count > 0 {
        buffer.append(chunk[..<count])
      } else if count < 0, code == EINTR {
        continue
      } else if count < 0, code == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if let remainder = buffer.remainder() {
        return .line(remainder)
      } else {
        // Who closes the input of a program says that there is none.
        return count == 0 || code == EBADF ? .endOfInput : .failed(.unreadableInput(code: code))
      }
    }
  }
}
