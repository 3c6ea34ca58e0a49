/// One question and its reply.
///
/// `==` on Swift strings ignores differences between canonically equivalent texts; to ask whether a reply is the
/// same byte for byte, as replaying does, use `hasReply(_:)`.
public struct Turn: Equatable, Sendable {
  /// The user's line, without the prompt and without the newline that ends it. May hold any scalars.
  public let input: String
  /// The reply as printed at 80 columns without colour, without the newline that ends its last line; empty when
  /// nothing was printed or nothing has been recorded yet.
  public let reply: String
  /// The line of its prompt in the file, 1-based; 0 before the turn is part of a transcript.
  public let line: Int

  /// A turn; `line` is set when a transcript takes it in.
  public init(input: String, reply: String, line: Int = 0) {
    self.input = input
    self.reply = reply
    self.line = line
  }

  /// Whether the recorded reply is `text`, byte for byte.
  public func hasReply(_ text: String) -> Bool {
    reply.utf8.elementsEqual(text.utf8)
  }
}
