import Glibc

/// Reads everything from the current position on; nil on an error, with errno set.
func readAll(_ descriptor: Int32) -> [UInt8]? {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else if count == 0 {
      return bytes
    } else if errno != EINTR {
      return nil
    }
  }
}

/// Writes everything, however many calls it takes; false on an error, with errno set.
@discardableResult
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno == EAGAIN {
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, 5000) > 0 else {
        errno = EAGAIN
        return false
      }
    } else if errno != EINTR {
      return false
    }
  }
  return true
}

/// Makes the missing folders above a file, for the owner alone from the moment they exist, whatever the umask.
///
/// - Returns: the `errno` of the folder that could not be made, 0 if all are there.
func makePrivateFolders(above path: String) -> Int32 {
  let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
  var folder = path.hasPrefix("/") ? "" : "."
  for part in parts {
    folder += "/" + part
    // A umask may have taken rights of the owner.
    if mkdir(folder, 0o700) == 0 {
      chmod(folder, 0o700)
    } else {
      // Where it exists, the system may give another reason first.
      let code = errno
      if access(folder, F_OK) != 0 { return code }
    }
  }
  return 0
}

/// The path with every link followed, or the path itself while nothing is there.
func resolved(_ path: String) -> String {
  guard let real = realpath(path, nil) else { return path }
  defer { free(real) }
  return String(cString: real)
}

/// The value of an environment variable, nil when it is unset or empty.
func environmentValue(_ name: String) -> String? {
  guard let value = getenv(name), value[0] != 0 else { return nil }
  return String(cString: value)
}
