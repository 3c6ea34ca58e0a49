import FoundationEssentials
import Glibc
import Synchronization

/// The program that shows what does not fit the window. It is started directly, never through a shell.
struct Pager {
  /// The program and its arguments.
  let words: [String]

  /// The pager that a person wants; nil for none. A plain terminal gets one only if it was named.
  init?(_ setting: PagerSetting, isPlain: Bool) {
    switch setting {
    case .off: return nil
    case .auto where isPlain: return nil
    case .auto:
      let words = CommandWords.split(environment("PAGER") ?? "")
      self.words = words.isEmpty ? ["less"] : words
    case .program(let command): words = CommandWords.split(command)
    }
  }

  /// The process that shows something now, 0 for none.
  private static let process = Atomic<Int32>(0)

  /// Ends the pager, if one runs; for when the program is killed.
  static func terminate() {
    let running = process.load(ordering: .acquiring)
    if running > 0 { kill(running, SIGTERM) }
  }

  /// What came of showing a text.
  enum Outcome {
    /// The person has seen enough.
    case shown
    /// The program could not be started; `errno`.
    case missing(code: Int32)
    /// The program ended with this status, and perhaps showed nothing.
    case failed(status: Int32)
  }

  /// Shows a text and waits until the person has seen enough.
  func show(_ text: String) -> Outcome {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return .missing(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // On the heap: the sanitizer holds a variable of this type for three bytes shorter than the C library's.
    let terminal = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    defer { terminal.deallocate() }
    let isTerminal = tcgetattr(STDIN_FILENO, terminal) == 0
    var process: pid_t = 0
    let code = spawn(reading: ends[0], &process)
    close(ends[0])
    guard code == 0 else {
      close(ends[1])
      return .missing(code: code)
    }
    Self.process.store(process, ordering: .releasing)
    write(text, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    Self.process.store(0, ordering: .releasing)
    // A pager that was killed leaves the terminal as it used it.
    if isTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, terminal) }
    return Self.outcome(status)
  }

  /// What the status that waitpid(2) gives tells. Ctrl-C ends a pager because a person wants it to.
  private static func outcome(_ status: Int32) -> Outcome {
    let signal = status & 0x7F
    if signal != 0 { return signal == SIGINT ? .shown : .failed(status: 128 + signal) }
    let code = status >> 8 & 0xFF
    return code == 0 || code == 128 + SIGINT ? .shown : .failed(status: code)
  }

  private func spawn(reading input: Int32, _ process: inout pid_t) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // We ignore them, and a program would inherit that.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGXFSZ)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var variables = ProcessInfo.processInfo.environment
    // Leave at once if it fits after all, keep colours, and leave the text on the screen.
    if variables["LESS"] == nil { variables["LESS"] = "FRX" }
    let arguments = words.map { strdup($0) }
    let environment = variables.map { strdup("\($0.key)=\($0.value)") }
    defer { for pointer in arguments + environment { free(pointer) } }
    return posix_spawnp(&process, words[0], &actions, &attributes, arguments + [nil], environment + [nil])
  }

  /// Writes until all is written or the pager is gone.
  private func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { done += count } else if errno != EINTR { return }
    }
  }
}
