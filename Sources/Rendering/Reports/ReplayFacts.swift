public import Answering
public import Knowledge
public import Transcripts
import Understanding

/// Tells what a reply claims, apart from its words: of an answer, and of the text of a recorded one.
///
/// The two agree for every reply that `AnswerText` writes at the width of recordings.
public struct ReplayFacts: Sendable {
  private let pack: Pack
  /// What opens a qualified answer.
  private let qualifications: [String]

  /// Reads replies that were given from one pack.
  public init(pack: Pack) {
    self.pack = pack
    let phrases = Set(pack.statements.map(\.certainty.phrase)).filter { !$0.isEmpty }.sorted()
    qualifications =
      phrases + [
        AnswerText.contradiction, AnswerText.ofOthers, "In part", "Only in part", "With reservations",
        "With a condition",
      ]
  }

  /// What an answer claims.
  public func facts(of answer: Answer) -> ReplyFacts {
    let shown = answer.outcome == .answered ? answer.byPart.filter { $0.outcome == .answered } : [answer]
    let citations = shown.flatMap(AnswerText.citations).map { cited in
      let quotes = cited.quotes.map { "\"\(pack.document.text(in: $0))\"" }
      return Self.citation("\(cited.sentence)", quotes.joined(separator: " ... "))
    }
    let isAnswered = answer.outcome == .answered
    let reasons = answer.byPart.flatMap { part in
      (part.outcome == .answered ? [] : [Self.name(of: part.outcome)]) + part.unanswered.map(Self.name)
    }
    return ReplyFacts(
      outcome: ((isAnswered ? [Self.name(of: answer.outcome)] : []) + reasons).joined(separator: ", "),
      verdict: isAnswered ? answer.verdict?.rawValue : nil, citations: citations)
  }

  /// What a recorded reply claims.
  public func facts(ofRecorded reply: String) -> ReplyFacts {
    var citations: [String] = []
    var reasons: [String] = []
    var verdict: String?
    var hasOnlyRelated = false
    for paragraph in Self.paragraphs(of: reply) {
      citations += Self.citations(in: paragraph)
      let text = Self.joined(paragraph.prefix { $0.first != " " })
      if text.isEmpty || text.hasPrefix("read as: ") { continue }
      if text.hasPrefix(AnswerText.nearest) {
        hasOnlyRelated = true
        continue
      }
      verdict = verdict ?? self.verdict(text)
      if let reason = Self.reason(of: text) { reasons.append(reason) }
    }
    let isAnswered = !citations.isEmpty && !hasOnlyRelated
    return ReplyFacts(
      outcome: ((isAnswered ? ["answered"] : []) + reasons).joined(separator: ", "),
      verdict: isAnswered ? verdict : nil, citations: citations)
  }

  // MARK: Names

  private static func name(of outcome: Outcome) -> String {
    switch outcome {
    case .answered: "answered"
    case .abstained(let reason): name(of: reason)
    case .clarify: "ambiguous"
    }
  }

  private static func name(of reason: Abstention) -> String {
    switch reason {
    case .notStated, .uncertain, .otherLanguage: "not-stated"
    case .notMentioned: "not-mentioned"
    case .outside: "outside"
    case .notAQuestion, .takenBack, .aside: "not-a-question"
    }
  }

  private static func citation(_ sentence: String, _ quote: String) -> String {
    sentence + " " + quote.split { $0.isWhitespace }.joined(separator: " ")
  }

  // MARK: Reading

  private static let openings: [(opening: String, reason: String)] =
    Aside.allCases.map { (AbstentionText.opening($0), "not-a-question") } + [
      ("The document does not mention ", "not-mentioned"), ("This is outside the document", "outside"),
      ("You are welcome to ask about ", "not-a-question"), ("That is not a question.", "not-a-question"),
      ("Noted: ", "not-a-question"), ("Noted.", "not-a-question"),
      ("It is not clear what that refers to", "ambiguous"), ("It is not clear which patient", "ambiguous"),
      ("Please type a question", "ambiguous"), ("The document does not say.", "not-stated"),
      ("The document does not speak of ", "not-stated"), ("The document names ", "not-stated"),
      ("ibid cannot tell whether the document says that.", "not-stated"),
      ("This program reads English only", "not-stated"),
    ]

  private static func reason(of text: String) -> String? {
    openings.first { text.hasPrefix($0.opening) }?.reason
  }

  private func verdict(_ text: String) -> String? {
    func opens(_ words: String, _ ends: [String]) -> Bool { ends.contains { text.hasPrefix(words + $0) } }
    if opens("Yes", ["."]) { return Verdict.yes.rawValue }
    if opens("No", ["."]) { return Verdict.no.rawValue }
    return qualifications.contains { opens($0, [":", "."]) } ? Verdict.qualified.rawValue : nil
  }

  private static func paragraphs(of reply: String) -> [[Substring]] {
    reply.split(separator: "\n", omittingEmptySubsequences: false).split { $0.isEmpty }.map(Array.init)
  }

  private static func joined(_ lines: some Sequence<Substring>) -> String {
    lines.joined(separator: " ")
  }

  /// The quotes of a paragraph, each with the place in the line below it.
  private static func citations(in paragraph: [Substring]) -> [String] {
    var result: [String] = []
    var quote: [Substring] = []
    var place: [Substring] = []
    func finish() {
      let numbers = joined(place).split { !$0.isNumber }
      // `[1] pack, paragraph 1, sentence 5 (line 5)`: the pack may have numbers in its name.
      if place.isEmpty || numbers.count < 4 { return }
      let tail = numbers.suffix(3)
      let sentence = "\(tail[tail.startIndex]).\(tail[tail.startIndex + 1])"
      result.append(citation(sentence, joined(quote)))
      quote = []
      place = []
    }
    for line in paragraph where line.hasPrefix("  ") {
      let text = line.drop { $0 == " " }
      let indent = line.count - text.count
      if indent == 2, text.hasPrefix("[") {
        place = [text]
      } else if indent == 2, text.hasPrefix("Note: ") {
        finish()
      } else if place.isEmpty {
        if indent == 2 { quote.append(text) }
      } else if indent > 2 {
        place.append(text)
      } else {
        finish()
        quote = [text]
      }
    }
    finish()
    return result
  }
}
