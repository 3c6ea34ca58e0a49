import Knowledge

/// Finds the words of a vocabulary that are near to a misspelt one.
///
/// The vocabulary is kept sorted and walked as a tree: what is near to a common prefix is computed once, and a prefix
/// that is already too far off is left with all its words. That it is when nothing is near to it nor to the prefix that
/// is one shorter: what is near to a longer one follows from those two.
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
  /// The words that are not empty, sorted by their bytes without the first: words that differ in it alone are neighbours.
  private let tails: Numbers

  /// The greatest number of bytes of a word that is looked up.
  static let longest = 63

  /// Indexes the words of a table that have at least `minimum` bytes.
  init(_ table: InternTable, minimum: Int = 0) {
    let numbers = (0..<table.count).filter { table[$0].count >= minimum }
    let order = Self.sorted(numbers) { table[$0] }
    var bytes: [UInt8] = []
    var starts: [Int32] = [0]
    var shared: [Int32] = []
    var before: ArraySlice<UInt8> = []
    for number in order {
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
    let words = order.indices.filter { !table[order[$0]].isEmpty }
    tails = Numbers(Self.sorted(words) { table[order[$0]].dropFirst() }.map(Int32.init))
  }

  /// Some numbers in the order of the bytes that they stand for.
  private static func sorted(_ numbers: [Int], by bytes: (Int) -> ArraySlice<UInt8>) -> [Int] {
    // The first eight bytes as one number decide nearly every comparison.
    let heads = numbers.map { number in
      let bytes = bytes(number)
      var head: UInt64 = 0
      for position in 0..<8 {
        head = head << 8 | (position < bytes.count ? UInt64(bytes[bytes.startIndex + position]) : 0)
      }
      return (head: head, number: number)
    }
    return heads.sorted { one, other in
      if one.head != other.head { return one.head < other.head }
      let (left, right) = (bytes(one.number), bytes(other.number))
      return left == right ? one.number < other.number : left.lexicographicallyPrecedes(right)
    }.map(\.number)
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
    tails = image.numbers("spelling.tails")
  }

  /// Adds the index to a compiled pack.
  func add(to image: inout ImageWriter) {
    image.add("spelling.bytes", bytes)
    image.add("spelling.starts", starts)
    image.add("spelling.shared", shared)
    image.add("spelling.jumps", jumps)
    image.add("spelling.tails", tails)
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

  /// Searches some words; a prefix that they have in common is looked at once.
  private func search(
    _ wanted: [UInt8], _ limit: Int, _ words: Range<Int>, _ found: inout [(index: Int, distance: Int)]
  ) {
    var near = NearPrefixes(of: wanted, within: limit)
    /// For how many bytes of the word at hand `near` holds.
    var valid = 0
    var index = words.lowerBound
    bytes.withAll { bytes in
      while index < words.upperBound {
        valid = min(valid, shared[index])
        let range = range(of: index)
        guard abs(range.count - wanted.count) <= limit else {
          index += 1
          continue
        }
        let candidate = UnsafeBufferPointer(rebasing: bytes[range])
        while valid < candidate.count, !near.isTooFar(valid) {
          valid += 1
          near.extend(to: valid, of: candidate)
        }
        if near.isTooFar(valid) {
          index = skip(from: index, prefix: valid)
        } else {
          if let distance = near.distance(valid) { found.append((index, distance)) }
          index += 1
        }
      }
    }
  }

  /// The words with another first byte that are one edit away: the edit is in the first two bytes, so all that they can
  /// be is looked up.
  private func strangers(to wanted: [UInt8]) -> [Int] {
    let initial = wanted[0]
    let rest = Array(wanted.dropFirst())
    var found: [Int] = []
    if rest.first != initial {
      if let shorter = word(rest) { found.append(shorter) }
      if let second = rest.first, let turned = word([second, initial] + rest.dropFirst()) {
        found.append(turned)
      }
    }
    // Another byte in the place of the first, or before it.
    for tail in [rest, wanted] { found += words(tail: tail) { $0 != initial } }
    return found
  }

  /// The word of these bytes, if it is there.
  private func word(_ wanted: [UInt8]) -> Int? {
    let index = Self.first(in: 0..<shared.count) { compare($0, wanted) >= 0 }
    return index < shared.count && compare(index, wanted) == 0 ? index : nil
  }

  /// The words of these bytes after a first one that passes a test.
  private func words(tail wanted: [UInt8], _ test: (UInt8) -> Bool) -> [Int] {
    func compare(_ place: Int) -> Int {
      bytes.with(range(of: tails[place]).dropFirst()) { Self.compare($0, wanted) }
    }
    var place = Self.first(in: 0..<tails.count) { compare($0) >= 0 }
    var found: [Int] = []
    while place < tails.count, compare(place) == 0 {
      if bytes.with(range(of: tails[place]), { test($0[0]) }) { found.append(tails[place]) }
      place += 1
    }
    return found
  }

  /// Compares a word with some bytes.
  private func compare(_ index: Int, _ wanted: [UInt8]) -> Int {
    bytes.with(range(of: index)) { Self.compare($0, wanted) }
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
    Self.first(in: words) { index in bytes.with(range(of: index)) { $0.first.map { $0 >= initial } ?? false }
    }
  }

  /// The first of some places for which a test holds that holds for all after it, too.
  private static func first(in places: Range<Int>, _ test: (Int) -> Bool) -> Int {
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if test(middle) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  /// The next word that does not share the first `prefix` bytes with this one.
  private func skip(from index: Int, prefix: Int) -> Int {
    var next = index + 1
    while next < shared.count, shared[next] >= prefix { next = jumps[next] }
    return next
  }
}

/// Which prefixes of a misspelt word are near to the prefixes of another.
///
/// For each prefix of the other there is a row of sets, one for each number of edits up to the limit: bit n says whether
/// that number is enough for the first n bytes of the misspelt word. So a row takes a few steps, however long the word is
/// (S. Wu and U. Manber, "Fast text searching allowing errors", Communications of the ACM 35, 1992).
private struct NearPrefixes {
  /// For each byte the places where the misspelt word has it.
  private var places = [UInt64](repeating: 0, count: 256)
  private var sets: [UInt64]
  /// How many sets a row has.
  private let width: Int
  /// The bit of the whole word.
  private let whole: UInt64
  /// The bits that there are.
  private let all: UInt64

  init(of wanted: [UInt8], within limit: Int) {
    for (place, byte) in wanted.enumerated() { places[Int(byte)] |= 1 << UInt64(place) }
    whole = 1 << UInt64(wanted.count)
    all = whole | (whole - 1)
    width = limit + 1
    // No word within the limit is longer by more than that.
    sets = [UInt64](repeating: 0, count: (wanted.count + limit + 1) * width)
    // The first bytes of the word against none at all: an edit for each.
    for edits in 0..<width { sets[edits] = all & ~(.max << UInt64(edits + 1)) }
  }

  /// Computes the row of the first `length` bytes of a word from the two rows before.
  mutating func extend(to length: Int, of word: UnsafeBufferPointer<UInt8>) {
    let row = length * width
    let (above, same) = (row - width, places[Int(word[length - 1])])
    let swapped = length > 1 ? same & places[Int(word[length - 2])] >> 1 : 0
    sets[row] = (sets[above] & same) << 1
    for edits in 1..<width {
      let fewer = sets[above + edits - 1]
      // The same byte; or one more in the word, one in the place of another, one less.
      var set = (sets[above + edits] & same) << 1 | fewer | fewer << 1 | sets[row + edits - 1] << 1
      if swapped != 0 { set |= (sets[above - width + edits - 1] & swapped) << 2 }
      sets[row + edits] = set & all
    }
  }

  /// Whether no word with that prefix can be within the limit.
  func isTooFar(_ length: Int) -> Bool {
    length > 0 && sets[(length + 1) * width - 1] == 0 && sets[length * width - 1] == 0
  }

  /// How many edits a word of that length needs, or nil if they are too many.
  func distance(_ length: Int) -> Int? {
    (0..<width).first { sets[length * width + $0] & whole != 0 }
  }
}
