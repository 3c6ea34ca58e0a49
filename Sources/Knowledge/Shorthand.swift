/// Clinical and chat shorthand: one folded word to the folded words it stands for.
public struct Shorthand: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  private let keys: StringTable
  private let words: StringTable
  /// For each key where its words begin in `meanings`, and at the end where the next ones would.
  private let starts: Numbers
  private let meanings: Numbers

  /// Takes what each word stands for.
  public init(_ entries: [String: [String]]) {
    var (keys, words) = (InternTable(), InternTable())
    var starts: [Int32] = [0]
    var meanings: [Int32] = []
    for (key, meaning) in entries.sorted(by: { $0.key < $1.key }) {
      _ = keys.insert(key)
      meanings += meaning.map { Int32(words.insert($0)) }
      starts.append(Int32(meanings.count))
    }
    self.keys = StringTable(keys)
    self.words = StringTable(words)
    self.starts = Numbers(starts)
    self.meanings = Numbers(meanings)
  }

  /// Takes what each word stands for; no word may stand twice.
  public init(dictionaryLiteral entries: (String, [String])...) {
    self.init(Dictionary(uniqueKeysWithValues: entries))
  }

  /// The words that are shorthand, sorted.
  public var all: [String] { (0..<keys.count).map(keys.string) }

  /// What a word stands for; nil if it is no shorthand.
  public subscript(word: String) -> [String]? {
    keys.number(of: word).map { number in
      (starts[number]..<starts[number + 1]).map { words.string(meanings[$0]) }
    }
  }

  /// Uses the shorthand of a compiled pack in place.
  init(in image: PackImage) {
    keys = StringTable("shorthand.keys", in: image)
    words = StringTable("shorthand.words", in: image)
    starts = image.numbers("shorthand.starts")
    meanings = image.numbers("shorthand.meanings")
  }

  /// Adds the shorthand to a compiled pack.
  func add(to image: inout ImageWriter) {
    keys.add("shorthand.keys", to: &image)
    words.add("shorthand.words", to: &image)
    image.add("shorthand.starts", starts)
    image.add("shorthand.meanings", meanings)
  }
}
