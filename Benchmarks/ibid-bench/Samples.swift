import Glibc

/// Measured times, or other numbers, of which the middle and the worst are told.
struct Samples {
  private(set) var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  /// The value that a share of all does not exceed, by the nearest rank.
  func percentile(_ share: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, max(0, Int((Double(sorted.count) * share).rounded(.up)) - 1))]
  }

  var median: Double { percentile(0.5) }
  var mean: Double { values.reduce(0, +) / Double(max(1, values.count)) }
}

/// Seconds of processor time that this thread has used: what else the machine does is not counted.
func threadSeconds() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

/// Seconds that pass between two readings of `threadSeconds` with nothing between them, which is a call to the system.
func clockCost() -> Double {
  var costs = Samples()
  for _ in 0..<10_000 {
    let start = threadSeconds()
    costs.add(threadSeconds() - start)
  }
  return costs.median
}

/// Seconds on a clock that only runs forwards.
func wallSeconds() -> Double { seconds(CLOCK_MONOTONIC) }

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
