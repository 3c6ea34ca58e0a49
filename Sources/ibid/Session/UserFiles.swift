import Glibc

/// Where files of the user are, after the XDG base directories.
enum UserFiles {
  /// The history of questions; nil where there is no home to keep it in.
  static var history: String? { path("XDG_STATE_HOME", "/.local/state", "/ibid/history") }

  /// The study log; nil where there is no home to keep it in.
  static var studyLog: String? { path("XDG_DATA_HOME", "/.local/share", "/ibid/study.sqlite") }

  private static func path(_ variable: String, _ fallback: String, _ file: String) -> String? {
    // The specification says to ignore relative paths.
    if let base = environment(variable), base.hasPrefix("/") { return base + file }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + fallback + file
  }
}
