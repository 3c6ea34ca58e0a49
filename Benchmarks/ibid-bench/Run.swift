import Glibc

/// One run of a program to its end, its output thrown away.
struct Run {
  /// Seconds from start to end, and of processor time.
  let wall: Double
  let processor: Double

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
  }

  /// The most memory, in bytes, that a program has held when it has dealt with a line of input and waits for another.
  ///
  /// What the system tells of a process that has ended may be the memory of the one that started it.
  static func peak(_ arguments: [String], input: String) -> Int? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, arguments[0], &actions, nil, &pointers, environ) == 0 else { return nil }
    close(ends[0])
    _ = (input + "\n").withCString { write(ends[1], $0, strlen($0)) }
    usleep(500_000)
    let kilobytes = field("VmHWM", in: "/proc/\(process)/status", ":")?.prefix { $0.isNumber }
    close(ends[1])
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return kilobytes.flatMap { Int($0) }.map { $0 * 1024 }
  }
}
