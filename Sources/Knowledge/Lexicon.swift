/// All concepts of all layers, with the hierarchy between them.
public struct Lexicon: Sendable {
  /// The concepts by id.
  public let concepts: [String: Concept]
  /// The ids of the concepts in the order of their definition, layer by layer.
  public let order: [String]
  /// The stems by which an unknown word is known to be a drug's name.
  public let stems: [NameStem]
  /// Clinical and chat shorthand: one folded word to the folded words it stands for.
  public let shorthand: [String: [String]]
  /// Ordinary words of the language, sorted by their bytes: what spelling correction leaves alone.
  public let words: WordList
  /// For each concept that another one is a kind of all that are broader, itself included. All others are
  /// thousands, each with no more than its own few broader ones.
  private let ancestors: [String: Set<String>]
  /// For each concept with opposites all of them, those of the broader concepts included.
  private let opposites: [String: [String]]

  init(
    concepts: [String: Concept], order: [String], stems: [NameStem], shorthand: [String: [String]],
    words: WordList
  ) {
    self.concepts = concepts
    self.order = order
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
    var last: [String] = []
    for concept in concepts.values where concept.broader != last {
      last = concept.broader
      for parent in last where ancestors[parent] == nil { _ = collect(parent, path: []) }
    }
    self.ancestors = ancestors
    /// The opposites that each concept with others below it hands down.
    let inherited = ancestors.mapValues { $0.sorted().flatMap { concepts[$0]?.opposites ?? [] } }
      .filter { !$0.value.isEmpty }
    var opposites = inherited
    for concept in concepts.values where inherited[concept.id] == nil {
      let own = concept.opposites + concept.broader.flatMap { inherited[$0] ?? [] }
      if !own.isEmpty { opposites[concept.id] = own }
    }
    self.opposites = opposites
  }

  private static func broader(_ concept: Concept, _ ancestors: [String: Set<String>]) -> Set<String> {
    if let known = ancestors[concept.id] { return known }
    var all: Set<String> = [concept.id]
    for parent in concept.broader { all.formUnion(ancestors[parent] ?? [parent]) }
    return all
  }

  /// Whether `narrow` is `broad` or a kind of it.
  public func isA(_ narrow: String, _ broad: String) -> Bool {
    if narrow == broad { return true }
    // Most concepts have nothing below them.
    guard ancestors[broad] != nil, let concept = concepts[narrow] else { return false }
    return concept.broader.contains { $0 == broad || ancestors[$0]?.contains(broad) ?? false }
  }

  /// The concept and all broader ones.
  public func broader(of id: String) -> Set<String> {
    concepts[id].map { Self.broader($0, ancestors) } ?? [id]
  }

  /// Whether the truth of one makes the other false: the opposites of a concept hold for what is below it too.
  public func areOpposite(_ one: String, _ other: String) -> Bool {
    excludes(one, other) || excludes(other, one)
  }

  /// The concepts whose truth makes one false by its own word or that of a broader one: `areOpposite` holds for what is
  /// below them, too.
  package func opposites(of id: String) -> [String] { opposites[id] ?? [] }

  private func excludes(_ one: String, _ other: String) -> Bool {
    opposites[one]?.contains { isA(other, $0) } ?? false
  }
}
