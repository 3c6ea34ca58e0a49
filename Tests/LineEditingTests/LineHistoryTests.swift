import Glibc
import Testing

@testable import LineEditing

@Suite("History file")
struct LineHistoryTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/a/b/history"
  }

  @Test(arguments: [
    "plain", "back\\slash \\n", "two\nlines", "\u{1}\u{7F}\u{9B}\0", "漢 e\u{301}", "line-history 1", "#",
    "\\",
  ])
  func anyEntryComesBackAsItWas(entry: String) throws {
    let history = LineHistory(path: path, limit: 10)
    history.append("other")
    history.append(entry)
    #expect(LineHistory(path: path, limit: 10).entries == ["other", entry])
    #expect(HistoryFormat.decode(HistoryFormat.encode(entry).utf8) == entry)
  }

  @Test func onlyTheOwnerCanReadWhatIsMade() {
    let old = umask(0)
    defer { umask(old) }
    LineHistory(path: path, limit: 10).append("x")
    #expect(folder.mode("a") == 0o700)
    #expect(folder.mode("a/b") == 0o700)
    #expect(folder.mode("a/b/history") == 0o600)
  }

  @Test func aFileOpenToOthersIsClosed() throws {
    try folder.write("line-history 1\nx\n", to: "open")
    chmod(folder.path + "/open", 0o644)
    _ = LineHistory(path: folder.path + "/open", limit: 10)
    #expect(folder.mode("open") == 0o600)
  }

  @Test func blankSpacedAndRepeatedLinesAreNotKept() {
    let history = LineHistory(path: path, limit: 10)
    for line in ["", "  ", " secret", "a", "a", "b", "a"] { history.append(line) }
    #expect(history.entries == ["a", "b", "a"])
    #expect(folder.read("a/b/history") == "line-history 1\na\nb\na\n")
  }

  @Test func twoSessionsDoNotRepeatEachOtherInARow() {
    let one = LineHistory(path: path, limit: 10)
    let two = LineHistory(path: path, limit: 10)
    for history in [one, two, one] { history.append("same") }
    #expect(folder.read("a/b/history") == "line-history 1\nsame\n")
  }

  @Test func theOldestEntriesGoWhenTheLimitIsReached() {
    let history = LineHistory(path: path, limit: 3)
    for number in 1...8 { history.append("entry \(number)") }
    #expect(history.entries == ["entry 6", "entry 7", "entry 8"])
    #expect(folder.read("a/b/history") == "line-history 1\nentry 6\nentry 7\nentry 8\n")
    #expect(folder.mode("a/b/history") == 0o600)
    #expect(folder.read("a/b/history.new") == nil)
  }

  @Test func theFileStaysBelowItsSizeButKeepsTheNewestEntry() throws {
    var file = HistoryFile(path: path, limit: 100)
    file.byteLimit = 50
    for number in 1...9 { try file.append("entry number \(number)") }
    #expect(try file.load().entries == ["entry number 7", "entry number 8", "entry number 9"])
    let long = String(repeating: "x", count: 100)
    try file.append(long)
    #expect(try file.load().entries == [long])
  }

  @Test func damagedLinesAreReportedAndStay() throws {
    let bytes = Array("line-history 1\ngood\n".utf8) + [0xFF, 0xFE, 0x0A] + Array("bad\\q\nfine".utf8)
    try folder.write(bytes: bytes, to: "damaged")
    let path = folder.path + "/damaged"
    let history = LineHistory(path: path, limit: 4)
    #expect(history.entries == ["good", "fine"])
    #expect(history.takeWarnings() == [.historyDamaged(path: path, lines: [3, 4])])
    history.append("new")
    #expect(folder.read("damaged")?.hasSuffix("bad\\q\nfine\nnew\n") == true)
    #expect(LineHistory(path: path, limit: 4).entries == ["fine", "new"] || history.entries.count == 3)
  }

  @Test(arguments: ["{\"json\": true}\n", "_HiStOrY_V2_\n", "\u{0}\u{1}\u{2}"])
  func foreignFilesAreNeverChanged(contents: String) throws {
    try folder.write(contents, to: "foreign")
    let path = folder.path + "/foreign"
    let history = LineHistory(path: path, limit: 10)
    #expect(history.takeWarnings() == [.historyForeign(path: path)])
    #expect(!history.isPersistent)
    history.append("mine")
    #expect(history.entries == ["mine"])
    #expect(folder.read("foreign") == contents)
  }

  @Test func foldersPipesAndDevicesAreNoHistory() {
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    for path in [folder.path, pipe, "/dev/null"] {
      let history = LineHistory(path: path, limit: 10)
      history.append("x")
      #expect(history.entries == ["x"])
      #expect(history.takeWarnings() == [.historyNotAFile(path: path)])
    }
  }

  @Test func whatCannotBeWrittenIsReportedOnce() throws {
    try folder.write("", to: "file")
    let path = folder.path + "/file/history"
    let history = LineHistory(path: path, limit: 10)
    history.append("x")
    history.append("y")
    #expect(history.takeWarnings() == [.historyUnreadable(path: path, code: ENOTDIR)])
    #expect(history.entries == ["x", "y"])
  }

  @Test func anEntryCutShortDoesNotJoinTheNext() throws {
    try folder.write("line-history 1\nhalf", to: "cut")
    LineHistory(path: folder.path + "/cut", limit: 10).append("whole")
    #expect(folder.read("cut") == "line-history 1\nhalf\nwhole\n")
  }

  @Test func aHeldLockDoesNotHang() throws {
    LineHistory(path: path, limit: 10).append("x")
    let holder = open(path, O_RDONLY)
    defer { close(holder) }
    #expect(flock(holder, LOCK_EX) == 0)
    var file = HistoryFile(path: path, limit: 10)
    file.lockPatience = 50
    #expect(throws: LineEditingWarning.historyBusy(path: path)) { try file.append("y") }
  }

  @Test func manyWritersLoseNothingAndRespectTheLimit() async throws {
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let file = HistoryFile(path: path, limit: 60, lockPatience: 20_000)
          for number in 0..<25 { try? file.append("\(writer) \(number)") }
        }
      }
    }
    let entries = try HistoryFile(path: path, limit: 60).load().entries
    #expect(entries.count == 60)
    #expect(Set(entries).count == 60)
    // Of each writer, the newest entries are there, in order and without gaps.
    for writer in 0..<4 {
      let numbers = entries.filter { $0.hasPrefix("\(writer) ") }.compactMap { Int($0.dropFirst(2)) }
      #expect(numbers == Array((25 - numbers.count)..<25))
    }
  }

  @Test func aLinkToTheFileStaysALink() throws {
    try folder.write("line-history 1\na\nb\n", to: "real")
    symlink("real", folder.path + "/link")
    let history = LineHistory(path: folder.path + "/link", limit: 2)
    history.append("c")
    #expect(folder.read("real") == "line-history 1\nb\nc\n")
    var status = stat()
    #expect(lstat(folder.path + "/link", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func withoutAPathNothingIsWritten() {
    let history = LineHistory(path: nil, limit: 10)
    history.append("x")
    #expect(history.entries == ["x"])
    #expect(!history.isPersistent)
  }

  @Test func whatCannotBeTakenOutIsToldAndStays() throws {
    try folder.write("something else\nx\n", to: "foreign")
    let history = LineHistory(path: folder.path + "/foreign", limit: 10)
    history.append("x")
    #expect(throws: LineEditingWarning.historyForeign(path: folder.path + "/foreign")) {
      try history.removeAll()
    }
    #expect(throws: LineEditingWarning.historyForeign(path: folder.path + "/foreign")) {
      try history.remove(["x"])
    }
    #expect(history.entries == ["x"])
    // Once it can be done, it is done.
    try folder.write("line-history 1\nx\n", to: "foreign")
    #expect(try history.removeAll() == 1)
    #expect(folder.read("foreign") == "line-history 1\n")
  }

  @Test(arguments: [(10, false), (0, true)])
  func aSessionThatKeepsNothingCanEmptyTheFile(limit: Int, isKept: Bool) throws {
    LineHistory(path: path, limit: 10).append("x")
    let history = LineHistory(path: path, limit: limit, isKept: isKept)
    #expect(history.entries == [])
    history.append("x")
    // What this one typed is not in the file: an equal line there is another's.
    try history.remove(["x"])
    #expect(folder.read("a/b/history") == "line-history 1\nx\n")
    try history.removeAll()
    #expect(folder.read("a/b/history") == "line-history 1\n")
  }
}
