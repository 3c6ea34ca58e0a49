/// Text that a terminal would obey, or that would hide or reorder what stands beside it.
enum Hostile {
  /// One of each class, none of which may reach a terminal.
  static let samples: [(name: String, text: String)] = [
    ("bell", "\u{7}"), ("backspace", "\u{8}"), ("carriage return", "a\rb"), ("escape", "\u{1B}"),
    ("delete", "\u{7F}"), ("clear", "\u{1B}[2J"), ("colour", "\u{1B}[31;7m"), ("title", "\u{1B}]0;owned\u{7}"),
    ("C1 sequence", "\u{9B}31m"), ("C1 title", "\u{9D}0;owned\u{9C}"), ("override", "\u{202E}abc\u{202C}"),
    ("isolate", "\u{2066}abc\u{2069}"), ("embedding", "\u{202B}abc"), ("mark of direction", "\u{200F}"),
    ("zero width", "a\u{200B}b\u{2060}c\u{FEFF}d"), ("joiner", "a\u{200D}b"),
    ("tags", "\u{E0001}\u{E0041}\u{E007F}"), ("line separator", "a\u{2028}b\u{2029}c"),
    ("soft hyphen", "a\u{AD}b"),
  ]

  /// All of them in one line.
  static let line = samples.map(\.text).joined(separator: "x")

  /// Those that a C string and a file name can hold.
  static let name = line.replacing("/", with: "")

  /// Those that YAML lets stand in quotation marks once they are escaped.
  static let yaml =
    "\""
    + line.unicodeScalars.map { scalar in
      scalar.isASCII && scalar.value >= 0x20 && scalar.value < 0x7F
        ? String(scalar) : "\\U" + String(repeating: "0", count: 8 - hex(scalar).count) + hex(scalar)
    }.joined() + "\""

  private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }

  /// What stands in a text although a terminal would obey it or not show it: code points, but for line ends.
  static func found(in text: String) -> [String] {
    let wrong = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    return Set(wrong.map { "U+" + String($0.value, radix: 16, uppercase: true) }).sorted()
  }

  /// The same for what came from a terminal program, whose own sequences are not held against it.
  static func foundBesidesOwn(in text: String) -> [String] {
    var wrong = found(
      in: text.replacing(/\u{1B}\[[?]?[0-9;]*[A-Za-z]/, with: "").replacing(/\u{1B}[=>78]/, with: "")
        .unicodeScalars.filter { !["\r", "\u{8}", "\u{7}"].contains($0) }.map(String.init).joined())
    for sequence in ["\u{1B}[31;7m", "\u{1B}[2J", "\u{1B}]0;owned"] where text.contains(sequence) {
      wrong.append(sequence.replacing("\u{1B}", with: "ESC "))
    }
    return wrong
  }
}
