import Knowledge

/// Finds the words of a vocabulary that are near to a misspelt one.
///
/// The vocabulary is kept sorted and walked as a tree: the row of distances of a common prefix is computed once,
/// and a prefix that is already too far off is left with all its words. A prefix of length n is too far off when
/// no cell of its row nor of the row before is within the limit: each later cell is made of cells of the two rows
/// before it, and none is ever smaller than the least of them.
struct SpellingIndex: Sendable {
  /// The words one after the other, sorted by their bytes.
  private let bytes: Bytes
  /// Where each word begins, and at the end where the next one would.
  private let starts: Numbers
  /// For each word how many leading bytes it shares with the one before.
  private let shared: Numbers
  /// For each word the next that shares fewer leading bytes with the one before it, so that words with a prefix in
  /// common are left in a few steps.
  private let jumps: Numbers

  /// The greatest number of bytes of a word that is looked up.
  static let longest = 63

  /// Indexes the words of a table that have at least `minimum` bytes.
  init(_ table: InternTable, minimum: Int = 0) {
    // The first eight bytes as one number decide nearly every comparison.
    var order: [(head: UInt64, number: Int)] = []
    order.reserveCapacity(table.count)
    for number in 0..<table.count {
      let word = table[number]
      guard word.count >= minimum else { continue }
      var head: UInt64 = 0
      for position in 0..<8 {
        head = head << 8 | (position < word.count ? UInt64(word[word.startIndex + position]) : 0)
      }
      order.append((head, number))
    }
    order.sort { one, other in
      one.head != other.head
        ? one.head < other.head : table[one.number].lexicographicallyPrecedes(table[other.number])
    }
    var bytes: [UInt8] = []
    var starts: [Int32] = [0]
    var shared: [Int32] = []
    var before: ArraySlice<UInt8> = []
    for (_, number) in order {
      let word = table[number]
      shared.append(Int32(zip(before, word).prefix { $0 == $1 }.count))
      bytes.append(contentsOf: word)
      starts.append(Int32(bytes.count))
      before = word
    }
    self.bytes = Bytes(bytes)
    self.starts = Numbers(starts)
    self.shared = Numbers(shared)
    jumps = Numbers(Self.jumps(shared))
  }

  private static func jumps(_ shared: [Int32]) -> [Int32] {
    var jumps = [Int32](repeating: Int32(shared.count), count: shared.count)
    var waiting: [Int] = []
    for index in shared.indices {
      while let last = waiting.last, shared[last] > shared[index] {
        jumps[last] = Int32(index)
        waiting.removeLast()
      }
      waiting.append(index)
    }
    return jumps
  }

  /// Indexes some words.
  init(_ vocabulary: some Sequence<String>) {
    var table = InternTable()
    for word in vocabulary { _ = table.insert(word) }
    self.init(table)
  }

  /// Uses the index of a compiled pack in place.
  init(in image: PackImage) {
    bytes = image.bytes("spelling.bytes")
    starts = image.numbers("spelling.starts")
    shared = image.numbers("spelling.shared")
    jumps = image.numbers("spelling.jumps")
  }

  /// Adds the index to a compiled pack.
  func add(to image: inout ImageWriter) {
    image.add("spelling.bytes", bytes)
    image.add("spelling.starts", starts)
    image.add("spelling.shared", shared)
    image.add("spelling.jumps", jumps)
  }

  /// The words within `limit` edits, with their distance (insertion, deletion, substitution, transposition of
  /// neighbours: 1 each, no place edited twice), sorted by their bytes.
  ///
  /// - Parameter strangers: whether words with another first byte, which most are, count only within one edit.
  func nearest(to word: String, limit: Int, strangersWithinOne: Bool = false) -> [(
    word: String, distance: Int
  )] {
    let wanted = Array(word.utf8)
    guard limit > 0, wanted.count <= Self.longest else { return [] }
    var found: [(index: Int, distance: Int)] = []
    if strangersWithinOne, let initial = wanted.first {
      let first = firstWord(from: initial, in: 0..<shared.count)
      let last = initial == .max ? shared.count : firstWord(from: initial + 1, in: first..<shared.count)
      search(wanted, limit, first..<last, &found)
      found += strangers(to: wanted).map { ($0, 1) }
      found.sort { $0.index < $1.index }
    } else {
      search(wanted, limit, 0..<shared.count, &found)
    }
    return found.map { index, distance in
      (bytes.with(range(of: index)) { String(decoding: $0, as: UTF8.self) }, distance)
    }
  }

  private func range(of index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

  private func search(
    _ wanted: [UInt8], _ limit: Int, _ words: Range<Int>, _ found: inout [(index: Int, distance: Int)]
  ) {
    guard !words.isEmpty else { return }
    let rows = DistanceRows(wanted: wanted, limit: limit)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: rows.size) { cells in
      rows.prepare(cells)
      walk(rows, cells, words) { found.append(($0, $1)) }
    }
  }

  /// The words with another first byte that are one edit away: the edit is in the first two bytes, so all that they can
  /// be is looked up.
  private func strangers(to wanted: [UInt8]) -> [Int] {
    let initial = wanted[0]
    var found: [Int] = []
    func look(for word: [UInt8], in words: Range<Int>) {
      let index = first(in: words) { Self.compare($0, word) >= 0 }
      if index < words.upperBound, bytes.with(range(of: index), { Self.compare($0, word) == 0 }) {
        found.append(index)
      }
    }
    let rest = Array(wanted.dropFirst())
    if rest.first != initial {
      look(for: rest, in: 0..<shared.count)
      if let second = rest.first { look(for: [second, initial] + rest.dropFirst(), in: 0..<shared.count) }
    }
    var (replaced, longer) = (wanted, [initial] + wanted)
    var start = 0
    while start < shared.count {
      let end = skip(from: start, prefix: 1)
      if let other = bytes.with(range(of: start), { $0.first }), other != initial {
        replaced[0] = other
        longer[0] = other
        look(for: replaced, in: start..<end)
        look(for: longer, in: start..<end)
      }
      start = end
    }
    return found
  }

  /// Less than 0, 0 or more, as one row of bytes comes before another, is equal to it or comes after it.
  private static func compare(_ one: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Int {
    for place in 0..<min(one.count, other.count) where one[place] != other[place] {
      return Int(one[place]) - Int(other[place])
    }
    return one.count - other.count
  }

  /// The first word that begins with a byte or with a greater one.
  private func firstWord(from initial: UInt8, in words: Range<Int>) -> Int {
    first(in: words) { $0.first.map { $0 >= initial } ?? false }
  }

  /// The first of some words for which a test holds that holds for all after it, too.
  private func first(in words: Range<Int>, _ test: (UnsafeBufferPointer<UInt8>) -> Bool) -> Int {
    var (low, high) = (words.lowerBound, words.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if bytes.with(range(of: middle), test) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  private func walk(
    _ rows: DistanceRows, _ cells: UnsafeMutableBufferPointer<UInt8>, _ words: Range<Int>,
    _ report: (_ index: Int, _ distance: Int) -> Void
  ) {
    /// How many rows hold for the prefix of the word at hand.
    var valid = 0
    var index = words.lowerBound
    bytes.withAll { bytes in
      while index < words.upperBound {
        valid = min(valid, shared[index])
        let range = range(of: index)
        guard abs(range.count - rows.wanted.count) <= rows.limit else {
          index += 1
          continue
        }
        let candidate = UnsafeBufferPointer(rebasing: bytes[range])
        while valid < candidate.count {
          valid += 1
          rows.fill(valid, of: candidate, in: cells)
          if rows.isTooFar(valid, cells) { break }
        }
        if valid < candidate.count || rows.isTooFar(valid, cells) {
          index = skip(from: index, prefix: valid)
        } else {
          let distance = rows.distance(candidate.count, cells)
          if distance <= rows.limit { report(index, distance) }
          index += 1
        }
      }
    }
  }

  /// The next word that does not share the first `prefix` bytes with this one.
  private func skip(from index: Int, prefix: Int) -> Int {
    var next = index + 1
    while next < shared.count, shared[next] >= prefix { next = jumps[next] }
    return next
  }
}

/// The table of distances between a misspelt word and the prefixes of another, one row a prefix.
///
/// Only the cells no further than the limit from the diagonal are computed: all others are beyond the limit.
private struct DistanceRows {
  let wanted: [UInt8]
  let limit: Int
  /// The cells of a row: one a prefix of the wanted word, then the least of the row.
  private let width: Int

  init(wanted: [UInt8], limit: Int) {
    self.wanted = wanted
    self.limit = min(limit, 100)
    width = wanted.count + 2
  }

  /// How many cells the table needs: no candidate is longer than the wanted word by more than the limit.
  var size: Int { (wanted.count + limit + 1) * width }

  private var beyond: UInt8 { UInt8(limit + 1) }

  func prepare(_ cells: UnsafeMutableBufferPointer<UInt8>) {
    cells.initialize(repeating: beyond)
    for column in 0...min(wanted.count, limit) { cells[column] = UInt8(column) }
    cells[width - 1] = 0
  }

  /// Computes the row of the prefix of that length from the two rows before.
  func fill(
    _ length: Int, of candidate: UnsafeBufferPointer<UInt8>, in cells: UnsafeMutableBufferPointer<UInt8>
  ) {
    let row = length * width
    let above = row - width
    var least = beyond
    if length <= limit {
      cells[row] = UInt8(length)
      least = UInt8(length)
    }
    let letter = candidate[length - 1]
    let first = max(1, length - limit)
    let last = min(wanted.count, length + limit)
    if first <= last {
      for column in first...last {
        let same = wanted[column - 1] == letter
        var cost = min(
          min(cells[above + column], cells[row + column - 1]) + 1, cells[above + column - 1] + (same ? 0 : 1))
        if column > 1, length > 1, wanted[column - 1] == candidate[length - 2], wanted[column - 2] == letter {
          cost = min(cost, cells[above - width + column - 2] + 1)
        }
        cells[row + column] = min(cost, beyond)
        least = min(least, cost)
      }
    }
    cells[row + width - 1] = least
  }

  /// Whether no word with the prefix of that length can be within the limit.
  func isTooFar(_ length: Int, _ cells: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    length > 0 && cells[length * width + width - 1] > UInt8(limit)
      && cells[(length - 1) * width + width - 1] > UInt8(limit)
  }

  func distance(_ length: Int, _ cells: UnsafeMutableBufferPointer<UInt8>) -> Int {
    Int(cells[length * width + wanted.count])
  }
}
