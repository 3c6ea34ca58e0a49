/// Decides whether to print in colour.
public enum ColourChoice {
  /// Colour shows on a terminal that can, unless the person does not want it.
  ///
  /// - Parameters:
  ///   - isTerminal: whether standard output is one.
  ///   - environment: reads a variable of the environment.
  public static func isEnabled(isTerminal: Bool, environment: (String) -> String?) -> Bool {
    guard isTerminal, environment("NO_COLOR") ?? "" == "" else { return false }
    return environment("TERM").map { !$0.isEmpty && !isMonochrome($0) } ?? false
  }

  /// Whether the terminal database has no colours for a terminal, as far as its name tells.
  private static func isMonochrome(_ terminal: String) -> Bool {
    terminal == "dumb" || terminal.hasPrefix("vt52") || terminal.hasPrefix("vt1") || terminal.hasPrefix("vt2")
      || terminal.hasSuffix("-mono") || terminal.hasSuffix("-m")
  }
}
