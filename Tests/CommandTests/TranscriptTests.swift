import Foundation
import Testing

/// Every golden conversation under transcripts/, a case each.
struct TranscriptTests {
  static let files: [String] = {
    let root = Program.repository.appendingPathComponent("transcripts")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".md") && !$0.hasSuffix("README.md") }.sorted()
  }()

  @Test func thereAreTranscripts() { #expect(!Self.files.isEmpty) }

  @Test(arguments: files) func repliesAreAsRecorded(_ file: String) throws {
    let result = try Program.run(["replay", "transcripts/" + file])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }
}
