/// Takes the features of an input as they are seen.
///
/// The name of one is made of parts that stand one after the other, so that no string is made of most of them.
public protocol FeatureSink {
  /// Shows a feature; of several values the greatest stays.
  mutating func show(
    _ first: NamePart, _ second: NamePart, _ third: NamePart, _ fourth: NamePart, _ value: Double)
  /// Shows that two things are named together; of several values the greatest stays.
  mutating func showPair(_ one: NamePart, _ mark: NamePart, _ other: NamePart, _ value: Double)
  /// Adds to a feature. One that is added to is never shown.
  mutating func add(_ first: NamePart, _ second: NamePart, _ value: Double)
}

extension FeatureSink {
  /// Shows a feature; of several values the greatest stays.
  @inlinable public mutating func show(_ name: String, _ value: Double = 1) {
    show(NamePart(name), NamePart(), NamePart(), NamePart(), value)
  }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  @inlinable public mutating func show(_ parts: (NamePart, NamePart), _ value: Double = 1) {
    show(parts.0, parts.1, NamePart(), NamePart(), value)
  }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  @inlinable public mutating func show(_ parts: (NamePart, NamePart, NamePart), _ value: Double = 1) {
    show(parts.0, parts.1, parts.2, NamePart(), value)
  }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  @inlinable public mutating func show(
    _ parts: (NamePart, NamePart, NamePart, NamePart), _ value: Double = 1
  ) {
    show(parts.0, parts.1, parts.2, parts.3, value)
  }

  /// Shows a feature whose name is made of parts that stand in no other.
  @inlinable public mutating func show(_ parts: (String, String), _ value: Double = 1) {
    show((NamePart(parts.0), NamePart(parts.1)), value)
  }

  /// Shows a feature whose name is made of parts that stand in no other.
  @inlinable public mutating func show(_ parts: (String, String, String), _ value: Double = 1) {
    show((NamePart(parts.0), NamePart(parts.1), NamePart(parts.2)), value)
  }

  /// Shows a feature whose name is made of parts that stand in no other.
  @inlinable public mutating func show(_ parts: (String, String, String, String), _ value: Double = 1) {
    show((NamePart(parts.0), NamePart(parts.1), NamePart(parts.2), NamePart(parts.3)), value)
  }
}
