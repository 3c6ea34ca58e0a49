import CEditline
import Glibc

/// Owns libedit's EditLine and gives its functions Swift types.
final class EditlineHandle {
  /// The name that scopes lines of the start-up file.
  let program: String
  private let pointer: OpaquePointer
  private let output: TerminalOutput
  /// Where libedit's own messages go.
  private let silence: UnsafeMutablePointer<FILE>
  private let entries: HistoryHandle

  /// Starts libedit on standard input and output; nil when there is no memory, or when the terminal database knows
  /// none of `terminals`, which are tried in order.
  init?(program: String, terminals: [String], output: TerminalOutput, entries: HistoryHandle) {
    // libedit complains of unknown terminals and keys in its own words, which repeat what a file holds byte for byte;
    // ours come through the warnings.
    guard let silence = fopen("/dev/null", "w") else { return nil }
    self.silence = silence
    guard let pointer = editline_init(program, output.stream, silence) else {
      fclose(silence)
      return nil
    }
    self.program = program
    self.pointer = pointer
    self.output = output
    self.entries = entries
    let isKnown = terminals.contains { editline_set_terminal(pointer, $0) == 0 }
    guard isKnown else { return nil }
    writeWholeRows()
    _ = editline_leave_signals_alone(pointer)
    _ = editline_set_history(pointer, entries.pointer)
  }

  deinit {
    el_end(pointer)
    fclose(silence)
  }

  // MARK: Set-up

  /// The marks around escape sequences in the prompt.
  static let promptMark = "\u{1}"

  /// Has libedit write a changed row again from the change on, instead of shifting what the terminal shows: where that pushes
  /// a character over the edge of a wrapped line, it takes blanks for text and erases the row below.
  private func writeWholeRows() {
    for capability in ["im", "ei", "ic", "IC", "dm", "ed", "dc", "DC"] { _ = run(["settc", capability, ""]) }
  }

  func setCallbacks(
    client: UnsafeMutableRawPointer, prompt: @escaping editline_prompt_function, reader: @escaping el_rfunc_t
  ) {
    _ = editline_set_client(pointer, client)
    _ = editline_set_prompt(pointer, prompt, 1)
    _ = editline_set_reader(pointer, reader)
  }

  /// The object given as `client`, inside a callback.
  static func client(_ pointer: OpaquePointer?) -> UnsafeMutableRawPointer? { editline_client(pointer) }

  func addFunction(_ name: String, help: String, _ function: @escaping editline_function) {
    _ = editline_add_function(pointer, name, help, function)
  }

  func useEmacsKeys() { _ = editline_set_editor(pointer, "emacs") }

  var usesViKeys: Bool { editline_editor(pointer).map { String(cString: $0) } == "vi" }

  /// False after `edit off` in the start-up file.
  var isEditing: Bool { editline_is_editing(pointer) != 0 }

  func bind(_ key: String, to function: String) { _ = editline_bind(pointer, key, function) }

  func bindInCommandMode(_ key: String, to function: String) {
    _ = editline_bind_alternative(pointer, key, function)
  }

  /// Runs one line of a start-up file; false when libedit does not understand it.
  func run(_ words: [String]) -> Bool {
    let arguments = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    var pointers = arguments.map { UnsafePointer($0) }
    pointers.append(nil)
    return el_parse(pointer, Int32(words.count), &pointers) == 0
  }

  /// Lets Ctrl-S and Ctrl-Q through while a line is edited; otherwise the terminal stops at Ctrl-S.
  func takeFlowControlKeys() { _ = run(["setty", "-d", "-ixon"]) }

  // MARK: Reading

  /// Reads one line with its newline; nil at the end of the input and when the reader function gave up.
  func getCells() -> [wchar_t]? {
    var count: Int32 = 0
    guard let cells = el_wgets(pointer, &count), count > 0 else { return nil }
    return Array(UnsafeBufferPointer(start: cells, count: Int(count)))
  }

  /// Calls `body` with the line being edited and the cursor, a 0-based offset in cells.
  func withLine<Result>(_ body: (UnsafeBufferPointer<wchar_t>, Int) -> Result) -> Result {
    guard let info = el_wline(pointer)?.pointee, let start = info.buffer else {
      return body(UnsafeBufferPointer(start: nil, count: 0), 0)
    }
    return body(UnsafeBufferPointer(start: start, count: info.lastchar - start), info.cursor - start)
  }

  var snapshot: LineSnapshot { withLine { LineSnapshot(cells: Array($0), cursor: $1) } }

  // MARK: Changing the line

  /// Moves the cursor to an offset in cells.
  func moveCursor(to offset: Int) {
    _ = el_cursor(pointer, Int32(clamping: offset - withLine { _, cursor in cursor }))
  }

  func deleteBeforeCursor(_ count: Int) { if count > 0 { el_deletestr(pointer, Int32(clamping: count)) } }

  func insert(_ cells: [wchar_t]) { if !cells.isEmpty { _ = el_winsertstr(pointer, cells + [0]) } }

  func replaceLine(with snapshot: LineSnapshot) {
    let count = withLine { cells, _ in cells.count }
    moveCursor(to: count)
    deleteBeforeCursor(count)
    insert(snapshot.cells)
    moveCursor(to: snapshot.cursor)
  }

  // MARK: Terminal

  /// Draws prompt and line from the start of the row the cursor is on.
  func redraw() { _ = editline_refresh(pointer) }

  /// Takes over the window's size.
  func resize() { el_resize(pointer) }

  /// Gives the terminal back as it was found, or takes it for editing again.
  func setEditing(_ isEditing: Bool) { _ = editline_prepare_terminal(pointer, isEditing ? 1 : 0) }
}
