/// One step from an old sequence to a new one. Indices are 0-based.
enum DiffStep: Equatable, Sendable {
  case keep(old: Int, new: Int)
  case remove(old: Int)
  case insert(new: Int)
}

/// Myers' greedy difference of two sequences, shortest for up to `maximumCost` changes in one stretch.
///
/// Beyond that it settles for the path that got furthest and goes on from its end, so that time and memory stay
/// proportional to the length of the inputs even when they have nothing in common.
enum MyersDiff {
  static let maximumCost = 256

  /// The steps in order; among neighbouring changes, removals come first.
  static func steps<Element: Hashable>(from old: [Element], to new: [Element]) -> [DiffStep] {
    // Equal elements get equal numbers: comparing them is then cheap, however long they are.
    var numbers: [Element: Int] = [:]
    func number(_ element: Element) -> Int {
      if let known = numbers[element] { return known }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
    let a = old.map(number)
    let b = new.map(number)
    var steps: [DiffStep] = []
    var x = 0
    var y = 0
    while x < a.count || y < b.count {
      let stretch = stretch(a[x...], b[y...])
      // Every stretch gets further; were one not to, this would not be the place to hang.
      if stretch.isEmpty {
        steps += a.indices[x...].map { .remove(old: $0) } + b.indices[y...].map { .insert(new: $0) }
        break
      }
      steps += stretch
      for step in stretch {
        switch step {
        case .keep:
          x += 1
          y += 1
        case .remove: x += 1
        case .insert: y += 1
        }
      }
    }
    return removalsFirst(steps)
  }

  /// The steps of a path from the beginnings to the ends, or as far as the cost allows; at least one.
  private static func stretch(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>) -> [DiffStep] {
    let (x0, y0) = (a.startIndex, b.startIndex)
    let limit = min(maximumCost, a.count + b.count)
    // furthest[limit + 1 + k] is how far a path on diagonal k (x - y) got in `a`; history keeps it for each cost.
    var furthest = [Int](repeating: 0, count: 2 * limit + 3)
    var history: [[Int]] = []
    let origin = limit + 1
    for cost in 0...limit {
      history.append(Array(furthest[(origin - cost - 1)...(origin + cost + 1)]))
      var best = (x: 0, y: 0)
      for k in stride(from: -cost, through: cost, by: 2) {
        let down = k == -cost || (k != cost && furthest[origin + k - 1] < furthest[origin + k + 1])
        var x = down ? furthest[origin + k + 1] : furthest[origin + k - 1] + 1
        var y = x - k
        while x < a.count, y < b.count, x >= 0, y >= 0, a[x0 + x] == b[y0 + y] {
          x += 1
          y += 1
        }
        furthest[origin + k] = x
        guard x <= a.count, y <= b.count else { continue }
        if x == a.count, y == b.count { return path(toX: x, y: y, history: history, x0: x0, y0: y0) }
        if x + y > best.x + best.y { best = (x, y) }
      }
      if cost == limit { return path(toX: best.x, y: best.y, history: history, x0: x0, y0: y0) }
    }
    return []
  }

  private static func path(toX endX: Int, y endY: Int, history: [[Int]], x0: Int, y0: Int) -> [DiffStep] {
    var (x, y) = (endX, endY)
    var steps: [DiffStep] = []
    for cost in stride(from: history.count - 1, through: 1, by: -1) {
      let before = history[cost]
      // Each entry of the history holds the diagonals -cost - 1 ... cost + 1.
      func reached(_ k: Int) -> Int { before[cost + 1 + k] }
      let k = x - y
      let down = k == -cost || (k != cost && reached(k - 1) < reached(k + 1))
      let previousX = down ? reached(k + 1) : reached(k - 1)
      let previousY = previousX - (down ? k + 1 : k - 1)
      let startX = down ? previousX : previousX + 1
      while x > startX {
        x -= 1
        y -= 1
        steps.append(.keep(old: x0 + x, new: y0 + y))
      }
      steps.append(down ? .insert(new: y0 + previousY) : .remove(old: x0 + previousX))
      (x, y) = (previousX, previousY)
    }
    while x > 0 {
      x -= 1
      y -= 1
      steps.append(.keep(old: x0 + x, new: y0 + y))
    }
    return steps.reversed()
  }

  private static func removalsFirst(_ steps: [DiffStep]) -> [DiffStep] {
    var result: [DiffStep] = []
    var insertions: [DiffStep] = []
    for step in steps {
      switch step {
      case .remove: result.append(step)
      case .insert: insertions.append(step)
      case .keep:
        result += insertions + [step]
        insertions = []
      }
    }
    return result + insertions
  }
}
