import Testing

@testable import Rendering

/// What `/export` makes of text that people type.
struct ExportTests {
  @Test(arguments: [
    ("plain words, (1.5 mg) and a-b", "plain words, (1.5 mg) and a-b"),
    ("*b* _i_ `c`", "\\*b\\* \\_i\\_ \\`c\\`"),
    ("<b>x</b> &amp; [l](u)", "\\<b\\>x\\</b\\> \\&amp; \\[l\\](u)"), ("# h", "\\# h"),
    ("- item", "\\- item"),
    ("12. item", "12\\. item"), ("1) item", "1\\) item"), ("2001", "2001"), ("a\nb", "a b"), ("a|b", "a\\|b"),
    ("~~~", "\\~~~"), ("=====", "\\====="), ("\u{1B}[31m", "\u{FFFD}\\[31m"),
  ]) func nothingTypedIsTakenForMarkdown(_ text: String, _ escaped: String) {
    #expect(ConversationMarkdown.escaped(text) == escaped)
  }
}
