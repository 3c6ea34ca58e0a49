import Answering
import Foundation
import Knowledge
import Testing
import Understanding

/// The pack of this repository, as its files are now.
enum ShippedPack {
  static let files = FolderFiles(
    parent: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("knowledge"),
    displayPrefix: "knowledge/", fallback: nil)

  private static let loaded = Result { try load(files) }

  /// The pack; loaded once.
  static func pack() throws -> Pack { try loaded.get() }

  /// The pack from other files than those on disk.
  static func load(_ files: some KnowledgeFiles) throws -> Pack {
    try PackLoader.load("net-systemic-therapy", from: files)
  }

  /// Its labelled questions.
  static func questions() throws -> [LabelledQuestion] {
    let pack = try pack()
    return try LabelledQuestion.read(pack.questions, file: "questions.jsonl", about: pack.document)
  }

  /// The reply to the last of some lines of one conversation, with "|" between them.
  static func reply(_ lines: String) throws -> Answer {
    let answerer = Answerer(pack: try pack())
    var conversation = Conversation()
    var reply: Answer?
    for line in lines.split(separator: "|") { reply = answerer.answer(String(line), in: &conversation) }
    return try #require(reply)
  }
}
