import ArgumentParser
import EmbeddedKnowledge
import Foundation
import Glibc
import Knowledge
import Rendering

/// Which pack answers.
struct PackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Answer from the pack in this folder instead of the built-in one.", valueName: "dir"))
  var pack: String?

  func load() throws(Failure) -> Pack { try PackSource(path: pack).load() }
}

/// Where a pack is read from.
struct PackSource {
  private let name: String
  private let files: any KnowledgeFiles
  private let isBuiltIn: Bool

  /// The pack in the folder at `path`, whose layers stand beside it or are built in; with nil, the built-in one.
  init(path: String?) throws(Failure) {
    let embedded = EmbeddedKnowledge.files
    guard let path else {
      name = Self.packs(in: embedded)[0]
      isBuiltIn = true
      files = MemoryFiles(embedded, displayPrefix: "built-in:")
      return
    }
    let shown = TerminalText.excerpt(path)
    guard let pointer = realpath(path, nil) else {
      throw .noInput("\(shown): \(String(cString: strerror(errno))); name the folder of a pack")
    }
    let resolved = String(cString: pointer)
    free(pointer)
    var status = stat()
    guard stat(resolved, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .noInput("\(shown): not a folder; name the folder of a pack, which holds pack.yaml")
    }
    let url = URL(fileURLWithPath: resolved, isDirectory: true)
    let parent = url.deletingLastPathComponent()
    name = url.lastPathComponent
    isBuiltIn = false
    files = FolderFiles(
      parent: parent, displayPrefix: Self.prefix(typed: path, name: name) ?? parent.path + "/",
      fallback: MemoryFiles(embedded, displayPrefix: "built-in:"))
  }

  /// A pack that is built in under this name; nil if none is.
  init?(builtIn name: String) {
    let embedded = EmbeddedKnowledge.files
    guard Self.packs(in: embedded).contains(name) else { return nil }
    self.name = name
    isBuiltIn = true
    files = MemoryFiles(embedded, displayPrefix: "built-in:")
  }

  /// Loads the pack with its problems as they are, for those who want to list them.
  func loadForCheck() throws(InvalidKnowledge) -> Pack {
    // What is built in stays as it is, and can be read again when somebody asks for its checksum.
    if isBuiltIn {
      var pack = try PackLoader.load(name, from: files)
      pack.sources = KnowledgeSources(of: name) { MemoryFiles(EmbeddedKnowledge.files) }
      return pack
    }
    let sources = KnowledgeSources(files)
    var pack = try PackLoader.load(name, from: sources)
    pack.sources = sources
    return pack
  }

  func load() throws(Failure) -> Pack {
    do throws(InvalidKnowledge) {
      return try loadForCheck()
    } catch {
      throw Failure(error)
    }
  }

  /// The folders that are packs, the others being layers.
  private static func packs(in files: [String: [UInt8]]) -> [String] {
    let manifest = "/pack.yaml"
    return files.keys.filter { $0.hasSuffix(manifest) }.map { String($0.dropLast(manifest.count)) }.sorted()
  }

  /// What stands before the pack's name in the path as typed, so that messages name files as the person did.
  private static func prefix(typed: String, name: String) -> String? {
    var path = Substring(typed)
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard path == name || path.hasSuffix("/" + name) else { return nil }
    return String(path.dropLast(name.count))
  }
}
