import Testing

@testable import Rendering

/// What reaches a terminal.
struct TerminalTextTests {
  @Test(arguments: 0..<0x20) func controlCharactersGo(_ value: Int) {
    let cleaned = TerminalText.clean("a\(Character(Unicode.Scalar(UInt8(value))))b")
    #expect(cleaned == "a b" || cleaned == "a\u{FFFD}b")
  }

  @Test(arguments: [
    "\u{1B}]0;title\u{07}", "\u{9B}2J", "\u{7F}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{2028}", "\u{E0041}",
    "\u{FEFF}",
    "\u{00AD}", "\u{E000}", "\u{115F}",
  ])
  func whatATerminalObeysOrHidesGoes(_ text: String) {
    let cleaned = TerminalText.clean("a" + text + "b")
    for scalar in cleaned.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse:
        Issue.record("\(scalar.value) is left")
      default: #expect(!scalar.properties.isDefaultIgnorableCodePoint)
      }
    }
  }

  @Test func ordinaryTextStays() {
    let text = "Naïve Größe, 5-HT ≥ 3 µg/l – 漢字 👍"
    #expect(TerminalText.clean(text) == text)
  }

  @Test func heapsOfMarksAreCut() {
    let heap = "e" + String(repeating: "\u{301}", count: 100)
    #expect(TerminalText.clean(heap).unicodeScalars.count == 5)
  }

  @Test func excerptsAreShortAndMarked() {
    #expect(TerminalText.excerpt("abcdefghij", limit: 8) == "abcde...")
    #expect(TerminalText.excerpt("abcdefgh", limit: 8) == "abcdefgh")
    #expect(TerminalText.excerpt(String(repeating: "\u{200B}", count: 10_000) + "x", limit: 8).count <= 8)
  }
}
