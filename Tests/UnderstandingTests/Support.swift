import EmbeddedKnowledge
import Knowledge
@testable import Understanding

/// The shipped pack, loaded once.
enum Shipped {
  static let pack = try! PackLoader.load("net-systemic-therapy", from: MemoryFiles(EmbeddedKnowledge.files))
  static let reader = Reader(lexicon: pack.lexicon)

  static func concepts(_ text: String) -> [String] {
    reader.read(text).clauses.flatMap(\.mentions).map(\.concept)
  }
}

/// A lexicon of a few concepts for a test, made through the loader.
func smallLexicon(_ concepts: String, words: String = "", stems: String = "stems: []") throws -> Lexicon {
  let document = "One alpha.\n"
  let files: [String: String] = [
    "words/words.yaml": "kinds: {cue: form, light: background}\nwords: list.txt\nstems: stems.yaml\n",
    "words/list.txt": words, "words/stems.yaml": stems,
    "small/document.txt": document,
    "small/lexicon.yaml": "kinds: {thing: topic}\nconcepts:\n  one: {kind: thing, general: [alphabet soup]}\n"
      + concepts,
    "small/statements.yaml": """
    statements:
      s: {sentence: 1.1, quote: One alpha., gist: One., subject: one, certainty: fact}
    """,
    "small/pack.yaml": """
    title: Small
    publisher: Nobody
    date: undated
    sha256: \(Document.sha256(of: Array(document.utf8)))
    body: {first: 1, last: 1}
    layers: [words]
    certainties:
      fact: {affirms: yes, denies: no}
    """,
  ]
  return try PackLoader.load("small", from: MemoryFiles(files.mapValues { Array($0.utf8) })).lexicon
}

/// A small generator whose numbers depend on the seed alone (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func word(of letters: String, lengths: ClosedRange<Int>) -> String {
    let letters = Array(letters)
    return String(
      (0..<Int.random(in: lengths, using: &self)).map { _ in letters.randomElement(using: &self)! })
  }
}
