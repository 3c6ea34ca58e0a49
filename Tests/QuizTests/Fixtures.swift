import Answering
import EmbeddedKnowledge
import Foundation
import Knowledge
import Quiz

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

  /// The shipped pack with a text of one of its files replaced.
  static func pack(replacing text: String, with other: String, in file: String) throws -> Pack {
    var files = EmbeddedKnowledge.files
    let path = "net-systemic-therapy/" + file
    let old = String(decoding: files[path] ?? [], as: UTF8.self)
    let new = old.replacingOccurrences(of: text, with: other)
    files[path] = Array(new.utf8)
    return try PackLoader.load("net-systemic-therapy", from: MemoryFiles(files, displayPrefix: "test:"))
  }

  static let answerer = Answerer(pack: pack, usesLearned: false)
  static let items = ItemGenerator(answerer: answerer).items()
  static let grader = Grader(answerer: answerer)

  static func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map(
      String.init)
  }
}
