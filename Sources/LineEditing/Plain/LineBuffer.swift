/// Cuts a stream of bytes into lines.
struct LineBuffer {
  /// The longest line kept, in bytes; the rest of a longer one is dropped, so that endless input cannot fill the memory.
  static let maximumLength = 16 << 20

  private var bytes: [UInt8] = []
  /// How much of `bytes` has been returned, and how much is known to hold no newline; offsets in bytes.
  private var start = 0
  private var searched = 0
  private var isDropping = false
  private var isAtBeginning = true

  /// Whether there is nothing to return, not even the beginning of a line.
  var isEmpty: Bool { start == bytes.count }

  /// Adds what was read.
  mutating func append(_ chunk: some Collection<UInt8>) {
    guard isDropping else {
      bytes += chunk
      return
    }
    guard let end = chunk.firstIndex(of: UInt8(ascii: "\n")) else { return }
    isDropping = false
    bytes += chunk[end...]
  }

  /// Returns the next complete line, without its newline (LF or CR LF); nil when more has to be read.
  mutating func nextLine() -> String? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      bytes.removeFirst(start)
      start = 0
      if bytes.count > Self.maximumLength {
        bytes.removeSubrange(Self.maximumLength...)
        isDropping = true
      }
      searched = bytes.count
      return nil
    }
    defer {
      start = end + 1
      searched = start
    }
    return line(bytes[start..<end])
  }

  /// Returns what is left when no newline will come; nil when there is nothing.
  mutating func remainder() -> String? {
    guard start < bytes.count else { return nil }
    defer {
      bytes = []
      start = 0
      searched = 0
    }
    return line(bytes[start...])
  }

  /// Forgets what was read.
  mutating func discard() { self = LineBuffer() }

  private mutating func line(_ content: ArraySlice<UInt8>) -> String {
    var content = content
    if content.last == UInt8(ascii: "\r") { content.removeLast() }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if isAtBeginning, content.starts(with: byteOrderMark) { content.removeFirst(byteOrderMark.count) }
    isAtBeginning = false
    return PlainText.line(from: content)
  }
}
