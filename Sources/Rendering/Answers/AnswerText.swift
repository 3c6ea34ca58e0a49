public import Answering
public import Knowledge
import Understanding

/// Writes an answer as a person reads it: the direct answer, the quotes, the citations.
public struct AnswerText: Sendable {
  private let pack: Pack

  /// What stands over the statements that come nearest to a question that is declined.
  static let nearest = "It does say, which may not be an answer to this"

  /// How to leave a conversation.
  public static let howToLeave = "To leave, type /quit or press Ctrl-D."

  /// Writes answers from one pack.
  public init(pack: Pack) { self.pack = pack }

  /// The reply to `question`.
  public func page(_ answer: Answer, to question: String) -> Page {
    var page = Page()
    addReadAs(answer, question, to: &page)
    var writer = QuoteWriter(pack: pack)
    let numbers = Self.citations(of: answer)
    if answer.isRepeated, answer.outcome == .answered {
      page.addBlank()
      page.add("As before:", .faint)
    }
    for part in answer.byPart {
      page.addBlank()
      if let patient = part.patient {
        page.add(Self.heading(of: patient), .faint)
        page.addBlank()
      }
      switch part.outcome {
      case .answered:
        addStatements(part, numbers, &writer, to: &page)
        for caution in cautions(part) {
          page.addBlank()
          page.add(caution)
        }
        for reason in part.unanswered {
          page.addBlank()
          page.add(AbstentionText(pack: pack).sentence(reason))
        }
      case .abstained(.notAQuestion(let facts)) where answer.parts.count > 1:
        page.add(AbstentionText(pack: pack).noted(facts))
      case .abstained, .clarify: page.add(reason(part))
      }
    }
    if answer.outcome != .answered { addRelated(answer.related, &writer, to: &page) }
    return page
  }

  /// The reply in the fewest words: the verdict and the quotes, or the one sentence that says why there is none.
  public func briefPage(_ answer: Answer, to question: String) -> Page {
    var page = Page()
    addReadAs(answer, question, to: &page)
    let numbers = Self.citations(of: answer)
    for part in answer.byPart {
      if let patient = part.patient { page.add(Self.heading(of: patient), .faint) }
      if part.outcome == .answered {
        addBriefStatements(part, numbers, to: &page)
      } else {
        page.add(reason(part))
      }
    }
    return page
  }

  /// What stands over a reply that holds for one of several patients.
  static func heading(of patient: String) -> String {
    patient.prefix(1).uppercased() + patient.dropFirst() + ":"
  }

  /// Why there is no answer, in one sentence.
  private func reason(_ answer: Answer) -> String {
    let words = AbstentionText(pack: pack)
    return switch answer.outcome {
    case .abstained(let reason): words.sentence(reason)
    case .clarify(let reason): words.sentence(reason)
    case .answered: ""
    }
  }

  private func addBriefStatements(_ answer: Answer, _ numbers: [CitedSentence], to page: inout Page) {
    let words = AbstentionText(pack: pack)
    for (position, cited) in Self.citations(of: answer, numberedAs: numbers).enumerated() {
      let opening = position == 0 && answer.verdict != nil ? opening(answer, hasGist: false) + " " : ""
      let quotes = cited.quotes.map { "\"\(pack.document.text(in: $0))\"" }.joined(separator: " ... ")
      page.blocks.append(
        Block([
          Span(opening, .strong), Span(quotes), Span(" [\(cited.number)] \(cited.sentence)", .citation),
        ]))
    }
    for caution in cautions(answer) { page.add(caution) }
    for reason in answer.unanswered { page.add(words.sentence(reason)) }
  }

  /// The sentences that the numbers `[N]` of a reply stand for.
  public static func citations(of answer: Answer) -> [CitedSentence] {
    guard answer.outcome == .answered else { return CitedSentence.group(answer.related) }
    if !answer.parts.isEmpty {
      return CitedSentence.group(
        answer.parts.filter { $0.outcome == .answered }.flatMap { citations(of: $0).flatMap(\.statements) })
    }
    // The first words of the reply are about the deciding statement, so its sentence comes first.
    let deciding = deciding(answer)
    return CitedSentence.group(
      answer.statements.filter { $0 == deciding } + answer.statements.filter { $0 != deciding })
  }

  /// What the reply to one part of an input cites, under the numbers that the sentences have in the whole reply.
  static func citations(of part: Answer, numberedAs whole: [CitedSentence]) -> [CitedSentence] {
    citations(of: part).map { cited in
      cited.numbered(whole.first { $0.sentence == cited.sentence }?.number ?? cited.number)
    }
  }

  // MARK: Parts

  private func addReadAs(_ answer: Answer, _ question: String, to page: inout Page) {
    let pairs = ReadAs(lexicon: pack.lexicon).pairs(answer, question: question)
    guard !pairs.isEmpty else { return }
    let shown = pairs.prefix(6).map { "\($0.read) (\"\(TerminalText.excerpt($0.typed, limit: 40))\")" }
    page.add("read as: " + shown.joined(separator: ", "), .faint)
    page.addBlank()
  }

  private func addStatements(
    _ answer: Answer, _ numbers: [CitedSentence], _ writer: inout QuoteWriter, to page: inout Page
  ) {
    for (position, cited) in Self.citations(of: answer, numberedAs: numbers).enumerated() {
      page.addBlank()
      let (opening, text) = words(of: answer, on: cited, at: position)
      if !opening.isEmpty || !text.isEmpty {
        let space = opening.isEmpty || text.isEmpty ? "" : " "
        page.blocks.append(Block([Span(opening, .strong), Span(space + text)].filter { !$0.text.isEmpty }))
      }
      page.blocks += writer.blocks(cited)
    }
  }

  /// What is said before the quotes of a sentence: the direct answer, if it is the first, and what a person wrote on them.
  func words(of answer: Answer, on cited: CitedSentence, at position: Int) -> (opening: String, text: String)
  {
    let gists = gists(of: cited, leading: position == 0 ? Self.deciding(answer) : nil)
    return (
      position == 0 ? opening(answer, hasGist: !gists.isEmpty) : "", gists.joined(separator: " ")
    )
  }

  private func addRelated(_ statements: [Statement], _ writer: inout QuoteWriter, to page: inout Page) {
    for (position, cited) in CitedSentence.group(statements).enumerated() {
      if position == 0 {
        page.addBlank()
        page.add(Self.nearest + ":", .faint)
      }
      page.blocks += writer.blocks(cited)
    }
  }

  /// The first words of an answer, from the verdict and from how the document vouches for the statement.
  private func opening(_ answer: Answer, hasGist: Bool) -> String {
    switch answer.verdict {
    case .yes: return "Yes."
    case .no: return "No."
    case .qualified:
      guard let statement = Self.deciding(answer) else { return "In part." }
      if answer.hedge == .ofOthers { return Self.ofOthers + (hasGist ? ":" : ".") }
      // What denies something outright has no words for a part of it: the quote speaks for itself.
      if statement.certainty.affirms == .no { return hasGist ? "" : "The document says:" }
      let phrase = Self.isDecidedByOne(answer) ? statement.certainty.phrase : ""
      // "Often" would agree with somebody who says that it is not.
      let words =
        contradicts(statement, answer)
        ? Self.contradiction : phrase.isEmpty ? qualification(statement) : phrase
      return words + (hasGist ? ":" : ".")
    case nil: return hasGist ? "" : "The document says:"
    }
  }

  /// The statement that the first words of an answer are about: where they qualify, one that does, and of these rather one
  /// on what the question names first ("is X better than Y?").
  private static func deciding(_ answer: Answer) -> Statement? {
    guard answer.verdict == .qualified else { return answer.statements.first }
    let qualifying = answer.statements.filter {
      $0.certainty.affirms == .qualified || $0.certainty.denies == .qualified
    }
    return qualifying.first { isNamed($0, in: answer) } ?? qualifying.first ?? answer.statements.first
  }

  /// Whether a statement is on what the question names first.
  private static func isNamed(_ statement: Statement, in answer: Answer) -> Bool {
    answer.explanations.first?.question.mentions(.topic).first.map { topic in
      statement.fillers(of: .subject).contains(topic.concept)
    } ?? false
  }

  /// Whether the words for one statement ("often") hold for the whole of an answer: else they may be those of another thing
  /// than was asked about.
  private static func isDecidedByOne(_ answer: Answer) -> Bool {
    guard let statement = deciding(answer) else { return false }
    return isNamed(statement, in: answer)
      || answer.statements.allSatisfy { $0.certainty == statement.certainty }
  }

  /// What was told that does not fit the answer, a sentence each.
  func cautions(_ answer: Answer) -> [String] {
    func name(_ id: String) -> String { pack.lexicon.concepts[id]?.name ?? id }
    return answer.cautions.map { caution in
      let words =
        switch caution {
        case .ofOthers(let state, let told?):
          "the document says this of \"\(name(state))\"; you told of \"\(name(told))\"."
        case .ofOthers(let state, nil):
          "the document says this of \"\(name(state))\"; you told otherwise."
        case .unsure(let state):
          "the document says this of \"\(name(state))\"; you told that this is not certain."
        case .without(let treatment):
          "the document says this with \"\(name(treatment))\"; you told that it is not given."
        case .ruledOut(let treatment): "you told that \(name(treatment)) failed or is out of the question."
        case .notFor(let state): "you told of \"\(name(state))\", and this is not said of that."
        case .underWay(let treatment): "you told that \(name(treatment)) is given already."
        }
      return "\(Self.caution): \(words)"
    }
  }

  /// What opens a sentence on what was told that does not fit the answer.
  static let caution = "Caution"

  /// What opens an answer by a statement on patients in another state than was told.
  static let ofOthers = "The document says this of others"

  /// What opens a qualified answer to a denial.
  static let contradiction = "Not quite"

  /// Whether a statement affirms what a claim denies. Faint praise ("modest") affirms only against what is said to be
  /// worth nothing.
  private func contradicts(_ statement: Statement, _ answer: Answer) -> Bool {
    if answer.hedge == .contrary, statement.certainty.denies == .no { return true }
    guard answer.explanations.count == 1, let question = answer.explanations.first?.question,
      question.without.isEmpty,
      statement.certainty.denies == .no || statement.certainty.denies == .qualified && question.callsWorthless
    else { return false }
    return (question.negators.count % 2 == 1) != question.isNegatedBefore
  }

  private func qualification(_ statement: Statement) -> String {
    switch (statement.certainty.affirms, statement.certainty.denies) {
    case (.qualified, .qualified): "Only in part"
    case (.qualified, _): "With reservations"
    default: statement.slots[.population] == nil ? "In part" : "With a condition"
    }
  }

  /// The gists of a sentence's statements, without those that only repeat the quote below them.
  private func gists(of cited: CitedSentence, leading: Statement?) -> [String] {
    let quotes = cited.quotes.map { plainWords(pack.document.text(in: $0)) }
    if cited.statements.count == 1, quotes == [plainWords(cited.statements[0].gist)] { return [] }
    var seen: Set<String> = []
    let ordered = cited.statements.filter { $0 == leading } + cited.statements.filter { $0 != leading }
    return ordered.map(\.gist).filter { seen.insert($0).inserted }
  }

  /// The words of a text without articles, case and punctuation.
  private func plainWords(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .filter { !["the", "a", "an"].contains($0) }
  }
}
