public import Quiz

/// What a person reads when a log cannot be imported.
public enum ImportWording {
  /// One line: where, what is wrong, what to do. Nothing was imported then.
  public static func line(_ error: ReviewImportError, file: String) -> String {
    let what =
      switch error.problem {
      case .empty: "there is nothing in it"
      case .notALog: "no review log of ibid in JSON, schema 1"
      case .missing(let name): "\"\(name)\" is missing"
      case .columns(let expected, let found): "\(found) fields where the first line names \(expected)"
      case .openQuotation: "a quotation begins here and does not end"
      case .value(let column, let value): "\(column): \"\(TerminalText.excerpt(value))\" is not possible"
      }
    return TerminalText.clean("\(file):\(error.line): \(what); nothing was imported, export the log again")
  }
}
