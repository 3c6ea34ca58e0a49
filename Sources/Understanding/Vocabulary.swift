import Knowledge

/// The folded words that a person may have meant, each with the highest layer that uses it.
struct Vocabulary: Sendable {
  /// The words; `layers` has the layer of each by its number.
  let words: StringTable
  private let layers: Numbers

  /// Takes words with the layers by their numbers.
  init(_ words: InternTable, _ layers: [Layer]) {
    self.words = StringTable(words)
    self.layers = Numbers(layers.map { Int32($0.rawValue) })
  }

  /// The highest layer that uses a word; nil if none does.
  subscript(word: String) -> Layer? { words.number(of: word).flatMap { Layer(rawValue: layers[$0]) } }

  /// Uses the words of a compiled pack in place.
  init(in image: PackImage) {
    words = StringTable("index.words", in: image)
    layers = image.numbers("index.word-layers")
  }

  /// Adds the words to a compiled pack.
  func add(to image: inout ImageWriter) {
    words.add("index.words", to: &image)
    image.add("index.word-layers", layers)
  }
}
