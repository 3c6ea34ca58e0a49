import Glibc
import Rendering
import Transcripts
import Yams

/// Reads `config.yaml`: a map of settings and their values.
enum SettingsFile {
  /// Takes over the settings of a file; one that does not exist sets nothing.
  ///
  /// - Throws: `SettingProblem` for the first line that is no setting, or has no value of its kind.
  static func apply(_ path: String, to settings: inout Settings) throws(SettingProblem) {
    guard let bytes = try contents(of: path) else { return }
    for (name, value, line) in try entries(bytes, path) {
      let origin = SettingOrigin.file(path, line: line)
      guard let setting = Setting(rawValue: name) else {
        throw .unknown(
          name, origin, near: Suggestion.nearest(to: name, among: Setting.allCases.map(\.name)))
      }
      try settings.set(setting, to: value, from: origin)
    }
  }

  private static func contents(of path: String) throws(SettingProblem) -> [UInt8]? {
    do throws(TranscriptFileError) {
      return try TranscriptFile.read(path)
    } catch {
      switch error {
      case .notFound: return nil
      case .system(_, _, let code) where code == ENOTDIR: return nil
      case .tooLarge(_, let limit):
        throw .malformed(file: path, line: 1, reason: "larger than \(limit >> 20) MB")
      case .system(_, _, let code): throw .unreadable(file: path, code: code)
      default: throw .unreadable(file: path, code: EISDIR)
      }
    }
  }

  private static func entries(
    _ bytes: [UInt8], _ path: String
  ) throws(SettingProblem) -> [(name: String, value: String, line: Int)] {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw .malformed(file: path, line: 1, reason: "not UTF-8")
    }
    // The parser keeps a pointer to the text, which a text of a few bytes, stored in place, would not have.
    let text = String(decoding: bytes, as: UTF8.self) + String(repeating: "\n", count: 32)
    let root: Node?
    do {
      root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch {
      let (line, reason) = describe(error)
      throw .malformed(file: path, line: line, reason: reason)
    }
    // Nothing but comments.
    guard let root, root.scalar?.string != "" else { return [] }
    guard let mapping = root.mapping else {
      throw .malformed(file: path, line: root.mark?.line ?? 1, reason: "not a map of settings")
    }
    var entries: [(name: String, value: String, line: Int)] = []
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      guard let name = key.scalar?.string, let text = value.scalar?.string else {
        throw .malformed(file: path, line: line, reason: "a setting has one value")
      }
      entries.append((name, text, line))
    }
    return entries
  }

  private static func describe(_ error: any Error) -> (line: Int, reason: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (max(1, mark.line), problem)
    // They come in the order of a hash table, which changes from run to run.
    case .duplicatedKeysInMapping(let duplicates, let context):
      (max(1, context.mark.line), "the key '\(duplicates.min() ?? "")' occurs twice")
    default: (1, "not YAML")
    }
  }
}
