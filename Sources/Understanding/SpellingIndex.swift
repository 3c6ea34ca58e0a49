/// Finds the words of a vocabulary that are near to a misspelt one.
///
/// The vocabulary is kept sorted and walked as a tree: the row of distances of a common prefix is computed once,
/// and a prefix that is already too far off is left with all its words. No word is compared in full in vain.
struct SpellingIndex: Sendable {
  private let words: [[UInt8]]
  /// For each word how many leading bytes it shares with the one before.
  private let shared: [Int]

  init(_ vocabulary: some Sequence<String>) {
    words = Set(vocabulary).map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    var shared = [Int](repeating: 0, count: words.count)
    for index in words.indices.dropFirst() {
      shared[index] = zip(words[index - 1], words[index]).prefix { $0 == $1 }.count
    }
    self.shared = shared
  }

  /// The words within `limit` edits, with their distance (insertion, deletion, substitution, transposition: 1 each).
  func nearest(to word: String, limit: Int) -> [(word: String, distance: Int)] {
    let wanted = Array(word.utf8)
    guard limit > 0, wanted.count < 64 else { return [] }
    var found: [(word: String, distance: Int)] = []
    var rows: [[Int]] = [Array(0...wanted.count)]
    var index = 0
    while index < words.count {
      let candidate = words[index]
      let depth = min(shared[index], rows.count - 1)
      rows.removeSubrange((depth + 1)...)
      var pruned = false
      for position in depth..<candidate.count {
        let row = nextRow(rows, wanted, candidate, position)
        rows.append(row)
        let previousLeast = position > 0 ? rows[position].min()! : 0
        if row.min()! > limit, previousLeast > limit {
          index = skip(from: index, prefix: position + 1)
          pruned = true
          break
        }
      }
      if pruned { continue }
      if let distance = rows.last?.last, distance <= limit, rows.count == candidate.count + 1 {
        found.append((String(decoding: candidate, as: UTF8.self), distance))
      }
      index += 1
    }
    return found
  }

  private func nextRow(_ rows: [[Int]], _ wanted: [UInt8], _ candidate: [UInt8], _ position: Int) -> [Int] {
    let above = rows[position]
    var row = [Int](repeating: 0, count: wanted.count + 1)
    row[0] = position + 1
    for column in wanted.indices {
      let same = wanted[column] == candidate[position]
      var cost = min(above[column + 1] + 1, row[column] + 1, above[column] + (same ? 0 : 1))
      if column > 0, position > 0, wanted[column] == candidate[position - 1],
        wanted[column - 1] == candidate[position]
      {
        cost = min(cost, rows[position - 1][column - 1] + 1)
      }
      row[column + 1] = cost
    }
    return row
  }

  /// The next word that does not share the first `prefix` bytes with this one.
  private func skip(from index: Int, prefix: Int) -> Int {
    var next = index + 1
    while next < words.count, shared[next] >= prefix { next += 1 }
    return next
  }
}
