import Knowledge

/// The folded words that a person may have meant, each with the highest layer that uses it.
struct Vocabulary: Sendable {
  /// The words; `layers` has the layer of each by its number.
  private(set) var words = InternTable(capacity: 8192)
  private var layers: [Layer] = []

  /// The highest layer that uses a word. Setting nil leaves a word as it is: none is ever taken out.
  subscript(word: String) -> Layer? {
    get { words.number(of: word).map { layers[$0] } }
    set {
      guard let newValue else { return }
      let number = words.insert(word)
      if number == layers.count { layers.append(newValue) } else { layers[number] = newValue }
    }
  }

  /// Adds a word of a layer; a word that a higher layer uses stays with that one. Returns the word's number.
  mutating func insert(_ word: UnsafeBufferPointer<UInt8>, _ layer: Layer) -> Int {
    let number = words.insert(word)
    if number == layers.count {
      layers.append(layer)
    } else if layers[number] < layer {
      layers[number] = layer
    }
    return number
  }
}
