import CEditline
import Glibc

/// Reads lines at a terminal that can move its cursor, with editing, history and completion.
final class EditlineReader: LineReader {
  let history: LineHistory
  let isInteractive = true
  let isPlain = false

  let handle: EditlineHandle
  let clusters: ClusterTable
  let completer: Completer?
  private let entries: HistoryHandle
  private let output: TerminalOutput
  var promptStyle: PromptStyle
  private var warnings: [LineEditingWarning] = []

  // What the callbacks of libedit share while a line is read.
  var input = ByteInput()
  /// Why reading stopped without a line.
  var stop: LineEvent?
  /// Whether unknown escape sequences go to libedit, because the user's start-up file may have bound them.
  private(set) var passesUnknownSequences = false
  /// A mark that waits to be added to the cell before the cursor.
  var pendingMark: Unicode.Scalar?
  /// Codes to return before anything else is read.
  var pendingCodes: [wchar_t] = []
  var undoStack = UndoStack()
  /// The line after the last Tab, if nothing has happened since.
  var lastCompletion: LineSnapshot?
  /// Where in the history the line comes from.
  var walk = HistoryWalk()
  /// The beginning that lines were looked for by, and the line that was found.
  var beginning: (prefix: ArraySlice<wchar_t>, found: LineSnapshot)?
  /// What was searched for last.
  var lastQuery = ""
  /// The prompt that the program wants; a search shows another.
  private(set) var prompt = ""
  /// The prompt as libedit prints it; its bytes live as long as the prompt is shown.
  private(set) var promptBytes: UnsafeMutablePointer<CChar>
  /// The prompt as libedit counts it.
  private(set) var promptCells: [wchar_t] = []

  /// Starts libedit; nil when the terminal database does not know the terminal.
  init?(configuration: LineReaderConfiguration, terminal: String, history: LineHistory) {
    let clusters = ClusterTable()
    guard let entries = HistoryHandle(), let output = TerminalOutput(clusters: clusters),
      let handle = EditlineHandle(
        program: configuration.programName, terminals: TerminalType.candidates(for: terminal), output: output,
        entries: entries),
      let empty = strdup("")
    else { return nil }
    self.history = history
    self.handle = handle
    self.clusters = clusters
    self.completer = configuration.completer
    self.entries = entries
    self.output = output
    self.promptStyle = configuration.promptStyle
    self.promptBytes = empty
    installCallbacks()
    handle.useEmacsKeys()
    KeyBindings.apply(to: handle)
    handle.takeFlowControlKeys()
    var startup = StartupFile()
    if let path = StartupFile.path {
      startup.run(path: path, in: handle) { KeyBindings.apply(to: handle) }
    }
    warnings += startup.warnings
    passesUnknownSequences = startup.bindsEscapeSequences
  }

  deinit { free(promptBytes) }

  func takeWarnings() -> [LineEditingWarning] {
    defer { warnings = [] }
    return warnings + history.takeWarnings()
  }

  func readLine(prompt: String, recordsHistory: Bool) -> LineEvent {
    _ = editline_flush_standard_output()
    entries.update(from: history) { entry in
      // An entry is one row of cells to libedit, whatever it holds.
      clusters.encoded(PasteText.line(from: entry.utf8))
    }
    self.prompt = prompt
    setPrompt(prompt)
    stop = nil
    undoStack.reset()
    lastCompletion = nil
    walk = HistoryWalk()
    beginning = nil

    let previous = Signals.beginLine()
    let isEditing = handle.isEditing
    if isEditing {
      // libedit itself does this after it has shown the prompt; what is typed in between would be echoed twice.
      handle.setEditing(true)
      TerminalState.beginEditing()
    }
    let cells = handle.getCells()
    TerminalState.endEditing()
    Signals.endLine(previous)

    if let stop {
      if stop == .endOfInput { Signals.awaitTermination() }
      return stop
    }
    guard let cells else {
      writeAll(STDOUT_FILENO, [UInt8(ascii: "\n")])  // Ctrl-D leaves the cursor behind the prompt.
      return .endOfInput
    }
    let line = PlainText.line(clusters.text(of: cells.last == 0x0A ? cells.dropLast() : cells[...]))
    if recordsHistory { history.append(line) }
    return .line(line)
  }

  // MARK: Prompt

  /// Takes a prompt, which the next drawing shows.
  func setPrompt(_ prompt: String) {
    let text = PasteText.line(from: prompt.utf8)
    promptCells = clusters.cells(for: text)
    guard let bytes = strdup(styled(clusters.encoded(text))) else { return }
    free(promptBytes)
    promptBytes = bytes
  }

  /// libedit drops an escape sequence at the very end of a prompt, so the style closes before the last blank.
  private func styled(_ text: String) -> String {
    guard !promptStyle.parameters.isEmpty, !text.isEmpty else { return text }
    let end = text.lastIndex(where: { $0 != " " }).map { text.index(after: $0) } ?? text.startIndex
    let blanks = text[end...]
    guard !blanks.isEmpty else { return text }
    let mark = EditlineHandle.promptMark
    return "\(mark)\u{1B}[\(promptStyle.parameters)m\(mark)\(text[..<end])\(mark)\u{1B}[0m\(mark)\(blanks)"
  }

  // MARK: Callbacks

  /// The reader that a callback of libedit belongs to.
  static func owner(_ pointer: OpaquePointer?) -> EditlineReader? {
    EditlineHandle.client(pointer).map { Unmanaged<EditlineReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private func installCallbacks() {
    // Unretained: the handle is ours, and calls back only while we call it.
    handle.setCallbacks(
      client: Unmanaged.passUnretained(self).toOpaque(),
      prompt: { EditlineReader.owner($0)?.promptBytes },
      reader: { pointer, character in
        guard let owner = EditlineReader.owner(pointer), let character else { return 0 }
        guard let next = owner.nextCharacter() else { return -1 }
        character.pointee = next
        return 1
      })
    typealias Function = KeyBindings.Function
    handle.addFunction(Function.complete, help: "Complete the word") { pointer, _ in
      EditlineReader.owner(pointer)?.completeWord() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.paste, help: "Insert what is pasted as one line") { pointer, _ in
      EditlineReader.owner(pointer)?.insertPaste() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.combine, help: "Add a combining mark") { pointer, _ in
      EditlineReader.owner(pointer)?.addPendingMark() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.undo, help: "Undo the last change") { pointer, _ in
      EditlineReader.owner(pointer)?.undo() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.search, help: "Search the history for what is typed") { pointer, _ in
      EditlineReader.owner(pointer)?.searchHistory() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.older, help: "Go to an older line") { pointer, _ in
      EditlineReader.owner(pointer)?.goOlder() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.newer, help: "Go to a newer line") { pointer, _ in
      EditlineReader.owner(pointer)?.goNewer() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.olderAlike, help: "Go to an older line that begins as this one") {
      pointer, _ in
      EditlineReader.owner(pointer)?.goOlderAlike() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.newerAlike, help: "Go to a newer line that begins as this one") {
      pointer, _ in
      EditlineReader.owner(pointer)?.goNewerAlike() ?? UInt8(CC_ERROR)
    }
    handle.addFunction(Function.nothing, help: "Do nothing") { _, _ in UInt8(CC_NORM) }
  }
}
