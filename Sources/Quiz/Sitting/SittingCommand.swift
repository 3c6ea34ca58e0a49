/// What may be typed in a sitting besides an answer or a rating.
enum SittingCommand: String, CaseIterable {
  case skip, why, source, suspend, undo, quit, overrule, help

  /// Reads a whole word, with or without `/`. After `/`, and where a rating is wanted, the beginning of one will do.
  init?(_ line: String, isRating: Bool) {
    var word = line.lowercased()
    if word == "?" || word == "/?" {
      self = .help
      return
    }
    let isSlashed = word.hasPrefix("/")
    if isSlashed { word.removeFirst() }
    if let command = Self(rawValue: word) {
      self = command
      return
    }
    guard isSlashed || isRating, !word.isEmpty,
      let command = Self.preferred.first(where: { $0.rawValue.hasPrefix(word) })
    else { return nil }
    // "h" and "e" are ratings.
    if !isSlashed, ["h", "e", "a", "g"].contains(word) { return nil }
    self = command
  }

  private static let preferred: [Self] = [.source, .undo, .overrule, .why, .quit, .suspend, .skip, .help]
}

extension String {
  /// Without blanks at either end.
  var trimmingBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
