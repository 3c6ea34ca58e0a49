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
    session.keepPrivate()
    return SessionText.keptPrivate
  }

  // MARK: /forget

  func forget(_ argument: String) -> Page {
    let isAll = argument.lowercased() == "all"
    let number = argument.isEmpty ? 1 : Int(argument)
    guard isAll || number.map({ $0 > 0 }) == true else { return SessionText.forgetTakes }
    let lines = forgetTurns(isAll ? nil : number)
    var kept: [String] = []
    do throws(LineEditingWarning) {
      if isAll { try reader.history.removeAll() } else { try reader.history.remove(lines) }
    } catch {
      kept.append(SessionText.historyStillHolds(isAll: isAll, error))
    }
    do throws(TranscriptFileError) {
      try recording.forget(lines, startsAnew: isAll)
    } catch {
      kept.append("The recording still holds it. \(error)")
    }
    guard kept.isEmpty else { return Page(kept.joined(separator: "\n")) }
    return SessionText.forgotten(lines.count - 1, isAll: isAll, recording: recording.state?.path)
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
        let bytes = Array(text.utf8)
        if overwrite, access(path, F_OK) == 0 {
          try TranscriptFile.replace(path, with: bytes)
        } else {
          try TranscriptFile.create(path, with: bytes)
        }
      }
      return isWritten ? SessionText.exported(session.turns.count, to: argument) : SessionText.nothingExported
    } catch {
      return failed(error)
    }
  }

  // MARK: /replay

  func replay(_ argument: String) -> Page {
    guard !argument.isEmpty else { return SessionText.replayWithoutFile }
    let replayer = Replayer(answerer: printer.answerer)
    let conversation = replayer.replay(expandingHome(argument)).conversation
    var page = Page()
    for message in conversation.warnings + conversation.problems { page.add(message, .caution) }
    guard conversation.problems.isEmpty else { return page }
    let text = ReplayText(ReplaySummary([conversation]), showsAll: true)
    page.blocks += text.page(conversation).blocks
    page.addBlank()
    page.add(text.closing)
    return page
  }
}
