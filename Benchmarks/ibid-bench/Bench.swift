import Answering
import Foundation
import Glibc
import Knowledge

/// Measures the assistant and writes the tables of BENCHMARKS.md to standard output.
@main
struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4 else {
      FileHandle.standardError.write(Data("usage: ibid-bench IBID PACK TRANSCRIPTS [TABLE...]\n".utf8))
      Glibc.exit(64)
    }
    let wanted = arguments.dropFirst(4)
    let (ibid, folder, transcripts) = (arguments[1], arguments[2], arguments[3])
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    let files = FolderFiles(parent: url.deletingLastPathComponent(), displayPrefix: "", fallback: nil)
    let pack = try PackLoader.load(url.lastPathComponent, from: files)
    let questions = try LabelledQuestion.read(pack.questions, file: "questions.jsonl", about: pack.document)
    let answering = AnsweringBench(pack: pack, questions: questions)
    let processes = ProcessBench(ibid: ibid, pack: pack, questions: questions)
    print(Self.head, terminator: "")
    /// Measures and prints one table, if none or this one was named.
    func show(_ name: String, _ table: () throws -> Table) rethrows {
      guard wanted.isEmpty || wanted.contains(name) else { return }
      print("\n" + (try table()).markdown, terminator: "")
      fflush(nil)
    }
    show("answering") { answering.labelled() }
    show("cold") { processes.cold() }
    try show("terminal") { try TerminalBench(ibid: ibid, questions: questions).run() }
    show("replay") { processes.replay(transcripts, conversations: conversations(in: transcripts)) }
    show("length") { answering.length() }
    show("conversation") { answering.conversation() }
    show("growth") { answering.growth(files) }
  }

  private static func conversations(in folder: String) -> Int {
    let names = FileManager.default.enumerator(atPath: folder)
    return names?.count { ($0 as? String)?.hasSuffix(".md") ?? false } ?? 0
  }

  private static var head: String {
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let date = String(ISO8601DateFormatter().string(from: Date()).prefix(10))
    let load =
      (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first ?? "?"
    return """
      # Benchmarks

      Written by `make bench`, which measures everything again; not to be edited by hand.

      - Machine: \(cores) cores, \(field("model name", in: "/proc/cpuinfo", ":") ?? "unknown processor"), \
      \(field("PRETTY_NAME", in: "/etc/os-release", "=") ?? "unknown system")
      - Load average when it began: \(load)
      - Date: \(date)
      - Build: release, the standard library linked into the binary

      """
  }
}

/// What stands in a file behind a name and a separator.
func field(_ name: String, in file: String, _ separator: Character) -> String? {
  guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
  let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
  return line?.split(separator: separator).last.map {
    $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"\t"))
  }
}
