import Foundation
import Testing

@testable import Knowledge

@Suite("The checksum of what replies come from")
struct KnowledgeSourcesTests {
  private let files: [String: [UInt8]] = [
    "p/b.yaml": Array("two".utf8), "layer/a.txt": Array("one".utf8), "p/questions.jsonl": Array("{}".utf8),
    "p/unread": [],
  ]

  private func sum(_ files: [String: [UInt8]], inOrder names: [String]) throws -> String {
    let sources = KnowledgeSources(MemoryFiles(files))
    for name in names {
      let parts = name.split(separator: "/").map(String.init)
      _ = try sources.read(parts[1], in: parts[0])
    }
    return sources.sha256
  }

  @Test("It is what sha256sum says of its own output, whatever was read first")
  func itIsThatOfTheListOfSums() throws {
    let list = ["layer/a.txt", "p/b.yaml"].map { Document.sha256(of: files[$0]!) + "  " + $0 + "\n" }.sorted()
    let expected = Document.sha256(of: Array(list.joined().utf8))
    #expect(
      try sum(files, inOrder: ["p/b.yaml", "layer/a.txt", "p/missing", "p/questions.jsonl"]) == expected)
    #expect(try sum(files, inOrder: ["layer/a.txt", "p/b.yaml", "layer/a.txt"]) == expected)
  }

  @Test("It follows every file that was read but the labelled questions")
  func itFollowsWhatWasRead() throws {
    let names = files.keys.sorted()
    let sum = try sum(files, inOrder: names)
    for name in names {
      var changed = files
      changed[name]!.append(0)
      #expect(try (self.sum(changed, inOrder: names) == sum) == (name == "p/questions.jsonl"))
    }
  }

  @Test("It is the same whether files are noted or read later, and follows what is read afterwards")
  func notedOrReadLater() throws {
    let small = MemoryFiles(SmallPack.files.mapValues { Array($0.utf8) })
    let noted = KnowledgeSources(small)
    let pack = try PackLoader.load("small", from: noted)
    #expect(pack.name == "small")
    #expect(KnowledgeSources(of: "small") { small }.sha256 == noted.sha256)
    let sources = KnowledgeSources(MemoryFiles(files))
    _ = try sources.read("a.txt", in: "layer")
    let first = sources.sha256
    _ = try sources.read("b.yaml", in: "p")
    #expect(sources.sha256 != first)
  }
}
