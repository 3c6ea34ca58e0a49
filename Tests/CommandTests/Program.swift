import Foundation

/// Runs the built program with files for its input and output, so that nothing can block.
struct Program {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The root of the repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The program beside the tests' own binary.
  static let path: String = {
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    let beside = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? own
    return URL(fileURLWithPath: beside).deletingLastPathComponent().appendingPathComponent("ibid").path
  }()

  /// A pack on another subject, made for tests.
  static let garden = repository.appendingPathComponent("Tests/Fixtures/garden").path

  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: URL? = nil
  ) throws -> Result {
    let scratch = try Scratch()
    let (inputFile, outputFile, errorFile) = (scratch.path("in"), scratch.path("out"), scratch.path("err"))
    try Data(input).write(to: URL(fileURLWithPath: inputFile))
    for file in [outputFile, errorFile] { try Data().write(to: URL(fileURLWithPath: file)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ["HOME": scratch.folder.path, "TERM": "xterm"].merging(environment) { $1 }
    process.currentDirectoryURL = folder ?? repository
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputFile))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputFile))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorFile))
    try process.run()
    process.waitUntilExit()
    func text(_ file: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    }
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try text(outputFile), errors: try text(errorFile))
  }

  static func run(_ arguments: [String], input: String, environment: [String: String] = [:]) throws -> Result
  {
    try run(arguments, input: Array(input.utf8), environment: environment)
  }
}

/// A folder that goes when the test is over.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("ibid-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// A copy of the garden pack with some files replaced; nil removes one.
  func garden(_ changes: [String: (String) -> String?] = [:]) throws -> String {
    let copy = folder.appendingPathComponent("garden")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Program.garden), to: copy)
    for (file, change) in changes {
      let url = copy.appendingPathComponent(file)
      if let text = change(try String(contentsOf: url, encoding: .utf8)) {
        try Data(text.utf8).write(to: url)
      } else {
        try FileManager.default.removeItem(at: url)
      }
    }
    return copy.path
  }
}
