/// All concepts of all layers, with the hierarchy between them.
public struct Lexicon: Sendable {
  /// The concepts by id.
  public let concepts: [String: Concept]
  /// The stems by which an unknown word is known to be a drug's name.
  public let stems: [NameStem]
  /// Clinical and chat shorthand: one folded word to the folded words it stands for.
  public let shorthand: [String: [String]]
  /// Ordinary words of the language, sorted by their bytes: what spelling correction leaves alone.
  public let words: WordList
  /// For each concept all broader ones, itself included.
  private let ancestors: [String: Set<String>]

  init(
    concepts: [String: Concept], stems: [NameStem], shorthand: [String: [String]], words: WordList
  ) {
    self.concepts = concepts
    self.stems = stems
    self.shorthand = shorthand
    self.words = words
    var ancestors: [String: Set<String>] = [:]
    func collect(_ id: String, path: Set<String>) -> Set<String> {
      if let known = ancestors[id] { return known }
      guard let concept = concepts[id], !path.contains(id) else { return [id] }
      var all: Set<String> = [id]
      for parent in concept.broader { all.formUnion(collect(parent, path: path.union([id]))) }
      ancestors[id] = all
      return all
    }
    for id in concepts.keys { _ = collect(id, path: []) }
    self.ancestors = ancestors
  }

  /// Whether `narrow` is `broad` or a kind of it.
  public func isA(_ narrow: String, _ broad: String) -> Bool {
    narrow == broad || (ancestors[narrow]?.contains(broad) ?? false)
  }

  /// The concept and all broader ones.
  public func broader(of id: String) -> Set<String> { ancestors[id] ?? [id] }

  /// Whether the truth of one makes the other false: the opposites of a concept hold for what is below it too.
  public func areOpposite(_ one: String, _ other: String) -> Bool {
    excludes(one, other) || excludes(other, one)
  }

  private func excludes(_ one: String, _ other: String) -> Bool {
    broader(of: one).contains { ancestor in
      concepts[ancestor]?.opposites.contains { isA(other, $0) } ?? false
    }
  }
}

/// A part of a word that gives it away as a drug's name.
public struct NameStem: Sendable, Equatable {
  /// The letters, in lower case.
  public let letters: String
  /// Where in the word they stand.
  public let position: Position
  /// The least number of letters of the whole word.
  public let minimum: Int

  /// Where a stem stands in a word.
  public enum Position: String, Sendable {
    /// At the beginning.
    case prefix
    /// At the end.
    case suffix
  }

  /// Whether a folded word carries the stem.
  public func matches(_ word: String) -> Bool {
    guard word.utf8.count >= minimum else { return false }
    return position == .suffix ? word.hasSuffix(letters) : word.hasPrefix(letters)
  }
}

/// A sorted list of words, searched in place so that loading it costs nothing.
public struct WordList: Sendable {
  private let bytes: [UInt8]

  /// Takes UTF-8 text with one word a line, sorted by bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether the list holds a folded word.
  public func contains(_ word: String) -> Bool {
    let wanted = Array(word.utf8)
    var low = 0
    var high = bytes.count
    while low < high {
      let line = lineRange(around: (low + high) / 2)
      switch compare(wanted, line) {
      case 0: return true
      case ..<0: high = line.lowerBound
      default: low = min(line.upperBound + 1, high)
      }
    }
    return false
  }

  private func lineRange(around offset: Int) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    var start = offset
    while start > 0, bytes[start - 1] != newline { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != newline { end += 1 }
    return start..<max(start, end)
  }

  private func compare(_ wanted: [UInt8], _ line: Range<Int>) -> Int {
    for (position, byte) in wanted.enumerated() {
      guard line.lowerBound + position < line.upperBound else { return 1 }
      let other = bytes[line.lowerBound + position]
      if byte != other { return byte < other ? -1 : 1 }
    }
    return wanted.count == line.count ? 0 : -1
  }
}
