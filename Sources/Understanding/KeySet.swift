import Knowledge

/// The keys of words that a lexicon knows, numbered.
struct KeySet: Sendable {
  private var table = InternTable(capacity: 8192)

  /// How many different keys there are.
  var count: Int { table.count }

  /// Whether some label has a word with that key.
  func contains(_ key: String) -> Bool { table.number(of: key) != nil }

  /// The number of a key, or nil if no label has it.
  func number(of key: String) -> Int32? { table.number(of: key).map(Int32.init) }

  /// The key with that number.
  func text(of number: Int32) -> String { String(decoding: table[Int(number)], as: UTF8.self) }

  /// Adds the key of a folded word; returns the key's number.
  mutating func insert(wordOf bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { letters in
      _ = letters.initialize(from: bytes)
      let length = WordKey.reduce(letters)
      return Int32(table.insert(UnsafeBufferPointer(rebasing: letters[..<length])))
    }
  }
}
