import ArgumentParser
import Rendering

/// How replies are printed.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON object a line for each question.")
  var json = false

  @Flag(help: "Add how each question was read and why each statement was chosen or not.")
  var explain = false

  /// What was asked for.
  var form: OutputForm { OutputForm(isJSON: json, explains: explain) }

  /// Whether colour shows where nothing is set.
  static var showsColour: Bool {
    ColourChoice.isEnabled(isTerminal: StandardOutput.isTerminal, environment: environment)
  }
}

/// How replies are printed.
struct OutputForm {
  var isJSON = false
  /// Whether each says how the question was read and why each statement was chosen or not.
  var explains = false
}
