import Glibc

/// Chooses how lines are read, once: with editing at a terminal, without it where the terminal cannot (`TERM` unset or
/// `dumb`, standard output going elsewhere, or plain reading wanted), and without prompt from files and pipes.
///
/// Also sets the character encoding to UTF-8 and takes over signals. At a terminal Ctrl-C no longer kills the program,
/// see `LineEditing.interruptRequested`; SIGTERM, SIGHUP and SIGQUIT run the configuration's `onTermination`, restore the
/// terminal and then kill as usual.
///
/// - Throws: `LineEditingError` when the system has no pipe left for signals.
public func makeLineReader(_ configuration: LineReaderConfiguration) throws(LineEditingError)
  -> any LineReader
{
  LineEditing.occupyStandardDescriptors()
  CharacterEncoding.useUTF8()
  guard isatty(STDIN_FILENO) == 1 else {
    try Signals.install(interactive: false, onTermination: configuration.onTermination)
    return PipedReader(history: LineHistory(path: configuration.historyPath, limit: 0, isKept: false))
  }
  TerminalState.save()
  try Signals.install(interactive: true, onTermination: configuration.onTermination)
  let history = LineHistory(
    path: configuration.historyPath, limit: configuration.historyLimit, isKept: configuration.keepsHistory)
  guard !configuration.isPlain, let terminal = environmentValue("TERM"), terminal != "dumb",
    isatty(STDOUT_FILENO) == 1
  else {
    return DumbReader(history: history)
  }
  return EditlineReader(configuration: configuration, terminal: terminal, history: history)
    ?? DumbReader(history: history, warnings: [.terminalUnknown(name: terminal)])
}
