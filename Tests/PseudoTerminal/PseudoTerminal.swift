import Glibc

/// What keeps a test from going on.
public enum PseudoTerminalError: Error, CustomStringConvertible {
  /// A call of the system failed; `code` is errno.
  case system(call: String, code: Int32)
  /// What was waited for did not come in time.
  case timeout(waitingFor: String, screen: String)

  /// The error with the screen at the time.
  public var description: String {
    switch self {
    case .system(let call, let code):
      return "\(call): \(strerror(code).map { String(cString: $0) } ?? "\(code)")"
    case .timeout(let waitingFor, let screen):
      return "waited in vain for \(waitingFor); the screen was:\n\(screen)\n<end>"
    }
  }
}

/// How a program ended.
public enum ExitStatus: Equatable, Sendable {
  case exited(Int32)
  case killed(by: Int32)
}

/// A program running on a terminal of its own, with the screen that it draws.
///
/// The terminal is the program's controlling terminal, so keys such as Ctrl-C raise signals. Nothing runs in the
/// background: bytes are read while something is waited for. Every wait has a deadline.
public final class PseudoTerminal {
  /// What is on the screen.
  public private(set) var screen: ScreenModel
  /// Every byte the program has sent.
  public private(set) var output: [UInt8] = []
  /// The program's process.
  public let process: Int32
  private var descriptor: Int32
  private var status: ExitStatus?

  /// Starts a program.
  ///
  /// - Parameter executable: its path.
  /// - Parameter environment: all of its environment, `TERM` included; the options of a sanitizer are added.
  public init(
    _ executable: String, arguments: [String] = [], environment: [String: String], columns: Int = 80,
    rows: Int = 24
  ) throws {
    screen = ScreenModel(columns: columns, rows: rows)
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var number: Int32 = 0
    var lock: Int32 = 0
    guard descriptor >= 0, ioctl(descriptor, Linux.setLock, &lock) == 0,
      ioctl(descriptor, Linux.getNumber, &number) == 0
    else { throw PseudoTerminalError.system(call: "/dev/ptmx", code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    Self.setSize(descriptor, columns: columns, rows: rows)
    var environment = environment
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    let (code, process) = Self.spawn(executable, arguments, environment, terminal: "/dev/pts/\(number)")
    guard code == 0 else {
      close(descriptor)
      throw PseudoTerminalError.system(call: "posix_spawn \(executable)", code: code)
    }
    self.descriptor = descriptor
    self.process = process
  }

  deinit {
    if status == nil { kill(process, SIGKILL) }
    hangUp()
    if status == nil { waitpid(process, nil, 0) }
  }

  // MARK: Acting

  /// Types text.
  public func send(_ text: String) throws { try send(bytes: Array(text.utf8)) }

  /// Types bytes, however many; what the program answers meanwhile is taken in.
  public func send(bytes: [UInt8], seconds: Double = 10) throws {
    var rest = bytes[...]
    let deadline = Deadline(seconds: seconds)
    while !rest.isEmpty {
      guard !deadline.isOver else { throw timeout("the program to read") }
      _ = readOutput(milliseconds: 0)
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, min($0.count, 2048)) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        _ = readOutput(milliseconds: 5)
      } else if errno != EINTR {
        throw PseudoTerminalError.system(call: "write", code: errno)
      }
    }
  }

  /// Changes the window's size, which the program learns by SIGWINCH.
  public func resize(columns: Int, rows: Int) {
    _ = readOutput(milliseconds: 0)
    screen.resize(columns: columns, rows: rows)
    Self.setSize(descriptor, columns: columns, rows: rows)
  }

  /// Sets whether the screen wraps rows anew when its size changes.
  public func setReflow(_ reflows: Bool) { screen.reflows = reflows }

  /// Takes the terminal away, as closing its window does.
  public func hangUp() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    isClosed = true
  }

  /// Sends the program a signal.
  public func signal(_ number: Int32) { kill(process, number) }

  // MARK: Waiting

  /// Takes in output until the screen satisfies the predicate.
  public func wait(
    for what: String = "a condition", seconds: Double = 5, until predicate: (ScreenModel) -> Bool
  ) throws {
    let deadline = Deadline(seconds: seconds)
    while !predicate(screen) {
      guard !deadline.isOver else { throw timeout(what) }
      if !readOutput(milliseconds: 20), isClosed, !predicate(screen) {
        throw timeout(what + " (the program is gone)")
      }
    }
  }

  /// Waits until the screen shows a text.
  public func wait(forText text: String, seconds: Double = 5) throws {
    try wait(for: "\"\(text)\"", seconds: seconds) { $0.text.contains(text) }
  }

  /// Waits until the cursor is on a row that reads `line`.
  public func wait(forCurrentLine line: String, seconds: Double = 5) throws {
    try wait(for: "a current row of \"\(line)\"", seconds: seconds) { $0.currentLine == line }
  }

  /// Takes in what comes until nothing has for a while.
  public func settle(milliseconds: Int32 = 80) { while readOutput(milliseconds: milliseconds) {} }

  /// Waits for the program to end.
  public func waitForExit(seconds: Double = 5) throws -> ExitStatus {
    let deadline = Deadline(seconds: seconds)
    while true {
      if let status { return status }
      _ = readOutput(milliseconds: 10)
      var code: Int32 = 0
      if waitpid(process, &code, WNOHANG) == process {
        let signal = code & 0x7F
        status = signal == 0 ? .exited(code >> 8 & 0xFF) : .killed(by: signal)
        settle(milliseconds: 10)
      } else if deadline.isOver {
        throw timeout("the program to end")
      }
    }
  }

  // MARK: System

  private var isClosed = false

  /// Reads what is there, or waits for it; false when nothing came.
  private func readOutput(milliseconds: Int32) -> Bool {
    guard !isClosed else { return false }
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, milliseconds) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &chunk, chunk.count)
    guard count > 0 else {
      if count == 0 || errno == EIO { isClosed = true }
      return false
    }
    output += chunk[..<count]
    screen.receive(chunk[..<count])
    return true
  }

  private func timeout(_ what: String) -> PseudoTerminalError {
    .timeout(waitingFor: what, screen: screen.text)
  }

  private static func setSize(_ descriptor: Int32, columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  private static func spawn(
    _ executable: String, _ arguments: [String], _ environment: [String: String], terminal: String
  ) -> (code: Int32, process: pid_t) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a new session, so it becomes the controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The test runner may ignore or block signals, which a program would inherit.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = Linux.spawnSetSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let words = ([executable] + arguments).map { strdup($0) }
    let variables = environment.map { strdup("\($0)=\($1)") }
    defer { for word in words + variables { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, executable, &actions, &attributes, words + [nil], variables + [nil])
    return (code, process)
  }
}

/// What posix_openpt and its like would do: their headers hide them from Swift behind feature macros.
private enum Linux {
  /// TIOCSPTLCK and TIOCGPTN.
  static let setLock: UInt = 0x4004_5431
  static let getNumber: UInt = 0x8004_5430
  /// POSIX_SPAWN_SETSID.
  static let spawnSetSession: Int32 = 0x80
}

/// A moment on the monotonic clock.
struct Deadline {
  private let end: ContinuousClock.Instant

  init(seconds: Double) { end = .now + .seconds(seconds) }

  var isOver: Bool { ContinuousClock.now >= end }
}
