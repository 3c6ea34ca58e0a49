import Testing

@testable import Rendering

/// What stands side by side, and what a narrow window makes of it.
struct ColumnLayoutTests {
  private let page = Page([
    Block(columns: [
      [Block([Span("left:")]), Block([Span("one two three four five six seven eight nine ten eleven")])],
      [Block([Span("right:")])],
    ])
  ])

  @Test func columnsStandSideBySideWhereThereIsRoom() {
    #expect(
      page.text(width: 60) == """
        left:                          right:
        one two three four five six
        seven eight nine ten eleven
        """)
  }

  @Test(arguments: [59, 40, 20, 3]) func narrowWindowsStackThem(_ width: Int) {
    let lines = page.text(width: width).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(!lines.contains { $0.contains("left:") && $0.contains("right:") })
  }

  @Test func linearTextStacksThemAtAnyWidth() {
    let stacked = "left:\none two three four five six seven eight nine ten eleven\nright:"
    #expect(page.text(width: 200, isLinear: true) == stacked)
    #expect(page.text(width: nil) == stacked)
  }

  @Test func wideLettersKeepTheColumnsApart() {
    let wide = Page([Block(columns: [[Block([Span("漢字")])], [Block([Span("x")])]])])
    #expect(wide.text(width: 60) == "漢字" + String(repeating: " ", count: 27) + "x")
  }

  @Test func rowsAreCountedAsTheTerminalWrapsThem() {
    #expect(page.rowCount(width: 60, window: 60) == 3)
    #expect(page.rowCount(width: 60, window: 60, isLinear: true) == 3)
    #expect(Page().rowCount(width: 60, window: 60) == 0)
    let verbatim = Page([Block([Span(String(repeating: "x", count: 121))], isVerbatim: true), .blank])
    #expect(verbatim.rowCount(width: 60, window: 60) == 4)
  }

  @Test func anIndentThatHasNoRoomShrinksBeforeItGoes() {
    let block = Block([Span("/name  one two three four")], indent: 2, hanging: 9)
    #expect(Page([block]).text(width: 30).hasPrefix("  /name  one two three four"))
    #expect(Page([block]).text(width: 18) == "  /name  one two\n    three four")
    #expect(Page([block]).text(width: 5).split(separator: "\n").allSatisfy { $0.count <= 5 })
  }
}
