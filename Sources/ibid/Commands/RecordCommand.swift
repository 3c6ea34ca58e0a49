import Answering
import ArgumentParser
import Knowledge
import Rendering
import Transcripts

/// Makes a transcript of lines that were typed elsewhere.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Turn plain lines of questions, or a history file, into a transcript.",
    discussion: """
      Every line is a turn of one conversation; blank lines are passed over, and so are /record and /quit. The file to \
      write must not exist.
      """)

  @Option(
    help: ArgumentHelp(
      "The lines: plain text, or a history file; - is standard input.", valueName: "history-or-text"))
  var from: String
  @Option(help: "What the conversation shows; it becomes the title.")
  var title: String?
  @Argument(help: ArgumentHelp("The transcript to write.", valueName: "file"))
  var file: String
  @OptionGroup var packOptions: PackOptions

  func run() throws {
    let lines = try lines()
    let answerer = Answerer(pack: try packOptions.load())
    var session = Session(answerer: answerer)
    let turns = lines.filter(Self.isRecorded).map { line in
      Turn(input: line, reply: session.recordedReply(to: line) ?? "")
    }
    guard !turns.isEmpty else {
      throw Failure.noInput("\(TerminalText.clean(from)): no line to answer; write a question a line")
    }
    let header: TranscriptHeader
    do throws(TranscriptHeader.InvalidValue) {
      header = try TranscriptHeader(
        pack: answerer.pack.name, documentSHA256: answerer.pack.document.sha256,
        knowledgeSHA256: answerer.pack.sources?.sha256, title: title)
    } catch {
      throw Failure.badData(["\(TerminalText.clean(file)): \(error)"])
    }
    do throws(TranscriptFileError) {
      try TranscriptFile.create(file, with: Transcript(header: header, turns: turns).serialized())
    } catch {
      throw Failure(error, reading: false)
    }
    let count = turns.count == 1 ? "1 turn" : "\(turns.count) turns"
    try StandardOutput.write(
      "Recorded \(count) to \(TerminalText.clean(file)). Read every reply before you keep it.\n")
  }

  private func lines() throws(Failure) -> [String] {
    if from == "-" { return QuestionList.lines(of: try StandardInput.readAll()) }
    do throws(TranscriptFileError) {
      return QuestionList.lines(of: try TranscriptFile.read(from))
    } catch {
      throw Failure(error, reading: true)
    }
  }

  /// What a conversation would not have recorded either.
  private static func isRecorded(_ line: String) -> Bool {
    guard ReplCommand.isCommand(line) else { return true }
    switch ReplCommand.parse(line) {
    case .command(.record, _), .command(.quit, _): return false
    default: return true
    }
  }
}
