import Knowledge
import Rendering
import Synchronization
import Transcripts

/// The recording of a conversation, which a deadly signal finishes from a thread of its own.
final class RecordingBox: Sendable {
  private let recording: Mutex<Recording>

  init(pack: Pack) { recording = Mutex(Recording(pack: pack)) }

  var state: (path: String, turns: Int)? { recording.withLock { $0.state } }

  /// How many turns the conversation has had, recorded or not.
  var earlierTurns: Int { recording.withLock { $0.earlierTurns } }

  func start(_ path: String, overwrite: Bool, includingEarlier: Bool) throws(TranscriptFileError) {
    try recording.withLock { (recording) throws(TranscriptFileError) in
      try recording.start(path, overwrite: overwrite, includingEarlier: includingEarlier)
    }
  }

  func add(_ line: String, _ reply: Page) throws(TranscriptFileError) {
    try recording.withLock { (recording) throws(TranscriptFileError) in try recording.add(line, reply) }
  }

  func forget(_ lines: [String], startsAnew: Bool) throws(TranscriptFileError) {
    try recording.withLock { (recording) throws(TranscriptFileError) in
      try recording.forget(lines, startsAnew: startsAnew)
    }
  }

  @discardableResult
  func stop() -> (path: String, turns: Int)? { recording.withLock { $0.stop() } }
}
