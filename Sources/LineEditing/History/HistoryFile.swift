import Glibc

/// A history on disk that several processes may write at once.
///
/// Every change happens under an exclusive lock: an addition is appended, anything else is written to a new file
/// that replaces the old one by a rename. Who waited for the lock meanwhile notices the rename and opens the new file.
struct HistoryFile {
  /// Where the file is, or will be once there is something to keep.
  let path: String
  /// How many entries it keeps.
  let limit: Int
  /// How many bytes it keeps; the newest entry is kept whatever its size.
  var byteLimit = 4 << 20
  /// The largest file that is read, in bytes; one that this program wrote is much smaller.
  private static let readLimit = 64 << 20
  /// How long to wait for another process, in milliseconds.
  var lockPatience = 2000

  /// What a file holds.
  struct Contents: Equatable {
    var entries: [String] = []
    /// 1-based numbers of the lines that are no entries.
    var damagedLines: [Int] = []
  }

  /// Reads the entries, oldest first; a file that does not exist has none.
  func load() throws(LineEditingWarning) -> Contents {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno == ENOENT { return Contents() }
      throw .historyUnreadable(path: path, code: errno)
    }
    defer { close(descriptor) }
    try requireRegularFile(descriptor)
    // A reader needs no lock: additions are single writes, and a rename leaves this descriptor on the old file.
    var contents = Contents()
    for (index, line) in try lines(descriptor).enumerated() {
      if let entry = HistoryFormat.decode(line) {
        contents.entries.append(entry)
      } else {
        contents.damagedLines.append(index + 2)
      }
    }
    return contents
  }

  /// Adds an entry unless it equals the last one.
  func append(_ entry: String) throws(LineEditingWarning) {
    try withLock { (descriptor, lines) throws(LineEditingWarning) in
      let line = Array(HistoryFormat.encode(entry).utf8)
      if let last = lines.last, last.elementsEqual(line) { return }
      let size = lines.reduce(0) { $0 + $1.count + 1 } + line.count
      if lines.count >= limit || size > byteLimit {
        try replace(with: shortened(lines + [line[...]]))
      } else {
        try extend(descriptor, by: line)
      }
    }
  }

  /// Removes, for each entry given, its latest occurrence.
  func remove(_ entries: [String]) throws(LineEditingWarning) {
    guard access(path, F_OK) == 0 else { return }
    try withLock { (_, lines) throws(LineEditingWarning) in
      var kept = lines
      for entry in entries {
        let line = Array(HistoryFormat.encode(entry).utf8)
        if let index = kept.lastIndex(where: { $0.elementsEqual(line) }) { kept.remove(at: index) }
      }
      if kept.count < lines.count { try replace(with: kept) }
    }
  }

  /// Removes every entry.
  func removeAll() throws(LineEditingWarning) {
    guard access(path, F_OK) == 0 else { return }
    try withLock { (descriptor, lines) throws(LineEditingWarning) in
      guard !lines.isEmpty else { return }
      do throws(LineEditingWarning) {
        try replace(with: [])
      } catch {
        // A full disk has no room for a new file, but the old one can still be emptied.
        guard ftruncate(descriptor, 0) == 0, fsync(descriptor) == 0 else { throw error }
      }
    }
  }

  // MARK: Reading

  /// Returns the lines after the header, as bytes, so that damaged ones survive a rewrite.
  private func lines(_ descriptor: Int32) throws(LineEditingWarning) -> [ArraySlice<UInt8>] {
    guard let bytes = readAll(descriptor) else { throw .historyUnreadable(path: path, code: errno) }
    guard !bytes.isEmpty else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    guard let first = lines.first, first.elementsEqual(HistoryFormat.header.utf8) else {
      throw .historyForeign(path: path)
    }
    return Array(lines.dropFirst())
  }

  private func requireRegularFile(_ descriptor: Int32) throws(LineEditingWarning) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .historyUnreadable(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .historyNotAFile(path: path) }
    guard status.st_size <= Self.readLimit else { throw .historyTooLarge(path: path, limit: Self.readLimit) }
    // A file made by hand or by an older umask: nobody else should read what was asked.
    if status.st_mode & 0o777 != 0o600, status.st_uid == geteuid() { fchmod(descriptor, 0o600) }
  }

  // MARK: Writing

  private func withLock(
    _ body: (Int32, [ArraySlice<UInt8>]) throws(LineEditingWarning) -> Void
  ) throws(LineEditingWarning) {
    let code = makePrivateFolders(above: path)
    guard code == 0 else { throw .historyUnwritable(path: path, code: code) }
    let descriptor = try openLocked()
    defer { close(descriptor) }
    try body(descriptor, lines(descriptor))
  }

  private func openLocked() throws(LineEditingWarning) -> Int32 {
    var waited = 0
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
      guard descriptor >= 0 else {
        throw errno == EISDIR ? .historyNotAFile(path: path) : .historyUnwritable(path: path, code: errno)
      }
      do { try requireRegularFile(descriptor) } catch {
        close(descriptor)
        throw error
      }
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        guard errno == EWOULDBLOCK || errno == EINTR, waited < lockPatience else {
          let code = errno
          close(descriptor)
          throw code == EWOULDBLOCK ? .historyBusy(path: path) : .historyUnwritable(path: path, code: code)
        }
        usleep(5000)
        waited += 5
      }
      var opened = stat()
      var named = stat()
      if fstat(descriptor, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        return descriptor
      }
      close(descriptor)  // Replaced while we waited.
    }
  }

  private func extend(_ descriptor: Int32, by line: [UInt8]) throws(LineEditingWarning) {
    let size = lseek(descriptor, 0, SEEK_END)
    var bytes: [UInt8] = []
    if size == 0 {
      bytes += Array((HistoryFormat.header + "\n").utf8)
    } else if lastByte(descriptor, size: size) != UInt8(ascii: "\n") {
      bytes.append(UInt8(ascii: "\n"))  // A write was cut short earlier: do not join two entries.
    }
    bytes += line + [UInt8(ascii: "\n")]
    guard writeAll(descriptor, bytes) else {
      let code = errno
      _ = ftruncate(descriptor, size)
      throw .historyUnwritable(path: path, code: code)
    }
  }

  private func lastByte(_ descriptor: Int32, size: off_t) -> UInt8? {
    var byte: UInt8 = 0
    return pread(descriptor, &byte, 1, size - 1) == 1 ? byte : nil
  }

  private func shortened(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    var kept = Array(lines.suffix(max(limit, 1)))
    var size = kept.reduce(0) { $0 + $1.count + 1 }
    var dropped = 0
    while size > byteLimit, dropped < kept.count - 1 {
      size -= kept[dropped].count + 1
      dropped += 1
    }
    kept.removeFirst(dropped)
    return kept
  }

  private func replace(with lines: [ArraySlice<UInt8>]) throws(LineEditingWarning) {
    // Through a link, so that a link to a file kept elsewhere stays a link. The name is fixed: we hold the lock,
    // and what a crash left behind is overwritten.
    let target = resolved(path)
    let temporary = target + ".new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .historyUnwritable(path: path, code: errno) }
    var bytes = Array((HistoryFormat.header + "\n").utf8)
    for line in lines {
      bytes += line
      bytes.append(UInt8(ascii: "\n"))
    }
    let isWritten = writeAll(descriptor, bytes) && fsync(descriptor) == 0
    let code = errno
    close(descriptor)
    guard isWritten, rename(temporary, target) == 0 else {
      let reason = isWritten ? errno : code
      unlink(temporary)
      throw .historyUnwritable(path: path, code: reason)
    }
  }
}
