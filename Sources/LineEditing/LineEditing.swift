import Glibc
import Synchronization

/// What a program may ask about the terminal between two lines.
public enum LineEditing {
  /// Whether Ctrl-C was pressed since the last line was asked for. Poll it while printing or working; the program is
  /// never killed by Ctrl-C once an interactive reader exists. Asking for a line resets it.
  public static var interruptRequested: Bool {
    SignalFlags.interrupt.load(ordering: .acquiring)
  }

  /// Forgets a Ctrl-C that has been acted upon.
  public static func clearInterrupt() {
    SignalFlags.interrupt.store(false, ordering: .releasing)
  }

  /// Puts something that refuses in the place of each standard descriptor that is closed: the next file opened would get its
  /// number, and be read or written as if it were the terminal. To be called before any file is opened.
  public static func occupyStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is this one, as those below are taken. Opened the wrong way round, it refuses as a closed
      // one does.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// The window's width in columns and height in rows, or nil when standard output is not a terminal.
  public static var windowSize: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
