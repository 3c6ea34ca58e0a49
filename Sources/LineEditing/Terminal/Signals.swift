import Glibc
import Synchronization

/// Signal handling of the line editor. libedit's own (EL_SIGNAL) re-sends signals to the whole process group and drops
/// the line on some of them, so handlers here only note what came and wake the reader, which acts outside of any handler.
enum Signals {
  /// Sets up the pipes, the handlers and the thread that deals with deadly signals; does nothing the second time.
  ///
  /// - Parameter interactive: whether Ctrl-C is to be noted; otherwise it is deadly as usual.
  static func install(
    interactive: Bool, onTermination: (@Sendable (Int32) -> Void)?
  ) throws(LineEditingError) {
    guard interactive || onTermination != nil, !SignalFlags.isPrepared else { return }
    let wake = try makePipe(blocking: false)
    let termination = try makePipe(blocking: true)
    SignalFlags.prepare(wakePipe: wake, terminationOutput: termination.output)
    startTerminationThread(input: termination.input, action: onTermination ?? { _ in })
    for signal in [SIGTERM, SIGHUP, SIGQUIT] { handle(signal, with: noteDeadlySignal) }
    handle(SIGINT, with: interactive ? noteSignal : noteDeadlySignal)
    guard interactive else { return }
    for signal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT] { handleCrash(signal) }
    atexit { TerminalState.restore() }
  }

  /// Handles the signals that only matter while a line is read; returns what they did before.
  static func beginLine() -> [(Int32, sigaction)] {
    SignalFlags.interrupt.store(false, ordering: .releasing)
    SignalFlags.suspend.store(false, ordering: .relaxed)
    SignalFlags.continued.store(false, ordering: .relaxed)
    SignalFlags.resized.store(false, ordering: .relaxed)
    return [SIGTSTP, SIGCONT, SIGWINCH].map { ($0, handle($0, with: noteSignal)) }
  }

  /// Gives the signals back what they did before `beginLine`.
  static func endLine(_ previous: [(Int32, sigaction)]) {
    for (signal, action) in previous {
      var action = action
      sigaction(signal, &action, nil)
    }
  }

  /// Stops the process as Ctrl-Z would have without us, and returns when it is continued.
  static func stopProcess() {
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    var ours = sigaction()
    sigaction(SIGTSTP, &standard, &ours)
    raise(SIGTSTP)
    sigaction(SIGTSTP, &ours, nil)
  }

  /// Waits a moment for a deadly signal that comes with the end of the input, when a terminal hangs up.
  static func awaitTermination() {
    for _ in 0..<20 where !SignalFlags.terminating.load(ordering: .acquiring) { usleep(5000) }
    while SignalFlags.terminating.load(ordering: .acquiring) { pause() }
  }

  // MARK: Installing

  @discardableResult
  private static func handle(_ signal: Int32, with handler: @escaping @convention(c) (Int32) -> Void)
    -> sigaction
  {
    var previous = sigaction()
    sigaction(signal, nil, &previous)
    // Ignored since before we started (nohup, a background job): it stays ignored.
    if unsafeBitCast(previous.__sigaction_handler.sa_handler, to: Int.self) == 1 { return previous }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
    return previous
  }

  /// What crashes did before, by signal number.
  nonisolated(unsafe) fileprivate static let crashActions = UnsafeMutablePointer<sigaction>.allocate(
    capacity: 65)

  /// Restores the terminal before a crash, and then leaves the crash to whoever dealt with it before.
  private static func handleCrash(_ signal: Int32) {
    sigaction(signal, nil, crashActions + Int(signal))
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      TerminalState.restore()
      sigaction(signal, Signals.crashActions + Int(signal), nil)
      raise(signal)  // Blocked until we return.
    }
    action.sa_flags = SA_ONSTACK
    sigaction(signal, &action, nil)
  }

  private static func makePipe(blocking: Bool) throws(LineEditingError) -> (input: Int32, output: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .noSignalPipe(code: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      if !blocking { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    }
    return (ends[0], ends[1])
  }

  private static func startTerminationThread(input: Int32, action: @escaping @Sendable (Int32) -> Void) {
    let job = TerminationJob(input: input, action: action)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { job in
        Unmanaged<TerminationJob>.fromOpaque(job!).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(job).toOpaque())
    if code == 0 { pthread_detach(thread) }
  }
}

/// Waits for a deadly signal on a thread of its own, so that it is served even while the program is busy.
private final class TerminationJob: Sendable {
  let input: Int32
  let action: @Sendable (Int32) -> Void

  init(input: Int32, action: @escaping @Sendable (Int32) -> Void) {
    self.input = input
    self.action = action
  }

  func run() {
    var number: UInt8 = 0
    while read(input, &number, 1) != 1 {
      guard errno == EINTR else { return }
    }
    let signal = Int32(number)
    // From here on a second signal kills at once: the action below may hang.
    for deadly in [SIGTERM, SIGHUP, SIGQUIT, SIGINT] where deadly == signal || deadly != SIGINT {
      var standard = sigaction()
      standard.__sigaction_handler.sa_handler = SIG_DFL
      sigaction(deadly, &standard, nil)
    }
    TerminalState.restore()
    action(signal)
    kill(getpid(), signal)
  }
}

/// Notes a signal and wakes the reader. Runs as a signal handler: atomics and write(2) only.
private let noteSignal: @convention(c) (Int32) -> Void = { signal in
  let saved = errno
  switch signal {
  case SIGINT: SignalFlags.interrupt.store(true, ordering: .releasing)
  case SIGTSTP: SignalFlags.suspend.store(true, ordering: .releasing)
  case SIGCONT: SignalFlags.continued.store(true, ordering: .releasing)
  default: SignalFlags.resized.store(true, ordering: .releasing)
  }
  var byte: UInt8 = 0
  write(SignalFlags.wakeOutput.load(ordering: .relaxed), &byte, 1)
  errno = saved
}

/// Hands a deadly signal to its thread. Runs as a signal handler: atomics and write(2) only.
private let noteDeadlySignal: @convention(c) (Int32) -> Void = { signal in
  let saved = errno
  SignalFlags.terminating.store(true, ordering: .releasing)
  var byte = UInt8(truncatingIfNeeded: signal)
  write(SignalFlags.terminationOutput.load(ordering: .relaxed), &byte, 1)
  errno = saved
}
