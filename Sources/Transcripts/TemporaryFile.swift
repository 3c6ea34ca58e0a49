import Glibc
import Synchronization

/// A private file in the folder of the one that it is to replace.
final class TemporaryFile {
  /// Open for writing until the owner closes it; `discard` does.
  let descriptor: Int32
  private let path: String
  private let target: String
  private(set) var isRenamed = false
  private var isClosed = false

  private static let counter = Atomic<UInt32>(0)

  init(beside target: String) throws(TranscriptFileError) {
    let folder = TranscriptFile.folder(of: target)
    // The name does not contain the target's, which may already be as long as names can be.
    while true {
      let number = Self.counter.add(1, ordering: .relaxed).newValue
      let path = "\(folder)/.ibid-\(getpid())-\(number).tmp"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { throw TranscriptFile.failure(.create, path: target) }
      self.descriptor = descriptor
      self.path = path
      self.target = target
      return
    }
  }

  func write(_ bytes: [UInt8]) throws(TranscriptFileError) {
    try RecordingFile(descriptor: descriptor, path: target).write(bytes, at: 0)
  }

  /// Takes the target's place. What was written must have reached the disk before.
  func rename(to target: String) throws(TranscriptFileError) {
    guard Glibc.rename(path, target) == 0 else { throw TranscriptFile.failure(.replace, path: target) }
    isRenamed = true
    synchronizeFolder(of: target)
  }

  private func synchronizeFolder(of target: String) {
    // The name is safe on disk once the folder is; where folders cannot be synchronised, nothing is lost by trying.
    let folder = open(TranscriptFile.folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// Gives the file a second name, which must not be there; false where the file system knows no second names.
  func link(to target: String) throws(TranscriptFileError) -> Bool {
    guard Glibc.link(path, target) != 0 else {
      synchronizeFolder(of: target)
      return true
    }
    switch errno {
    case EEXIST: throw .alreadyExists(path: target)
    case EPERM, EOPNOTSUPP, ENOSYS, EMLINK: return false
    default: throw TranscriptFile.failure(.create, path: target)
    }
  }

  /// Closes the file, and removes it unless it has taken the target's place.
  func discard() {
    if isClosed { return }
    isClosed = true
    close(descriptor)
    if !isRenamed { unlink(path) }
  }

  deinit { discard() }
}
