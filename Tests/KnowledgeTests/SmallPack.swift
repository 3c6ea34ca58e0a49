import Knowledge

/// A pack of two sentences in memory, of which a test replaces what it is about.
enum SmallPack {
  static let document = "Title\n\nAlpha helps beta (or gamma). Alpha is oral; alpha is cheap.\nDelta stops.\n"

  static let files: [String: String] = [
    "words/words.yaml": """
    kinds: {cue: form, light: background}
    lexicons: [cues.yaml]
    words: list.txt
    given-names: names.txt
    """,
    "words/list.txt": "apple\nbanana\ncherry\n",
    "words/names.txt": "alma\nbert\n",
    "words/cues.yaml": """
    concepts:
      ask: {kind: cue, labels: [what]}
      little: {kind: light, labels: [the, beta]}
    """,
    "field/field.yaml": """
    kinds: {thing: topic, act: relation, want: aspect, state: condition}
    lexicons: [acts.yaml]
    lists:
      things.txt: {kind: thing, is-a: [stuff]}
    stems: stems.yaml
    shorthand: short.yaml
    """,
    "field/acts.yaml": """
    concepts:
      stuff: {kind: thing, labels: [stuff]}
      helps: {kind: act, answers: [effect], labels: [help, helps]}
      effect: {kind: want, labels: [effect]}
      hot: {kind: state, opposite: [cold], labels: [hot]}
      cold: {kind: state, labels: [cold]}
      icy: {kind: state, is-a: [cold], labels: [icy]}
    """,
    "field/things.txt": "# remark\nzeta, zed\neta\n",
    "field/stems.yaml": "stems:\n  - {stem: mab, position: suffix, minimum: 5}\n",
    "field/short.yaml": "shorthand:\n  \"w/\": with\n",
    "small/document.txt": document,
    "small/lexicon.yaml": """
    concepts:
      alpha: {kind: thing, is-a: [stuff], document: [alpha], general: [first letter]}
      beta: {kind: thing, document: [beta]}
    """,
    "small/statements.yaml": """
    statements:
      one:
        sentence: 1.1
        quote: Alpha helps beta (or gamma).
        gist: Alpha helps beta.
        subject: alpha
        relation: helps
        object: beta
        certainty: fact
      two:
        sentence: 1.2
        quote: Alpha is oral; alpha is cheap.
        gist: Alpha is oral and cheap.
        subject: alpha
        certainty: fact
      three:
        sentence: 2.1
        quote: Delta stops.
        gist: Delta stops.
        subject: beta
        certainty: fact
    """,
    "small/pack.yaml": """
    title: Small
    publisher: Nobody
    date: undated
    sha256: \(Document.sha256(of: Array(document.utf8)))
    body: {first: 3, last: 4}
    layers: [words, field]
    certainties:
      fact: {affirms: yes, denies: no}
    """,
  ]

  /// Loads the pack after replacing files, or text in them; nil takes a file out.
  static func load(
    _ replaced: [String: String?] = [:], bytes: [String: [UInt8]] = [:]
  ) throws(InvalidKnowledge) -> Pack {
    var all = files.mapValues { Array($0.utf8) }
    for (name, text) in replaced { all[name] = text.map { Array($0.utf8) } }
    all.merge(bytes) { $1 }
    return try PackLoader.load("small", from: MemoryFiles(all))
  }

  /// The problems of the pack after replacing `old` by `new` in one file.
  static func problems(_ file: String, _ old: String, _ new: String) -> [KnowledgeProblem] {
    let text = files[file]!
    precondition(text.contains(old), "\(file) has no \(old)")
    return problems([file: text.replacing(old, with: new)])
  }

  static func problems(_ replaced: [String: String?], bytes: [String: [UInt8]] = [:]) -> [KnowledgeProblem] {
    do {
      _ = try load(replaced, bytes: bytes)
      return []
    } catch {
      return error.problems
    }
  }
}

func at(_ file: String, _ line: Int) -> SourceLocation { SourceLocation(file: file, line: line) }
