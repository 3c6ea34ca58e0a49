import LineEditing
import Rendering

/// How replies look on standard output now; settings and window may have changed since the last one.
struct Presentation {
  /// The columns to wrap to.
  let columns: Int
  let showsColour: Bool
  /// Whether nothing may move the cursor or stand side by side.
  let isPlain: Bool

  /// The widest text that is still easy to read.
  private static let comfortable = 100

  init(_ settings: Settings, isPlain: Bool = false) {
    self.isPlain = isPlain || settings.plain ?? Self.terminalIsPlain
    columns = settings.width ?? LineEditing.windowSize.map { min($0.columns, Self.comfortable) } ?? 80
    showsColour =
      switch settings.colour {
      case .always: !self.isPlain
      case .never: false
      case .auto: !self.isPlain && OutputOptions.showsColour
      }
  }

  /// Terminals that cannot move a cursor, and Emacs, which does that itself.
  private static var terminalIsPlain: Bool {
    if let emacs = environment("INSIDE_EMACS"), !emacs.isEmpty { return true }
    guard let terminal = environment("TERM"), !terminal.isEmpty else { return StandardOutput.isTerminal }
    return terminal == "dumb"
  }

  func text(_ page: Page) -> String {
    page.text(width: columns, colour: showsColour, isLinear: isPlain)
  }
}
