import Glibc

/// Finds transcripts in files and folders.
public enum TranscriptFinder {
  /// The transcripts that `paths` name, each once, sorted by the bytes of their paths.
  ///
  /// A folder stands for every regular file `*.md` below it that begins with the front matter of a transcript; other
  /// Markdown is passed over, and so are names that begin with a dot and links to folders. A file that is named itself
  /// must be a transcript.
  /// - Throws: `notFound`, `notAFile`, `notATranscript`, `noTranscripts`, or `system(...)`.
  public static func files(at paths: [String]) throws(TranscriptFileError) -> [String] {
    var found: Set<[UInt8]> = []
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else { throw TranscriptFile.failure(.read, path: path) }
      if status.st_mode & S_IFMT == S_IFDIR {
        let files = try transcripts(below: normalized(path))
        if files.isEmpty { throw .noTranscripts(folder: path) }
        found.formUnion(files.map { Array($0.utf8) })
      } else {
        guard isTranscript(try TranscriptFile.read(path)) else { throw .notATranscript(path: path) }
        found.insert(Array(normalized(path).utf8))
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether there is a file at a path that holds a transcript.
  public static func isTranscript(at path: String) -> Bool {
    (try? TranscriptFile.read(path)).map(isTranscript) ?? false
  }

  /// The Markdown files below those of `paths` that are folders which are no transcripts but look as if they had been: empty
  /// ones, and ones that name the format among their first lines.
  public static func damaged(at paths: [String]) -> [String] {
    paths.flatMap { path -> [String] in
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return [] }
      return ((try? markdown(below: normalized(path))) ?? []).filter { file in
        guard let bytes = try? TranscriptFile.read(file), !isTranscript(bytes) else { return false }
        let lines = String(decoding: bytes.prefix(4096), as: UTF8.self).split(separator: "\n").prefix(10)
        return bytes.isEmpty || lines.contains { $0.hasPrefix(TranscriptHeader.Key.version) }
      }
    }.sorted()
  }

  /// Whether a file begins with front matter that names the format, whatever its version.
  static func isTranscript(_ bytes: [UInt8]) -> Bool {
    // Front matter is short; this need not look for its end through a long document.
    let beginning = String(decoding: bytes.prefix(64 * 1024), as: UTF8.self)
    guard let lines = try? SourceLine.lines(of: Array(beginning.utf8)).lines, let first = lines.first,
      FrontMatterLine(first.content.withoutByteOrderMark) == .edge
    else { return false }
    for line in lines.dropFirst() {
      switch FrontMatterLine(line.content) {
      case .edge: return false
      case .entry(TranscriptHeader.Key.version): return true
      case .entry, .blank, .comment, .malformed: continue
      }
    }
    return false
  }

  private static func transcripts(below folder: String) throws(TranscriptFileError) -> [String] {
    var files: [String] = []
    for path in try markdown(below: folder) where isTranscript(try TranscriptFile.read(path)) {
      files.append(path)
    }
    return files
  }

  private static func markdown(below folder: String) throws(TranscriptFileError) -> [String] {
    var files: [String] = []
    var folders = [folder]
    while let folder = folders.popLast() {
      for name in try names(in: folder) where name.utf8.first != UInt8(ascii: ".") {
        let path = folder == "." ? name : folder == "/" ? "/" + name : folder + "/" + name
        var status = stat()
        // What disappears while the folder is listed, or is a link to nothing, is not there.
        guard lstat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          folders.append(path)
          continue
        }
        guard path.utf8.suffix(3).elementsEqual(".md".utf8), stat(path, &status) == 0,
          status.st_mode & S_IFMT == S_IFREG
        else { continue }
        files.append(path)
      }
    }
    return files
  }

  private static func names(in folder: String) throws(TranscriptFileError) -> [String] {
    guard let directory = opendir(folder) else { throw TranscriptFile.failure(.list, path: folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      // A name that is not UTF-8 cannot be passed on as text; nobody can have meant it as a transcript.
      if let name { names.append(name) }
    }
    return names
  }

  /// The path without empty and `.` components, so that one file is not found under two spellings.
  private static func normalized(_ path: String) -> String {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
      .filter { !$0.elementsEqual(".".utf8) }
      .map { String(Substring($0)) }
    let joined = parts.joined(separator: "/")
    if path.utf8.first == UInt8(ascii: "/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }
}
