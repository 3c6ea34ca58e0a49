import Glibc

/// One run of a program to its end, its output thrown away.
struct Run {
  /// Seconds from start to end, and of processor time.
  let wall: Double
  let processor: Double
  /// The most memory that it held, in bytes.
  let peak: Int

  /// Runs a program found in PATH; nil if it cannot be started.
  init?(_ arguments: [String]) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let start = wallSeconds()
    guard posix_spawnp(&process, arguments[0], &actions, nil, &pointers, environ) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, status >> 8 & 0xFF != 127 else { return nil }
    wall = wallSeconds() - start
    processor =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    peak = usage.ru_maxrss * 1024
  }
}
