import Glibc
import Synchronization

/// Reads standard input byte by byte, and stops waiting when a signal has something to say.
struct ByteInput {
  /// What came of asking for a byte.
  enum Outcome: Equatable {
    case byte(UInt8)
    /// No more will come: end of file, hang-up or an error.
    case end
    /// A signal arrived; look at `SignalFlags`.
    case woken
    /// Nothing came in time.
    case timeout
  }

  let descriptor: Int32
  private var buffer: ArraySlice<UInt8> = []

  init(descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

  /// Returns the next byte.
  ///
  /// - Parameter milliseconds: how long to wait; -1 for as long as it takes.
  /// - Parameter readAhead: how many bytes to take from the terminal at once. One, unless they are known to belong to
  ///   this line: what comes after it may be meant for another program.
  mutating func next(within milliseconds: Int32 = -1, readAhead: Int = 1) -> Outcome {
    if let byte = buffer.popFirst() { return .byte(byte) }
    var chunk = [UInt8](repeating: 0, count: readAhead)
    while true {
      var watched = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: SignalFlags.wakeInput.load(ordering: .relaxed), events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&watched, 2, milliseconds)
      if count == 0 { return .timeout }
      if count < 0 {
        if errno == EINTR { return .woken }
        return .end
      }
      if watched[1].revents != 0 {
        drain(watched[1].fd)
        return .woken
      }
      // A signal that came while poll looked has not woken the pipe yet: what is there was typed after Ctrl-C.
      if milliseconds < 0, SignalFlags.interrupt.load(ordering: .acquiring) { return .woken }
      let length = read(descriptor, &chunk, chunk.count)
      if length > 0 {
        buffer = chunk[..<length]
        return .byte(buffer.removeFirst())
      }
      if length == 0 { return .end }
      if errno == EINTR { return .woken }
      if errno != EAGAIN { return .end }
    }
  }

  /// Whether nobody is at the other end any more.
  var isHungUp: Bool {
    var watched = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
  }

  /// Puts bytes back, to be returned next.
  mutating func putBack(_ bytes: [UInt8]) { buffer = bytes + buffer }

  /// Forgets what was read ahead: Ctrl-C discards what was typed before it.
  mutating func discard() { buffer = [] }

  private func drain(_ pipe: Int32) {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(pipe, &bytes, bytes.count) == bytes.count {}
  }
}
