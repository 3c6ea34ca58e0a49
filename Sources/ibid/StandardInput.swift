import Glibc
import LineEditing

/// Reads standard input as a whole.
enum StandardInput {
  /// All bytes up to the end.
  static func readAll() throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 || errno == EBADF {
        return bytes
      } else if errno != EINTR {
        throw Failure(LineEditingError.unreadableInput(code: errno))
      }
    }
  }
}
