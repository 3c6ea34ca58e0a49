import ArgumentParser
import Glibc
import Rendering
import Transcripts

/// Which transcripts are replayed, and how many at once.
struct ReplaySelection: ParsableArguments {
  @Argument(help: ArgumentHelp("Transcripts, or folders of them.", valueName: "path"))
  var paths: [String]
  @Option(
    help: ArgumentHelp(
      "Replay only those whose title or path holds this text; may be given several times.", valueName: "text")
  )
  var filter: [String] = []
  @Option(
    help: ArgumentHelp("Replay only this part of the transcripts, such as 2/5.", valueName: "part"),
    transform: { text in
      guard let shard = Shard(text) else {
        throw ValidationError("--shard has to be a part of a whole, such as 2/5, from 1/5 to 5/5.")
      }
      return shard
    })
  var shard: Shard?
  @Option(
    help: ArgumentHelp(
      "Replay that many at once; as many as there are processors if left out.", valueName: "n"))
  var jobs: Int?

  mutating func validate() throws {
    if let jobs, !(1...1000).contains(jobs) {
      throw ValidationError("--jobs has to be a number from 1 to 1000.")
    }
  }

  /// How many run at once.
  var jobCount: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The files in the order of their paths.
  func files() throws(Failure) -> [String] {
    var files: [String]
    do throws(TranscriptFileError) {
      files = try TranscriptFinder.files(at: paths)
    } catch {
      throw Failure(error, reading: true)
    }
    StandardError.write(
      TranscriptFinder.damaged(at: paths).map {
        "\(TerminalText.clean($0)):1: passed over: it does not begin with the front matter of a transcript; mend or remove it"
      })
    let wanted = TranscriptFilter(filter)
    files = files.filter { wanted.matches(path: $0, title: filter.isEmpty ? nil : Self.title(of: $0)) }
    guard !files.isEmpty else {
      let texts = filter.map { "'\(TerminalText.excerpt($0))'" }.joined(separator: " or ")
      throw .noInput("no transcript has \(texts) in its title or path; try a shorter text")
    }
    guard let shard else { return files }
    let part = shard.of(files)
    guard !part.isEmpty else {
      throw .noInput(
        "nothing is in part \(shard.number)/\(shard.count): there are only \(files.count) transcripts; "
          + "make fewer parts")
    }
    return part
  }

  private static func title(of file: String) -> String? {
    (try? Transcript(parsing: TranscriptFile.read(file), file: file))?.header.title
  }
}
