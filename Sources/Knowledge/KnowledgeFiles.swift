public import Foundation

/// Where the files of packs and layers are read from: folders on disk, or the copies in the binary.
public protocol KnowledgeFiles: Sendable {
  /// The bytes of `file` in the pack or layer `folder`; nil if there is no such file.
  ///
  /// - Throws: a `KnowledgeProblem` if the file is there and cannot be read.
  func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]?

  /// How the file is named in messages.
  func displayName(_ file: String, in folder: String) -> String
}

/// Packs and layers in folders beside each other on disk, with a fallback for layers that are not there.
public struct FolderFiles: KnowledgeFiles {
  /// The largest file that is read, in bytes.
  public static let sizeLimit = 16 * 1024 * 1024
  private let parent: URL
  private let displayPrefix: String
  private let fallback: (any KnowledgeFiles)?

  /// Reads the folders below `parent`; asks `fallback` for folders that are not there.
  public init(parent: URL, displayPrefix: String, fallback: (any KnowledgeFiles)?) {
    self.parent = parent
    self.displayPrefix = displayPrefix
    self.fallback = fallback
  }

  public func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]? {
    let location = SourceLocation(file: displayName(file, in: folder), line: 0)
    guard !file.split(separator: "/").contains(".."), !file.hasPrefix("/"), !file.contains("\0") else {
      throw KnowledgeProblem(.pathLeavesPack(file), at: location)
    }
    guard isFolder(folder) else { return try fallback?.read(file, in: folder) ?? nil }
    let base = parent.appendingPathComponent(folder)
    let url = base.appendingPathComponent(file)
    let root = base.resolvingSymlinksInPath().path
    guard url.resolvingSymlinksInPath().path.hasPrefix(root + "/") else {
      throw KnowledgeProblem(.pathLeavesPack(file), at: location)
    }
    var isDirectory = false
    guard exists(url.path, isDirectory: &isDirectory) else { return nil }
    guard !isDirectory else {
      throw KnowledgeProblem(.unreadableFile(reason: "it is a folder"), at: location)
    }
    do {
      let handle = try FileHandle(forReadingFrom: url)
      defer { try? handle.close() }
      let data = try handle.read(upToCount: Self.sizeLimit + 1) ?? Data()
      guard data.count <= Self.sizeLimit else {
        throw KnowledgeProblem(.fileTooLarge(limit: Self.sizeLimit), at: location)
      }
      return [UInt8](data)
    } catch let problem as KnowledgeProblem {
      throw problem
    } catch {
      throw KnowledgeProblem(.unreadableFile(reason: "permission denied or not a file"), at: location)
    }
  }

  public func displayName(_ file: String, in folder: String) -> String {
    if !isFolder(folder), let fallback { return fallback.displayName(file, in: folder) }
    return displayPrefix + folder + "/" + file
  }

  private func isFolder(_ folder: String) -> Bool {
    var isDirectory = false
    return exists(parent.appendingPathComponent(folder).path, isDirectory: &isDirectory) && isDirectory
  }

  private func exists(_ path: String, isDirectory: inout Bool) -> Bool {
    #if canImport(ObjectiveC)
      var flag: ObjCBool = false
      defer { isDirectory = flag.boolValue }
      return FileManager.default.fileExists(atPath: path, isDirectory: &flag)
    #else
      return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    #endif
  }
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

  public func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]? {
    files[folder + "/" + file]
  }

  public func displayName(_ file: String, in folder: String) -> String {
    displayPrefix + folder + "/" + file
  }
}
