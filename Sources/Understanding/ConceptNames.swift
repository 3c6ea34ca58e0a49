/// Names of concepts, each once.
///
/// Most questions name a handful, among which looking at each is faster than hashing; pasted pages name thousands.
struct ConceptNames {
  private var few: [String] = []
  private var many: Set<String> = []
  private static let limit = 16

  /// The concepts of some mentions.
  init(_ mentions: [Mention]) {
    few.reserveCapacity(Self.limit + 1)
    for mention in mentions { _ = insert(mention.concept) }
  }

  /// Adds a name; false if it was there before.
  mutating func insert(_ name: String) -> Bool {
    if !many.isEmpty { return many.insert(name).inserted }
    if few.contains(name) { return false }
    few.append(name)
    if few.count > Self.limit { many = Set(few) }
    return true
  }
}
