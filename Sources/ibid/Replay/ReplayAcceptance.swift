import Knowledge
import LineEditing
import Rendering
import Transcripts

/// Writes new replies into transcripts: all of them, or those that a person accepts.
struct ReplayAcceptance {
  let pack: Pack

  /// Accepts all differences of a conversation; returns how many could not be, since their turns were not reached.
  func acceptAll(_ conversation: ReplayedConversation) throws(Failure) -> Int {
    guard case .replayed(let transcript, let result, let differences) = conversation.outcome else { return 0 }
    let isOutdated = transcript.header.documentSHA256.map { $0.lowercased() != pack.document.sha256 } ?? false
    guard !differences.isEmpty || isOutdated else { return 0 }
    try rewrite(transcript, result, replies: result.replies)
    let kept = differences.count { $0.kind == .ended }
    if !differences.isEmpty {
      try StandardOutput.write(
        "\(TerminalText.clean(conversation.file)): accepted \(differences.count - kept) of \(differences.count)\n"
      )
    }
    return kept
  }

  /// Accepts the replies to some turns, 0-based.
  func accept(_ turns: Set<Int>, of conversation: ReplayedConversation) throws(Failure) {
    guard case .replayed(let transcript, let result, _) = conversation.outcome, !turns.isEmpty else { return }
    try rewrite(transcript, result, replies: result.replies(accepting: turns))
  }

  private func rewrite(
    _ transcript: Transcript, _ result: ReplayResult, replies: [String?]
  ) throws(Failure) {
    var accepted = transcript.replacingReplies(replies)
    // The checksums vouch for every reply: they follow only when none is left that was recorded before.
    let isWhole = zip(result.turns, replies).allSatisfy { turn, reply in turn.outcome == .same || reply != nil
    }
    let wasWritten = transcript.turns.contains { !$0.reply.isEmpty }
    if isWhole, accepted.header.documentSHA256 != nil || !wasWritten {
      try? accepted.setDocumentSHA256(pack.document.sha256)
    }
    if isWhole, accepted.header.knowledgeSHA256 != nil, let sha256 = pack.sources?.sha256 {
      try? accepted.setKnowledgeSHA256(sha256)
    }
    do throws(TranscriptFileError) {
      try TranscriptFile.replace(transcript.file, with: accepted.serialized())
    } catch {
      throw Failure(error, reading: false)
    }
  }
}

/// Walks through differences with a person at a terminal, or with lines from a pipe.
final class ReplayReviewer {
  private let acceptance: ReplayAcceptance
  private let reader: any LineReader
  private var review = ReplyReview()
  private var wasInterrupted = false
  private static let help = """
    a  accept: write the new reply into the transcript
    r  reject: the recorded reply is right, what answers has to be mended
    s  skip, decide later (so does Enter)
    A  accept this and all later differences of the class
    R  reject this and all later differences of the class
    q  quit; what was accepted stays accepted
    """

  init(acceptance: ReplayAcceptance, reader: any LineReader) {
    self.acceptance = acceptance
    self.reader = reader
  }

  /// Asks about every difference that counts; returns how many are left.
  ///
  /// - Throws: `interrupted` on Ctrl-C, after what was accepted is written.
  func review(_ summary: ReplaySummary) throws(Failure) -> Int {
    var number = 0
    for conversation in summary.conversations {
      guard case .replayed(_, let result, _) = conversation.outcome else { continue }
      var accepted: Set<Int> = []
      for difference in summary.counted(conversation) {
        number += 1
        if try decide(difference, number, of: summary.differenceCount) == .accepted,
          let index = result.turns.firstIndex(where: { $0.turn.line == difference.turn.turn.line })
        {
          accepted.insert(index)
        }
      }
      // Each file by itself: whatever happens next, its decisions are kept.
      try acceptance.accept(accepted, of: conversation)
    }
    if wasInterrupted { throw .interrupted }
    func count(_ verdict: ReplyReview.Verdict) -> Int { review.counts[verdict] ?? 0 }
    try StandardOutput.write(
      "accepted \(count(.accepted)), rejected \(count(.rejected)), skipped \(count(.skipped))\n")
    return count(.rejected) + count(.skipped)
  }

  private func decide(_ difference: Difference, _ number: Int, of total: Int) throws(Failure)
    -> ReplyReview.Verdict
  {
    if let foregone = review.foregone(difference) { return foregone }
    let page = Page(ReplayText.blocks(difference))
    try StandardOutput.write(page.text(width: nil, colour: OutputOptions.showsColour) + "\n")
    let question =
      "\(number) of \(total), \(difference.kind.rawValue): [a]ccept [r]eject [s]kip [A]ll [R]eject all [q]uit [?] "
    while true {
      // Without a terminal the reader shows no prompt, and whoever reads the output ought to see the question.
      if !reader.isInteractive { try StandardOutput.write(question + "\n") }
      let event = reader.readLine(prompt: question, recordsHistory: false)
      switch event {
      case .endOfInput, .failed, .interrupted:
        if case .interrupted = event { wasInterrupted = true }
        if reader.isInteractive { try StandardOutput.write("\n") }
        return review.decide(.quit, on: difference)
      case .line(let line):
        if let decision = ReplyReview.Decision(line) { return review.decide(decision, on: difference) }
        try StandardOutput.write(Self.help + "\n")
      }
    }
  }
}
