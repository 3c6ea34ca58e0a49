import Knowledge

/// The keys of words that a lexicon knows, numbered.
struct KeySet: Sendable {
  /// The keys under their numbers.
  let table: StringTable

  /// Takes keys that were numbered.
  init(_ table: StringTable) { self.table = table }

  /// How many different keys there are.
  var count: Int { table.count }

  /// Whether some label has a word with that key.
  func contains(_ key: String) -> Bool { table.number(of: key) != nil }

  /// The number of a key, or nil if no label has it.
  func number(of key: String) -> Int? { table.number(of: key) }
}
