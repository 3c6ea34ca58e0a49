import ArgumentParser
import Quiz
import Rendering

/// Writes the items or the log for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the quiz for Anki, or the study log as CSV or JSON.",
    discussion: """
      anki: every item as a card, as text that Anki imports (File, Import). csv, json: every answer in the study log, \
      of all packs; ibid import reads them back.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case anki, csv, json }

  @Argument(help: ArgumentHelp("anki, csv or json.", valueName: "format"))
  var format: Format
  @OptionGroup var packOptions: PackOptions

  func run() throws {
    switch format {
    case .anki:
      let pack = try PackSource(path: packOptions.settings().pack).load()
      try StandardOutput.write(AnkiText(pack: pack).file(Study(pack: pack).items))
    case .csv: try StandardOutput.write(ReviewCSV.text(try reviews()))
    case .json: try StandardOutput.write(ReviewJSON.text(try reviews()))
    }
  }

  private func reviews() throws(Failure) -> [Review] {
    let log = try Study.openLog()
    do throws(StudyLogError) { return try log.reviews() } catch { throw Failure(error) }
  }
}
