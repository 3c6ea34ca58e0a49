/// All concepts of all layers, with the hierarchy between them.
///
/// A class, though nothing of it changes: it is made of many tables, and what uses it refers to them all by one.
public final class Lexicon: Sendable {
  /// The concepts by id and in the order of their definition, layer by layer.
  public let concepts: ConceptTable
  /// The stems by which an unknown word is known to be a drug's name.
  public let stems: [NameStem]
  /// Clinical and chat shorthand: one folded word to the folded words it stands for.
  public let shorthand: Shorthand
  /// Ordinary words of the language, sorted by their bytes: what spelling correction leaves alone.
  public let words: WordList
  /// Given names of people, folded and sorted by their bytes: spelling correction leaves them alone, too.
  public let givenNames: WordList
  /// The compiled pack that it was read from, which has what else is made of the same concepts; nil if it was read from
  /// text, or changed.
  package let image: PackImage?

  /// The ids of the concepts in the order of their definition.
  public var order: [String] { concepts.ids }

  convenience init(
    concepts: [String: Concept], order: [String], stems: [NameStem], shorthand: [String: [String]],
    words: WordList, givenNames: WordList
  ) {
    let hierarchy = Hierarchy(concepts)
    self.init(
      concepts: ConceptTable(
        order.compactMap { concepts[$0] }, ancestors: hierarchy.broader, excluded: hierarchy.opposites),
      stems: stems, shorthand: Shorthand(shorthand), words: words, givenNames: givenNames,
      image: nil)
  }

  private init(
    concepts: ConceptTable, stems: [NameStem], shorthand: Shorthand, words: WordList,
    givenNames: WordList, image: PackImage?
  ) {
    self.concepts = concepts
    self.stems = stems
    self.shorthand = shorthand
    self.words = words
    self.givenNames = givenNames
    self.image = image
  }

  /// The role of a concept; nil if there is none with that id.
  public func role(of id: String) -> Role? { concepts.number(of: id).map { concepts.standing($0).role } }

  /// The layer that defines a concept; nil if there is none with that id.
  public func layer(of id: String) -> Layer? { concepts.number(of: id).map { concepts.standing($0).layer } }

  /// Whether `narrow` is `broad` or a kind of it.
  public func isA(_ narrow: String, _ broad: String) -> Bool {
    if narrow == broad { return true }
    guard let narrow = concepts.number(of: narrow), let broad = concepts.number(of: broad) else {
      return false
    }
    return concepts.isA(narrow, broad)
  }

  /// The concept and all broader ones.
  public func broader(of id: String) -> Set<String> {
    concepts.number(of: id).map(concepts.ancestors) ?? [id]
  }

  /// Whether the truth of one makes the other false: the opposites of a concept hold for what is below it too.
  public func areOpposite(_ one: String, _ other: String) -> Bool {
    guard let one = concepts.number(of: one), let other = concepts.number(of: other) else { return false }
    return concepts.excludes(one, other) || concepts.excludes(other, one)
  }

  /// Whether what was told of a patient rules a state out: by being its contrary, or by what the state is `ruledOutBy`.
  public func isRuledOut(_ state: String, by told: String) -> Bool {
    areOpposite(told, state) || (concepts[state]?.ruledOutBy ?? []).contains { isA(told, $0) }
  }

  /// The concepts whose truth makes one false by its own word or that of a broader one: `areOpposite` holds for what is
  /// below them, too.
  package func opposites(of id: String) -> [String] {
    concepts.number(of: id).map(concepts.excluded) ?? []
  }

  /// The same lexicon in which one concept has other names.
  func replacing(_ concept: Concept) -> Lexicon {
    Lexicon(
      concepts: concepts.replacing(concept), stems: stems, shorthand: shorthand, words: words,
      givenNames: givenNames, image: nil)
  }
}

// MARK: Compiled

extension Lexicon {
  /// Uses the lexicon of a compiled pack in place.
  convenience init(in image: PackImage) {
    var reader = RecordReader("lexicon", in: image)
    let stems = reader.elements { reader in
      NameStem(
        letters: reader.string(), position: NameStem.Position(rawValue: reader.string())!,
        minimum: reader.number())
    }
    self.init(
      concepts: ConceptTable(in: image), stems: stems,
      shorthand: Shorthand(in: image), words: WordList(image.bytes("words")),
      givenNames: WordList(image.bytes("given-names")),
      image: image)
  }

  /// Adds the lexicon to a compiled pack.
  func add(to image: inout ImageWriter) {
    concepts.add(to: &image)
    var writer = RecordWriter()
    writer.write(stems) { writer, stem in
      writer.write(stem.letters)
      writer.write(stem.position.rawValue)
      writer.write(stem.minimum)
    }
    writer.add("lexicon", to: &image)
    shorthand.add(to: &image)
    image.add("words", words.bytes)
    image.add("given-names", givenNames.bytes)
  }
}

/// What follows from the links between concepts, worked out once.
private struct Hierarchy {
  /// For each concept that another one is a kind of all that are broader, itself included. All others are
  /// thousands, each with no more than its own few broader ones.
  private var ancestors: [String: Set<String>] = [:]
  /// The opposites that each concept with others below it hands down.
  private var inherited: [String: [String]] = [:]

  init(_ concepts: [String: Concept]) {
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
    inherited = ancestors.mapValues { $0.sorted().flatMap { concepts[$0]?.opposites ?? [] } }
      .filter { !$0.value.isEmpty }
  }

  func broader(_ concept: Concept) -> Set<String> {
    if let known = ancestors[concept.id] { return known }
    var all: Set<String> = [concept.id]
    for parent in concept.broader { all.formUnion(ancestors[parent] ?? [parent]) }
    return all
  }

  func opposites(_ concept: Concept) -> [String] {
    if inherited.isEmpty { return concept.opposites }
    return inherited[concept.id] ?? concept.opposites + concept.broader.flatMap { inherited[$0] ?? [] }
  }
}
