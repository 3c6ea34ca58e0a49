/// The name by which one patient is told from others in a conversation: "patient A", "bed 4", "Mrs Jones", "my aunt".
public struct PatientLabel: Sendable, Hashable {
  /// What two ways of naming the same patient have in common: the letter, number or surname, folded.
  let key: String
  /// The name as a reply shows it.
  public let shown: String
  /// The pronouns that may stand for the patient, if the name tells.
  let sex: Sex?

  enum Sex: Sendable {
    case female, male
  }

  /// Whether two names are of the same patient.
  public static func == (one: Self, other: Self) -> Bool { one.key == other.key }

  /// Adds the key to a hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
