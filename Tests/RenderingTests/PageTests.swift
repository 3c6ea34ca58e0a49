import Testing

@testable import Rendering

/// Wrapping and styles.
struct PageTests {
  static let texts = [
    "", " ", "word", "several words of different lengthiness",
    "averyveryverylongwordthatfitsnowhere and more",
    "漢字かな交じり文 mixed with latin", "e\u{301}e\u{301}e\u{301} combining", "👨‍👩‍👧 family 👍🏽", "a  b   c",
  ]

  @Test(arguments: texts, [1, 2, 3, 7, 10, 40, 80]) func noLineIsWiderThanTheWindow(
    _ text: String, _ width: Int
  ) {
    var page = Page()
    page.add(text, indent: 2, hanging: 4)
    for line in page.text(width: width).split(separator: "\n") {
      // A character of two columns has to go somewhere in a window of one.
      #expect(DisplayWidth.columns(of: line) <= max(2, width))
    }
  }

  @Test(arguments: texts, [1, 7, 40]) func wrappingKeepsEveryVisibleCharacter(_ text: String, _ width: Int) {
    func visible(_ text: String) -> [Character] { text.filter { $0 != " " && $0 != "\n" }.map { $0 } }
    #expect(visible(Page(text).text(width: width)) == visible(TerminalText.clean(text)))
  }

  @Test func paragraphsAreIndented() {
    var page = Page()
    page.add("one two three four", indent: 2, hanging: 4)
    #expect(page.text(width: 12) == "  one two\n    three\n    four")
    #expect(page.text(width: nil) == "  one two three four")
  }

  @Test func stylesShowOnlyInColour() {
    let page = Page([Block([Span("Yes.", .strong), Span(" It is.")])])
    #expect(page.text(width: 80) == "Yes. It is.")
    #expect(page.text(width: 80, colour: true) == "\u{1B}[1mYes.\u{1B}[0m It is.")
  }

  @Test func styleEndsBeforeTheLineDoes() {
    let lines = Page("one two three", .citation).text(width: 5, colour: true).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.hasSuffix("\u{1B}[0m") })
  }

  @Test func verbatimLinesAreNotWrapped() {
    let page = Page([Block([Span("-a line of a diff")], isVerbatim: true)])
    #expect(page.text(width: 5) == "-a line of a diff")
  }

  @Test(
    arguments: [
      (true, "", "xterm", true), (false, "", "xterm", false), (true, "1", "xterm", false),
      (true, "", "dumb", false), (true, "", "vt100", false), (true, "", "xterm-mono", false),
      (true, nil, "xterm", true), (true, nil, nil, false),
    ] as [(Bool, String?, String?, Bool)])
  func colourNeedsATerminalThatWantsIt(
    _ isTerminal: Bool, _ noColor: String?, _ term: String?, _ expected: Bool
  ) {
    let enabled = ColourChoice.isEnabled(isTerminal: isTerminal) {
      $0 == "NO_COLOR" ? noColor : $0 == "TERM" ? term : nil
    }
    #expect(enabled == expected)
  }
}
