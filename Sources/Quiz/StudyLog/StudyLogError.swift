/// Why the study log cannot be used. The file is left as it was.
public enum StudyLogError: Error, Equatable, Sendable {
  /// There is no home for the file.
  case noPlace
  /// The folder or the file cannot be made or opened; `errno`, or 0 for what is no regular file.
  case cannotOpen(path: String, code: Int32)
  /// The file is no database, or a broken one.
  case damaged(path: String, detail: String)
  /// A later version of the program wrote it.
  case newer(path: String)
  /// Another program's database.
  case foreign(path: String)
  /// Another process held it for too long.
  case busy(path: String)
  /// Reading or writing failed.
  case failed(path: String, detail: String)
}
