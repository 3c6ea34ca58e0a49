import Glibc
import Knowledge
import Rendering
import Transcripts

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
      case .notFound:
        var status = stat()
        // A link that leads nowhere was meant to lead somewhere.
        guard lstat(path, &status) != 0 else { throw .unreadable(file: path, code: ENOENT) }
        return nil
      case .system(_, _, let code) where code == ENOTDIR: return nil
      case .tooLarge(_, let limit):
        throw .malformed(file: path, line: 1, reason: "larger than \(limit >> 20) MB")
      case .system(_, _, let code): throw .unreadable(file: path, code: code)
      default: throw .unreadable(file: path, code: 0)
      }
    }
  }

  private static func entries(
    _ bytes: [UInt8], _ path: String
  ) throws(SettingProblem) -> [(name: String, value: String, line: Int)] {
    do throws(KnowledgeProblem) {
      // Nothing but remarks sets nothing.
      guard let root = try YAMLValue.parseIfAny(bytes, file: path) else { return [] }
      var entries: [(name: String, value: String, line: Int)] = []
      for entry in try root.entries(Self.settings) {
        entries.append((entry.name, try entry.value.string(entry.name), entry.at.line))
      }
      return entries
    } catch {
      throw .malformed(file: path, line: max(1, error.location.line), reason: reason(error.defect))
    }
  }

  private static let settings = "settings"

  private static func reason(_ defect: Defect) -> String {
    switch defect {
    case .malformedYAML(let reason): reason
    case .notUTF8: "not UTF-8"
    case .wrongType(settings, _): "not a map of settings"
    default: "a setting has one value"
    }
  }
}
