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

  /// The window's width in columns and height in rows, or nil when standard output is not a terminal.
  public static var windowSize: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
