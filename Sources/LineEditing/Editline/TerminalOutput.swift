import CEditline
import Glibc

/// The stream libedit writes to: passes everything on to standard output and turns stand-ins back into what they stand for.
final class TerminalOutput {
  /// The stream, as long as this object lives.
  private(set) var stream: UnsafeMutablePointer<FILE>!
  private let clusters: ClusterTable
  /// The beginning of a character that continues in the next write; at most 3 bytes.
  private var carried: [UInt8] = []

  /// Opens the stream; nil when there is no memory for it.
  init?(clusters: ClusterTable) {
    self.clusters = clusters
    // Unretained: the stream is closed before this object goes.
    let cookie = Unmanaged.passUnretained(self).toOpaque()
    let stream = editline_open_stream(cookie) { cookie, bytes, count in
      guard let cookie, let bytes else { return 0 }
      let output = Unmanaged<TerminalOutput>.fromOpaque(cookie).takeUnretainedValue()
      let buffer = UnsafeRawBufferPointer(start: bytes, count: count)
      return writeAll(STDOUT_FILENO, output.translated(buffer)) ? count : 0
    }
    guard let stream else { return nil }
    self.stream = stream
  }

  deinit { if let stream { fclose(stream) } }

  private func translated(_ buffer: UnsafeRawBufferPointer) -> [UInt8] {
    let bytes = carried + Array(buffer)
    carried = []
    // Stand-ins begin with F0 97, F0 98 or F4 in UTF-8; most writes hold none.
    guard bytes.contains(where: { $0 >= 0xF0 }) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte >= 0xF0 else {
        result.append(byte)
        index += 1
        continue
      }
      guard index + 4 <= bytes.count else {
        carried = Array(bytes[index...])
        break
      }
      let character = bytes[index..<index + 4]
      let value = character.dropFirst().reduce(UInt32(byte & 0x07)) { $0 << 6 | UInt32($1 & 0x3F) }
      result += clusters.display(of: value) ?? Array(character)
      index += 4
    }
    return result
  }
}
