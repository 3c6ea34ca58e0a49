import Foundation
import Knowledge
import Synchronization
import Testing

@Suite("Packs on disk")
struct FolderFilesTests {
  private func withFolder(_ body: (URL, FolderFiles) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ibid-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("pack/sub"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("secret".utf8).write(to: folder.appendingPathComponent("outside.txt"))
    try Data("inside".utf8).write(to: folder.appendingPathComponent("pack/sub/file.txt"))
    let memory = MemoryFiles(["layer/file.txt": Array("built in".utf8)], displayPrefix: "built-in:")
    try body(folder, FolderFiles(parent: folder, displayPrefix: "", fallback: memory))
  }

  private func defect(_ files: FolderFiles, _ file: String, in folder: String = "pack") -> Defect? {
    do throws(KnowledgeProblem) {
      _ = try files.read(file, in: folder)
      return nil
    } catch {
      return error.defect
    }
  }

  @Test func filesAreReadAndMissingOnesAreNil() throws {
    try withFolder { (_, files) throws in
      #expect(try files.read("sub/file.txt", in: "pack") == Array("inside".utf8))
      #expect(try files.read("nothing.txt", in: "pack") == nil)
      #expect(try files.read("sub/file.txt/deeper", in: "pack") == nil)
    }
  }

  @Test func aLayerThatIsNotThereComesFromTheFallback() throws {
    try withFolder { (_, files) throws in
      #expect(try files.read("file.txt", in: "layer") == Array("built in".utf8))
      #expect(files.displayName("file.txt", in: "layer") == "built-in:layer/file.txt")
      #expect(files.displayName("file.txt", in: "pack") == "pack/file.txt")
    }
  }

  @Test(arguments: [
    "../outside.txt", "/etc/passwd", "sub/../../outside.txt", "", ".", "a\0b", "sub//file.txt",
  ])
  func pathsThatLeaveThePackAreRefused(_ path: String) throws {
    try withFolder { (_, files) throws in #expect(defect(files, path) == .pathLeavesPack("pack/" + path)) }
  }

  @Test(arguments: ["..", ".", "a/b", ""])
  func foldersThatAreNoNameAreRefused(_ folder: String) throws {
    try withFolder { (_, files) throws in
      #expect(defect(files, "outside.txt", in: folder) == .pathLeavesPack(folder + "/outside.txt"))
    }
  }

  @Test func linksMayLeadNowhereButInsideThePack() throws {
    try withFolder { (folder, files) throws in
      let pack = folder.appendingPathComponent("pack")
      let link = { (name: String, target: String) in
        try FileManager.default.createSymbolicLink(
          atPath: pack.appendingPathComponent(name).path, withDestinationPath: target)
      }
      try link("out", "../outside.txt")
      try link("in", "sub/file.txt")
      try link("up", "..")
      try link("dangling", "nowhere")
      try link("loop", "loop")
      #expect(defect(files, "out") == .pathLeavesPack("pack/out"))
      #expect(defect(files, "up/outside.txt") == .pathLeavesPack("pack/up/outside.txt"))
      #expect(try files.read("in", in: "pack") == Array("inside".utf8))
      #expect(try files.read("dangling", in: "pack") == nil)
      guard case .unreadableFile? = defect(files, "loop") else {
        Issue.record("a loop of links was read")
        return
      }
    }
  }

  /// Opening a pipe that nobody writes to would wait for ever.
  @Test func whatIsNoFileIsRefusedWithoutWaiting() throws {
    try withFolder { (folder, files) throws in
      #expect(defect(files, "sub") == .unreadableFile(reason: "it is a folder"))
      #expect(mkfifo(folder.appendingPathComponent("pack/pipe").path, 0o600) == 0)
      let found = Mutex<Defect?>(nil)
      let isRefused = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        found.withLock { $0 = defect(files, "pipe") }
        isRefused.signal()
      }
      try #require(isRefused.wait(timeout: .now() + 60) == .success)
      #expect(found.withLock { $0 } == .unreadableFile(reason: "it is not a file"))
    }
  }

  @Test func aGiantFileIsRefused() throws {
    try withFolder { (folder, files) throws in
      let url = folder.appendingPathComponent("pack/giant")
      #expect(FileManager.default.createFile(atPath: url.path, contents: nil))
      #expect(truncate(url.path, FolderFiles.sizeLimit + 1) == 0)
      #expect(defect(files, "giant") == .fileTooLarge(limit: FolderFiles.sizeLimit))
      #expect(truncate(url.path, FolderFiles.sizeLimit) == 0)
      #expect(try files.read("giant", in: "pack")?.count == FolderFiles.sizeLimit)
    }
  }

  @Test func emptyFilesAreEmpty() throws {
    try withFolder { (folder, files) throws in
      try Data().write(to: folder.appendingPathComponent("pack/empty"))
      #expect(try files.read("empty", in: "pack") == [])
    }
  }
}
