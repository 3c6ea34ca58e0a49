import Knowledge

/// Which item comes next.
struct SittingQueue: Sendable {
  /// Items in the order in which they are to be asked, but for those being learned.
  private(set) var waiting: [Item]
  /// Items being learned, with the moment at which they are due.
  private(set) var learning: [(item: Item, due: Int)] = []
  /// Items being learned may come this much earlier, in seconds, when nothing else is left.
  static let ahead = 1200

  var count: Int { waiting.count + learning.count }

  /// Due items first, the most overdue first, with one new item after every second of them.
  init(items: [Item], state: StudyState, options: SittingOptions, moment: Int, introducedToday: Int) {
    var random = SeededGenerator(seed: options.seed)
    let wanted = items.filter { item in
      options.kinds.contains(item.id.kind) && !state.suspended.contains(item.id.description)
        && (options.topics.map { topics in item.statement.concepts.contains(where: topics.contains) } ?? true)
    }
    if options.isCram {
      waiting = Array(Self.spread(wanted, &random).prefix(options.limit))
      return
    }
    func card(_ item: Item) -> StudyState.Card? { state.cards[item.id.description] }
    let seen = wanted.filter { card($0) != nil }
    let scheduler = options.scheduler
    func chance(_ item: Item) -> Double { scheduler.retrievability(of: card(item)!.memory, at: moment) }
    let due = seen.filter { card($0)!.memory.phase == .review && card($0)!.memory.due <= moment }
      .sorted { (chance($0), $0.id) < (chance($1), $1.id) }
    let new = Self.spread(wanted.filter { card($0) == nil }, &random)
      .prefix(max(0, options.new - introducedToday))
    waiting = []
    var fresh = new[...]
    for (index, item) in due.enumerated() {
      waiting.append(item)
      if index % 2 == 1, let item = fresh.popFirst() { waiting.append(item) }
    }
    waiting += fresh
    learning = seen.filter { card($0)!.memory.phase != .review }.map { ($0, card($0)!.memory.due) }
      .filter { $0.1 <= moment + Self.ahead }
  }

  /// New items so that those of one statement are far apart: they give each other away.
  private static func spread(_ items: [Item], _ random: inout SeededGenerator) -> [Item] {
    var groups = Dictionary(grouping: items.shuffled(using: &random), by: \.statement.id)
    let order = Set(items.map(\.statement.id)).sorted().shuffled(using: &random)
    var result: [Item] = []
    while result.count < items.count {
      for statement in order { if let item = groups[statement]?.popLast() { result.append(item) } }
    }
    return result
  }

  /// Takes out the next item; nil if there is none.
  mutating func next(at moment: Int) -> Item? {
    if let index = learning.indices.min(by: { learning[$0].due < learning[$1].due }),
      learning[index].due <= moment || waiting.isEmpty
    {
      return learning.remove(at: index).item
    }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// Puts an item back if it is to be asked again in this sitting.
  mutating func putBack(_ item: Item, due: Int, at moment: Int) {
    if due <= moment + Self.ahead { learning.append((item, due)) }
  }

  /// Puts an item before all others.
  mutating func putFirst(_ item: Item) { waiting.insert(item, at: 0) }

  /// Leaves out an item.
  mutating func remove(_ id: ItemID) {
    waiting.removeAll { $0.id == id }
    learning.removeAll { $0.item.id == id }
  }
}
