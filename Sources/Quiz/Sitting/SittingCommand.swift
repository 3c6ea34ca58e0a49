/// What may be typed in a sitting besides an answer or a rating.
enum SittingCommand: String, CaseIterable {
  case skip, why, source, suspend, undo, quit, overrule, help

  /// What a line turned out to be.
  enum Reading: Equatable {
    case command(SittingCommand)
    /// The beginning of several.
    case ambiguous([SittingCommand])
    /// None, though `/` says that one is meant.
    case unknown
    /// Something else: an answer or a rating.
    case text
  }

  /// Reads a line where a rating is wanted: the beginning of a word will do, unless it is a rating.
  static func readBesideRatings(_ line: String) -> Reading {
    let (word, isSlashed) = parts(line)
    if let exact = exact(word) { return .command(exact) }
    // "h" and "e" are ratings.
    guard isSlashed || !["h", "e", "a", "g"].contains(word), !word.isEmpty,
      let command = preferred.first(where: { $0.rawValue.hasPrefix(word) })
    else { return isSlashed ? .unknown : .text }
    return .command(command)
  }

  /// Reads a line where an answer is wanted: the beginning of a word will do while it is the beginning of one word only,
  /// and nothing that somebody could have meant for an answer.
  ///
  /// - Parameters:
  ///   - isRight: whether the line is a right answer to the item, even if it is the whole word.
  ///   - namesSomething: whether it names anything that an answer could tell.
  static func readBesideAnswers(_ line: String, isRight: () -> Bool, namesSomething: () -> Bool) -> Reading {
    let (word, isSlashed) = parts(line)
    if let exact = exact(word) { return isSlashed || word == "?" || !isRight() ? .command(exact) : .text }
    let matches = word.isEmpty ? [] : allCases.filter { $0.rawValue.hasPrefix(word) }
    guard !matches.isEmpty else { return isSlashed ? .unknown : .text }
    guard isSlashed || !isRight() && !namesSomething() else { return .text }
    return matches.count == 1 ? .command(matches[0]) : .ambiguous(matches)
  }

  private static func parts(_ line: String) -> (word: String, isSlashed: Bool) {
    let isSlashed = line.hasPrefix("/")
    return ((isSlashed ? String(line.dropFirst()) : line).lowercased(), isSlashed)
  }

  private static func exact(_ word: String) -> Self? { word == "?" ? .help : Self(rawValue: word) }

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
