import Answering
import Glibc
import Knowledge
import LineEditing

/// Completes what is typed: commands, file names after commands that take one, names of things in questions.
struct QuestionCompleter {
  /// A name, in lower case for comparing, and the name of the concept.
  private let names: [(name: String, folded: String, concept: String)]
  /// The most candidates offered.
  private static let limit = 60

  init(answerer: Answerer) {
    let concepts = answerer.pack.lexicon.concepts
    names = answerer.names.compactMap { entry in
      guard let concept = concepts[entry.concept] else { return nil }
      let own = concept.labels.filter { $0.origin == .document }.map(\.text)
      // Lay words for findings and states are legion; the document's own are enough to choose from.
      guard own.contains(entry.name) || concept.role == .topic else { return nil }
      return (entry.name, entry.name.lowercased(), own.first ?? concept.name)
    }
  }

  func complete(_ line: String, _ cursor: Int) -> CompletionResult {
    let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    guard typed.first == "/" else { return completeName(typed) }
    guard let blank = typed.firstIndex(of: " ") else { return completeCommand(typed) }
    guard case .command(let command, _) = ReplCommand.parse(String(typed[..<blank])), command.takesFile else {
      return CompletionResult(range: cursor..<cursor, candidates: [])
    }
    return completeFile(typed, from: blank)
  }

  private func completeCommand(_ typed: String) -> CompletionResult {
    let name = typed.dropFirst().lowercased()
    let candidates = ReplCommand.allCases.filter { $0.rawValue.hasPrefix(name) }.map {
      Completion(replacement: "/" + $0.rawValue, display: $0.usage)
    }
    return CompletionResult(range: 0..<typed.utf8.count, candidates: candidates)
  }

  /// Tries the longest run of words before the cursor that begins a name.
  private func completeName(_ typed: String) -> CompletionResult {
    var starts: [String.Index] = []
    var isBoundary = true
    for index in typed.indices {
      let isWord = typed[index].isLetter || typed[index].isNumber
      if isBoundary, isWord { starts.append(index) }
      isBoundary = !isWord && typed[index] != "-"
    }
    for start in starts.suffix(4) where typed[start...].count >= 2 {
      let beginning = typed[start...].lowercased()
      let matches = names.filter { $0.folded.hasPrefix(beginning) }.prefix(Self.limit)
      guard !matches.isEmpty else { continue }
      let candidates = matches.map { match in
        Completion(
          replacement: match.name,
          display: match.name == match.concept ? match.name : "\(match.name) (\(match.concept))")
      }
      let end = typed.utf8.count
      return CompletionResult(range: (end - typed[start...].utf8.count)..<end, candidates: candidates)
    }
    return CompletionResult(range: typed.utf8.count..<typed.utf8.count, candidates: [])
  }

  private func completeFile(_ typed: String, from blank: String.Index) -> CompletionResult {
    let path = String(typed[blank...].drop { $0 == " " })
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let beginning = slash.map { String(path[path.index(after: $0)...]) } ?? path
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
