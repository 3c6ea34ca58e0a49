import Glibc
import Testing

@testable import Transcripts

struct FilesTests {
  let folder = TemporaryFolder()

  private func find(_ names: String...) throws(TranscriptFileError) -> [String] {
    try TranscriptFinder.files(at: names.map { $0.isEmpty ? folder.path : folder.file($0) })
      .map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test("A folder stands for its transcripts, sorted by bytes; other files and hidden names are passed over")
  func folders() throws {
    for name in ["b.md", "a/z.md", "a-b.md", "a/é.md", "B.md", "a/b/c/d.md"] {
      folder.write(sample, to: name)
    }
    folder.write("# Read me\n", to: "README.md")
    folder.write("---\ntitle: a page\n---\n", to: "page.md")
    folder.write("---\nibid-transcript: 9\n---\n", to: "future.md")
    folder.write(sample, to: ".hidden/x.md")
    folder.write(sample, to: ".x.md")
    folder.write(sample, to: "notes.txt")
    folder.write("", to: "empty.md")
    symlink("a", folder.file("loop"))
    symlink("b.md", folder.file("link.md"))
    symlink("nowhere", folder.file("dangling.md"))
    mkfifo(folder.file("pipe.md"), 0o600)
    #expect(
      try find("") == ["B.md", "a-b.md", "a/b/c/d.md", "a/z.md", "a/é.md", "b.md", "future.md", "link.md"])
    #expect(try find("b.md", "a", "a/z.md", "./b.md", "a//z.md", "notes.txt", ".x.md").count == 6)
  }

  @Test("What cannot be found or is no transcript is an error with its path")
  func errors() {
    folder.write("# Read me\n", to: "docs/README.md")
    mkfifo(folder.file("pipe.md"), 0o600)
    #expect(throws: TranscriptFileError.notFound(path: folder.file("x"))) { try find("x") }
    #expect(throws: TranscriptFileError.noTranscripts(folder: folder.file("docs"))) { try find("docs") }
    #expect(throws: TranscriptFileError.notATranscript(path: folder.file("docs/README.md"))) {
      try find("docs/README.md")
    }
    #expect(throws: TranscriptFileError.notAFile(path: folder.file("pipe.md"))) { try find("pipe.md") }
    #expect(throws: TranscriptFileError.notFound(path: "")) { try TranscriptFinder.files(at: [""]) }
  }

  @Test(
    "Replacing a file keeps its permissions and its links, and leaves nothing behind",
    arguments: [0o644, 0o600, 0o755])
  func replacing(permissions: mode_t) throws {
    let path = folder.write("old", to: "a.md", mode: permissions)
    symlink("a.md", folder.file("link.md"))
    try TranscriptFile.replace(folder.file("link.md"), with: Array("new".utf8))
    #expect(try read(path) == "new")
    #expect(mode(of: path) == permissions)
    var status = stat()
    #expect(lstat(folder.file("link.md"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(folder.names == ["a.md", "link.md"])
  }

  @Test("Replacing what is not there, or no file, is an error")
  func replacingNothing() {
    #expect(throws: TranscriptFileError.notFound(path: folder.file("x"))) {
      try TranscriptFile.replace(folder.file("x"), with: [])
    }
    #expect(throws: TranscriptFileError.notAFile(path: folder.path)) {
      try TranscriptFile.replace(folder.path, with: [])
    }
    #expect(throws: TranscriptFileError.notAFile(path: "/dev/null")) { try TranscriptFile.read("/dev/null") }
  }

  @Test("Reading gives every byte of files of any size", arguments: [0, 1, 4095, 4096, 4097, 3_000_000])
  func reading(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(try TranscriptFile.read(folder.write(bytes, to: "x")) == bytes)
  }

  @Test("Names with slashes at odd places have the folder one expects")
  func folderOfAPath() {
    let folders = ["a.md", "./a.md", "/a.md", "x/y/a.md", "é/a.md"].map(TranscriptFile.folder(of:))
    #expect(folders == [".", ".", "/", "x/y", "é"])
  }

  @Test("Messages are one line, name the file and say what to do")
  func messages() {
    let errors: [TranscriptFileError] = [
      .notFound(path: "x\ny"), .alreadyExists(path: "x"), .notAFile(path: "x"), .notATranscript(path: "x"),
      .noTranscripts(folder: "x"), .finished(path: "x"), .changedMeanwhile(path: "x"),
      .system(.write, path: "x", code: ENOSPC), .system(.read, path: "x", code: EACCES),
      .system(.create, path: "x", code: ENOENT), .system(.list, path: "x", code: EIO),
    ]
    for error in errors {
      #expect(error.description.hasPrefix("x"))
      #expect(error.description.contains(";") && !error.description.contains("\n"), "\(error)")
    }
  }
}
