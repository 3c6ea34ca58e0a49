/// Where in the history the line shown comes from. libedit keeps a place of its own, which nobody can set: after a search
/// its Up would begin at the newest line again, and its Down puts an older text in the place of a line just typed.
struct HistoryWalk {
  /// The entry shown, an index into the entries; nil while the line is none of them.
  private(set) var place: Int?
  /// What was typed before the walk began, to come back to.
  private var typed = LineSnapshot(cells: [], cursor: 0)

  /// Goes to an entry, leaving `line`.
  mutating func go(to entry: Int, from line: LineSnapshot) {
    if place == nil { typed = line }
    place = entry
  }

  /// Goes to the nearest older entry that is wanted and returns its index; nil when there is none.
  mutating func older(from line: LineSnapshot, count: Int, isWanted: (Int) -> Bool = { _ in true }) -> Int? {
    guard let entry = (0..<min(place ?? count, count)).last(where: isWanted) else { return nil }
    go(to: entry, from: line)
    return entry
  }

  /// What comes after the entry shown.
  enum Newer: Equatable {
    case entry(Int)
    /// The line as it was typed.
    case typed(LineSnapshot)
  }

  /// Goes to the nearest newer entry that is wanted, or back to what was typed; nil when that is what is shown.
  mutating func newer(count: Int, isWanted: (Int) -> Bool = { _ in true }) -> Newer? {
    guard let present = place else { return nil }
    place = (present + 1..<max(present + 1, count)).first(where: isWanted)
    return place.map { .entry($0) } ?? .typed(typed)
  }
}
