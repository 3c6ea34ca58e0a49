/// Where the files of packs and layers are read from: folders on disk, or the copies in the binary.
public protocol KnowledgeFiles: Sendable {
  /// The bytes of `file` in the pack or layer `folder`; nil if there is no such file.
  ///
  /// - Throws: a `KnowledgeProblem` if the file is there and cannot be read.
  func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]?

  /// How the file is named in messages.
  func displayName(_ file: String, in folder: String) -> String
}

/// Files held in memory: the packs in the binary, and those that tests make up.
public struct MemoryFiles: KnowledgeFiles {
  private let files: [String: [UInt8]]
  private let displayPrefix: String

  /// Takes the bytes by `folder/file`; `displayPrefix` stands before names in messages.
  public init(_ files: [String: [UInt8]], displayPrefix: String = "") {
    self.files = files
    self.displayPrefix = displayPrefix
  }

  /// The bytes of a file; nil if there is none.
  public func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]? {
    files[folder + "/" + file]
  }

  /// How the file is named in messages.
  public func displayName(_ file: String, in folder: String) -> String {
    displayPrefix + folder + "/" + file
  }
}
