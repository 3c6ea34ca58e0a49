/// What an input shows, as named numbers.
///
/// A question shows about a hundred. Their names are made of parts that are written one after the other into one
/// buffer, so that no string is made of most of them.
public struct Features: Sendable {
  /// The names, numbered in the order in which they were first shown.
  private(set) var names = InternTable(capacity: 96)
  /// The value of each name by its number.
  private(set) var values: [Double] = []

  /// Nothing shown.
  public init() { values.reserveCapacity(96) }

  /// Shows a feature; of several values the greatest stays.
  public mutating func show(_ name: String, _ value: Double = 1) { show(names.insert(name), value) }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  public mutating func show(_ parts: (String, String), _ value: Double = 1) {
    show(names.insert(parts.0, parts.1), value)
  }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  public mutating func show(_ parts: (String, String, String), _ value: Double = 1) {
    show(names.insert(parts.0, parts.1, parts.2), value)
  }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  public mutating func show(_ parts: (String, String, String, String), _ value: Double = 1) {
    show(names.insert(parts.0, parts.1, parts.2, parts.3), value)
  }

  private mutating func show(_ number: Int, _ value: Double) {
    if number == values.count {
      values.append(value)
    } else {
      values[number] = max(values[number], value)
    }
  }

  /// Adds to a feature whose name is made of parts.
  public mutating func add(_ parts: (String, String), _ value: Double) {
    let number = names.insert(parts.0, parts.1)
    if number == values.count {
      values.append(value)
    } else {
      values[number] += value
    }
  }

  /// Whether a feature is shown.
  public func shows(_ name: String) -> Bool { names.number(of: name) != nil }

  /// Those whose names do not hold an ASCII character.
  public func without(_ character: UInt8) -> Features {
    var rest = Features()
    for number in values.indices where !names[number].contains(character) {
      rest.show(name(number), values[number])
    }
    return rest
  }

  /// The features by name.
  public var sorted: [(name: String, value: Double)] {
    values.indices.map { (name($0), values[$0]) }.sorted { $0.0 < $1.0 }
  }

  private func name(_ number: Int) -> String { String(decoding: names[number], as: UTF8.self) }
}
