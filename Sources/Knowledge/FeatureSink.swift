/// Takes the features of an input as they are seen.
///
/// The name of one is made of parts that stand one after the other, so that no string is made of most of them.
public protocol FeatureSink {
  /// Shows a feature; of several values the greatest stays.
  mutating func show(_ first: String, _ second: String, _ third: String, _ fourth: String, _ value: Double)
  /// Shows that two things are named together; of several values the greatest stays.
  mutating func showPair(_ one: String, _ mark: String, _ other: String, _ value: Double)
  /// Adds to a feature. One that is added to is never shown.
  mutating func add(_ first: String, _ second: String, _ value: Double)
}

extension FeatureSink {
  /// Shows a feature; of several values the greatest stays.
  @inlinable public mutating func show(_ name: String, _ value: Double = 1) { show(name, "", "", "", value) }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  @inlinable public mutating func show(_ parts: (String, String), _ value: Double = 1) {
    show(parts.0, parts.1, "", "", value)
  }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  @inlinable public mutating func show(_ parts: (String, String, String), _ value: Double = 1) {
    show(parts.0, parts.1, parts.2, "", value)
  }

  /// Shows a feature whose name is made of parts; of several values the greatest stays.
  @inlinable public mutating func show(_ parts: (String, String, String, String), _ value: Double = 1) {
    show(parts.0, parts.1, parts.2, parts.3, value)
  }
}
