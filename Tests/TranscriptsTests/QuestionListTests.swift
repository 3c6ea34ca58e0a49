import Testing

@testable import Transcripts

struct QuestionListTests {
  private func lines(_ text: String) -> [String] { QuestionList.lines(of: Array(text.utf8)) }

  @Test(
    "Plain text is a question a line; blank lines, blanks at the ends and kinds of line ends do not matter")
  func plain() {
    #expect(lines("what is a?\r\n\n  and b? \n\t\nc \\040 d") == ["what is a?", "and b?", "c \\040 d"])
    #expect(lines("\u{FEFF}first\n") == ["first"])
    #expect(lines("").isEmpty && lines("\n\n").isEmpty)
  }

  @Test("libedit's history is read with its octal escapes, whatever letters they spell")
  func editline() {
    #expect(
      lines("_HiStOrY_V2_\nis\\040it\\040oral?\\012\n/why\ncaf\\303\\251\\040\\\\o/\né\n")
        == ["is it oral?", "/why", "café \\o/", "é"])
    #expect(lines("_HiStOrY_V2_\n").isEmpty)
    #expect(lines("_HiStOrY_V2_\na\\04 \\400 \\") == ["a\\04 \\400 \\"])
  }

  @Test("The program's own history is read with its escapes")
  func own() {
    #expect(lines("line-history 1\na\\\\b\\x41\nand \\xZZ\n") == ["a\\bA", "and \\xZZ"])
  }

  @Test("Bytes that are not UTF-8 are repaired, not fatal")
  func repaired() {
    #expect(QuestionList.lines(of: [0x61, 0xFF, 0x0A, 0x62]) == ["a\u{FFFD}", "b"])
  }
}
