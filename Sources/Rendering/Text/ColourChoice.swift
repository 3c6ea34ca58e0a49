/// Decides whether to print in colour.
public enum ColourChoice {
  /// Colour shows on a terminal that can, unless the person does not want it.
  ///
  /// - Parameters:
  ///   - isTerminal: whether standard output is one.
  ///   - environment: reads a variable of the environment.
  public static func isEnabled(isTerminal: Bool, environment: (String) -> String?) -> Bool {
    guard isTerminal, environment("NO_COLOR") ?? "" == "" else { return false }
    return environment("TERM").map { $0 != "dumb" && !$0.isEmpty } ?? false
  }
}
