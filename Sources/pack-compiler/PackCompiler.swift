import EmbeddedKnowledge
import Glibc
import Knowledge
import Understanding

/// Writes the packs that are built in as Swift source: each as one string literal, ready to be used in place.
@main
struct PackCompiler {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 2 else { fail("usage: pack-compiler FILE") }
    var entries: [String] = []
    for name in EmbeddedKnowledge.packs {
      guard let text = image(of: name) else { continue }
      entries.append("    (#\"\(name)\"#, #\"\(escaped(text))\"#),")
    }
    let type = "[(name: StaticString, image: StaticString)]"
    let lines =
      ["// Written by pack-compiler.", "enum CompiledPacks {", "  static let all: \(type) = ["]
      + entries + ["  ]", "}", ""]
    write(lines.joined(separator: "\n"), to: arguments[1])
  }

  /// A pack that does not load is left out: the program then reads its text, and tells what is wrong.
  private static func image(of name: String) -> String? {
    let files = MemoryFiles(EmbeddedKnowledge.files, displayPrefix: EmbeddedKnowledge.displayPrefix)
    guard let pack = try? PackLoader.load(name, from: files) else {
      print("warning: the pack \(name) does not load and is not compiled; `ibid check` tells why")
      return nil
    }
    var writer = ImageWriter()
    pack.add(to: &writer)
    CompiledIndex.add(of: pack.lexicon, to: &writer)
    if writer.text == nil {
      print(
        "warning: the pack \(name) has a number that is too great and is not compiled; starting will take longer"
      )
    }
    return writer.text
  }

  /// The inside of a literal between `#"` and `"#` on one line.
  private static func escaped(_ text: String) -> String {
    // As bytes: a string is copied whole when scalars are appended to it, and there are megabytes of it.
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\#n".utf8
      case "\"", "\\", "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        result += "\\#u{\(String(scalar.value, radix: 16))}".utf8
      default: result.append(contentsOf: UTF8.encode(scalar)!)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else { fail(path) }
    var text = text
    let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, written == text.utf8.count else {
      fail(path)
    }
  }

  private static func fail(_ message: String) -> Never {
    perror("pack-compiler: \(message)")
    exit(1)
  }
}
