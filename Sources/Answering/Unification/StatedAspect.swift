import Knowledge

/// An aspect that statements tell about.
///
/// A class, since every question that asks for it refers to it.
final class StatedAspect: Sendable {
  /// For each statement whether it tells about it.
  let isToldBy: [Bool]
  /// The places of those that do, ascending.
  let statements: [Int]
  /// How telling it is.
  let weight: Double
  /// Whether so many statements tell about it that it tells little.
  let isCommon: Bool

  private init(_ statements: [Int], of count: Int) {
    var isToldBy = Array(repeating: false, count: count)
    for index in statements { isToldBy[index] = true }
    self.isToldBy = isToldBy
    self.statements = statements
    weight = Weights.telling(statements.count, of: count)
    isCommon = Double(statements.count) > Double(count) / 4
  }

  /// The aspects that any of some statements tells about.
  static func all(in statements: [Statement]) -> [String: StatedAspect] {
    var tellers: [String: [Int]] = [:]
    for (index, statement) in statements.enumerated() {
      for aspect in statement.aspects { tellers[aspect, default: []].append(index) }
    }
    return tellers.mapValues { StatedAspect($0, of: statements.count) }
  }
}
