import Glibc
import Rendering

// Every sentence about settings.

extension SettingProblem: CustomStringConvertible {
  /// What is wrong, where, and what to do about it.
  var description: String {
    switch self {
    case .wrongValue(let setting, let text, let origin):
      let value = TerminalText.excerpt(text, limit: 40)
      let takes = "it takes \(setting.values)"
      switch origin {
      case .file(let file, let line):
        return "\(TerminalText.clean(file)):\(line): \(setting.name) cannot be '\(value)'; \(takes)"
      case .variable: return "\(setting.variable) cannot be '\(value)'; \(takes)"
      case .option: return "--\(setting.name) cannot be '\(value)'; \(takes)."
      case .command, .standard: return "\(setting.name) cannot be '\(value)'; \(takes)."
      }
    case .unknown(let name, let origin, let near):
      let shown = TerminalText.excerpt(name, limit: 40)
      let hint =
        near.isEmpty
        ? "the settings are \(Setting.allCases.map(\.name).joined(separator: ", "))"
        : "did you mean \(near.joined(separator: " or "))?"
      guard case .file(let file, let line) = origin else {
        return "There is no setting \(shown); \(hint)" + (near.isEmpty ? "." : "")
      }
      return "\(TerminalText.clean(file)):\(line): unknown key '\(shown)'; \(hint)"
    case .malformed(let file, let line, let reason):
      return
        "\(TerminalText.clean(file)):\(line): \(TerminalText.clean(reason)); write one 'key: value' a line"
    case .unreadable(let file, let code):
      return
        "\(TerminalText.clean(file)): cannot read the configuration (\(code == 0 ? "not a regular file" : String(cString: strerror(code)))); "
        + "mend its rights or move it away"
    }
  }
}

extension SettingOrigin {
  /// Where a value comes from, for the list of settings.
  func text(for setting: Setting) -> String {
    switch self {
    case .standard: "default"
    case .file(let file, let line): "\(TerminalText.clean(file)):\(line)"
    case .variable: setting.variable
    case .option: "--\(setting.name)"
    case .command: "/set"
    }
  }
}
