/// Makes text from a person, a file or a document safe to print on a terminal.
public enum TerminalText {
  /// The greatest number of marks that a letter keeps.
  private static let markLimit = 4

  /// The text on one line, with nothing in it that a terminal obeys or that hides or reorders what stands beside it.
  ///
  /// Line ends and tabs become blanks, other control characters U+FFFD; what has no width or changes the direction of
  /// writing goes, tag characters among it; marks beyond the fourth on one letter go as well.
  public static func clean(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control:
        result.append("\t\n\r\u{0B}\u{0C}\u{85}".unicodeScalars.contains(scalar) ? " " : "\u{FFFD}")
      case .lineSeparator, .paragraphSeparator, .spaceSeparator: result.append(" ")
      case .format, .surrogate: continue
      case .privateUse, .unassigned: result.append("\u{FFFD}")
      case .nonspacingMark, .enclosingMark, .spacingMark:
        if scalar.properties.isDefaultIgnorableCodePoint && scalar != "\u{FE0F}" { continue }
        marks += 1
        if marks <= markLimit { result.append(scalar) }
        continue
      default:
        if scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}" { continue }
        result.append(scalar)
      }
      marks = 0
    }
    return String(result)
  }

  /// Cleaned text of at most `limit` characters, with `...` where some were left out.
  public static func excerpt(_ text: some StringProtocol, limit: Int = 60) -> String {
    // No need to look at all of a long line: a character has few scalars once it is cleaned.
    let beginning = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit * 8)))
    let cleaned = clean(beginning)
    guard cleaned.count > limit || beginning.unicodeScalars.count < text.unicodeScalars.count else {
      return cleaned
    }
    return cleaned.prefix(max(0, limit - 3)) + "..."
  }
}
