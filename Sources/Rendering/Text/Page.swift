/// What a part of a text is, from which its look on the screen follows.
public enum Style: Sendable, Equatable {
  /// Running text.
  case plain
  /// The direct answer, and what a reader looks for first.
  case strong
  /// Where a quote stands.
  case citation
  /// What a reader may pass over.
  case faint
  /// What a reader has to heed.
  case caution
  /// What came with a change.
  case added
  /// What went with a change.
  case removed
  /// The words that a changed line has and its other version has not.
  case addedWords
  /// The words that a changed line lacks in its other version.
  case removedWords

  /// The parameters of the SGR sequence, from the palette of 16 colours so that the terminal's own theme decides.
  var parameters: String {
    switch self {
    case .plain: ""
    case .strong: "1"
    case .citation: "36"
    case .faint: "2"
    case .caution: "33"
    case .added: "32"
    case .removed: "31"
    case .addedWords: "1;4;32"
    case .removedWords: "1;4;31"
    }
  }
}

/// A piece of text in one style; it is clean for a terminal from the start.
public struct Span: Sendable, Equatable {
  /// The text, cleaned.
  public let text: String
  /// What it is.
  public let style: Style

  /// Cleans `text` for a terminal.
  public init(_ text: some StringProtocol, _ style: Style = .plain) {
    self.text = TerminalText.clean(text)
    self.style = style
  }
}

/// A paragraph: wrapped to the width, all lines or all but the first indented.
public struct Block: Sendable, Equatable {
  /// The text.
  public var spans: [Span]
  /// Blanks before the first line.
  public var indent: Int
  /// Blanks before the other lines.
  public var hanging: Int
  /// Whether long lines stay whole, as in a diff.
  public var isVerbatim: Bool

  /// A paragraph; `hanging` is `indent` unless given.
  public init(_ spans: [Span], indent: Int = 0, hanging: Int? = nil, isVerbatim: Bool = false) {
    self.spans = spans
    self.indent = indent
    self.hanging = hanging ?? indent
    self.isVerbatim = isVerbatim
  }

  /// An empty line.
  public static let blank = Block([])
}

/// A text for a person, before it is known how wide the window is and whether it shows colours.
public struct Page: Sendable, Equatable {
  /// The paragraphs, one below the other.
  public var blocks: [Block]

  /// A page of some paragraphs.
  public init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// A page of one paragraph of running text.
  public init(_ text: String, _ style: Style = .plain) { blocks = [Block([Span(text, style)])] }

  /// Whether there is nothing on it.
  public var isEmpty: Bool { blocks.isEmpty }

  /// Adds a paragraph of one span.
  public mutating func add(
    _ text: some StringProtocol, _ style: Style = .plain, indent: Int = 0, hanging: Int? = nil
  ) {
    blocks.append(Block([Span(text, style)], indent: indent, hanging: hanging))
  }

  /// Adds an empty line, unless there is nothing above it.
  public mutating func addBlank() {
    if !blocks.isEmpty, blocks.last != .blank { blocks.append(.blank) }
  }

  /// The page as printed, without the newline that ends its last line.
  ///
  /// - Parameters:
  ///   - width: the columns of the window; nil leaves paragraphs unwrapped.
  ///   - colour: whether styles show.
  public func text(width: Int?, colour: Bool = false) -> String {
    blocks.flatMap { block in
      LineBreaker(width: block.isVerbatim ? nil : width).lines(of: block).map { $0.text(colour: colour) }
    }.joined(separator: "\n")
  }
}
