import ArgumentParser
import Glibc
import LineEditing
import Rendering

/// How replies are printed.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON object a line for each question.")
  var json = false

  @Flag(help: "Add how each question was read and why each statement was chosen or not.")
  var explain = false

  @Option(help: ArgumentHelp("Wrap replies to this many columns.", valueName: "columns"))
  var width: Int?

  /// The widest text that is still easy to read.
  private static let comfortable = 100

  mutating func validate() throws {
    if let width, !(1...1000).contains(width) {
      throw ValidationError("--width has to be a number of columns from 1 to 1000.")
    }
  }

  /// The columns to wrap to now; the window may have changed since the last reply.
  var columns: Int {
    if let width { return width }
    guard let window = LineEditing.windowSize?.columns else { return 80 }
    return min(window, Self.comfortable)
  }

  static var showsColour: Bool {
    ColourChoice.isEnabled(isTerminal: StandardOutput.isTerminal, environment: environment)
  }
}
