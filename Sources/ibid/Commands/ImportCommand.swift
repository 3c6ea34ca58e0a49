import ArgumentParser
import Foundation
import Quiz
import Rendering

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
    try StandardOutput.write(
      "\(added) of \(reviews.count) answers added to \(TerminalText.clean(log.path))\n")
  }
}
