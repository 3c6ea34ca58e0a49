import Answering
import Knowledge
import Rendering
import Transcripts

/// Replays transcripts with one pack.
struct Replayer: Sendable {
  let answerer: Answerer
  private let facts: ReplayFacts

  /// A replayed transcript and what it exercises.
  struct Replay: Sendable {
    let conversation: ReplayedConversation
    let coverage: ReplayCoverage
  }

  init(answerer: Answerer) {
    self.answerer = answerer
    facts = ReplayFacts(pack: answerer.pack)
  }

  /// Reads and replays one file. What is wrong with it is a result, not an error, so that the others go on.
  func replay(_ file: String) -> Replay {
    let clock = ContinuousClock()
    let start = clock.now
    var coverage = emptyCoverage
    do {
      let transcript = try Transcript(parsing: TranscriptFile.read(file), file: file)
      guard transcript.header.pack == answerer.pack.name else { throw OtherPack(transcript) }
      var warnings = [transcript.warning].compactMap { $0 }
      if transcript.turns.isEmpty {
        warnings.append(
          "\(TerminalText.clean(file)):1: holds no turn, so nothing is checked; turns stand between '```ibid' and '```'"
        )
      }
      let header = transcript.header
      let isDocumentChanged =
        header.documentSHA256.map { $0.lowercased() != answerer.pack.document.sha256 } ?? false
      // Most changes of the knowledge touch few conversations: this one is told where a reply differs.
      let isKnowledgeChanged =
        isDocumentChanged
        || header.knowledgeSHA256.map { $0.lowercased() != answerer.pack.sources?.sha256 } ?? false
      if isDocumentChanged {
        warnings.append("\(TerminalText.clean(file)):1: recorded with another version of the document")
      }
      var answers: [Answer?] = []
      var session = Session(answerer: answerer)
      let result = TranscriptReplay.replay(transcript) { line in
        let turn = session.recordedTurn(line)
        answers.append(turn.answer)
        count(line, turn.answer, &coverage)
        return turn.reply
      }
      let differences = zip(result.turns, answers + Array(repeating: nil, count: result.turns.count))
        .compactMap {
          turn, answer in
          Difference(
            turn,
            facts: answer.map { answer in
              TurnFacts(
                recorded: facts.facts(ofRecorded: turn.turn.reply), replayed: facts.facts(of: answer))
            },
            isKnowledgeChanged: isKnowledgeChanged)
        }
      return Replay(
        conversation: ReplayedConversation(
          file: file, title: transcript.header.title, outcome: .replayed(transcript, result, differences),
          warnings: warnings, duration: clock.now - start),
        coverage: coverage)
    } catch {
      return Replay(
        conversation: ReplayedConversation(
          file: file, title: nil, outcome: .unreadable(["\(error)"]), warnings: [],
          duration: clock.now - start),
        coverage: coverage)
    }
  }

  private struct OtherPack: Error, CustomStringConvertible {
    let description: String

    init(_ transcript: Transcript) {
      description =
        "\(TerminalText.clean(transcript.file)):1: recorded with the pack '\(transcript.header.pack)'; "
        + "name its folder with --pack"
    }
  }

  // MARK: Coverage

  /// What can be exercised, in groups.
  static let groups = ["statements", "reasons", "verdicts", "outcomes", "commands"]
  private static let reasons = ["not-stated", "not-mentioned", "outside", "ambiguous", "not-a-question"]

  /// The things of every group, none of them exercised yet.
  var emptyCoverage: ReplayCoverage {
    ReplayCoverage([
      ("statements", answerer.pack.statements.map(\.id)), ("reasons", Self.reasons),
      ("verdicts", Verdict.allCases.map(\.rawValue)), ("outcomes", ["answered", "abstained", "clarify"]),
      ("commands", ReplCommand.allCases.map { "/" + $0.rawValue }),
    ])
  }

  private func count(_ line: String, _ answer: Answer?, _ coverage: inout ReplayCoverage) {
    guard let answer else {
      if case .command(let command, _) = ReplCommand.parse(line) {
        coverage.count("/" + command.rawValue, in: "commands")
      }
      return
    }
    for reason in facts.facts(of: answer).outcome.split(separator: ",") {
      coverage.count(String(reason.drop { $0 == " " }), in: "reasons")
    }
    switch answer.outcome {
    case .answered:
      coverage.count("answered", in: "outcomes")
      for statement in answer.statements { coverage.count(statement.id, in: "statements") }
      if let verdict = answer.verdict { coverage.count(verdict.rawValue, in: "verdicts") }
    case .abstained: coverage.count("abstained", in: "outcomes")
    case .clarify: coverage.count("clarify", in: "outcomes")
    }
  }
}
