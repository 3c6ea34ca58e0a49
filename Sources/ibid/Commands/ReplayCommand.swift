import Answering
import ArgumentParser
import Foundation
import Knowledge
import LineEditing
import Rendering
import Transcripts

/// Says recorded conversations again and compares the replies.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Replay transcripts and show where replies differ.",
    discussion: """
      Ends with 1 if a reply differs or a requirement is not met, with 65 if a file is not a transcript, with 66 if \
      nothing is there to be replayed.
      """)

  @OptionGroup var selection: ReplaySelection
  @Flag(help: "Write the replies of today into the transcripts; prose and questions stay.")
  var accept = false
  @Flag(help: "Decide about the differences one by one; reads a line for each without a terminal too.")
  var review = false
  @Flag(help: "Stop at the first transcript that differs.")
  var failFast = false
  @Option(
    help: ArgumentHelp(
      "Let differences of these classes pass: \(DifferenceClass.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "classes"))
  var tolerate: ToleratedClasses = ToleratedClasses()
  @OptionGroup var output: ReplayOutput
  @Flag(
    help: "Tell which statements, reasons, verdicts, outcomes and commands are exercised, and which are not.")
  var coverage = false
  @Option(
    help: ArgumentHelp(
      "Groups of which everything has to be exercised: \(Replayer.groups.joined(separator: ", ")).",
      valueName: "groups"))
  var requireCoverage: CoverageGroups?
  @Flag(help: "Change one thing of the knowledge at a time, and list the changes that no transcript notices.")
  var mutate = false
  @Option(help: ArgumentHelp("The least share of changes that has to be noticed.", valueName: "per cent"))
  var requireNoticed: Double?
  @OptionGroup var packOptions: PackOptions

  func validate() throws {
    guard [accept, review, mutate].count(where: { $0 }) <= 1 else {
      throw ValidationError("--accept, --review and --mutate exclude each other.")
    }
    if (accept || review) && !output.printsText {
      throw ValidationError("With --accept or --review a report needs --output FILE.")
    }
    if let requireNoticed, !mutate || !(0...100).contains(requireNoticed) {
      throw ValidationError("--require-noticed takes a number from 0 to 100 and needs --mutate.")
    }
  }

  func run() throws {
    let files = try selection.files()
    try output.requireNoTranscript()
    let started = Date()
    let replayer = Replayer(answerer: Answerer(pack: try packOptions.load()))
    let replays = replay(files, replayer)
    let summary = ReplaySummary(replays.map(\.conversation), tolerating: tolerate.classes)
    for conversation in summary.conversations {
      StandardError.write(conversation.warnings + conversation.problems)
    }
    var covered = replayer.emptyCoverage
    for replay in replays { covered.merge(replay.coverage) }
    let shownCoverage = coverage || requireCoverage != nil ? covered : nil
    try output.write(summary, coverage: shownCoverage, started: started)

    let remaining = try settle(summary, shownCoverage, replayer.answerer.pack)
    // What was wrong with files has been said.
    if summary.unreadableCount > 0 { throw Failure.badData([]) }
    var isMet = remaining == 0
    if let requireCoverage {
      let missing = ReplayCoverageText.missing(covered, in: requireCoverage.names)
      StandardError.write(missing)
      isMet = isMet && missing.isEmpty
    }
    if mutate {
      guard remaining == 0 else {
        StandardError.write([
          "ibid: mutants are tried only on transcripts that pass; settle the differences first"
        ])
        throw Failure.unsuccessful
      }
      isMet = try tryMutants(summary, replayer.answerer) && isMet
    }
    if !isMet { throw Failure.unsuccessful }
  }

  private func replay(_ files: [String], _ replayer: Replayer) -> [Replayer.Replay] {
    let progress = ReplayProgress(total: files.count, noun: "transcripts")
    defer { progress.finish() }
    let (failFast, tolerated) = (failFast, tolerate.classes)
    return ParallelRun.map(
      count: files.count, jobs: selection.jobCount,
      isLast: { replay in
        failFast
          && (!replay.conversation.problems.isEmpty
            || replay.conversation.differences.contains { !tolerated.contains($0.kind) })
      },
      { index in
        defer { progress.advance() }
        return replayer.replay(files[index])
      })
  }

  /// Prints, accepts or asks; returns how many differences are left.
  private func settle(_ summary: ReplaySummary, _ coverage: ReplayCoverage?, _ pack: Pack) throws -> Int {
    if accept {
      let acceptance = ReplayAcceptance(pack: pack)
      var remaining = 0
      for conversation in summary.conversations { remaining += try acceptance.acceptAll(conversation) }
      try StandardOutput.write(ReplayText(summary).closing + "\n")
      return remaining
    }
    if review {
      let reviewer = ReplayReviewer(acceptance: ReplayAcceptance(pack: pack), reader: try lineReader())
      return try reviewer.review(summary)
    }
    if output.printsText {
      // With mutants to follow, the last line is theirs.
      try StandardOutput.write(
        output.text(
          summary, coverage: coverage, colour: OutputOptions.showsColour,
          advice: selection.paths.map { TerminalText.clean($0) }.joined(separator: " ")))
    }
    return summary.differenceCount
  }

  private func tryMutants(_ summary: ReplaySummary, _ answerer: Answerer) throws -> Bool {
    let transcripts = summary.conversations.compactMap { conversation -> Transcript? in
      // Where a difference is tolerated, a change could not be told from it.
      guard conversation.differences.isEmpty, case .replayed(let transcript, _, _) = conversation.outcome
      else {
        return nil
      }
      return transcript
    }
    let report = MutationReplay(answerer: answerer, transcripts: transcripts).run(jobs: selection.jobCount)
    let text = ReplayMutationText(pack: answerer.pack)
    var lines = report.unnoticed.map { "not noticed: " + text.line($0) }
    if output.all { lines += report.void.map { "without effect: " + text.line($0) } }
    lines.append(
      ReplayMutationText.closing(
        mutations: report.mutations, unnoticed: report.unnoticed.count, void: report.void.count))
    try StandardOutput.write(lines.map { $0 + "\n" }.joined())
    return requireNoticed.map { report.share * 100 >= $0 } ?? true
  }

  private func lineReader() throws(Failure) -> any LineReader {
    do throws(LineEditingError) {
      return try makeLineReader(
        LineReaderConfiguration(programName: "ibid", isPlain: !OutputOptions.showsColour))
    } catch {
      throw Failure(error)
    }
  }
}

/// Classes of differences, separated by commas.
struct ToleratedClasses: ExpressibleByArgument {
  var classes: Set<DifferenceClass> = []

  init() {}

  init?(argument: String) {
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let kind = DifferenceClass(rawValue: String(part)) else { return nil }
      classes.insert(kind)
    }
  }

  var defaultValueDescription: String { "none" }
}

/// Groups of coverage, separated by commas.
struct CoverageGroups: ExpressibleByArgument {
  let names: [String]

  init?(argument: String) {
    names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy(Replayer.groups.contains) else { return nil }
  }
}
