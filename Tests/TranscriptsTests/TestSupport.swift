import FoundationEssentials
import Glibc
import Testing

@testable import Transcripts

/// A folder that goes away with the test.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/ibid-transcripts-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }

  /// Where a file of that name would be.
  func file(_ name: String) -> String { path + "/" + name }

  @discardableResult
  func write(_ text: String, to name: String, mode: mode_t = 0o644) -> String {
    write(Array(text.utf8), to: name, mode: mode)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String, mode: mode_t = 0o644) -> String {
    let parts = name.split(separator: "/").dropLast()
    for count in parts.indices { mkdir(file(parts[...count].joined(separator: "/")), 0o755) }
    let descriptor = open(file(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    fchmod(descriptor, mode)
    close(descriptor)
    return file(name)
  }

  /// All names in the folder, hidden ones included.
  var names: [String] {
    let directory = opendir(path)!
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

func mode(of path: String) -> mode_t {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}

func read(_ path: String) throws -> String {
  String(decoding: try TranscriptFile.read(path), as: UTF8.self)
}

let sha = String(repeating: "0123456789abcdef", count: 4)

func header(title: String? = nil) throws -> TranscriptHeader {
  try TranscriptHeader(pack: "net-systemic-therapy", documentSHA256: sha, title: title)
}

func parse(_ text: String, file: String = "t.md") throws(TranscriptError) -> Transcript {
  try Transcript(parsing: text.utf8, file: file)
}

/// The turns as pairs of bytes.
func contents(_ turns: some Sequence<Turn>) -> [[[UInt8]]] {
  turns.map { [$0.input.bytes, $0.reply.bytes] }
}

/// A small transcript as a person would keep it; lines are numbered in the tests below.
let sample = """
  ---
  ibid-transcript: 1
  pack: net-systemic-therapy
  # recorded on a Monday
  document-sha256: \(sha)
  mood:   sunny
  title: Octreotide
  ---

  # Octreotide

  Some *prose* with trailing blanks  \u{20}
  and a block of something else:

  ```sh
  ibid replay this.md
  ```

  ```ibid
  ibid> what is octreotide for
  It controls symptoms.
      [1.5]

  ibid> and lanreotide?
  The same.
  ```

  More prose.

  ```ibid

  ibid> thanks
  ```

  """
