/// What an input shows, as named numbers: all of it, to learn from.
///
/// The names are written one after the other into one buffer.
public struct Features: FeatureSink, Sendable {
  /// The names, numbered in the order in which they were first shown.
  private var names = InternTable(capacity: 96)
  /// The value of each name by its number.
  private var values: [Double] = []

  /// Nothing shown.
  public init() { values.reserveCapacity(96) }

  /// Shows a feature; of several values the greatest stays.
  public mutating func show(
    _ first: NamePart, _ second: NamePart, _ third: NamePart, _ fourth: NamePart, _ value: Double
  ) {
    let number = names.insert(first.text, second.text, third.text, fourth.text)
    if number == values.count {
      values.append(value)
    } else {
      values[number] = max(values[number], value)
    }
  }

  /// Shows that two things are named together; of several values the greatest stays.
  public mutating func showPair(_ one: NamePart, _ mark: NamePart, _ other: NamePart, _ value: Double) {
    show((one, mark, other), value)
  }

  /// Adds to a feature.
  public mutating func add(_ first: NamePart, _ second: NamePart, _ value: Double) {
    let number = names.insert(first.text, second.text)
    if number == values.count {
      values.append(value)
    } else {
      values[number] += value
    }
  }

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
