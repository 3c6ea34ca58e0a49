/// Reads the layers below a pack and the pack's own concepts into one lexicon.
///
/// Problems are collected, so that an author sees all of them at once.
struct LexiconLoader {
  private let files: any KnowledgeFiles
  private(set) var problems: [KnowledgeProblem] = []
  private var concepts: [String: Concept] = [:]
  /// The ids in the order of definition.
  private var order: [String] = []
  private var roles: [String: Role] = [:]
  private var stems: [NameStem] = []
  private var shorthand: [String: [String]] = [:]
  private var words = WordList([])
  private var givenNames = WordList([])
  /// All labels without regard to capitals.
  private var labels = InternTable(capacity: 12_000)
  /// Which concept claims each label of `labels`.
  private var owners: [Concept] = []
  /// Concepts of which a later layer took a label over.
  private var losers: Set<String> = []

  private static let conceptKeys = [
    "kind", "is-a", "part-of", "opposite", "implies", "answers", "concerns", "ruled-out-by", "silence",
    "labels", "document",
    "general",
  ]

  init(files: any KnowledgeFiles) {
    self.files = files
    // Room for what the layers of a field come to, so that the tables need not grow again and again.
    concepts.reserveCapacity(6_000)
    order.reserveCapacity(6_000)
    owners.reserveCapacity(12_000)
  }

  // MARK: Layers

  /// Reads a layer by its manifest `<name>.yaml`.
  mutating func loadLayer(_ name: String, as layer: Layer) {
    attempt { loader throws(KnowledgeProblem) in
      let manifest = try loader.yaml(name + ".yaml", in: name)
      let fields = try manifest.fields(
        name, known: ["kinds", "lists", "lexicons", "stems", "shorthand", "words", "given-names"],
        reporting: &loader.problems)
      if let kinds = fields["kinds"] { try loader.loadKinds(kinds) }
      if let lexicons = fields["lexicons"] {
        for file in try lexicons.strings("lexicons") { loader.loadLexicon(file, in: name, as: layer) }
      }
      if let lists = fields["lists"] {
        for entry in try lists.entries("lists") {
          loader.loadTermList(entry.name, in: name, as: layer, defaults: entry.value)
        }
      }
      if let file = fields["stems"] { loader.loadStems(try file.string("stems"), in: name) }
      if let file = fields["shorthand"] { loader.loadShorthand(try file.string("shorthand"), in: name) }
      if let file = fields["words"] {
        loader.words = try loader.wordList(try file.string("words"), in: name)
      }
      if let file = fields["given-names"] {
        loader.givenNames = try loader.wordList(try file.string("given-names"), in: name)
      }
    }
  }

  private mutating func wordList(_ file: String, in folder: String) throws(KnowledgeProblem) -> WordList {
    let name = files.displayName(file, in: folder)
    var bytes = try bytes(file, in: folder)
    try UTF8Check.check(bytes, file: name)
    if bytes.contains(UInt8(ascii: "\r")) { bytes.removeAll { $0 == UInt8(ascii: "\r") } }
    if let line = WordList.firstUnsortedLine(in: bytes) {
      throw KnowledgeProblem(
        .malformedTerm(reason: "the words are not sorted by their bytes, each once"),
        at: SourceLocation(file: name, line: line))
    }
    return WordList(bytes)
  }

  private mutating func loadKinds(_ kinds: YAMLValue) throws(KnowledgeProblem) {
    for entry in try kinds.entries("kinds") {
      attempt { loader throws(KnowledgeProblem) in
        let value = try entry.value.string(entry.name)
        guard let role = Role(rawValue: value) else {
          throw KnowledgeProblem(
            .unknownValue(key: entry.name, value: value, allowed: Role.allCases.map(\.rawValue)),
            at: entry.at)
        }
        loader.roles[entry.name] = role
      }
    }
  }

  private mutating func loadStems(_ file: String, in folder: String) {
    attempt { loader throws(KnowledgeProblem) in
      let fields = try loader.yaml(file, in: folder).fields(
        file, known: ["stems"], reporting: &loader.problems)
      for value in try fields["stems"]?.list("stems") ?? [] {
        let stem = try value.fields(
          "stems", known: ["stem", "position", "minimum"], reporting: &loader.problems)
        let position = try value.require("position", in: stem).string("position")
        guard let position = NameStem.Position(rawValue: position) else {
          throw KnowledgeProblem(
            .unknownValue(key: "position", value: position, allowed: ["prefix", "suffix"]),
            at: value.location)
        }
        loader.stems.append(
          NameStem(
            letters: try value.require("stem", in: stem).string("stem"), position: position,
            minimum: try value.require("minimum", in: stem).integer("minimum")))
      }
    }
  }

  private mutating func loadShorthand(_ file: String, in folder: String) {
    attempt { loader throws(KnowledgeProblem) in
      let fields = try loader.yaml(file, in: folder).fields(
        file, known: ["shorthand"], reporting: &loader.problems)
      for entry in try fields["shorthand"]?.entries("shorthand") ?? [] {
        let words = try entry.value.string(entry.name).split(separator: " ").map(String.init)
        loader.shorthand[entry.name] = words
      }
    }
  }

  // MARK: Concepts

  /// Reads the concepts of one YAML file.
  mutating func loadLexicon(_ file: String, in folder: String, as layer: Layer) {
    attempt { loader throws(KnowledgeProblem) in
      let document = try loader.yaml(file, in: folder)
      let fields = try document.fields(file, known: ["kinds", "concepts"], reporting: &loader.problems)
      if let kinds = fields["kinds"] { try loader.loadKinds(kinds) }
      for entry in try fields["concepts"]?.entries("concepts") ?? [] {
        loader.attempt { loader throws(KnowledgeProblem) in
          try loader.loadConcept(entry.name, at: entry.at, entry.value, as: layer)
        }
      }
    }
  }

  private mutating func loadConcept(
    _ id: String, at location: SourceLocation, _ value: YAMLValue, as layer: Layer
  ) throws(KnowledgeProblem) {
    let fields = try value.fields(id, known: Self.conceptKeys, reporting: &problems)
    let kind = try value.require("kind", in: fields).string("kind")
    var labels: [Label] = []
    for key in ["document", "labels", "general"] {
      guard let field = fields[key] else { continue }
      for text in try field.strings(key) {
        guard text.utf8.contains(where: { $0 > UInt8(ascii: " ") }) else {
          throw KnowledgeProblem(
            .wrongType(key: key, expected: "names that are not empty"), at: field.location)
        }
        labels.append(Label(text: text, origin: key == "document" ? .document : .general))
      }
    }
    try add(
      Concept(
        id: id, kind: kind, role: try role(of: kind, at: location), layer: layer,
        broader: try fields["is-a"]?.strings("is-a") ?? [],
        wholes: try fields["part-of"]?.strings("part-of") ?? [],
        opposites: try fields["opposite"]?.strings("opposite") ?? [],
        implied: try fields["implies"]?.strings("implies") ?? [],
        answers: try fields["answers"]?.strings("answers") ?? [],
        concerns: try fields["concerns"]?.strings("concerns") ?? [],
        ruledOutBy: try fields["ruled-out-by"]?.strings("ruled-out-by") ?? [],
        silence: try fields["silence"]?.string("silence"), labels: labels, source: location))
  }

  private mutating func loadTermList(
    _ file: String, in folder: String, as layer: Layer, defaults: YAMLValue
  ) {
    attempt { loader throws(KnowledgeProblem) in
      let fields = try defaults.fields(file, known: ["kind", "is-a"], reporting: &loader.problems)
      let kind = try defaults.require("kind", in: fields).string("kind")
      let role = try loader.role(of: kind, at: defaults.location)
      let broader = try fields["is-a"]?.strings("is-a") ?? []
      let name = loader.files.displayName(file, in: folder)
      let bytes = try loader.bytes(file, in: folder)
      try UTF8Check.check(bytes, file: name)
      for term in TermList.terms(in: bytes) {
        let location = SourceLocation(file: name, line: term.line)
        guard !term.names.contains("") else {
          loader.problems.append(KnowledgeProblem(.malformedTerm(reason: "an empty name"), at: location))
          continue
        }
        let id = Self.id(of: term.names[0])
        let concept = Concept(
          id: loader.concepts[id] == nil ? id : id + "-" + kind, kind: kind, role: role, layer: layer,
          broader: broader, wholes: [], opposites: [], implied: [], answers: [],
          labels: term.names.map { Label(text: $0, origin: .general) }, source: location)
        loader.attempt { loader throws(KnowledgeProblem) in try loader.add(concept) }
      }
    }
  }

  /// A name with hyphens for blanks.
  private static func id(of name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: " ")) else { return name }
    return name.split(separator: " ").joined(separator: "-")
  }

  private mutating func add(_ concept: Concept) throws(KnowledgeProblem) {
    if let earlier = concepts.updateValue(concept, forKey: concept.id) {
      if earlier.layer == concept.layer {
        concepts[concept.id] = earlier
        throw KnowledgeProblem(
          .duplicate(what: "concept", id: concept.id, first: earlier.source), at: concept.source)
      }
    } else {
      order.append(concept.id)
    }
    for label in concept.labels {
      let number = Self.number(of: label.text) { labels.insert($0) } ?? 0
      if number == owners.count {
        owners.append(concept)
        continue
      }
      let owner = owners[number]
      owners[number] = concept
      guard owner.id != concept.id else { continue }
      // A later layer knows better what a word means in its document.
      losers.insert(owner.id)
      if owner.layer == concept.layer {
        problems.append(
          KnowledgeProblem(
            .sharedLabel(label.text, first: owner.id, second: concept.id, firstLocation: owner.source),
            at: concept.source))
      }
    }
  }

  /// What `find` says of a label without regard to capitals; most have none.
  private static func number(of label: String, _ find: (UnsafeBufferPointer<UInt8>) -> Int?) -> Int? {
    var folded = label
    if label.utf8.contains(where: { $0 >= 0x80 || $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) {
      folded = label.lowercased()
    }
    return folded.withUTF8(find)
  }

  private func role(of kind: String, at location: SourceLocation) throws(KnowledgeProblem) -> Role {
    guard let role = roles[kind] else {
      throw KnowledgeProblem(.undefined(what: "kind", id: kind), at: location)
    }
    return role
  }

  // MARK: The whole

  /// The lexicon, after checking that all names resolve and no concept is broader than itself.
  mutating func finish() -> Lexicon {
    let defined = order.compactMap { concepts[$0] }
    checkReferences(of: defined)
    reportCycles(defined, \.broader)
    reportCycles(defined.filter { !$0.wholes.isEmpty }, \.wholes)
    // Labels that a later layer took over are dropped, so that a word means one thing.
    for id in losers {
      guard let concept = concepts[id] else { continue }
      let kept = concept.labels.filter { label in
        Self.number(of: label.text) { labels.number(of: $0) }.map { owners[$0].id == id } ?? false
      }
      concepts[id] = concept.with(labels: kept)
    }
    return Lexicon(
      concepts: concepts, order: order, stems: stems, shorthand: shorthand, words: words,
      givenNames: givenNames)
  }

  private mutating func checkReferences(of defined: [Concept]) {
    // Neighbours in a list share what is broader: it is checked once.
    var checked: [String] = []
    for concept in defined {
      if concept.broader != checked {
        let isSound = check(concept.broader, of: concept)
        checked = isSound ? concept.broader : []
      }
      for references in [
        concept.wholes, concept.opposites, concept.implied, concept.answers, concept.concerns,
        concept.ruledOutBy,
      ]
      where !references.isEmpty {
        _ = check(references, of: concept)
      }
    }
  }

  private mutating func check(_ references: [String], of concept: Concept) -> Bool {
    var isSound = true
    for reference in references where concepts[reference] == nil {
      problems.append(KnowledgeProblem(.undefined(what: "concept", id: reference), at: concept.source))
      isSound = false
    }
    return isSound
  }

  /// Reports concepts that reach themselves by one kind of link.
  private mutating func reportCycles(_ defined: [Concept], _ link: KeyPath<Concept, [String]>) {
    var settled: Set<String> = []
    var last: [String] = []
    for start in defined {
      // A cycle leads through concepts that are linked to: it is enough to begin at those.
      let linked = start[keyPath: link]
      guard linked != last else { continue }
      last = linked
      for id in linked where !settled.contains(id) {
        var path: [String] = []
        visit(id, link, path: &path, settled: &settled)
      }
    }
  }

  private mutating func visit(
    _ id: String, _ link: KeyPath<Concept, [String]>, path: inout [String], settled: inout Set<String>
  ) {
    if let position = path.firstIndex(of: id) {
      problems.append(
        KnowledgeProblem(
          .cycle(Array(path[position...]) + [id]),
          at: concepts[id]?.source ?? SourceLocation(file: "", line: 0)))
      return
    }
    guard let concept = concepts[id], !settled.contains(id) else { return }
    path.append(id)
    for next in concept[keyPath: link] { visit(next, link, path: &path, settled: &settled) }
    path.removeLast()
    settled.insert(id)
  }

  // MARK: Files

  private func bytes(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8] {
    guard let bytes = try files.read(file, in: folder) else {
      throw KnowledgeProblem(
        .missingFile, at: SourceLocation(file: files.displayName(file, in: folder), line: 0))
    }
    return bytes
  }

  private func yaml(_ file: String, in folder: String) throws(KnowledgeProblem) -> YAMLValue {
    try YAMLValue.parse(try bytes(file, in: folder), file: files.displayName(file, in: folder))
  }

  private mutating func attempt(_ body: (inout Self) throws(KnowledgeProblem) -> Void) {
    do { try body(&self) } catch { problems.append(error) }
  }
}
