import Synchronization

/// The files that a pack was made from, so that somebody can tell which knowledge answered.
public final class KnowledgeSources: KnowledgeFiles {
  /// Files that have no part in any reply.
  private static let aside: Set<String> = ["questions.jsonl"]

  private struct Noted {
    var bytes: [String: [UInt8]] = [:]
    var sum: String?
  }

  private let files: any KnowledgeFiles
  private let again: (@Sendable () -> any KnowledgeFiles)?
  private let noted = Mutex(Noted())

  /// Notes what is read from `files`.
  ///
  /// - Parameter again: gives the same files once more, where they cannot have changed meanwhile; without it the bytes
  ///   are kept as they were read.
  public init(_ files: any KnowledgeFiles, again: (@Sendable () -> any KnowledgeFiles)? = nil) {
    self.files = files
    self.again = again
  }

  /// The bytes of a file; nil if there is none.
  public func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]? {
    let bytes = try files.read(file, in: folder)
    if let bytes, !Self.aside.contains(file) {
      noted.withLock {
        $0.bytes[folder + "/" + file] = again == nil ? bytes : []
        $0.sum = nil
      }
    }
    return bytes
  }

  /// How the file is named in messages.
  public func displayName(_ file: String, in folder: String) -> String {
    files.displayName(file, in: folder)
  }

  /// One SHA-256 for all files that replies come from: that of what `sha256sum` prints for them, the lines sorted by
  /// their bytes and each file named `folder/file`. It is reckoned when it is first asked for, as starting must not wait.
  public var sha256: String {
    noted.withLock { noted in
      if let sum = noted.sum { return sum }
      let files = again?()
      let lines = noted.bytes.map { name, kept in
        Array((Document.sha256(of: files.map { Self.bytes(name, $0) } ?? kept) + "  " + name + "\n").utf8)
      }
      let sum = Document.sha256(of: Array(lines.sorted { $0.lexicographicallyPrecedes($1) }.joined()))
      noted.sum = sum
      return sum
    }
  }

  private static func bytes(_ name: String, _ files: any KnowledgeFiles) -> [UInt8] {
    let parts = name.split(separator: "/", maxSplits: 1)
    guard parts.count == 2 else { return [] }
    return (try? files.read(String(parts[1]), in: String(parts[0]))) ?? []
  }
}
