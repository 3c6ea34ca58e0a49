import Glibc

/// What a person reads about this library's errors: what is wrong, where, what to do.
extension StudyLogError: CustomStringConvertible {
  /// One line, also where the database says more.
  public var description: String { wording.split(whereSeparator: \.isNewline).joined(separator: "; ") }

  private var wording: String {
    switch self {
    case .noPlace: "there is no place for the study log; set HOME or XDG_DATA_HOME to a folder of yours"
    case .cannotOpen(let path, let code):
      "\(path): \(code == 0 ? "not a regular file" : String(cString: strerror(code))); check the permissions of the study log and its folder"
    case .damaged(let path, let detail):
      "\(path): damaged (\(detail)), left as it is; move it away to begin anew, or put a copy back"
    case .newer(let path): "\(path): written by a later version of ibid, left as it is; update ibid"
    case .foreign(let path):
      "\(path): a database, but no study log of ibid, left as it is; move it away, or set XDG_DATA_HOME to another folder"
    case .busy(let path): "\(path): another process holds it; try again when that has finished"
    case .failed(let path, let detail): "\(path): \(detail); check the disk and the file's permissions"
    }
  }
}
