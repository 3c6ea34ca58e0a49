public import Answering

/// One exchange of a conversation that is worth keeping: what was typed, and what was said with citations.
public struct ConversationTurn: Sendable {
  /// What was said.
  public enum Reply: Sendable {
    /// The answer to a question.
    case answer(Answer)
    /// Quotes that a command showed.
    case quotes([CitedSentence])
  }

  /// What was typed.
  public let line: String
  /// What was said.
  public let reply: Reply

  /// Puts together what was typed and what was said.
  public init(line: String, reply: Reply) {
    self.line = line
    self.reply = reply
  }

  /// The sentences it cites as answers; what is only near does not count.
  var citations: [CitedSentence] {
    switch reply {
    case .answer(let answer): answer.outcome == .answered ? AnswerText.citations(of: answer) : []
    case .quotes(let cited): cited
    }
  }
}
