import Testing

@testable import Transcripts

struct EscapingTests {
  @Test("A reply's lines are safe in a block and decode to the reply, for any text")
  func repliesRoundTrip() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<6000 {
      let reply = NastyText.text(&generator, pieces: 12)
      let lines = Escaping.replyLines(for: reply)
      for line in lines { expectSafe(line) }
      #expect(lines.last != "", "a last blank line would be taken for room between turns")
      let decoded = try lines.map { try Escaping.unescaped($0) }.joined(separator: "\n")
      #expect(decoded.bytes == reply.bytes, "\(lines)")
    }
  }

  @Test("Every scalar there is round-trips alone, first and last")
  func everyScalarRoundTrips() throws {
    for value in 0...UInt32(0x10FFFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // The middle of the upper planes is all alike; every seventeenth scalar of it is enough.
      if value > 0x32000, value < 0xDFF00, value % 97 != 0 { continue }
      if value > 0xE0200, value % 97 != 0, value & 0xFFFF < 0xFFF0 { continue }
      let line = Escaping.promptLine(for: String(scalar))
      guard try Escaping.unescaped(line).utf8.elementsEqual(("ibid> " + String(scalar)).utf8) else {
        Issue.record("U+\(String(value, radix: 16))")
        return
      }
    }
  }

  @Test(
    "What would not be seen, or be misread, is written as an escape",
    arguments: [
      ("a\u{1B}[31mb", #"a\u{1B}[31mb"#), ("a ", #"a\u{20}"#), ("a  ", #"a \u{20}"#), ("a\tb", #"a\tb"#),
      ("a\rb", #"a\rb"#), ("a\r\nb", "a\\r|b"), ("a\u{A0}b", #"a\u{A0}b"#), ("a\u{202E}b", #"a\u{202E}b"#),
      ("\u{200B}", #"\u{200B}"#), ("\u{FEFF}x", #"\u{FEFF}x"#), ("\u{301}x", #"\u{301}x"#), ("\\", #"\\"#),
      ("ibid> x", #"ibid\> x"#), ("ibid>", #"ibid\>"#), (" ibid> x", " ibid> x"), ("```", #"\```"#),
      ("  ```x", #"  \```x"#), ("~~~", #"\~~~"#), ("---", #"\---"#), ("<<<<<<< x", #"\<<<<<<< x"#),
      ("<<<<<<<x", "<<<<<<<x"), ("----", "----"), ("a```", "a```"),
      ("a\n", #"a\n"#), ("\n", #"\n"#), ("a\n\n", #"a|\n"#), ("\na", "|a"), ("a\n\nb", "a||b"), ("", ""),
      ("5-HIAA é 漢 ≥ 2", "5-HIAA é 漢 ≥ 2"),
    ])
  func spelling(reply: String, lines: String) {
    #expect(Escaping.replyLines(for: reply).joined(separator: "|").bytes == lines.bytes)
  }

  @Test(
    "A user's line follows the prompt",
    arguments: [
      ("", "ibid>"), (" ", #"ibid> \u{20}"#), ("  x", "ibid>   x"), ("a\nb", #"ibid> a\nb"#),
      ("ibid> x", "ibid> ibid> x"), ("```", "ibid> ```"), ("\u{301}", #"ibid> \u{301}"#),
    ])
  func prompts(input: String, line: String) {
    #expect(Escaping.promptLine(for: input).bytes == line.bytes)
  }

  @Test(
    "An unknown escape is an error with its column",
    arguments: [
      (#"\"#, 1), (#"ab\x"#, 3), (#"\u{110000}"#, 1), (#"\u{D800}"#, 1), (#"\u{}"#, 1), (#"é\u{41"#, 2),
      (#"\\\ "#, 3), (#"\u41"#, 1), (#"\u{+41}"#, 1), (#"\u{000000041}"#, 1),
    ])
  func invalidEscapes(line: String, column: Int) {
    let error = #expect(throws: Escaping.InvalidEscape.self) { try Escaping.unescaped(line) }
    #expect(error?.column == column)
  }

  /// Printable as it stands, no prompt, no fence, no trailing blank.
  private func expectSafe(_ line: String) {
    #expect(line.unicodeScalars.allSatisfy { $0 == "\\" || Escaping.visible($0) == nil })
    #expect(line.utf8.last != UInt8(ascii: " "))
    #expect(!line.utf8.starts(with: "ibid>".utf8))
    #expect(Fence(line) == nil && line != "---")
  }
}
