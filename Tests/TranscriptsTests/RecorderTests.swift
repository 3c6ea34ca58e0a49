import Glibc
import Synchronization
import Testing

@testable import Transcripts

struct RecorderTests {
  let folder = TemporaryFolder()

  @Test(
    "A recording is private, whole after every turn, and the same as writing the turns at once",
    arguments: 0..<3)
  func recordingIsWholeAfterEveryTurn(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let path = folder.file("a.md")
    let header = try header(title: NastyText.text(&generator))
    let recorder = try TranscriptRecorder(path: path, header: header)
    var turns: [Turn] = []
    #expect(try TranscriptFile.read(path) == Transcript(header: header, turns: []).serialized())
    for _ in 0..<40 {
      let turn = Turn(input: NastyText.text(&generator), reply: NastyText.text(&generator, pieces: 20))
      try recorder.record(input: turn.input, reply: turn.reply)
      turns.append(turn)
      #expect(try TranscriptFile.read(path) == Transcript(header: header, turns: turns).serialized())
    }
    #expect(recorder.finish() == 40)
    #expect(mode(of: path) == 0o600)
    #expect(folder.names == ["a.md"])
  }

  @Test("A crash between any two bytes loses at most the turn in progress")
  func crashesLoseOneTurnAtMost() throws {
    var generator = SeededGenerator(seed: 11)
    let header = try header(title: "Crash")
    for _ in 0..<30 {
      var file = Transcript(header: header, turns: []).serialized()
      var turns: [Turn] = []
      for index in 0..<4 {
        let turn = Turn(input: NastyText.text(&generator), reply: NastyText.text(&generator))
        let plan = TurnWriting(input: turn.input, reply: turn.reply, isFirst: index == 0, size: file.count)
        for (number, step) in plan.steps.enumerated() {
          // The last step of a later turn overwrites four bytes, which no crash of the program divides.
          let cuts = number == 1 ? [0] : Array(0..<step.bytes.count)
          for cut in cuts {
            let crashed = writing(step.bytes[..<cut], at: step.offset, to: file)
            let parsed = try Transcript(parsing: crashed, file: "")
            // Only the newline after the closing fence may be missing of a whole turn.
            let isWhole = index == 0 && cut == step.bytes.count - 1
            #expect(contents(parsed.turns) == contents(isWhole ? [turn] : turns))
          }
          file = writing(step.bytes[...], at: step.offset, to: file)
        }
        turns.append(turn)
        #expect(file.count == plan.size)
        #expect(file == Transcript(header: header, turns: turns).serialized())
      }
    }
  }

  @Test("A disk that fills up stops the recording and leaves the turns before")
  func fullDisk() throws {
    let header = try header()
    let beginning = Transcript(header: header, turns: []).serialized()
    let turns = [Turn(input: "a", reply: "A"), Turn(input: "b", reply: "B\nB"), Turn(input: "c", reply: "C")]
    let whole = Transcript(header: header, turns: turns).serialized().count
    for limit in stride(from: 0, to: whole, by: 3) {
      let path = folder.file("\(limit).md")
      var recorded: [Turn] = []
      do throws(TranscriptFileError) {
        let recorder = try TranscriptRecorder(path: path, header: header, overwrite: false) { file in
          var file = file
          file.positionedWrite = Self.disk(ofSize: limit)
          return file
        }
        for turn in turns {
          try recorder.record(input: turn.input, reply: turn.reply)
          recorded.append(turn)
        }
        Issue.record("a disk of \(limit) bytes took everything")
      } catch {
        #expect(error == .system(.write, path: path, code: ENOSPC))
      }
      if limit < beginning.count {
        #expect(!folder.names.contains("\(limit).md"), "a recording that could not begin leaves no file")
      } else {
        #expect(try TranscriptFile.read(path) == Transcript(header: header, turns: recorded).serialized())
      }
    }
  }

  @Test("A failed last step is undone, and the recording has ended")
  func failedCommit() throws {
    let path = folder.file("a.md")
    let calls = Atomic<Int>(0)
    let recorder = try TranscriptRecorder(path: path, header: try header(), overwrite: false) { file in
      var file = file
      file.positionedWrite = { descriptor, bytes, offset in
        // Calls: the beginning, the first turn, the second's tail, two bytes of its place, and then an error.
        let call = calls.add(1, ordering: .relaxed).newValue
        if call == 5 {
          errno = EIO
          return -1
        }
        return pwrite(descriptor, bytes.baseAddress, call == 4 ? 2 : bytes.count, off_t(offset))
      }
      return file
    }
    try recorder.record(input: "a", reply: "A")
    let before = try read(path)
    #expect(throws: TranscriptFileError.system(.write, path: path, code: EIO)) {
      try recorder.record(input: "b", reply: "B")
    }
    #expect(try read(path) == before)
    #expect(throws: TranscriptFileError.finished(path: path)) { try recorder.record(input: "c", reply: "C") }
    #expect(recorder.finish() == 1)
  }

  @Test("Short and interrupted writes are carried on")
  func shortWrites() throws {
    let path = folder.file("a.md")
    let calls = Atomic<Int>(0)
    let header = try header()
    let recorder = try TranscriptRecorder(path: path, header: header, overwrite: false) { file in
      var file = file
      file.positionedWrite = { descriptor, bytes, offset in
        if calls.add(1, ordering: .relaxed).newValue % 3 == 0 {
          errno = EINTR
          return -1
        }
        return pwrite(descriptor, bytes.baseAddress, min(bytes.count, 2), off_t(offset))
      }
      return file
    }
    try recorder.record(input: "a", reply: "A")
    try recorder.record(input: "b", reply: "B")
    let turns = [Turn(input: "a", reply: "A"), Turn(input: "b", reply: "B")]
    #expect(try TranscriptFile.read(path) == Transcript(header: header, turns: turns).serialized())
  }

  @Test("An existing file, even an empty one or a dangling link, is refused and left alone")
  func existingFile() throws {
    let path = folder.write("precious", to: "a.md")
    #expect(throws: TranscriptFileError.alreadyExists(path: path)) {
      try TranscriptRecorder(path: path, header: try header())
    }
    #expect(try read(path) == "precious")
    symlink("nowhere", folder.file("link.md"))
    #expect(throws: TranscriptFileError.alreadyExists(path: folder.file("link.md"))) {
      try TranscriptRecorder(path: folder.file("link.md"), header: try header())
    }
    #expect(folder.names == ["a.md", "link.md"])
  }

  @Test("Overwriting keeps the old file until the first turn is written")
  func overwriting() throws {
    let path = folder.write("precious", to: "a.md")
    let header = try header()
    do {
      let recorder = try TranscriptRecorder(path: path, header: header, overwrite: true)
      #expect(try read(path) == "precious")
      #expect(recorder.finish() == 0)
    }
    #expect(try read(path) == "precious")
    #expect(folder.names == ["a.md"], "no temporary stays behind")

    let recorder = try TranscriptRecorder(path: path, header: header, overwrite: true)
    try recorder.record(input: "a", reply: "A")
    #expect(try parse(read(path)).turns.count == 1)
    #expect(mode(of: path) == 0o600)
    try recorder.record(input: "b", reply: "B")
    recorder.finish()
    #expect(try parse(read(path)).turns.count == 2)
    #expect(folder.names == ["a.md"])
  }

  @Test("Overwriting through a link keeps the link")
  func overwritingALink() throws {
    folder.write("precious", to: "a.md")
    symlink("a.md", folder.file("link.md"))
    let recorder = try TranscriptRecorder(path: folder.file("link.md"), header: try header(), overwrite: true)
    try recorder.record(input: "a", reply: "A")
    #expect(try parse(read(folder.file("a.md"))).turns.count == 1)
    var status = stat()
    #expect(lstat(folder.file("link.md"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test("A recorder that is dropped leaves no temporary")
  func dropped() throws {
    let path = folder.write("precious", to: "a.md")
    _ = try TranscriptRecorder(path: path, header: try header(), overwrite: true)
    #expect(folder.names == ["a.md"])
  }

  @Test("A file that something else changes or removes is not written over")
  func changedMeanwhile() throws {
    for change in [
      { path in folder.write("mine now", to: "a.md") },
      { path in
        _ = unlink(path); return path
      },
    ] as [(String) -> String] {
      let path = folder.file("a.md")
      unlink(path)
      let recorder = try TranscriptRecorder(path: path, header: try header())
      try recorder.record(input: "a", reply: "A")
      _ = change(path)
      #expect(throws: TranscriptFileError.changedMeanwhile(path: path)) {
        try recorder.record(input: "b", reply: "B")
      }
      #expect(throws: TranscriptFileError.finished(path: path)) {
        try recorder.record(input: "c", reply: "C")
      }
    }
  }

  @Test("Places that cannot be recorded to are typed errors")
  func badPlaces() throws {
    let missing = folder.file("no/such/folder.md")
    #expect(throws: TranscriptFileError.system(.create, path: missing, code: ENOENT)) {
      try TranscriptRecorder(path: missing, header: try header())
    }
    for path in [folder.path, "/dev/null"] {
      #expect(throws: TranscriptFileError.alreadyExists(path: path)) {
        try TranscriptRecorder(path: path, header: try header())
      }
      #expect(throws: TranscriptFileError.notAFile(path: path)) {
        try TranscriptRecorder(path: path, header: try header(), overwrite: true)
      }
    }
  }

  private func writing(_ bytes: ArraySlice<UInt8>, at offset: Int, to file: [UInt8]) -> [UInt8] {
    Array(file[..<offset]) + bytes + file.dropFirst(offset + bytes.count)
  }

  /// Takes bytes up to a size of the file, and none beyond.
  private static func disk(ofSize limit: Int) -> @Sendable (Int32, UnsafeRawBufferPointer, Int) -> Int {
    { descriptor, bytes, offset in
      let room = min(bytes.count, limit - offset)
      if room > 0 { return pwrite(descriptor, bytes.baseAddress, room, off_t(offset)) }
      errno = ENOSPC
      return -1
    }
  }
}
