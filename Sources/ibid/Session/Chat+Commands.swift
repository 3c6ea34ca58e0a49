import Glibc
import Answering
import Knowledge
import LineEditing
import Rendering
import Transcripts

// The commands that reach beyond the conversation: to files, settings and the history.
extension Chat {
  // MARK: /set, /private

  func set(_ argument: String) -> Page {
    let words = argument.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let name = words.first?.lowercased() else { return SessionText.list(printer.settings) }
    let found = Self.settings(beginning: name)
    guard let setting = found.first else {
      let near = Suggestion.nearest(to: name, among: Setting.allCases.map(\.name))
      return SessionText.unknownSetting(name, near: near)
    }
    guard found.count == 1 else { return SessionText.ambiguousSetting(name, found) }
    guard words.count > 1 else { return SessionText.describe(setting, printer.settings) }
    guard setting.isForSession else { return SessionText.chosenAtStart(setting) }
    do throws(SettingProblem) {
      try printer.settings.set(setting, to: String(words[1]), from: .command)
    } catch {
      return Page(error.description)
    }
    stylePrompt()
    return SessionText.changed(setting, printer.settings)
  }

  /// The setting of that name, or all whose names begin so.
  private static func settings(beginning name: String) -> [Setting] {
    Setting(rawValue: name == "color" ? "colour" : name).map { [$0] }
      ?? Setting.allCases.filter { $0.name.hasPrefix(name) }
  }

  func keepPrivate() -> Page {
    // The line that asked for it goes as well.
    if let line = reader.history.entries.last, ReplCommand.isCommand(line),
      case .command(.privately, _) = ReplCommand.parse(line)
    {
      reader.history.removeLast(1)
    }
    reader.history.stopSaving()
    return SessionText.keptPrivate
  }

  // MARK: /export

  func export(_ argument: String) -> Page {
    guard !argument.isEmpty else { return SessionText.exportWithoutFile }
    guard !session.turns.isEmpty else { return SessionText.nothingToExport }
    let path = expandingHome(argument)
    let pack = printer.answerer.pack
    let text =
      path.lowercased().hasSuffix(".json")
      ? CitationJSON(pack: pack).text(session.turns)
      : ConversationMarkdown(pack: pack, version: Ibid.version).text(session.turns)
    do throws(TranscriptFileError) {
      let isWritten = try writing(path) { (overwrite) throws(TranscriptFileError) in
        try Self.write(Array(text.utf8), to: path, overwrite: overwrite)
      }
      return isWritten ? SessionText.exported(session.turns.count, to: argument) : SessionText.nothingExported
    } catch {
      return Page(error.description)
    }
  }

  /// Makes a file that only its owner may read, or replaces one.
  private static func write(_ bytes: [UInt8], to path: String, overwrite: Bool) throws(TranscriptFileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      guard code == EEXIST else { throw .system(.create, path: path, code: code) }
      guard overwrite else { throw .alreadyExists(path: path) }
      return try TranscriptFile.replace(path, with: bytes)
    }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        let code = errno
        unlink(path)
        throw .system(.write, path: path, code: code)
      }
    }
  }

  // MARK: /replay

  func replay(_ argument: String) -> Page {
    guard !argument.isEmpty else { return SessionText.replayWithoutFile }
    let transcript: Transcript
    do {
      let path = expandingHome(argument)
      transcript = try Transcript(parsing: TranscriptFile.read(path), file: path)
    } catch let error as TranscriptFileError {
      return Page(error.description)
    } catch let error as TranscriptError {
      return Page(error.description)
    } catch {
      return Page("\(error)")
    }
    let name = printer.answerer.pack.name
    guard transcript.header.pack == name else {
      return SessionText.otherPack(argument, recorded: transcript.header.pack, now: name)
    }
    var other = Session(answerer: printer.answerer)
    do throws(Failure) {
      let result = try TranscriptReplay.replay(transcript) { (line) throws(Failure) in
        if LineEditing.interruptRequested { throw .interrupted }
        return other.recordedReply(to: line)
      }
      var page = ReplayText.page(result)
      page.addBlank()
      page.add(
        ReplayText.summary(
          files: 1, turns: result.turns.count, differing: result.isSame ? 0 : 1,
          differentTurns: result.differences.count))
      return page
    } catch {
      LineEditing.clearInterrupt()
      return SessionText.stopped
    }
  }
}
