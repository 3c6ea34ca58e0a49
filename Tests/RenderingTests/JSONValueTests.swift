import Foundation
import Testing

@testable import Rendering

/// JSON as others read it.
struct JSONValueTests {
  @Test func everyScalarComesBack() throws {
    var text = ""
    for value in (0...0x2FFF).map(UInt32.init) + [0xE000, 0xFEFF, 0xFFFD, 0x1F600, 0xE0041, 0x10FFFF] {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    let data = Data(JSONValue.array([.string(text)]).text.utf8)
    let back = try #require(try JSONSerialization.jsonObject(with: data) as? [String])
    #expect(back[0].unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func nothingInALineOfJSONMovesTheCursor() {
    let line = JSONValue.string("\u{1B}[2J\n\r\u{202E}\u{9B}\u{2028}").text
    #expect(line == #""\u001b[2J\n\r\u202e\u009b\u2028""#)
  }

  @Test func keysKeepTheirOrder() {
    let value = JSONValue.object([
      ("z", .integer(1)), ("a", .null), ("m", .bool(true)), ("d", .decimal(-0.126, places: 2)),
    ])
    #expect(value.text == #"{"z": 1, "a": null, "m": true, "d": -0.13}"#)
  }
}
