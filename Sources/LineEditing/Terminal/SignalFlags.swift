import Synchronization

/// What signal handlers leave for the rest of the program. `prepare` uses all of it once before any handler is
/// installed, so that no handler ever runs an initialiser.
enum SignalFlags {
  /// SIGINT arrived.
  static let interrupt = Atomic<Bool>(false)
  /// SIGTSTP arrived: the user pressed Ctrl-Z.
  static let suspend = Atomic<Bool>(false)
  /// SIGCONT arrived: the terminal may be in any state.
  static let continued = Atomic<Bool>(false)
  /// SIGWINCH arrived.
  static let resized = Atomic<Bool>(false)
  /// A deadly signal is being dealt with.
  static let terminating = Atomic<Bool>(false)

  /// The ends of the pipe that wakes a reader, -1 until it exists.
  static let wakeInput = Atomic<Int32>(-1)
  static let wakeOutput = Atomic<Int32>(-1)
  /// The end of the pipe that hands deadly signals to their thread, -1 until it exists.
  static let terminationOutput = Atomic<Int32>(-1)

  /// Whether `prepare` was called.
  static var isPrepared: Bool { terminationOutput.load(ordering: .relaxed) >= 0 }

  /// Uses each flag once, and keeps the pipes.
  static func prepare(wakePipe: (input: Int32, output: Int32), terminationOutput output: Int32) {
    interrupt.store(false, ordering: .relaxed)
    suspend.store(false, ordering: .relaxed)
    continued.store(false, ordering: .relaxed)
    resized.store(false, ordering: .relaxed)
    terminating.store(false, ordering: .relaxed)
    wakeInput.store(wakePipe.input, ordering: .relaxed)
    wakeOutput.store(wakePipe.output, ordering: .relaxed)
    terminationOutput.store(output, ordering: .releasing)
  }
}
