import Glibc

/// An open file written at positions, whatever the system accepts at a time.
struct RecordingFile {
  let descriptor: Int32
  /// For messages.
  let path: String
  /// `pwrite(2)`, or a test's stand-in for a disk that fills up.
  var positionedWrite: @Sendable (Int32, UnsafeRawBufferPointer, Int) -> Int = { descriptor, bytes, offset in
    pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
  }

  /// Writes all of `bytes` at byte `offset` of the file.
  func write(_ bytes: [UInt8], at offset: Int) throws(TranscriptFileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        positionedWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...]), offset + done)
      }
      if count > 0 {
        done += count
      } else if count == 0 {
        throw .system(.write, path: path, code: EIO)
      } else if errno != EINTR {
        throw TranscriptFile.failure(.write, path: path)
      }
    }
  }

  /// Waits until what was written is on the disk.
  func synchronize() throws(TranscriptFileError) {
    while fdatasync(descriptor) != 0 {
      // Some file systems cannot; then there is nothing to wait for.
      if errno == EINVAL || errno == ENOTSUP { return }
      guard errno == EINTR else { throw TranscriptFile.failure(.write, path: path) }
    }
  }

  /// Cuts the file off after `size` bytes.
  func truncate(to size: Int) {
    while ftruncate(descriptor, off_t(size)) != 0, errno == EINTR {}
  }

  /// Whether the file still has a name and the size that was left.
  func isUntouched(size: Int) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0 && Int(status.st_size) == size
  }
}
