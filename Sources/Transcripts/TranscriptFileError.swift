/// What went wrong with a file or folder of transcripts.
public enum TranscriptFileError: Error, Equatable, Sendable {
  /// Nothing is there.
  case notFound(path: String)
  /// A recording must not replace what is there unless the person agrees.
  case alreadyExists(path: String)
  /// What is there is a folder, a device or a pipe.
  case notAFile(path: String)
  /// The file is larger than any that is read; `limit` is in bytes.
  case tooLarge(path: String, limit: Int)
  /// A file that was named does not begin with the front matter of a transcript.
  case notATranscript(path: String)
  /// A folder that was named holds no transcript.
  case noTranscripts(folder: String)
  /// The recording has ended: it was finished, or a write failed earlier.
  case finished(path: String)
  /// Something else changed, moved or removed the file while it was recorded.
  case changedMeanwhile(path: String)
  /// The system refused; `code` is its `errno`.
  case system(Operation, path: String, code: Int32)

  /// What was attempted.
  public enum Operation: String, Equatable, Sendable {
    /// Opening or reading a file.
    case read
    /// Creating a file.
    case create
    /// Writing to a file, or making sure that it reached the disk.
    case write
    /// Putting a finished file in the place of an old one.
    case replace
    /// Listing a folder.
    case list
  }
}
