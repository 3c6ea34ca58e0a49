import Glibc

/// Reading and rewriting whole files.
public enum TranscriptFile {
  /// The largest file that is read, in bytes: many thousand conversations.
  public static let sizeLimit = 64 << 20

  /// The bytes of a regular file.
  ///
  /// - Throws: `notFound`, `notAFile`, `tooLarge`, or `system(.read, ...)`.
  public static func read(_ path: String) throws(TranscriptFileError) -> [UInt8] {
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(.read, path: path) }
    defer { close(descriptor) }
    let size = Int(try regularFile(descriptor, path: path).st_size)
    guard size <= sizeLimit else { throw .tooLarge(path: path, limit: sizeLimit) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: max(4096, min(size + 1, 1 << 20)))
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw failure(.read, path: path)
      }
    }
  }

  /// Puts `bytes` in the place of a file's contents, all or nothing.
  ///
  /// The bytes go to a temporary in the same folder, reach the disk, and take the old file's place with its
  /// permissions and, where allowed, its owner. A symbolic link stays one. On failure the old file is as it was.
  /// - Throws: `notFound`, `notAFile`, or `system(...)`.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(TranscriptFileError) {
    let target = try resolved(path)
    let old = open(target, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard old >= 0 else { throw failure(.read, path: path) }
    defer { close(old) }
    let status = try regularFile(old, path: path)
    let temporary = try TemporaryFile(beside: target)
    defer { temporary.discard() }
    try temporary.write(bytes)
    // Only root may give a file away; for anyone else the new file is theirs, as any editor's would be.
    _ = fchown(temporary.descriptor, status.st_uid, status.st_gid)
    guard fchmod(temporary.descriptor, status.st_mode & 0o7777) == 0, fsync(temporary.descriptor) == 0 else {
      throw failure(.write, path: path)
    }
    try temporary.rename(to: target)
  }

  /// Writes a file that must not be there yet, readable only by its owner, all or nothing.
  ///
  /// - Throws: `alreadyExists` for anything that is there, or `system(...)`.
  public static func create(_ path: String, with bytes: [UInt8]) throws(TranscriptFileError) {
    var status = stat()
    if lstat(path, &status) == 0 { throw .alreadyExists(path: path) }
    let temporary = try TemporaryFile(beside: path)
    defer { temporary.discard() }
    try temporary.write(bytes)
    guard fsync(temporary.descriptor) == 0 else { throw failure(.write, path: path) }
    if try !temporary.link(to: path) { try createInPlace(path, with: bytes) }
  }

  /// Writes a new file where no second name can be given to one: a kill may leave it cut off.
  private static func createInPlace(_ path: String, with bytes: [UInt8]) throws(TranscriptFileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .alreadyExists(path: path) : failure(.create, path: path)
    }
    defer { close(descriptor) }
    do throws(TranscriptFileError) {
      let file = RecordingFile(descriptor: descriptor, path: path)
      try file.write(bytes, at: 0)
      try file.synchronize()
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Writes a report: a file that is there is replaced all or nothing, a device or pipe is written to.
  ///
  /// - Throws: `system(...)`, or `notAFile` for a folder.
  public static func writeReport(_ path: String, with bytes: [UInt8]) throws(TranscriptFileError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFREG { return try replace(path, with: bytes) }
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw .notAFile(path: path) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(.create, path: path) }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw failure(.write, path: path)
      }
    }
  }

  /// The path with symbolic links followed, so that replacing a file does not replace a link to it.
  static func resolved(_ path: String) throws(TranscriptFileError) -> String {
    guard let resolved = realpath(path, nil) else { throw failure(.read, path: path) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func regularFile(_ descriptor: Int32, path: String) throws(TranscriptFileError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(.read, path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    return status
  }

  static func failure(_ operation: TranscriptFileError.Operation, path: String) -> TranscriptFileError {
    let code = errno
    return code == ENOENT && operation == .read
      ? .notFound(path: path) : .system(operation, path: path, code: code)
  }

  /// The folder of a path, `.` for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
