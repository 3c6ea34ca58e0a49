import Glibc
import LineEditing

/// Completes the name of a file.
enum FileCompletion {
  /// What could stand in place of `path`, with which the line so far ends.
  static func complete(_ path: Substring, in typed: String) -> CompletionResult {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let beginning = slash.map { String(path[path.index(after: $0)...]) } ?? String(path)
    let end = typed.utf8.count
    let range = (end - path.utf8.count)..<end
    let place = folder.isEmpty ? "." : expandingHome(folder)
    guard let directory = opendir(place) else { return CompletionResult(range: range, candidates: []) }
    defer { closedir(directory) }
    var candidates: [Completion] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name, name.hasPrefix(beginning), name != ".", name != "..",
        !name.hasPrefix(".") || beginning.hasPrefix(".")
      else { continue }
      var status = stat()
      let isFolder = stat(place + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      candidates.append(
        Completion(
          replacement: folder + name + (isFolder ? "/" : ""), display: name + (isFolder ? "/" : ""),
          appendsSpace: !isFolder))
    }
    return CompletionResult(range: range, candidates: candidates.sorted { $0.display < $1.display })
  }
}

/// The path with `~/` at its beginning replaced by the home folder.
func expandingHome(_ path: String) -> String {
  guard path.hasPrefix("~/"), let home = environment("HOME") else { return path }
  return home + path.dropFirst()
}
