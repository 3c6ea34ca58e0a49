import CLibFuzzer
import Glibc

/// Feeds one way in with what libFuzzer makes up: `ibid-fuzz TARGET [options and folders of libFuzzer]`.
@main
enum FuzzRunner {
  nonisolated(unsafe) private static var target = FuzzTarget.question

  static func main() {
    guard CommandLine.arguments.count > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")
      StandardError.write(["usage: ibid-fuzz \(names) [options and folders of libFuzzer]"])
      exit(64)
    }
    self.target = target
    target.prepare()
    var words = ([CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)).map { strdup($0) }
    words.append(nil)
    var count = Int32(words.count - 1)
    words.withUnsafeMutableBufferPointer { buffer in
      var arguments = buffer.baseAddress
      exit(
        LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
          FuzzRunner.target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
          return 0
        })
    }
  }
}

/// Ends the run, with the input kept, where something is not as it has to be.
func require(_ isSo: Bool, _ property: String) {
  guard !isSo else { return }
  StandardError.write(["violated: \(property)"])
  abort()
}

/// What the rest of the program has from its own entry point.
enum Ibid {
  static let version = "fuzz"
}
