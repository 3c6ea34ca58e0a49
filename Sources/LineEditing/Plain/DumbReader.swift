import CEditline
import Glibc
import Synchronization

/// Reads lines at a terminal that cannot move its cursor, or whose output goes elsewhere: a prompt, and the editing the
/// kernel offers. The kernel cuts a line at 4095 bytes in this mode.
final class DumbReader: LineReader {
  let history: LineHistory
  let isInteractive = true
  let isPlain = true
  /// Never shown: such a terminal takes no escape sequences.
  var promptStyle = PromptStyle.plain
  private var input = ByteInput()
  private var warnings: [LineEditingWarning]
  /// Where the prompt goes: standard output, or standard error if that is the terminal; nil for nowhere.
  private let promptDescriptor: Int32?

  init(history: LineHistory, warnings: [LineEditingWarning] = []) {
    self.history = history
    self.warnings = warnings
    promptDescriptor = [STDOUT_FILENO, STDERR_FILENO].first { isatty($0) == 1 }
  }

  func takeWarnings() -> [LineEditingWarning] {
    defer { warnings = [] }
    return warnings + history.takeWarnings()
  }

  func readLine(prompt: String, recordsHistory: Bool) -> LineEvent {
    _ = editline_flush_standard_output()
    LineEditing.clearInterrupt()
    show(PasteText.line(from: prompt.utf8))
    var bytes: [UInt8] = []
    while true {
      // The terminal hands over one line at a time, so reading ahead takes nothing that is meant for others.
      switch input.next(readAhead: 4096) {
      case .byte(UInt8(ascii: "\n")):
        let line = PlainText.line(from: bytes)
        if recordsHistory { history.append(line) }
        return .line(line)
      case .byte(let byte):
        bytes.append(byte)
      case .woken:
        guard SignalFlags.interrupt.exchange(false, ordering: .acquiringAndReleasing) else { continue }
        input.discard()
        show("\n")
        return .interrupted(lineWasEmpty: bytes.isEmpty)
      case .timeout:
        continue
      case .end:
        if !bytes.isEmpty, !input.isHungUp { continue }  // Ctrl-D only ends the input on an empty line.
        Signals.awaitTermination()
        show("\n")
        return .endOfInput
      }
    }
  }

  private func show(_ text: String) {
    if let promptDescriptor { writeAll(promptDescriptor, Array(text.utf8)) }
  }
}
