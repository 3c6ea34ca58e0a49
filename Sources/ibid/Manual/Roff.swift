/// A page in the man(7) macros, written line by line.
struct Roff {
  private(set) var text = ""

  /// Appends a macro with its arguments, as they are.
  mutating func macro(_ name: String, _ arguments: String...) {
    text +=
      "."
      + ([name] + arguments.map { "\"\(Self.escaped($0).replacing("\"", with: "\\(dq"))\"" })
      .joined(separator: " ") + "\n"
  }

  mutating func section(_ title: String) { macro("SH", title.uppercased()) }

  mutating func paragraph(_ words: String) {
    macro("PP")
    line(words)
  }

  /// A term in bold, with its explanation beside or below it.
  mutating func item(_ term: String, _ parts: String...) {
    macro("TP")
    macro("B", term)
    for part in parts where !part.isEmpty { line(part) }
  }

  /// Lines that stay as they are.
  mutating func example(_ lines: [String]) {
    macro("PP")
    macro("EX")
    for words in lines { line("    " + words) }
    macro("EE")
  }

  private mutating func line(_ words: String) { text += Self.escaped(words) + "\n" }

  /// Text that is no request, with hyphens that can be copied as typed.
  private static func escaped(_ words: String) -> String {
    let result = words.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("~", with: "\\(ti").replacing("^", with: "\\(ha").replacing("`", with: "\\(ga")
      .replacing("'", with: "\\(aq")
    return result.first == "." ? "\\&" + result : result
  }
}
