/// What a part of a text is, from which its look on the screen follows.
public enum Style: Sendable, Equatable, CaseIterable {
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

  /// The parameters of the SGR sequence, from the palette of 16 colours so that the terminal's own theme decides: those
  /// of them that can be read on a light background as well as on a dark one, which green, cyan and yellow cannot.
  var parameters: String {
    switch self {
    case .plain: ""
    case .strong: "1"
    case .citation: "94"
    case .faint: "2"
    case .caution: "35"
    case .added: "94"
    case .removed: "31"
    case .addedWords: "1;4;94"
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
  /// What stands side by side where the window is wide enough, and one below the other elsewhere; then there are no
  /// spans.
  public var columns: [[Block]] = []

  /// A paragraph; `hanging` is `indent` unless given.
  public init(_ spans: [Span], indent: Int = 0, hanging: Int? = nil, isVerbatim: Bool = false) {
    self.spans = spans
    self.indent = indent
    self.hanging = hanging ?? indent
    self.isVerbatim = isVerbatim
  }

  /// Texts that are to be read beside each other.
  public init(columns: [[Block]]) {
    self.init([])
    self.columns = columns
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
  ///   - isLinear: whether nothing stands side by side, so that a screen reader reads it in order.
  public func text(width: Int?, colour: Bool = false, isLinear: Bool = false) -> String {
    lines(width: width, isLinear: isLinear).map { $0.text(colour: colour) }.joined(separator: "\n")
  }

  /// How many rows the page takes in a window, lines that are wider than the window counted as the terminal wraps them.
  ///
  /// - Parameters:
  ///   - width: the columns that the page is wrapped to.
  ///   - window: the columns of the window.
  public func rowCount(width: Int, window: Int, isLinear: Bool = false) -> Int {
    lines(width: width, isLinear: isLinear).reduce(0) {
      $0 + max(1, ($1.columns + window - 1) / max(1, window))
    }
  }

  private func lines(width: Int?, isLinear: Bool) -> [LineBreaker.Line] {
    blocks.flatMap { ColumnLayout(width: width, isLinear: isLinear).lines(of: $0) }
  }
}
