import CEditline
import Glibc

extension LineEditing {
  /// Keeps the system from writing the process's memory, and with it what was typed, to a file when it crashes.
  ///
  /// Nobody but root can look into the process from then on either. Programs that it starts are not affected but for
  /// the limit, which they may not raise.
  public static func preventCoreDumps() {
    var limit = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    _ = process_prevent_dumps()
  }
}
