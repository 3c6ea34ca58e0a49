import ArgumentParser
import BuiltInPacks
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

  /// The settings of the person who studies, this pack among them: what is practised is what is reported on.
  func settings() throws(Failure) -> Settings { try .inForce(given: pack.map { [(.pack, $0)] } ?? []) }
}

/// Where a pack is read from.
struct PackSource {
  private let name: String
  /// Where the text of a pack is; nil for a pack that is built in.
  private let folder: FolderFiles?

  /// The pack in the folder at `path`, whose layers stand beside it or are built in; with nil, the built-in one.
  init(path: String?) throws(Failure) {
    guard let path else {
      name = EmbeddedKnowledge.packs[0]
      folder = nil
      return
    }
    let shown = TerminalText.excerpt(path)
    guard let pointer = realpath(path, nil) else {
      throw .noInput(
        "\(shown): \(String(cString: strerror(errno))); name the folder of a pack, or one that is built in: \(EmbeddedKnowledge.packs.joined(separator: ", "))"
      )
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
    folder = FolderFiles(
      parent: parent, displayPrefix: Self.prefix(typed: path, name: name) ?? parent.path + "/",
      fallback: Self.builtIn)
  }

  /// A pack that is built in under this name; nil if none is.
  init?(builtIn name: String) {
    guard EmbeddedKnowledge.packs.contains(name) else { return nil }
    self.name = name
    folder = nil
  }

  private static var builtIn: MemoryFiles {
    MemoryFiles(EmbeddedKnowledge.files, displayPrefix: EmbeddedKnowledge.displayPrefix)
  }

  /// Loads the pack with its problems as they are, for those who want to list them.
  func loadForCheck() throws(InvalidKnowledge) -> Pack {
    if let folder {
      let sources = KnowledgeSources(folder)
      var pack = try PackLoader.load(name, from: sources)
      pack.sources = sources
      return pack
    }
    // What is built in was compiled when the program was built, unless something was wrong with it. It stays as it is,
    // and its files can be read when somebody asks for their checksum.
    var pack: Pack
    if let compiled = BuiltInPacks.pack(name) {
      pack = compiled
    } else {
      pack = try PackLoader.load(name, from: Self.builtIn)
    }
    pack.sources = KnowledgeSources(of: name) { Self.builtIn }
    return pack
  }

  func load() throws(Failure) -> Pack {
    do throws(InvalidKnowledge) {
      return try loadForCheck()
    } catch {
      throw Failure(error)
    }
  }

  /// What stands before the pack's name in the path as typed, so that messages name files as the person did.
  private static func prefix(typed: String, name: String) -> String? {
    var path = Substring(typed)
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard path == name || path.hasSuffix("/" + name) else { return nil }
    return String(path.dropLast(name.count))
  }
}
