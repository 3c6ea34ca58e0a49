#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Packs and layers in folders beside each other on disk, with a fallback for layers that are not there.
public struct FolderFiles: KnowledgeFiles {
  /// The largest file that is read, in bytes.
  public static let sizeLimit = 64 * 1024 * 1024
  private let parent: String
  private let displayPrefix: String
  private let fallback: (any KnowledgeFiles)?

  /// Reads the folders below `parent`; asks `fallback` for folders that are not there.
  public init(parent: URL, displayPrefix: String, fallback: (any KnowledgeFiles)?) {
    self.parent = parent.path
    self.displayPrefix = displayPrefix
    self.fallback = fallback
  }

  /// The bytes of a file; nil if there is none.
  public func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]? {
    let location = SourceLocation(file: displayName(file, in: folder), line: 0)
    guard isPlainName(folder),
      file.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ isPlainName(String($0)) })
    else { throw KnowledgeProblem(.pathLeavesPack(folder + "/" + file), at: location) }
    guard isFolder(folder) else { return try fallback?.read(file, in: folder) ?? nil }
    // Links may lead anywhere inside the folder, and nowhere else.
    guard let root = resolved(parent + "/" + folder) else { return nil }
    guard let path = resolved(parent + "/" + folder + "/" + file) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw KnowledgeProblem(.unreadableFile(reason: String(cString: strerror(errno))), at: location)
    }
    guard path.hasPrefix(root == "/" ? root : root + "/") else {
      throw KnowledgeProblem(.pathLeavesPack(folder + "/" + file), at: location)
    }
    return try contents(of: path, at: location)
  }

  /// How the file is named in messages.
  public func displayName(_ file: String, in folder: String) -> String {
    if !isFolder(folder), let fallback { return fallback.displayName(file, in: folder) }
    return displayPrefix + folder + "/" + file
  }

  private func isPlainName(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
  }

  private func contents(of path: String, at location: SourceLocation) throws(KnowledgeProblem) -> [UInt8] {
    // A pipe without writer would keep `open` waiting.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw KnowledgeProblem(.unreadableFile(reason: String(cString: strerror(errno))), at: location)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw KnowledgeProblem(.unreadableFile(reason: String(cString: strerror(errno))), at: location)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw KnowledgeProblem(.unreadableFile(reason: "it is a folder"), at: location)
    default: throw KnowledgeProblem(.unreadableFile(reason: "it is not a file"), at: location)
    }
    guard status.st_size <= Self.sizeLimit else {
      throw KnowledgeProblem(.fileTooLarge(limit: Self.sizeLimit), at: location)
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        systemRead(descriptor, $0.baseAddress! + filled, $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw KnowledgeProblem(.unreadableFile(reason: String(cString: strerror(errno))), at: location)
      }
      if count == 0 { break }
      filled += count
    }
    bytes.removeSubrange(filled...)
    return bytes
  }

  private func isFolder(_ folder: String) -> Bool {
    var status = stat()
    return isPlainName(folder) && stat(parent + "/" + folder, &status) == 0
      && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path without links; nil with `errno` set if there is no such file.
  private func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// The system's `read`, which the method of that name hides.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
