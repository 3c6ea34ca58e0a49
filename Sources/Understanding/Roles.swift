public import Knowledge

/// Some roles, as the bits of one number: whether a mention plays one of them is asked some hundred times a question.
public struct Roles: OptionSet, Sendable {
  /// A bit a role.
  public let rawValue: UInt16

  /// Takes a bit a role.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The role alone.
  public init(_ role: Role) {
    self =
      switch role {
      case .topic: .topic
      case .finding: .finding
      case .condition: .condition
      case .domain: .domain
      case .value: .value
      case .nuance: .nuance
      case .relation: .relation
      case .aspect: .aspect
      case .category: .category
      case .form: .form
      case .polarity: .polarity
      case .discourse: .discourse
      case .background: .background
      case .outside: .outside
      }
  }

  /// `Role.topic`
  public static let topic = Roles(rawValue: 1 << 0)
  /// `Role.finding`
  public static let finding = Roles(rawValue: 1 << 1)
  /// `Role.condition`
  public static let condition = Roles(rawValue: 1 << 2)
  /// `Role.domain`
  public static let domain = Roles(rawValue: 1 << 3)
  /// `Role.value`
  public static let value = Roles(rawValue: 1 << 4)
  /// `Role.nuance`
  public static let nuance = Roles(rawValue: 1 << 5)
  /// `Role.relation`
  public static let relation = Roles(rawValue: 1 << 6)
  /// `Role.aspect`
  public static let aspect = Roles(rawValue: 1 << 7)
  /// `Role.category`
  public static let category = Roles(rawValue: 1 << 8)
  /// `Role.form`
  public static let form = Roles(rawValue: 1 << 9)
  /// `Role.polarity`
  public static let polarity = Roles(rawValue: 1 << 10)
  /// `Role.discourse`
  public static let discourse = Roles(rawValue: 1 << 11)
  /// `Role.background`
  public static let background = Roles(rawValue: 1 << 12)
  /// `Role.outside`
  public static let outside = Roles(rawValue: 1 << 13)

  /// Those of words that carry a question without being what it is about.
  static let weightless: Roles = [.form, .polarity, .discourse, .background]
  /// All others.
  static let weighty: Roles = [
    .topic, .finding, .value, .nuance, .aspect, .category, .condition, .relation, .outside, .domain,
  ]
}
