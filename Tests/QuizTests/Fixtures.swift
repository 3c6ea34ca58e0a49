import EmbeddedKnowledge
import Foundation
import Knowledge

/// What several tests need: the shipped pack and the files beside the tests.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static let pack: Pack = {
    do throws(InvalidKnowledge) {
      return try PackLoader.load(
        "net-systemic-therapy", from: MemoryFiles(EmbeddedKnowledge.files, displayPrefix: "built-in:"))
    } catch {
      fatalError("\(error.problems)")
    }
  }()

  static func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
