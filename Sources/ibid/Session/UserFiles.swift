import Glibc

/// Where files of the user are, after the XDG base directories.
enum UserFiles {
  /// The history of questions; nil where there is no home to keep it in.
  static var history: String? {
    // The specification says to ignore relative paths.
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/ibid/history" }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/ibid/history"
  }
}
