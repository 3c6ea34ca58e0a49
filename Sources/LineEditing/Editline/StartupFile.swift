import CEditline
import Glibc

/// The user's key bindings: `$EDITRC`, or else `~/.editrc`.
///
/// libedit's el_source runs a whole file at once, and `bind -v` in it resets every key, ours as well. Going line by line
/// lets us bind ours again right after, so that the user's later lines still have the last word.
struct StartupFile {
  /// Whether some line binds a key that begins with Escape.
  private(set) var bindsEscapeSequences = false
  private(set) var warnings: [LineEditingWarning] = []

  /// The file's path, nil when there is no home.
  static var path: String? {
    environmentValue("EDITRC") ?? environmentValue("HOME").map { $0 + "/.editrc" }
  }

  /// Runs the file; `afterReset` is called when a line has reset all keys.
  mutating func run(path: String, in handle: EditlineHandle, afterReset: () -> Void) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno != ENOENT { warnings.append(.startupFileUnreadable(path: path, code: errno)) }
      return
    }
    defer { close(descriptor) }
    guard let bytes = readAll(descriptor) else {
      warnings.append(.startupFileUnreadable(path: path, code: errno))
      return
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      guard let start = text.first(where: { !$0.isWhitespace }), start != "#" else { continue }
      guard let words = Self.words(text), let first = words.first, handle.run(words) else {
        warnings.append(.startupLineRefused(path: path, line: index + 1, text: text))
        continue
      }
      guard first == "bind" || first == handle.program + ":bind" else { continue }
      if words.contains("-v") || words.contains("-e") { afterReset() }
      if words.contains(where: { $0.hasPrefix("^[") || $0.hasPrefix("\\e") || $0.hasPrefix("\\033") }) {
        bindsEscapeSequences = true
      }
    }
  }

  /// Splits a line into words by libedit's own rules; nil when a quote is not closed.
  static func words(_ line: String) -> [String]? {
    guard let tokenizer = tok_init(nil) else { return nil }
    defer { tok_end(tokenizer) }
    var count: Int32 = 0
    var words: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    guard tok_str(tokenizer, line, &count, &words) == 0, let words else { return nil }
    return (0..<Int(count)).map { words[$0].map { String(cString: $0) } ?? "" }
  }
}
