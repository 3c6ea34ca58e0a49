import Foundation
import PseudoTerminal
import Testing

/// The program under strace, with the system calls that it made.
struct Tracing {
  private static let tool = "/usr/bin/strace"
  static let note: Comment = "strace is missing; apt-get install strace to run this test"

  /// Whether strace is there and may trace, which some sandboxes forbid.
  static let isPossible: Bool = {
    guard FileManager.default.isExecutableFile(atPath: tool) else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = ["-o", "/dev/null", "/bin/true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private let scratch: Scratch
  private let selection: String
  private var file: String { scratch.path("trace") }

  /// - Parameter calls: names and classes of calls as strace takes them.
  init(_ scratch: Scratch, _ calls: String) throws {
    self.scratch = scratch
    selection = calls
  }

  private func words(_ arguments: [String]) -> [String] {
    ["-f", "-qq", "-s", "300", "-o", file, "-e", "trace=" + selection, Program.path] + arguments
  }

  func open(_ arguments: [String], _ environment: [String: String]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(Self.tool, arguments: words(arguments), environment: environment)
    try terminal.wait(forCurrentLine: "ibid>", seconds: 60)
    return terminal
  }

  func run(_ arguments: [String], input: String = "") throws -> Program.Result {
    let lines = scratch.path("lines")
    try Data(input.utf8).write(to: URL(fileURLWithPath: lines))
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.tool)
    process.arguments = words(arguments)
    process.environment = ["HOME": scratch.folder.path, "TERM": "xterm"]
    process.currentDirectoryURL = Program.repository
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: lines))
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Program.Result(status: process.terminationStatus, output: text, errors: "")
  }

  /// The calls so far, one a line, with the process that made each.
  func calls() throws -> [String] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
