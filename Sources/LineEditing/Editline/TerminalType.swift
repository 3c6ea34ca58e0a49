/// Which entries of the terminal database suit a terminal.
enum TerminalType {
  /// Returns the name itself and then names whose entries fit as well, for databases that do not know new terminals.
  static func candidates(for name: String) -> [String] {
    // The database is a tree of files: such a name would lead about in it.
    guard !name.contains("/") else { return [] }
    var names = [name]
    var stem = name[...]
    while let cut = stem.lastIndex(where: { $0 == "-" || $0 == "." }) {
      stem = stem[..<cut]
      names.append(String(stem))
    }
    switch stem {
    case "tmux": names.append("screen")
    case "alacritty", "foot", "wezterm", "kitty", "ghostty", "contour", "rio", "iterm", "iterm2", "konsole",
      "vte",
      "gnome", "st", "mlterm":
      names.append("xterm")
    default: break
    }
    return names
  }
}
