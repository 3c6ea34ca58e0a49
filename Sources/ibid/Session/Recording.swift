import Knowledge
import Rendering
import Transcripts

/// The transcript that a conversation is written to, if any.
final class Recording {
  /// Replies are recorded as they look at this width.
  static let columns = 80
  private let pack: Pack
  private var recorder: TranscriptRecorder?

  init(pack: Pack) { self.pack = pack }

  /// The file recorded to and its turns so far.
  var state: (path: String, turns: Int)? { recorder.map { ($0.path, $0.turnCount) } }

  /// Begins a recording; the one under way ends.
  func start(_ path: String, overwrite: Bool) throws(TranscriptFileError) {
    // A pack whose name cannot stand in a transcript is still worth recording.
    guard let header = try? TranscriptHeader(pack: pack.name, documentSHA256: pack.document.sha256) else {
      throw .notAFile(path: path)
    }
    let recorder = try TranscriptRecorder(path: path, header: header, overwrite: overwrite)
    stop()
    self.recorder = recorder
  }

  /// Adds a turn, if a recording is under way.
  func add(_ line: String, _ reply: Page) throws(TranscriptFileError) {
    guard let recorder else { return }
    do throws(TranscriptFileError) {
      try recorder.record(input: line, reply: reply.text(width: Self.columns))
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
