import Glibc

/// Writes a conversation to a file turn by turn.
///
/// After every turn the file is a whole transcript on disk. A crash at any moment, or a disk that fills up, loses at
/// most the turn in progress.
public final class TranscriptRecorder {
  /// The file as the caller named it.
  public let path: String
  /// How many turns are in the file.
  public private(set) var turnCount = 0

  private var file: RecordingFile
  /// The bytes in the file after the last whole turn.
  private var size: Int
  /// The temporary that takes the place of an old file with the first turn; nil for a new file.
  private var temporary: TemporaryFile?
  private let target: String
  private let header: TranscriptHeader
  private var isOpen = true

  /// Starts a recording.
  ///
  /// A new file is made at once, so that a place that cannot be written shows before the conversation begins. With
  /// `overwrite`, an existing file stays untouched until the first turn is safe on disk in a temporary beside it, which
  /// then takes its place: a conversation that never happens must not cost an old one. Either way only its owner may
  /// read the file.
  /// - Parameters:
  ///   - path: Where to record.
  ///   - header: The front matter; a title becomes a heading as well.
  ///   - overwrite: Whether the person agreed to replace an existing file.
  /// - Throws: `alreadyExists` for any file that is there, unless `overwrite`; `notAFile`; `system(...)`.
  public convenience init(path: String, header: TranscriptHeader, overwrite: Bool = false)
    throws(TranscriptFileError)
  {
    try self.init(path: path, header: header, overwrite: overwrite) { $0 }
  }

  init(
    path: String, header: TranscriptHeader, overwrite: Bool,
    adjusting adjust: (RecordingFile) -> RecordingFile
  ) throws(TranscriptFileError) {
    self.path = path
    var temporary: TemporaryFile?
    var target = path
    var descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 {
      guard errno == EEXIST else { throw TranscriptFile.failure(.create, path: path) }
      guard overwrite else { throw .alreadyExists(path: path) }
      target = try TranscriptFile.resolved(path)
      var status = stat()
      guard stat(target, &status) == 0 else { throw TranscriptFile.failure(.read, path: path) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
      temporary = try TemporaryFile(beside: target)
      descriptor = temporary?.descriptor ?? -1
    }
    self.temporary = temporary
    self.target = target
    self.header = header
    file = adjust(RecordingFile(descriptor: descriptor, path: path))
    let beginning = Transcript(header: header, turns: []).serialized()
    size = 0
    do throws(TranscriptFileError) {
      try file.write(beginning, at: 0)
      try file.synchronize()
      size = beginning.count
    } catch {
      if temporary == nil { unlink(path) }
      end()
      throw error
    }
  }

  deinit { end() }

  /// Adds a turn; when this returns, the turn is on disk.
  ///
  /// - Parameters:
  ///   - input: The user's line, any scalars, without the newline that ends it.
  ///   - reply: The reply as printed at 80 columns without colour, without the newline that ends its last line.
  /// - Throws: `finished`; `changedMeanwhile`; `system(.write or .replace, ...)`. The file then holds the turns before,
  ///   and the recording has ended: a conversation with a gap could not be replayed.
  public func record(input: String, reply: String) throws(TranscriptFileError) {
    guard isOpen else { throw .finished(path: path) }
    guard file.isUntouched(size: size) else {
      end()
      throw .changedMeanwhile(path: path)
    }
    let plan = TurnWriting(input: input, reply: reply, isFirst: turnCount == 0, size: size)
    do throws(TranscriptFileError) {
      for step in plan.steps {
        try file.write(step.bytes, at: step.offset)
        try file.synchronize()
      }
      if let temporary, !temporary.isRenamed { try temporary.rename(to: target) }
    } catch {
      // The fence may be half overwritten, and what follows it must go. That is the best that can be done here, and
      // the first failure is the one to report.
      try? file.write(plan.undo.bytes, at: plan.undo.offset)
      file.truncate(to: size)
      end()
      throw error
    }
    size = plan.size
    turnCount += 1
  }

  /// Puts `turns` in the place of those recorded so far; when this returns, the others are in no file.
  ///
  /// The whole file is written anew beside the old one and takes its place, so at every moment it is a transcript.
  /// - Throws: as `record`, and then the recording has ended with the old turns.
  public func replaceTurns(with turns: [Turn]) throws(TranscriptFileError) {
    guard isOpen else { throw .finished(path: path) }
    guard turnCount > 0 else { return }
    guard file.isUntouched(size: size) else {
      end()
      throw .changedMeanwhile(path: path)
    }
    do throws(TranscriptFileError) {
      let place = try TranscriptFile.resolved(path)
      let bytes = Transcript(header: header, turns: turns).serialized()
      let replacement = try TemporaryFile(beside: place)
      let rewritten = RecordingFile(descriptor: replacement.descriptor, path: path)
      try rewritten.write(bytes, at: 0)
      try rewritten.synchronize()
      try replacement.rename(to: place)
      if let temporary { temporary.discard() } else { close(file.descriptor) }
      (temporary, file, size, turnCount) = (replacement, rewritten, bytes.count, turns.count)
    } catch {
      end()
      throw error
    }
  }

  /// Ends the recording and returns the number of turns. Without a turn, a file to be overwritten stays as it was.
  @discardableResult
  public func finish() -> Int {
    end()
    return turnCount
  }

  private func end() {
    guard isOpen else { return }
    isOpen = false
    if let temporary { temporary.discard() } else { close(file.descriptor) }
  }
}

/// How a turn is added to a file so that it holds every earlier turn at every moment.
///
/// The first turn brings its block and is appended. Any other replaces the closing fence, in two steps: what comes
/// after the fence's place is written behind the fence, where it still counts as prose; then the fence's few bytes are
/// overwritten at once, and the block runs on to its new fence.
struct TurnWriting {
  struct Step {
    let offset: Int
    let bytes: [UInt8]
  }

  let steps: [Step]
  /// What brings the old end of the file back, once the file is cut off at its old size.
  let undo: Step
  /// The bytes in the file afterwards.
  let size: Int

  init(input: String, reply: String, isFirst: Bool, size: Int) {
    let closing = Array("```\n".utf8)
    let lines = [Escaping.promptLine(for: input)] + Escaping.replyLines(for: reply)
    let turn = Array(lines.map { $0 + "\n" }.joined().utf8) + closing
    if isFirst {
      let bytes = Array((Fence.blockOpening + "\n").utf8) + turn
      steps = [Step(offset: size, bytes: bytes)]
      undo = Step(offset: size, bytes: [])
      self.size = size + bytes.count
    } else {
      let bytes = [UInt8(ascii: "\n")] + turn
      steps = [
        Step(offset: size, bytes: Array(bytes[closing.count...])),
        Step(offset: size - closing.count, bytes: Array(bytes[..<closing.count])),
      ]
      undo = Step(offset: size - closing.count, bytes: closing)
      self.size = size - closing.count + bytes.count
    }
  }
}
