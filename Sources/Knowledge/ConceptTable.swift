/// The concepts of a lexicon, by id and in the order of their definition.
///
/// They stand as rows of numbers, and a `Concept` is made of a row when it is first asked for: a question needs a
/// hundred of thousands.
public struct ConceptTable: Sendable {
  private let core: Core
  /// Concepts that stand in the place of those of the table.
  private var changed: [Int: Concept] = [:]

  /// What a row says of a concept. From `broader` on the place of a list.
  private enum Column: Int {
    case kind, role, layer, file, line
    /// The number of a text plus one, or 0.
    case silence
    case broader, wholes, opposites, implied, answers, concerns, ruledOutBy
    /// The number of a text times two, plus one if the document itself has the name.
    case labels
    /// All that are broader.
    case ancestors
    /// All concepts that its truth or that of a broader one makes false.
    case excluded

    /// How many columns there are.
    static var count: Int { excluded.rawValue + 1 }
  }

  /// What a table and its copies share.
  private final class Core: Sendable {
    /// All strings that concepts are made of; the ids of the concepts have the first numbers.
    let strings: StringTable
    /// For each concept the numbers of `Column`.
    let rows: Numbers
    /// Lists of numbers, each after its length.
    let lists: Numbers
    let count: Int
    let made: MadeOnce<Concept.Content>
    let ancestries: MadeOnce<Ancestry>

    init(_ strings: StringTable, _ rows: Numbers, _ lists: Numbers) {
      self.strings = strings
      self.rows = rows
      self.lists = lists
      count = rows.count / Column.count
      made = MadeOnce(count: count)
      ancestries = MadeOnce(count: count)
    }
  }

  private var strings: StringTable { core.strings }
  private var lists: Numbers { core.lists }

  /// How many concepts there are.
  public var count: Int { core.count }
  /// The ids in the order of definition.
  public var ids: [String] { (0..<count).map(strings.string) }
  /// The concepts in the order of definition.
  public var values: LazyMapSequence<Range<Int>, Concept> { (0..<count).lazy.map { self[$0] } }

  /// The concept of that id, or nil.
  public subscript(id: String) -> Concept? { number(of: id).map { self[$0] } }

  /// The concept at that place in the order of definition.
  package subscript(number: Int) -> Concept {
    changed[number] ?? Concept(core.made.value(number, make))
  }

  /// The place of a concept in the order of definition; nil if there is none with that id.
  package func number(of id: String) -> Int? {
    guard let number = strings.number(of: id), number < count else { return nil }
    return number
  }

  /// Calls `body` with each label in the order of definition: the number of its concept, its place among the names,
  /// and its bytes.
  package func forEachLabel(_ body: (_ concept: Int, _ label: Int, UnsafeBufferPointer<UInt8>) -> Void) {
    for number in 0..<count {
      if let concept = changed[number] {
        for (place, label) in concept.labels.enumerated() {
          var text = label.text
          text.withUTF8 { body(number, place, $0) }
        }
        continue
      }
      let start = self.start(of: .labels, number)
      for place in 0..<lists[start] {
        strings.with(lists[start + 1 + place] >> 1) { body(number, place, $0) }
      }
    }
  }

  /// The layer and the role of a concept.
  package func standing(_ number: Int) -> (layer: Layer, role: Role) {
    (Layer(rawValue: self[number, .layer])!, Role.allCases[self[number, .role]])
  }

  // MARK: Hierarchy

  /// Whether a concept is another one or a kind of it.
  func isA(_ narrow: Int, _ broad: Int) -> Bool {
    narrow == broad || contains(.ancestors, narrow, broad)
  }

  /// The ids of a concept and all broader ones.
  func ancestors(of number: Int) -> Set<String> {
    core.ancestries.value(number) { Ancestry(Set(strings(.ancestors, $0) + [strings.string($0)])) }.ids
  }

  /// Whether a concept excludes any that another one is a kind of.
  func excludes(_ one: Int, _ other: Int) -> Bool {
    let start = self.start(of: .excluded, one)
    return (0..<lists[start]).contains { isA(other, lists[start + 1 + $0]) }
  }

  /// The ids of all that a concept or a broader one excludes.
  func excluded(by number: Int) -> [String] { strings(.excluded, number) }

  private func contains(_ column: Column, _ number: Int, _ wanted: Int) -> Bool {
    let start = self.start(of: column, number)
    for place in 0..<lists[start] where lists[start + 1 + place] == wanted { return true }
    return false
  }

  // MARK: Rows

  private subscript(number: Int, column: Column) -> Int {
    core.rows[number * Column.count + column.rawValue]
  }

  private func start(of column: Column, _ number: Int) -> Int { self[number, column] }

  private func list(_ column: Column, _ number: Int) -> [Int] {
    let start = self.start(of: column, number)
    return (0..<lists[start]).map { lists[start + 1 + $0] }
  }

  private func strings(_ column: Column, _ number: Int) -> [String] {
    list(column, number).map(strings.string)
  }

  private func make(_ number: Int) -> Concept.Content {
    Concept.Content(
      id: strings.string(number), kind: strings.string(self[number, .kind]),
      role: Role.allCases[self[number, .role]], layer: Layer(rawValue: self[number, .layer])!,
      broader: strings(.broader, number), wholes: strings(.wholes, number),
      opposites: strings(.opposites, number), implied: strings(.implied, number),
      answers: strings(.answers, number), concerns: strings(.concerns, number),
      ruledOutBy: strings(.ruledOutBy, number),
      silence: self[number, .silence] == 0 ? nil : strings.string(self[number, .silence] - 1),
      labels: list(.labels, number).map {
        Label(text: strings.string($0 >> 1), origin: $0 & 1 == 1 ? .document : .general)
      },
      source: SourceLocation(file: strings.string(self[number, .file]), line: self[number, .line]))
  }
}

// MARK: Making a table

extension ConceptTable {
  /// Takes concepts in the order of definition.
  ///
  /// - Parameters:
  ///   - ancestors: all that a concept is a kind of, itself included.
  ///   - excluded: all that a concept excludes.
  init(
    _ concepts: [Concept], ancestors: (Concept) -> Set<String>, excluded: (Concept) -> [String]
  ) {
    var builder = Builder(count: concepts.count)
    for concept in concepts { _ = builder.strings.insert(concept.id) }
    /// The places of the lists of the concept before: neighbours share what is broader, and what follows from it.
    var last: (broader: [String], place: Int32, ancestors: Int32)?
    for concept in concepts {
      builder.rows += [
        builder.string(concept.kind), Role.allCases.firstIndex(of: concept.role)!, concept.layer.rawValue,
        builder.string(concept.source.file), concept.source.line,
        concept.silence.map { builder.string($0) + 1 } ?? 0,
      ].map(Int32.init)
      if last?.broader != concept.broader {
        let all = concept.broader.isEmpty ? [] : ancestors(concept).subtracting([concept.id]).sorted()
        last = (concept.broader, builder.place(of: concept.broader), builder.place(of: all))
      }
      builder.rows.append(last!.place)
      for ids in [
        concept.wholes, concept.opposites, concept.implied, concept.answers, concept.concerns,
        concept.ruledOutBy,
      ] {
        builder.rows.append(builder.place(of: ids))
      }
      builder.rows.append(
        builder.place(
          of: concept.labels.map { Int32(builder.string($0.text) << 1 | ($0.origin == .document ? 1 : 0)) }))
      builder.rows.append(last!.ancestors)
      builder.rows.append(builder.place(of: excluded(concept)))
    }
    core = Core(StringTable(builder.strings), Numbers(builder.rows), Numbers(builder.lists))
  }

  /// Uses the concepts of a compiled pack in place.
  init(in image: PackImage) {
    core = Core(
      StringTable("concepts.strings", in: image), image.numbers("concepts.rows"),
      image.numbers("concepts.lists"))
  }

  /// Adds the concepts to a compiled pack.
  func add(to image: inout ImageWriter) {
    strings.add("concepts.strings", to: &image)
    image.add("concepts.rows", core.rows)
    image.add("concepts.lists", lists)
  }

  /// The same concepts but for one, which may have other names and nothing else.
  func replacing(_ concept: Concept) -> ConceptTable {
    var copy = self
    if let number = number(of: concept.id) { copy.changed[number] = concept }
    return copy
  }

  private struct Builder {
    var strings: InternTable
    var rows: [Int32] = []
    /// Begins with the empty list, which most are.
    var lists: [Int32] = [0]

    init(count: Int) {
      strings = InternTable(capacity: count * 3)
      rows.reserveCapacity(count * Column.count)
    }

    mutating func string(_ text: String) -> Int { strings.insert(text) }

    mutating func place(of texts: [String]) -> Int32 {
      texts.isEmpty ? 0 : place(of: texts.map { Int32(strings.insert($0)) })
    }

    mutating func place(of list: [Int32]) -> Int32 {
      if list.isEmpty { return 0 }
      defer {
        lists.append(Int32(list.count))
        lists += list
      }
      return Int32(lists.count)
    }
  }
}

/// The ids of a concept and all that are broader.
private final class Ancestry: Sendable {
  let ids: Set<String>

  init(_ ids: Set<String>) { self.ids = ids }
}
