import FoundationEssentials

/// The log as one JSON object: `{"schema": 1, "reviews": [...]}` with the fields of the CSV.
public enum ReviewJSON {
  private struct Log: Codable {
    var schema: Int
    var reviews: [Entry]
  }

  private struct Entry: Codable {
    var pack: String
    var item: String
    var moment: Int
    var rating: Int
    var outcome: String
    var overruled: Bool
    var retention: Double
    /// Text, since a JSON number need not hold 64 bits.
    var fuzz: String?
    var answer: String
  }

  /// The text, with a newline at its end.
  public static func text(_ reviews: [Review]) -> String {
    let entries = reviews.map { review in
      Entry(
        pack: review.pack, item: review.item, moment: review.moment, rating: review.rating.rawValue,
        outcome: review.outcome.rawValue, overruled: review.isOverruled, retention: review.retention,
        fuzz: review.fuzzSeed.map { "\($0)" }, answer: review.answer)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and texts can always be encoded.
    let data = (try? encoder.encode(Log(schema: 1, reviews: entries))) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// Reads what `text(_:)` writes.
  ///
  /// - Throws: `ReviewImportError` with the number of the first review in which something is wrong.
  public static func reviews(_ text: String) throws(ReviewImportError) -> [Review] {
    guard let log = try? JSONDecoder().decode(Log.self, from: Data(text.utf8)), log.schema == 1 else {
      throw ReviewImportError(line: 1, problem: .notALog)
    }
    var reviews: [Review] = []
    for (index, entry) in log.reviews.enumerated() {
      let fields = [
        "pack": entry.pack, "item": entry.item, "moment": "\(entry.moment)", "rating": "\(entry.rating)",
        "outcome": entry.outcome, "overruled": entry.overruled ? "1" : "0", "retention": "\(entry.retention)",
        "fuzz": entry.fuzz ?? "", "answer": entry.answer,
      ]
      reviews.append(try ReviewFields.review(line: index + 1) { fields[$0] })
    }
    return reviews
  }
}
