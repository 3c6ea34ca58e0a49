/// A conversation in a Markdown file: front matter, prose that belongs to people, and fenced blocks of turns.
///
/// Everything read is kept as it stands, so that serialising what was parsed gives the same bytes. `==` compares
/// strings as Swift does, by canonical equivalence; compare `serialized()` for equality of bytes.
public struct Transcript: Equatable, Sendable {
  /// The file as the caller named it, for messages; empty for a transcript that was not read.
  public let file: String
  /// The front matter.
  public internal(set) var header: TranscriptHeader
  /// What follows the front matter, in the order of the file.
  public internal(set) var elements: [Element]
  /// What was left out because the file ends inside a block; nil for a whole file.
  public internal(set) var unfinished: UnfinishedTurn?
  /// The first 1 to 3 bytes of a character whose rest a crash cut off, at the very end of the file.
  var incompleteEnd: [UInt8] = []

  /// A part of the body.
  public enum Element: Equatable, Sendable {
    /// Whole lines outside the blocks of turns, other fenced blocks included, terminators and all.
    case prose(String)
    /// A block of turns.
    case block(Block)
  }

  /// The turn that a file ends in before its block is closed.
  ///
  /// Nobody can tell whether its reply is whole, so it is not among the turns. It stays in the file.
  public struct UnfinishedTurn: Equatable, Sendable {
    /// The line it begins on, 1-based.
    public let line: Int
    /// Its text as it stands in the file; empty when the block had just been opened.
    public let text: String
  }

  /// A fenced block of turns.
  public struct Block: Equatable, Sendable {
    /// The turns, in order.
    public var turns: [Turn] { entries.map(\.turn) }
    /// The opening line, and blank lines after it.
    var opening: String
    var entries: [Entry]
    /// Empty when the file ends before the block does.
    var closing: String
  }

  /// A turn and the lines it came from.
  struct Entry: Equatable, Sendable {
    var turn: Turn
    /// The line of the prompt with its terminator.
    var prompt: String
    /// The lines of the reply with their terminators.
    var reply: [String]
    /// Blank lines before the next prompt or the fence, with their terminators.
    var gap: [String]

    var source: String { prompt + reply.joined() + gap.joined() }
  }

  /// A transcript that holds `turns` in one block, below the title if there is one.
  public init(header: TranscriptHeader, turns: [Turn]) {
    self.file = ""
    self.header = header
    elements = [.prose(Self.introduction(for: header))]
    if !turns.isEmpty {
      let entries = turns.enumerated().map { index, turn in
        Entry(turn, terminator: "\n", isLast: index == turns.count - 1)
      }
      elements.append(.block(Block(opening: Fence.blockOpening + "\n", entries: entries, closing: "```\n")))
    }
    renumber()
  }

  init(file: String, header: TranscriptHeader, elements: [Element]) {
    self.file = file
    self.header = header
    self.elements = elements
  }

  /// The turns of all blocks, in order: one conversation.
  public var turns: [Turn] {
    elements.flatMap { element -> [Turn] in
      if case .block(let block) = element { block.turns } else { [] }
    }
  }

  /// The whole file.
  public func serialized() -> [UInt8] {
    var text = header.source
    for element in elements {
      switch element {
      case .prose(let prose): text += prose
      case .block(let block): text += block.opening + block.entries.map(\.source).joined() + block.closing
      }
    }
    text += unfinished?.text ?? ""
    return Array(text.utf8) + incompleteEnd
  }

  /// The same transcript with other replies, in the order of `turns`.
  ///
  /// Nil keeps a reply; so do replies that are missing at the end, and a reply that is already the same byte for byte.
  /// Prompts, prose, comments and blank lines between turns stay as they are.
  public func replacingReplies(_ replies: [String?]) -> Transcript {
    var result = self
    var index = 0
    result.elements = elements.map { element in
      guard case .block(var block) = element else { return element }
      for position in block.entries.indices {
        defer { index += 1 }
        guard index < replies.count, let reply = replies[index] else { continue }
        block.entries[position].replaceReply(with: reply, isLast: position == block.entries.count - 1)
      }
      return .block(block)
    }
    result.renumber()
    return result
  }

  /// Records another document's SHA-256 in the front matter.
  public mutating func setDocumentSHA256(_ hex: String) throws(TranscriptHeader.InvalidValue) {
    try header.setDocumentSHA256(hex)
    renumber()
  }

  /// Records the SHA-256 of other knowledge in the front matter.
  public mutating func setKnowledgeSHA256(_ hex: String) throws(TranscriptHeader.InvalidValue) {
    try header.setKnowledgeSHA256(hex)
    renumber()
  }

  /// What stands between the front matter and the first block of a new transcript.
  static func introduction(for header: TranscriptHeader) -> String {
    guard let title = header.title else { return "\n" }
    // As visible as text in a block: a newline in a title must not begin a line of its own.
    return "\n# " + title.unicodeScalars.map { Escaping.visible($0) ?? String($0) }.joined() + "\n\n"
  }

  /// Gives every turn the line that it now stands on.
  private mutating func renumber() {
    var line = 1 + header.source.newlines
    elements = elements.map { element in
      switch element {
      case .prose(let prose):
        line += prose.newlines
        return element
      case .block(var block):
        line += block.opening.newlines
        for index in block.entries.indices {
          let turn = block.entries[index].turn
          block.entries[index].turn = Turn(input: turn.input, reply: turn.reply, line: line)
          line += block.entries[index].source.newlines
        }
        line += block.closing.newlines
        return .block(block)
      }
    }
    if let unfinished { self.unfinished = UnfinishedTurn(line: line, text: unfinished.text) }
  }
}

extension Transcript.Entry {
  /// A new turn as it is written, a blank line after it unless it is the last of its block.
  init(_ turn: Turn, terminator: String, isLast: Bool) {
    self.turn = turn
    prompt = Escaping.promptLine(for: turn.input) + terminator
    reply = Escaping.replyLines(for: turn.reply).map { $0 + terminator }
    gap = isLast ? [] : [terminator]
  }

  mutating func replaceReply(with text: String, isLast: Bool) {
    if turn.hasReply(text) { return }
    let terminator = prompt.utf8.suffix(2).elementsEqual("\r\n".utf8) ? "\r\n" : "\n"
    // Questions that were written down without replies get room between them.
    if reply.isEmpty, gap.isEmpty, !isLast { gap = [terminator] }
    turn = Turn(input: turn.input, reply: text, line: turn.line)
    reply = Escaping.replyLines(for: text).map { $0 + terminator }
  }
}

extension String {
  fileprivate var newlines: Int {
    utf8.count { $0 == UInt8(ascii: "\n") }
  }
}
