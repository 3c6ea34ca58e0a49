import Synchronization

/// Looks for changes of the knowledge that no transcript notices.
public enum MutationSearch {
  /// What came of one change.
  public enum Outcome: Equatable, Sendable {
    /// A transcript has another reply: the index of the first that was found.
    case noticed(by: Int)
    /// No transcript has.
    case unnoticed
  }

  /// Tries every change on the transcripts until one notices it.
  ///
  /// Which transcript is found first depends only on the order in which they are tried, never on threads.
  /// - Parameters:
  ///   - count: How many changes there are.
  ///   - transcripts: The conversations, all of which pass without a change.
  ///   - jobs: How many changes are tried at once.
  ///   - order: The indices of the transcripts to try for a change, the likeliest to notice it first.
  ///   - session: Begins a conversation with one change made; called on several threads at once. What it returns
  ///     begins a new conversation each time it is called.
  ///   - progress: Called after each change with how many are done, on several threads at once.
  public static func run(
    count: Int, transcripts: [Transcript], jobs: Int, order: @escaping @Sendable (Int) -> [Int],
    session: @escaping @Sendable (Int) -> () -> (String) -> String?,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> [Outcome] {
    let done = Counter()
    return ParallelRun.map(count: count, jobs: jobs) { change in
      let begin = session(change)
      let found = order(change).first { TranscriptReplay.differs(transcripts[$0], respond: begin()) }
      progress(done.next())
      return found.map { .noticed(by: $0) } ?? .unnoticed
    }
  }

  private final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
  }
}
