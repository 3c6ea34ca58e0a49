/// Turns a sentence into one that says otherwise, by the auxiliaries and quantifiers of English alone.
enum Rewording {
  /// The contrary, such as "can be" to "cannot be", the best way first.
  ///
  /// - Parameter verb: a finite verb of the sentence in the third person, as it reads, and its plain form.
  static func denied(_ sentence: String, verb: (finite: String, plain: String)? = nil) -> [Claim.Alteration] {
    if let verb, let alteration = exchange(verb.finite, "does not \(verb.plain)", in: sentence) {
      return [alteration]
    }
    return all(of: denials, in: sentence)
  }

  /// The same with another certainty or degree, such as "often" to "always".
  static func overstated(_ sentence: String) -> [Claim.Alteration] { all(of: overstatements, in: sentence) }

  /// A sentence with a part of it exchanged, or nil if it does not hold the part as whole words.
  static func apply(_ alteration: Claim.Alteration, to sentence: String) -> String {
    guard let range = SlotFinder.range(of: alteration.original, in: sentence) else { return sentence }
    return sentence.slice(0..<range.lowerBound) + alteration.altered
      + sentence.slice(range.upperBound..<sentence.utf8.count)
  }

  private static let denials = [
    ("There is no known", "There is a known"), ("There is no", "There is a"),
    ("There are some", "There are no"), ("There is a", "There is no"),
    ("has not been very", "has been very"), ("have not been very", "have been very"),
    ("has not been", "has been"), ("have not been", "have been"),
    ("has been", "has not been"), ("have been", "have not been"),
    ("should be", "should not be"), ("can be", "cannot be"), ("can help", "cannot help"),
    ("can help", "never helps to"),
    ("may be", "cannot be"), ("are often", "are not"), ("is often", "is not"),
    ("is", "is not"),
  ]

  private static let overstatements = [
    ("are often", "are always"), ("is often", "is always"),
    ("There are some reports", "There is conclusive evidence"), ("only modest", "excellent"),
    ("can be", "must always be"), ("can help", "always helps to"),
    ("when possible", "which is always possible"),
  ]

  private static func all(of table: [(String, String)], in sentence: String) -> [Claim.Alteration] {
    table.compactMap { exchange($0.0, $0.1, in: sentence) }
  }

  private static func exchange(_ words: String, _ others: String, in sentence: String) -> Claim.Alteration? {
    guard let range = SlotFinder.range(of: words, in: sentence) else { return nil }
    return Claim.Alteration(original: sentence.slice(range), altered: others)
  }
}
