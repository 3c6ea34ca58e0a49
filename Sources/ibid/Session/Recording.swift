import Knowledge
import Rendering
import Transcripts

/// The transcript that a conversation is written to, if any.
final class Recording {
  /// Replies are recorded as they look at this width.
  static let columns = 80
  private let pack: Pack
  private var recorder: TranscriptRecorder?
  /// The conversation so far, recorded or not, so that a recording may include what came before it.
  private var conversation: [Turn] = []

  init(pack: Pack) { self.pack = pack }

  /// The file recorded to and its turns so far.
  var state: (path: String, turns: Int)? { recorder.map { ($0.path, $0.turnCount) } }

  /// How many turns the conversation has had, recorded or not.
  var earlierTurns: Int { conversation.count }

  /// Begins a recording; the one under way ends.
  ///
  /// - Parameter includingEarlier: Whether it begins with the conversation so far.
  func start(
    _ path: String, overwrite: Bool, includingEarlier: Bool = false
  ) throws(TranscriptFileError) {
    // A pack whose name cannot stand in a transcript is still worth recording.
    guard
      let header = try? TranscriptHeader(
        pack: pack.name, documentSHA256: pack.document.sha256, knowledgeSHA256: pack.sources?.sha256)
    else {
      throw .notAFile(path: path)
    }
    let recorder = try TranscriptRecorder(path: path, header: header, overwrite: overwrite)
    if includingEarlier {
      for turn in conversation { try recorder.record(input: turn.input, reply: turn.reply) }
    }
    stop()
    self.recorder = recorder
  }

  /// Adds a turn to the conversation, and to the recording if one is under way.
  func add(_ line: String, _ reply: Page) throws(TranscriptFileError) {
    let turn = Turn(input: line, reply: reply.text(width: Self.columns))
    conversation.append(turn)
    guard let recorder else { return }
    do throws(TranscriptFileError) {
      try recorder.record(input: turn.input, reply: turn.reply)
    } catch {
      self.recorder = nil
      throw error
    }
  }

  /// Takes lines out of the conversation, newest first, and out of the recording if one is under way.
  ///
  /// - Parameter startsAnew: Whether all goes, whatever the lines.
  func forget(_ lines: [String], startsAnew: Bool) throws(TranscriptFileError) {
    let count = conversation.count
    if startsAnew { conversation = [] }
    for line in lines where conversation.last?.input == line { conversation.removeLast() }
    guard let recorder, conversation.count < count else { return }
    let kept = max(0, recorder.turnCount - (count - conversation.count))
    do throws(TranscriptFileError) {
      try recorder.replaceTurns(with: conversation.suffix(kept))
    } catch {
      self.recorder = nil
      throw error
    }
  }

  /// Ends the recording and returns its file and turns; nil if there was none.
  @discardableResult
  func stop() -> (path: String, turns: Int)? {
    defer { recorder = nil }
    return recorder.map { ($0.path, $0.finish()) }
  }
}

/// What follows `/record`: a file, and perhaps the word `all` for the conversation so far.
struct RecordingRequest {
  let path: String
  let includesEarlier: Bool

  init(_ argument: String) {
    let words = argument.split(separator: " ", omittingEmptySubsequences: false)
    includesEarlier = words.count > 1 && words.last == "all"
    var path = includesEarlier ? argument.dropLast("all".count) : Substring(argument)
    while path.last == " " { path.removeLast() }
    self.path = String(path)
  }
}
