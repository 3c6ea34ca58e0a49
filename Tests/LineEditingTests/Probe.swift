import Glibc
import PseudoTerminal

/// The probe on a terminal, in a home of its own that goes when the test does.
final class Probe {
  let terminal: PseudoTerminal
  let home: TemporaryFolder
  /// A start-up file that binds libedit's own search of the history.
  static let editlineSearch = "bind ^T em-inc-search-prev\n"

  /// Starts the probe and waits for its prompt.
  ///
  /// - Parameter startup: the contents of `~/.editrc`.
  init(
    term: String = "xterm", columns: Int = 80, rows: Int = 24, home: TemporaryFolder? = nil,
    startup: String? = nil,
    environment: [String: String] = [:], shell: String? = nil, awaitsPrompt: Bool = true
  ) throws {
    let home = try home ?? TemporaryFolder()
    if let startup { try home.write(startup, to: ".editrc") }
    var variables = [
      "TERM": term, "HOME": home.path, "PROBE": Self.executable, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
      "PROBE_HISTORY": home.path + "/state/probe/history", "PROBE_TERMINATION": home.path + "/termination",
    ]
    variables.merge(environment) { $1 }
    self.home = home
    if let shell {
      terminal = try PseudoTerminal(
        "/bin/bash", arguments: ["--norc", "--noprofile"] + (shell.isEmpty ? ["-i"] : ["-c", shell]),
        environment: variables.merging(["PS1": "shell$ "]) { $1 }, columns: columns, rows: rows)
    } else {
      terminal = try PseudoTerminal(Self.executable, environment: variables, columns: columns, rows: rows)
    }
    if awaitsPrompt { try terminal.wait(forCurrentLine: shell == "" ? "shell$" : "probe>", seconds: 10) }
  }

  /// The probe's path: it is built next to the tests.
  static let executable: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/line-editing-probe"
  }()

  /// Types a line and waits for what the probe makes of it.
  func enter(_ line: String, expecting answer: String) throws {
    try terminal.send(line + "\r")
    try terminal.wait(for: "the answer \(answer)") { screen in
      screen.lines.dropLast().contains(answer) && screen.currentLine == "probe>"
    }
  }
}

/// A folder that is removed with the object.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/line-editing-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw PseudoTerminalError.system(call: "mkdtemp", code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  func write(_ text: String, to name: String) throws { try write(bytes: Array(text.utf8), to: name) }

  func write(bytes: [UInt8], to name: String) throws {
    guard let file = fopen(path + "/" + name, "w") else {
      throw PseudoTerminalError.system(call: "fopen \(name)", code: errno)
    }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// The contents of a file, nil when there is none.
  func read(_ name: String) -> String? {
    guard let file = fopen(path + "/" + name, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The permission bits of a file or folder, -1 when there is none.
  func mode(_ name: String) -> Int {
    var status = stat()
    return stat(path + "/" + name, &status) == 0 ? Int(status.st_mode & 0o777) : -1
  }

  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(folder)
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

/// What terminals send for keys.
enum Key {
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"
  static let home = "\u{1B}[H"
  static let pageUp = "\u{1B}[5~"
  static let pageDown = "\u{1B}[6~"
  static let delete = "\u{1B}[3~"
  static let wordLeft = "\u{1B}[1;5D"
  static let backspace = "\u{7F}"
  static let escape = "\u{1B}"

  static func control(_ letter: Unicode.Scalar) -> String {
    String(Unicode.Scalar(UInt8(letter.value & 0x1F)))
  }

  static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
