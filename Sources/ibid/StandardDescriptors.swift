import Glibc

/// The three descriptors that a program is started with.
enum StandardDescriptors {
  /// Puts something that fails in the place of each one that is closed: otherwise the next file that is opened would get
  /// its number, and replies would go into that file.
  static func holdTheirNumbers() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // The lowest free number is this one. Opened the wrong way round, it refuses as a closed one does.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
