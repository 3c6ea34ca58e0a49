import Answering
import Foundation
import Knowledge
import Testing
import Transcripts

@testable import ibid

/// Every golden conversation under transcripts/, a case each; in this process, so that the pack is loaded once.
struct TranscriptTests {
  private static let root = Program.repository.path + "/"
  private static let answerer = Result { Answerer(pack: try PackSource(path: nil).load()) }

  static let files: [String] = {
    let paths = (try? TranscriptFinder.files(at: [root + "transcripts"])) ?? []
    return paths.map { String($0.dropFirst(root.count)) }
  }()

  @Test func thereAreTranscripts() { #expect(!Self.files.isEmpty) }

  @Test(arguments: files) func repliesAreAsRecorded(_ file: String) throws {
    let answerer = try Self.answerer.get()
    let transcript = try Transcript(parsing: TranscriptFile.read(Self.root + file), file: file)
    #expect(transcript.warning == nil)
    #expect(transcript.header.documentSHA256 == answerer.pack.document.sha256)
    var session = Session(answerer: answerer)
    let result = TranscriptReplay.replay(transcript) { session.recordedReply(to: $0) }
    let differences = result.differences.map { $0.diff().text }.joined(separator: "\n")
    #expect(differences.isEmpty, "\(differences)")
  }
}
