/// How a prompt looks on a terminal that can show it.
public struct PromptStyle: Equatable, Sendable {
  /// The parameters of the SGR sequence that opens the style, such as "1;36"; empty for no style.
  public var parameters: String

  /// Creates a style from SGR parameters; anything but digits and semicolons is dropped.
  public init(parameters: String) {
    self.parameters = parameters.filter { ("0"..."9").contains($0) || $0 == ";" }
  }

  /// No style.
  public static let plain = PromptStyle(parameters: "")
  /// Bold.
  public static let bold = PromptStyle(parameters: "1")
}

/// What a program tells the line editor about itself.
public struct LineReaderConfiguration {
  /// The name that scopes lines of `~/.editrc`, as in `ibid:bind ...`.
  public var programName: String
  /// How the prompt looks.
  public var promptStyle: PromptStyle
  /// Leaves the editing of lines to the terminal itself and never moves the cursor: for screen readers, for editors
  /// that run programs in a buffer, and for whoever prefers it.
  public var isPlain: Bool
  /// The file that keeps the history; nil keeps it in memory only.
  public var historyPath: String?
  /// Whether this session reads that file and adds to it; it can be emptied anyhow.
  public var keepsHistory: Bool
  /// How many entries the history keeps, in memory and in its file.
  public var historyLimit: Int
  /// Completes words when Tab is pressed; nil leaves Tab without effect.
  public var completer: Completer?
  /// Runs once, on a thread of its own, when SIGTERM, SIGHUP or SIGQUIT ends the program; gets the signal's number.
  /// The terminal is restored before, and the program dies of the signal after it.
  public var onTermination: (@Sendable (Int32) -> Void)?

  /// Creates a configuration; what is left out is plain, private and without completion.
  public init(
    programName: String, promptStyle: PromptStyle = .plain, isPlain: Bool = false,
    historyPath: String? = nil, keepsHistory: Bool = true, historyLimit: Int = 1000,
    completer: Completer? = nil,
    onTermination: (@Sendable (Int32) -> Void)? = nil
  ) {
    self.programName = programName
    self.promptStyle = promptStyle
    self.isPlain = isPlain
    self.historyPath = historyPath
    self.keepsHistory = keepsHistory
    self.historyLimit = max(0, historyLimit)
    self.completer = completer
    self.onTermination = onTermination
  }
}
