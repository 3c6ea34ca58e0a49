import Glibc
import LineEditing

// The smallest program around LineEditing: echoes each line as `<line>`, so that a test sees what the program got.
// Its environment says what else it does:
//   PROBE_HISTORY   the history file
//   PROBE_LIMIT     the history's limit
//   PROBE_STYLE     SGR parameters of the prompt
//   PROBE_TERMINATION  a file to write the signal's number to when a deadly signal comes
// And some lines do something: "busy" works until Ctrl-C, "history" lists, "forget N" removes, "exit" exits at once, "crash" crashes; so does
// completing "cr".

enum Probe {
  static func run() throws {
    let terminationFile = environmentValue("PROBE_TERMINATION")
    let configuration = LineReaderConfiguration(
      programName: "probe",
      promptStyle: PromptStyle(parameters: environmentValue("PROBE_STYLE") ?? ""),
      historyPath: environmentValue("PROBE_HISTORY"),
      historyLimit: environmentValue("PROBE_LIMIT").flatMap { Int($0) } ?? 100,
      completer: complete,
      onTermination: { signal in
        guard let terminationFile, let file = fopen(terminationFile, "w") else { return }
        fputs("\(signal)", file)
        fclose(file)
      })
    let reader = try makeLineReader(configuration)
    show(warningsOf: reader)
    while true {
      switch reader.readLine(prompt: "probe> ") {
      case .line(let line): answer(line, reader)
      case .interrupted: print("[interrupted]")
      case .endOfInput:
        print("[end]")
        return
      case .failed(let error):
        print("[failed: \(error)]")
        return
      }
      show(warningsOf: reader)
    }
  }

  private static func answer(_ line: String, _ reader: any LineReader) {
    let words = line.split(separator: " ")
    switch words.first {
    case "busy":
      print("working")
      _ = fflush(nil)
      for _ in 0..<1000 where !LineEditing.interruptRequested { usleep(10_000) }
      print(LineEditing.interruptRequested ? "[stopped]" : "[done]")
    case "history" where words.count == 1:
      print(reader.history.entries.joined(separator: "|"))
    case "forget":
      print("forgot \(reader.history.removeLast(words.count > 1 ? Int(words[1]) ?? 0 : 0))")
    case "secret":
      print(reader.readLine(prompt: "answer: ", recordsHistory: false))
    case "exit": exit(7)
    case "crash": fatalError("as asked")
    case _ where line.utf8.count > 200:
      print("<\(line.utf8.count) bytes, ends \(line.suffix(8))>")
    default: print("<\(line)>")
    }
  }

  private static func complete(line: String, cursor: Int) -> CompletionResult {
    let words = ["lanreotide", "lanreotide depot", "octreotide", "octane", "été", "everolimus"]
    let prefix = Array(line.utf8.prefix(cursor))
    let start = (prefix.lastIndex(of: UInt8(ascii: " ")) ?? -1) + 1
    let word = String(decoding: prefix[start...], as: UTF8.self)
    if word == "cr" { fatalError("crashes while completing") }
    let found = words.filter { $0.hasPrefix(word) }
    return CompletionResult(range: start..<cursor, candidates: found.map { Completion(replacement: $0) })
  }

  private static func show(warningsOf reader: any LineReader) {
    for warning in reader.takeWarnings() { print("warning: \(warning)") }
  }

  private static func environmentValue(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
