import Answering
public import Knowledge

/// Writes a conversation as Markdown for people: questions as headings, quotes as quotes, one numbered list of references.
public struct ConversationMarkdown: Sendable {
  private let pack: Pack
  private let version: String

  /// - Parameter version: the program's.
  public init(pack: Pack, version: String) {
    self.pack = pack
    self.version = version
  }

  /// The whole document, with the newline that ends it.
  public func text(_ turns: [ConversationTurn]) -> String {
    let references = References(turns)
    var blocks = [
      "# A conversation on \(Self.escaped("\"\(pack.title)\""))",
      Self.escaped("Answered by ibid \(version) from \"\(pack.title)\" (\(pack.publisher), \(pack.date)).")
        + "\nSHA-256 of the document: `\(pack.document.sha256)`."
        + (pack.sources.map { "\nSHA-256 of all that replies come from: `\($0.sha256)`." } ?? ""),
    ]
    blocks += pack.caveats.map { "**Caveat:** " + Self.escaped($0) }
    for turn in turns {
      blocks.append("## " + Self.escaped(TerminalText.excerpt(turn.line, limit: 300)))
      switch turn.reply {
      case .answer(let answer): blocks += replyBlocks(answer, turn.line, references)
      case .quotes(let cited): blocks += cited.map { quote($0, references) }
      }
    }
    if !references.sentences.isEmpty {
      let list = references.sentences.enumerated().map { index, number in
        "\(index + 1). " + reference(number)
      }
      blocks += ["## References", list.joined(separator: "\n")]
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func replyBlocks(_ answer: Answer, _ question: String, _ references: References) -> [String] {
    let writer = AnswerText(pack: pack)
    var blocks: [String] = []
    let pairs = ReadAs(lexicon: pack.lexicon).pairs(answer, question: question)
    if !pairs.isEmpty {
      let shown = pairs.map { Self.escaped("\($0.read) (\"\(TerminalText.excerpt($0.typed, limit: 40))\")") }
      blocks.append("Read as: " + shown.joined(separator: ", "))
    }
    let words = AbstentionText(pack: pack)
    for answer in answer.byPart {
      if let patient = answer.patient { blocks.append(Self.escaped(AnswerText.heading(of: patient))) }
      switch answer.outcome {
      case .abstained(let reason): blocks.append(Self.escaped(words.sentence(reason)))
      case .clarify(let reason): blocks.append(Self.escaped(words.sentence(reason)))
      case .answered:
        for (position, cited) in AnswerText.citations(of: answer).enumerated() {
          let (opening, text) = writer.words(of: answer, on: cited, at: position)
          let said = [opening.isEmpty ? "" : "**\(Self.escaped(opening))**", Self.escaped(text)]
            .filter { !$0.isEmpty }
          if !said.isEmpty { blocks.append(said.joined(separator: " ")) }
          blocks.append(quote(cited, references))
        }
        blocks += writer.cautions(answer).map(Self.escaped)
        blocks += answer.unanswered.map { Self.escaped(words.sentence($0)) }
      }
    }
    return blocks
  }

  private func quote(_ cited: CitedSentence, _ references: References) -> String {
    let quotes = cited.quotes.map { Self.escaped("\"\(pack.document.text(in: $0))\"") }
    return "> \(quotes.joined(separator: " ... ")) [\(references.number(of: cited.sentence))]"
  }

  private func reference(_ number: SentenceNumber) -> String {
    let line = pack.document.sentence(number)?.line ?? 0
    return Self.escaped(
      "\(pack.publisher). \"\(pack.title)\" (\(pack.date)). Paragraph \(number.paragraph), sentence \(number.sentence) (line \(line))."
    )
  }

  /// Text in which nothing is Markdown or HTML.
  static func escaped(_ text: String) -> String {
    var result = ""
    let text = TerminalText.clean(text)
    for (position, character) in text.enumerated() {
      let opensList = position == 0 && "+-=#~:".contains(character)
      if opensList || "\\`*_[]<>&|#".contains(character) { result.append("\\") }
      result.append(character)
    }
    // A number and a full stop at the beginning would open a list.
    if let match = result.prefixMatch(of: /[0-9]{1,9}(?=[.)])/) {
      result.insert("\\", at: match.range.upperBound)
    }
    return result
  }
}
