import Dispatch
import Synchronization

/// Runs independent pieces of work on several threads and hands their results back in order.
public enum ParallelRun {
  /// The results of `body` for the indices from 0 on, in order.
  ///
  /// Indices are begun in order. Once `isLast` is true of a result, none that comes after it is begun, and what is
  /// returned ends with it: so the result does not depend on how many threads there are or how fast they run.
  /// - Parameters:
  ///   - count: How many there are.
  ///   - jobs: How many run at once, at least 1.
  ///   - isLast: Whether the results after this one are not wanted.
  ///   - body: The work; called on several threads at once.
  public static func map<Result: Sendable>(
    count: Int, jobs: Int, isLast: @escaping @Sendable (Result) -> Bool = { _ in false },
    _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    guard count > 0 else { return [] }
    let threads = max(1, min(jobs, count))
    let state = Mutex((results: [Result?](repeating: nil, count: count), next: 0, end: count))
    @Sendable func work() {
      while true {
        let index = state.withLock { state -> Int? in
          guard state.next < state.end else { return nil }
          defer { state.next += 1 }
          return state.next
        }
        guard let index else { return }
        let result = body(index)
        state.withLock { state in
          state.results[index] = result
          if isLast(result) { state.end = min(state.end, index + 1) }
        }
      }
    }
    if threads == 1 {
      work()
    } else {
      let queue = DispatchQueue(label: "ibid.replay", attributes: .concurrent)
      let group = DispatchGroup()
      for _ in 0..<threads { queue.async(group: group) { work() } }
      group.wait()
    }
    return state.withLock { state in state.results[..<state.end].compactMap { $0 } }
  }
}
