import ArgumentParser
import Rendering

/// Shows how far somebody has come.
struct StudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Show what is due, what is remembered and what is weak.")

  @OptionGroup var packOptions: PackOptions
  @Flag(help: "Print one JSON object instead of charts.")
  var json = false
  @Flag(help: "Draw with ASCII only.")
  var plain = false
  @Option(help: ArgumentHelp("The retention to compare with, 0.70 to 0.97.", valueName: "share"))
  var retention = 0.9
  @Option(help: ArgumentHelp("Wrap text to this many columns.", valueName: "columns"))
  var width: Int?
  @Option(name: .customLong("now"), help: .hidden)
  var moment: String?

  func validate() throws {
    try QuizOptions.validate(retention: retention)
    _ = try QuizOptions.clock(moment)
    if let width, !(1...1000).contains(width) { throw ValidationError("--width has to be from 1 to 1000.") }
  }

  func run() throws {
    let clock = try QuizOptions.clock(moment)
    let settings = try packOptions.settings()
    let pack = try PackSource(path: settings.pack).load()
    let study = Study(pack: pack, clock: clock ?? .system, open: Study.openLog)
    let report = try study.report(target: retention)
    if json {
      try StandardOutput.write(StudyJSON(pack: pack).value(report).text + "\n")
      return
    }
    let isPlain = plain || ["dumb", ""].contains(environment("TERM") ?? "")
    let columns = width ?? Presentation(settings).columns
    let page = StudyText(pack: pack, isPlain: isPlain, columns: columns).page(report)
    try StandardOutput.write(page.text(width: columns, colour: OutputOptions.showsColour) + "\n")
  }
}
