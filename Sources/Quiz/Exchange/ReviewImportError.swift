/// What is wrong with a log that is to be imported; nothing of it was taken.
public struct ReviewImportError: Error, Equatable, Sendable {
  /// The 1-based line of the file, or for JSON the number of the review.
  public let line: Int
  /// What is wrong there.
  public let problem: Problem

  /// What can be wrong.
  public enum Problem: Equatable, Sendable {
    /// There is nothing in it.
    case empty
    /// It is no JSON, or no object of the kind that is exported.
    case notALog
    /// A column or key is missing.
    case missing(String)
    /// A row has another number of fields than there are names.
    case columns(expected: Int, found: Int)
    /// A quotation does not end.
    case openQuotation
    /// A value that its column cannot have.
    case value(column: String, value: String)
  }

  init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }
}

/// Turns named fields into a review.
enum ReviewFields {
  static func review(line: Int, _ field: (String) -> String?) throws(ReviewImportError) -> Review {
    func required(_ name: String) throws(ReviewImportError) -> String {
      guard let value = field(name), !value.isEmpty else {
        throw ReviewImportError(line: line, problem: .missing(name))
      }
      return value
    }
    func wrong(_ name: String) -> ReviewImportError {
      ReviewImportError(line: line, problem: .value(column: name, value: field(name) ?? ""))
    }
    let pack = try required("pack")
    let item = try required("item")
    guard let moment = Int(try required("moment")), Review.moments.contains(moment) else {
      throw wrong("moment")
    }
    guard let rating = Int(try required("rating")).flatMap(Rating.init) else { throw wrong("rating") }
    guard let outcome = Review.Outcome(rawValue: field("outcome") ?? "shown") else { throw wrong("outcome") }
    guard let retention = Double(field("retention") ?? "0.9"), Scheduler.retentions.contains(retention) else {
      throw wrong("retention")
    }
    let fuzz = field("fuzz") ?? ""
    let seed = UInt64(fuzz)
    if !fuzz.isEmpty, seed == nil { throw wrong("fuzz") }
    guard ItemID(item) != nil else { throw wrong("item") }
    let overruled = field("overruled") ?? ""
    guard ["", "0", "1", "false", "true"].contains(overruled) else { throw wrong("overruled") }
    return Review(
      pack: pack, item: item, moment: moment, rating: rating, outcome: outcome, answer: field("answer") ?? "",
      isOverruled: ["1", "true"].contains(overruled), retention: retention, fuzzSeed: seed)
  }
}
