import Answering
import EmbeddedKnowledge
import Foundation
import Knowledge
import Testing

@testable import ibid

/// What the repository promises about itself.
struct RepositoryTests {
  private static func files(below folder: String, _ isWanted: (String) -> Bool) -> [String] {
    let root = Program.repository.appendingPathComponent(folder)
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter(isWanted).map { folder + "/" + $0 }.sorted()
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Program.repository.appendingPathComponent(path), encoding: .utf8)
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whatever is about the document's field is data: no name that a lexicon gives to a thing stands in the sources.
  @Test func noNameOfALexiconStandsInTheSources() throws {
    let files = MemoryFiles(EmbeddedKnowledge.files)
    let packs = EmbeddedKnowledge.files.keys.filter { $0.hasSuffix("/pack.yaml") }
    let sources = Self.files(below: "Sources") { $0.hasSuffix(".swift") || $0.hasSuffix(".h") }
    #expect(!packs.isEmpty && !sources.isEmpty)
    var runs: [[String]: String] = [:]
    for path in sources {
      let words = Self.words(try Self.text(path))
      for start in words.indices {
        for length in 1...5 where start + length <= words.count {
          runs[Array(words[start..<start + length])] = path
        }
      }
    }
    for manifest in packs {
      let pack = try PackLoader.load(String(manifest.dropLast("/pack.yaml".count)), from: files)
      var checked = 0
      for concept in pack.lexicon.concepts.values where concept.layer != .language && Self.names(concept.role)
      {
        for label in concept.labels
        where label.text.count(where: \.isLetter) >= 4 && !label.text.contains("..") {
          let words = Self.words(label.text)
          if words.allSatisfy({ pack.lexicon.words.contains($0) }) { continue }
          checked += 1
          if let path = runs[words] { Issue.record("\(path) names \"\(label.text)\" (\(concept.id))") }
        }
      }
      #expect(checked > 100)
    }
  }

  /// Whether concepts of a role are things of the field rather than ways to ask.
  private static func names(_ role: Role) -> Bool {
    switch role {
    case .topic, .finding, .condition, .domain: true
    case .value, .nuance, .relation, .aspect, .category, .form, .polarity, .discourse, .background, .outside:
      false
    }
  }

  @Test func everyFileOfKnowledgeIsEmbedded() throws {
    let onDisk = Self.files(below: "knowledge") { path in
      path.contains("/") && [".yaml", ".txt"].contains { path.hasSuffix($0) }
    }
    let embedded = EmbeddedKnowledge.files
    #expect(Set(onDisk.map { String($0.dropFirst("knowledge/".count)) }) == Set(embedded.keys))
    for path in onDisk {
      let bytes = try Data(contentsOf: Program.repository.appendingPathComponent(path))
      #expect(embedded[String(path.dropFirst("knowledge/".count))] == [UInt8](bytes), "\(path)")
    }
  }

  /// A path is what stands in backticks and holds a slash, or names a file at the top.
  @Test(arguments: ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"]) func everyPathNamedInADocumentExists(
    _ document: String
  ) throws {
    let text = try Self.text(document)
    let tops = Set(try FileManager.default.contentsOfDirectory(atPath: Program.repository.path))
    var checked = 0
    for (index, quoted) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    where index % 2 == 1 {
      // What a build makes is not there before it.
      guard let first = quoted.split(separator: "/").first, ![".build", "dist"].contains(first),
        tops.contains(String(first)),
        !quoted.contains(" ")
      else { continue }
      checked += 1
      let path = Program.repository.appendingPathComponent(String(quoted)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(document) names \(quoted)")
    }
    #expect(checked > 0)
  }

  /// A conversation in README.md is a block of lines `ibid> question` with the replies below.
  @Test func readmeShowsWhatTheProgramPrints() throws {
    let answerer = Answerer(pack: try PackSource(path: nil).load())
    let blocks = try Self.text("README.md").components(separatedBy: "```").enumerated().filter {
      $0.offset % 2 == 1
    }
    let conversations = blocks.map(\.element).filter { $0.contains("\nibid> ") }
    #expect(!conversations.isEmpty)
    for conversation in conversations {
      var session = Session(answerer: answerer)
      for turn in conversation.components(separatedBy: "\nibid> ").dropFirst() {
        let parts = turn.split(separator: "\n", maxSplits: 1)
        let shown = parts.count > 1 ? parts[1].trimmingCharacters(in: .newlines) : ""
        #expect(session.recordedReply(to: String(parts[0])) == shown)
      }
    }
  }

  @Test func architectureHasAHeadingForEveryFolderOfSources() throws {
    let text = try Self.text("ARCHITECTURE.md")
    for folder in try FileManager.default.contentsOfDirectory(atPath: Program.repository.path + "/Sources") {
      #expect(text.contains("## `Sources/\(folder)`"), "no heading for \(folder)")
    }
  }

  /// A name of a test is what stands in backticks as `Suite.test`, in the last column of a table.
  @Test func everyTestNamedInTheReadmeExists() throws {
    let tests = Self.files(below: "Tests") { $0.hasSuffix("Tests.swift") }
    var checked = 0
    for row in try Self.text("README.md").split(separator: "\n") where row.hasPrefix("| ") {
      let cell = row.split(separator: "|").last ?? ""
      for match in cell.matches(of: /`([A-Z][A-Za-z]*Tests)\.([a-z][A-Za-z0-9]*)`/) {
        checked += 1
        let suites = tests.filter { $0.hasSuffix("/\(match.1).swift") }
        let isThere = try suites.contains { try Self.text($0).contains("func \(match.2)(") }
        #expect(isThere, "README.md names \(match.0)")
      }
    }
    #expect(checked > 30)
  }

  @Test func readmeNamesEveryCommandAndSetting() throws {
    let text = try Self.text("README.md")
    for command in ReplCommand.allCases {
      #expect(text.contains("`/\(command.rawValue)"), "/\(command.rawValue)")
    }
    for setting in Setting.allCases {
      #expect(text.contains("| `\(setting.name)` | `--\(setting.name)` | `\(setting.variable)` |"))
    }
  }
}
