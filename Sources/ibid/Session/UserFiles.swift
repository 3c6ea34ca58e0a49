import Glibc

/// Where files of the user are, after the XDG base directories.
enum UserFiles {
  /// The history of questions; nil where there is no home to keep it in.
  static var history: String? { path("XDG_STATE_HOME", ".local/state", "history") }

  /// The configuration; nil where there is no home to look for it.
  static var configuration: String? { path("XDG_CONFIG_HOME", ".config", "config.yaml") }

  /// The study log; nil where there is no home to keep it in.
  static var studyLog: String? { path("XDG_DATA_HOME", ".local/share", "study.sqlite") }

  private static func path(_ variable: String, _ standard: String, _ name: String) -> String? {
    // The specification says to ignore relative paths.
    if let base = environment(variable), base.hasPrefix("/") { return "\(base)/ibid/\(name)" }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/\(standard)/ibid/\(name)"
  }
}
