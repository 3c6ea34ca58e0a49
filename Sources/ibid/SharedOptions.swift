import ArgumentParser
import Rendering

/// How replies are printed.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON object a line for each question.")
  var json = false

  @Flag(help: "Add how each question was read and why each statement was chosen or not.")
  var explain = false

  /// Whether colour shows where nothing is set.
  static var showsColour: Bool {
    ColourChoice.isEnabled(isTerminal: StandardOutput.isTerminal, environment: environment)
  }
}
