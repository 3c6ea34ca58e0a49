import Synchronization

/// The files that a pack was made from, so that somebody can tell which knowledge answered.
public final class KnowledgeSources: KnowledgeFiles {
  /// Files that have no part in any reply.
  private static let aside: Set<String> = ["questions.jsonl", "answers.jsonl"]

  private struct Noted {
    var bytes: [String: [UInt8]] = [:]
    var sum: String?
  }

  /// Where files come from: they are noted while a pack is loaded, or read when somebody asks.
  private enum Origin {
    case noting(any KnowledgeFiles)
    case later(pack: String, @Sendable () -> any KnowledgeFiles)
  }

  private let origin: Origin
  private let noted = Mutex(Noted())

  /// Notes what a pack is loaded from while it is read from here, as the files may be others later.
  public init(_ files: any KnowledgeFiles) { origin = .noting(files) }

  /// The files of a pack that cannot change, such as those that are built in: they are read only when somebody asks.
  public init(of pack: String, in files: @escaping @Sendable () -> any KnowledgeFiles) {
    origin = .later(pack: pack, files)
  }

  /// The bytes of a file; nil if there is none.
  public func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]? {
    switch origin {
    case .later(_, let files): return try files().read(file, in: folder)
    case .noting(let files):
      let bytes = try files.read(file, in: folder)
      if let bytes, !Self.aside.contains(file) {
        noted.withLock { ($0.bytes[folder + "/" + file], $0.sum) = (bytes, nil) }
      }
      return bytes
    }
  }

  /// How the file is named in messages.
  public func displayName(_ file: String, in folder: String) -> String {
    switch origin {
    case .noting(let files): files.displayName(file, in: folder)
    case .later(_, let files): files().displayName(file, in: folder)
    }
  }

  /// One SHA-256 for all files that replies come from: that of what `sha256sum` prints for them, the lines sorted by
  /// their bytes and each file named `folder/file`. It is reckoned when it is first asked for, as starting must not wait.
  public var sha256: String {
    noted.withLock { noted in
      if let sum = noted.sum { return sum }
      let sum = reckon(noted.bytes)
      noted.sum = sum
      return sum
    }
  }

  private func reckon(_ bytes: [String: [UInt8]]) -> String {
    if case .later(let pack, let files) = origin {
      // Which files a pack is made from is for its loader to know.
      let sources = KnowledgeSources(files())
      _ = try? PackLoader.load(pack, from: sources)
      return sources.sha256
    }
    let lines = bytes.map { name, bytes in Array((Document.sha256(of: bytes) + "  " + name + "\n").utf8) }
    return Document.sha256(of: Array(lines.sorted { $0.lexicographicallyPrecedes($1) }.joined()))
  }
}
