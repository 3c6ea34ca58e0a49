import Answering
import Knowledge
import LineEditing
import Rendering

/// Completes what is typed: commands and what each takes, names of things in questions.
struct QuestionCompleter {
  /// A name, in lower case for comparing, and the document's own name of the concept.
  private struct Name {
    let text: String
    let folded: String
    let canonical: String
    let isDocuments: Bool
  }

  private let names: [Name]
  private let sentences: [SentenceNumber]
  /// The most candidates offered.
  private static let limit = 60

  init(answerer: Answerer) {
    let concepts = answerer.pack.lexicon.concepts
    let names = answerer.names.compactMap { entry -> Name? in
      guard let concept = concepts[entry.concept] else { return nil }
      let own = concept.labels.filter { $0.origin == .document }.map(\.text)
      return Name(
        text: entry.name, folded: entry.name.lowercased(), canonical: own.first ?? concept.name,
        isDocuments: own.contains(entry.name))
    }
    // The document's own words first, should there be more than can be offered.
    self.names = names.filter(\.isDocuments) + names.filter { !$0.isDocuments }
    sentences = answerer.pack.document.sentences.map(\.number)
  }

  /// What could stand at a cursor, a 0-based offset in bytes; `citations` are those that `/source` can show.
  func complete(_ line: String, _ cursor: Int, citations: [CitedSentence]) -> CompletionResult {
    let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    guard ReplCommand.hasMark(typed) else { return completeName(typed, in: typed[...]) }
    let start = typed.firstIndex(of: "/") ?? typed.startIndex
    guard let blank = typed[start...].firstIndex(where: \.isWhitespace) else {
      return completeCommand(typed, typed[start...].dropFirst())
    }
    guard case .command(let command, _) = ReplCommand.parse(String(typed[..<blank])) else {
      return none(cursor)
    }
    let argument = typed[blank...].drop(while: \.isWhitespace)
    switch command.argument {
    case .nothing, .count, .countOrAll: return none(cursor)
    case .options: return completeOption(typed, argument)
    case .command: return completeCommand(typed, argument.drop { $0 == "/" }, prefix: "")
    case .citation: return completeCitation(typed, argument, citations)
    case .thing, .twoThings: return completeName(typed, in: argument)
    case .existingFile, .newFile: return FileCompletion.complete(argument, in: typed)
    case .fileOrOff:
      var result = FileCompletion.complete(argument, in: typed)
      if "off".hasPrefix(argument) { result.candidates.append(Completion(replacement: "off")) }
      return result
    case .setting: return completeSetting(typed, argument)
    }
  }

  /// What could stand at a cursor in a sitting: its keys at the beginning of a line, names where words are wanted.
  func complete(_ line: String, _ cursor: Int, keys: [String], wantsWords: Bool) -> CompletionResult {
    let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    let isSlashed = typed.hasPrefix("/")
    let word = typed.dropFirst(isSlashed ? 1 : 0)
    let found = word.contains(where: \.isWhitespace) ? [] : keys.filter { $0.hasPrefix(word.lowercased()) }
    var result = result(typed, word, found.map { Completion(replacement: $0, appendsSpace: false) })
    guard wantsWords, !isSlashed else { return result }
    let names = completeName(typed, in: typed[...])
    if found.isEmpty || names.range == result.range { result.candidates += names.candidates }
    if found.isEmpty { result.range = names.range }
    return result
  }

  /// The options of a sitting, and what those with a value take.
  private func completeOption(_ typed: String, _ argument: Substring) -> CompletionResult {
    let words = argument.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
    guard let word = words.last else { return none(typed.utf8.count) }
    switch words.dropLast().last {
    case "--kind":
      return result(
        typed, word, QuizOptions.kinds.filter { $0.hasPrefix(word) }.map { Completion(replacement: $0) })
    case "--topic": return completeName(typed, in: word)
    default:
      let found = QuizOptions.names.filter { $0.hasPrefix(word) && !words.dropLast().contains(Substring($0)) }
      return result(typed, word, found.map { Completion(replacement: $0) })
    }
  }

  private func none(_ cursor: Int) -> CompletionResult {
    CompletionResult(range: cursor..<cursor, candidates: [])
  }

  private func result(_ typed: String, _ word: Substring, _ candidates: [Completion]) -> CompletionResult {
    let end = typed.utf8.count
    return CompletionResult(range: (end - word.utf8.count)..<end, candidates: candidates)
  }

  private func completeCommand(
    _ typed: String, _ beginning: Substring, prefix: String = "/"
  ) -> CompletionResult {
    let name = beginning.lowercased()
    let found = ReplCommand.allCases.filter { $0.rawValue.hasPrefix(name) }
    let end = typed.utf8.count
    return CompletionResult(
      range: (end - beginning.utf8.count - prefix.utf8.count)..<end,
      candidates: found.map {
        Completion(
          replacement: prefix + $0.rawValue, display: prefix.isEmpty ? $0.rawValue : $0.usage,
          appendsSpace: $0.argument != .nothing)
      })
  }

  private func completeCitation(
    _ typed: String, _ argument: Substring, _ citations: [CitedSentence]
  ) -> CompletionResult {
    let cited = citations.map {
      Completion(replacement: "\($0.number)", display: "\($0.number) (sentence \($0.sentence))")
    }
    let others = sentences.map { Completion(replacement: "\($0)") }
    let candidates = argument.contains(".") || cited.isEmpty ? others : cited
    return result(typed, argument, candidates.filter { $0.replacement.hasPrefix(argument) })
  }

  private func completeSetting(_ typed: String, _ argument: Substring) -> CompletionResult {
    guard let blank = argument.firstIndex(where: \.isWhitespace) else {
      let found = Setting.allCases.filter { $0.name.hasPrefix(argument.lowercased()) }
      return result(typed, argument, found.map { Completion(replacement: $0.name) })
    }
    let value = argument[blank...].drop(while: \.isWhitespace)
    let choices = Setting(rawValue: argument[..<blank].lowercased())?.choices ?? []
    return result(
      typed, value,
      choices.filter { $0.hasPrefix(value.lowercased()) }.map {
        Completion(replacement: $0, appendsSpace: false)
      })
  }

  /// Of each concept the document's own names, or else the shortest one: the others come as more is typed.
  private static func choice(of names: [Name]) -> [Name] {
    var shortest: [String: Name] = [:]
    for name in names where name.text.count < shortest[name.canonical]?.text.count ?? .max {
      shortest[name.canonical] = name
    }
    let own = Set(names.filter(\.isDocuments).map(\.canonical))
    return names.filter { name in
      own.contains(name.canonical) ? name.isDocuments : shortest[name.canonical]?.text == name.text
    }
  }

  /// Tries the longest run of words before the cursor that begins a name.
  private func completeName(_ typed: String, in text: Substring) -> CompletionResult {
    var starts: [String.Index] = []
    var isBoundary = true
    for index in text.indices {
      let isWord = text[index].isLetter || text[index].isNumber
      if isBoundary, isWord { starts.append(index) }
      isBoundary = !isWord && text[index] != "-"
    }
    for start in starts.suffix(4) where text[start...].count >= 2 {
      let beginning = text[start...].lowercased()
      let matches = Self.choice(of: names.filter { $0.folded.hasPrefix(beginning) }).prefix(Self.limit)
      guard !matches.isEmpty else { continue }
      return result(
        typed, text[start...],
        matches.map { match in
          Completion(
            replacement: match.text,
            display: match.text == match.canonical ? match.text : "\(match.text) (\(match.canonical))")
        })
    }
    return none(typed.utf8.count)
  }
}
