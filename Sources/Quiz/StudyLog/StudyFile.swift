import Glibc

/// Makes the file of the log and its folder, for their owner alone from the beginning.
enum StudyFile {
  /// Makes what is missing; whether the file was.
  static func prepare(_ path: String) throws(StudyLogError) -> Bool {
    if let end = path.lastIndex(of: "/"), end > path.startIndex { try makeFolder(String(path[..<end])) }
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      // A umask may have taken rights of the owner.
      fchmod(descriptor, 0o600)
      close(descriptor)
      return true
    }
    guard errno == EEXIST else { throw .cannotOpen(path: path, code: errno) }
    var status = stat()
    guard stat(path, &status) == 0 else { throw .cannotOpen(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotOpen(path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : 0)
    }
    guard access(path, R_OK | W_OK) == 0 else { throw .cannotOpen(path: path, code: errno) }
    return status.st_size == 0
  }

  private static func makeFolder(_ path: String) throws(StudyLogError) {
    var status = stat()
    if stat(path, &status) == 0 { return }
    if let end = path.lastIndex(of: "/"), end > path.startIndex { try makeFolder(String(path[..<end])) }
    if mkdir(path, 0o700) == 0 {
      chmod(path, 0o700)
      return
    }
    guard errno == EEXIST else { throw .cannotOpen(path: path, code: errno) }
  }
}
