/// What a set of conversations exercises, of what there is.
public struct ReplayCoverage: Equatable, Sendable {
  /// Things of one kind, such as the statements of a pack.
  public struct Group: Equatable, Sendable {
    /// The name of the kind, in the plural.
    public let name: String
    /// The things in the order in which they are listed.
    public let items: [String]
    /// How many turns exercise each.
    public fileprivate(set) var counts: [String: Int] = [:]

    /// How many turns exercise a thing.
    public func count(of item: String) -> Int { counts[item] ?? 0 }
    /// The things that no turn exercises, in order.
    public var missing: [String] { items.filter { counts[$0] == nil } }
  }

  /// The kinds in the order in which they are listed.
  public private(set) var groups: [Group]

  /// Nothing is exercised yet.
  public init(_ groups: [(name: String, items: [String])]) {
    self.groups = groups.map { Group(name: $0.name, items: $0.items) }
  }

  /// Counts a turn that exercises `item`; what is not among the items of the group does not count.
  public mutating func count(_ item: String, in group: String) {
    guard let index = groups.firstIndex(where: { $0.name == group }), groups[index].items.contains(item)
    else { return }
    groups[index].counts[item, default: 0] += 1
  }

  /// Adds what others counted in the same groups.
  public mutating func merge(_ other: ReplayCoverage) {
    for group in other.groups {
      guard let index = groups.firstIndex(where: { $0.name == group.name }) else { continue }
      groups[index].counts.merge(
        group.counts.filter { groups[index].items.contains($0.key) }, uniquingKeysWith: +)
    }
  }

  /// The group of that name, or nil.
  public func group(_ name: String) -> Group? { groups.first { $0.name == name } }
}
