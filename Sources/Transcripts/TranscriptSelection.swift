/// One of several equal parts of a list, so that several machines can share the work.
public struct Shard: Equatable, Sendable {
  /// Which part, 1-based.
  public let number: Int
  /// How many parts there are.
  public let count: Int

  /// Reads `2/5`; nil for anything that is no part of a whole.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let number = Int(parts[0]), let count = Int(parts[1]), number >= 1, number <= count
    else { return nil }
    self.number = number
    self.count = count
  }

  /// The members of this part: every `count`th, so that the parts are of one size and neighbours are spread.
  public func of<Item>(_ items: [Item]) -> [Item] {
    items.indices.filter { $0 % count == number - 1 }.map { items[$0] }
  }
}

/// Which transcripts are wanted, by their titles or paths.
public struct TranscriptFilter: Equatable, Sendable {
  private let texts: [String]

  /// Wants those whose title or path holds one of `texts`, without regard to capitals; all if there is no text.
  public init(_ texts: [String]) { self.texts = texts.map { $0.lowercased() } }

  /// Whether a transcript is wanted.
  public func matches(path: String, title: String?) -> Bool {
    guard !texts.isEmpty else { return true }
    let places = [path, title ?? ""].map { $0.lowercased() }
    return texts.contains { text in places.contains { $0.contains(text) } }
  }
}
