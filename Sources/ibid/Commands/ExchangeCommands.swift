import ArgumentParser
import Foundation
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
      let pack = try packOptions.load()
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

/// Reads a log that was exported.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Add the answers of an exported study log to yours.",
    discussion: "What is there already is left out; a file with anything wrong in it adds nothing.")

  @Argument(help: ArgumentHelp("A log in CSV or JSON, as ibid export writes it.", valueName: "file"))
  var file: String

  func run() throws {
    let shown = TerminalText.excerpt(file)
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Failure.noInput("\(shown): cannot be read; name a file that ibid export wrote")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Failure.badData(["\(shown): not UTF-8; export the log again"])
    }
    let reviews: [Review]
    do throws(ReviewImportError) {
      let isJSON = text.first { !$0.isWhitespace } == "{"
      reviews = try isJSON ? ReviewJSON.reviews(text) : ReviewCSV.reviews(text)
    } catch {
      throw Failure.badData([ImportWording.line(error, file: shown)])
    }
    let log = try Study.openLog()
    let added: Int
    do throws(StudyLogError) { added = try log.add(contentsOf: reviews) } catch { throw Failure(error) }
    try StandardOutput.write("\(added) of \(reviews.count) answers added to \(TerminalText.clean(log.path))\n")
  }
}
