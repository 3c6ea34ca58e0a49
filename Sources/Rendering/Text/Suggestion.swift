/// "Did you mean": the known words that are nearest to a mistyped one.
public enum Suggestion {
  /// At most three of `known` within a third of the word's length in edits, nearest first, then in their own order.
  public static func nearest(to word: String, among known: [String]) -> [String] {
    let typed = Array(word.lowercased().prefix(40))
    let limit = max(1, min(3, typed.count / 3 + (typed.count > 2 ? 1 : 0)))
    let near = known.enumerated().compactMap { index, name -> (distance: Int, index: Int)? in
      let distance = distance(typed, Array(name.lowercased()))
      return distance <= limit && distance < name.count ? (distance, index) : nil
    }
    return near.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(3).map { known[$0.index] }
  }

  /// Edits between two words; two neighbours that changed places count as one.
  static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...other.count)
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        var best = min(last[j] + (one[i] == other[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          best = min(best, before[j - 1] + 1)
        }
        row.append(best)
      }
      (before, last) = (last, row)
    }
    return last[other.count]
  }
}
