extension Transcript {
  /// Reads a transcript.
  ///
  /// A file that ends inside a block, as a crash may leave it, is valid up to its last complete turn: see `unfinished`.
  /// - Parameters:
  ///   - bytes: The whole file: UTF-8, lines ended by LF or CRLF, with or without a byte order mark.
  ///   - file: The file's name for messages.
  public init(parsing bytes: some Sequence<UInt8>, file: String) throws(TranscriptError) {
    var parser = try TranscriptParser(bytes: Array(bytes), file: file)
    self = try parser.parse()
  }
}

/// Reads the lines of a file from the front matter to the end.
struct TranscriptParser {
  private let file: String
  private let lines: [SourceLine]
  private let incompleteEnd: [UInt8]
  /// Index of the next line to read.
  private var next = 0

  init(bytes: [UInt8], file: String) throws(TranscriptError) {
    do throws(SourceLine.NotUTF8) {
      (lines, incompleteEnd) = try SourceLine.lines(of: bytes)
    } catch {
      throw TranscriptError(file: file, line: error.line, problem: .notUTF8)
    }
    self.file = file
  }

  mutating func parse() throws(TranscriptError) -> Transcript {
    let header = try parseHeader()
    var transcript = Transcript(file: file, header: header, elements: [])
    transcript.incompleteEnd = incompleteEnd
    var prose = ""
    // The first line since the last block that would be a turn in one.
    var likeTurn: Int?
    while next < lines.count {
      let line = lines[next]
      guard let fence = Fence(line.content) else {
        try rejectConflictMarker(line)
        if line.isPrompt { likeTurn = likeTurn ?? line.number }
        prose += line.source
        next += 1
        continue
      }
      if fence.nearlyOpensBlock { throw error(.malformedOpeningFence(line.content), at: line.number) }
      guard fence.opensBlock else {
        let (source, isClosed) = try parseOtherBlock(openedBy: fence)
        // A fence too many has closed a block of turns, and its own fence opens another.
        if let likeTurn, fence.isBare, !isClosed { throw error(.turnOutsideBlock, at: likeTurn) }
        prose += source
        continue
      }
      if !prose.isEmpty { transcript.elements.append(.prose(prose)) }
      (prose, likeTurn) = ("", nil)
      let (block, unfinished) = try parseBlock()
      transcript.elements.append(.block(block))
      transcript.unfinished = unfinished
    }
    if !prose.isEmpty { transcript.elements.append(.prose(prose)) }
    return transcript
  }

  private func error(_ problem: TranscriptError.Problem, at line: Int) -> TranscriptError {
    TranscriptError(file: file, line: line, problem: problem)
  }

  /// Two versions of one turn would otherwise pass as one reply, or as two turns.
  private func rejectConflictMarker(_ line: SourceLine) throws(TranscriptError) {
    if line.isConflictMarker { throw error(.conflictMarker(line.content), at: line.number) }
  }

  // MARK: - Front matter

  private mutating func parseHeader() throws(TranscriptError) -> TranscriptHeader {
    guard let first = lines.first, FrontMatterLine(first.content.withoutByteOrderMark) == .edge else {
      throw error(.noFrontMatter, at: 1)
    }
    guard let end = lines.dropFirst().firstIndex(where: { FrontMatterLine($0.content) == .edge }) else {
      throw error(.unclosedFrontMatter, at: lines.count)
    }
    for line in lines[1..<end] { try rejectConflictMarker(line) }
    try checkVersion(in: lines[1..<end])
    var values: [String: (value: String, line: Int)] = [:]
    for line in lines[1..<end] {
      switch FrontMatterLine(line.content) {
      case .blank, .comment: continue
      case .entry(let key):
        if let earlier = values[key] {
          throw error(.duplicateKey(key, firstLine: earlier.line), at: line.number)
        }
        values[key] = (FrontMatterLine.value(in: line.content, of: key), line.number)
      case .malformed, .edge: throw error(.malformedFrontMatter(line.content), at: line.number)
      }
    }
    typealias Key = TranscriptHeader.Key
    guard let pack = values[Key.pack] else { throw error(.missingKey(Key.pack), at: end + 1) }
    try check(at: pack.line) { () throws(TranscriptHeader.InvalidValue) in
      _ = try TranscriptHeader.validated(pack: pack.value)
    }
    for key in [Key.documentSHA256, Key.knowledgeSHA256] {
      guard let hash = values[key] else { continue }
      try check(at: hash.line) { () throws(TranscriptHeader.InvalidValue) in
        _ = try TranscriptHeader.validated(sha256: hash.value, of: key)
      }
    }
    var title: String?
    if let entry = values[Key.title], !entry.value.isEmpty {
      guard let text = FrontMatterValue.read(entry.value) else {
        throw error(.invalidValue(.init(key: Key.title, value: entry.value)), at: entry.line)
      }
      title = text
    }
    next = end + 1
    return TranscriptHeader(
      pack: pack.value, documentSHA256: values[Key.documentSHA256]?.value,
      knowledgeSHA256: values[Key.knowledgeSHA256]?.value, title: title,
      source: lines[...end].map(\.source).joined())
  }

  /// Looks at the version before all else, since another version may have another grammar.
  private func checkVersion(in lines: ArraySlice<SourceLine>) throws(TranscriptError) {
    let key = TranscriptHeader.Key.version
    guard let line = lines.first(where: { FrontMatterLine($0.content) == .entry(key: key) }) else {
      throw error(.missingKey(key), at: lines.endIndex + 1)
    }
    let version = FrontMatterLine.value(in: line.content, of: key)
    if version != String(TranscriptHeader.formatVersion) {
      throw error(.unsupportedVersion(version), at: line.number)
    }
  }

  private func check(
    at line: Int, _ body: () throws(TranscriptHeader.InvalidValue) -> Void
  ) throws(TranscriptError) {
    do throws(TranscriptHeader.InvalidValue) {
      try body()
    } catch let value {
      throw error(.invalidValue(value), at: line)
    }
  }

  // MARK: - Body

  /// A fenced block of something else: prose. It must not swallow a block of turns unnoticed.
  private mutating func parseOtherBlock(openedBy opening: Fence) throws(TranscriptError) -> (
    source: String, isClosed: Bool
  ) {
    let start = lines[next]
    var source = start.source
    var hidden: Int?
    next += 1
    while next < lines.count {
      let line = lines[next]
      next += 1
      source += line.source
      guard let fence = Fence(line.content) else { continue }
      if fence.closes(opening) {
        // A longer fence, or one of tildes, shows the format on purpose; three backticks were forgotten.
        let isExample = !opening.isBacktick || opening.length > 3
        if let hidden, !isExample { throw error(.hiddenBlock(fence: start.number), at: hidden) }
        return (source, true)
      }
      if fence.opensBlock, hidden == nil { hidden = line.number }
    }
    if let hidden { throw error(.hiddenBlock(fence: start.number), at: hidden) }
    return (source, false)
  }

  private mutating func parseBlock() throws(TranscriptError) -> (Transcript.Block, Transcript.UnfinishedTurn?)
  {
    let start = lines[next]
    next += 1
    let first = next
    var end: Int?
    while next < lines.count, end == nil {
      let line = lines[next]
      if let fence = Fence(line.content), fence.isBacktick {
        guard fence.info.isEmpty else { throw error(.unclosedBlock(opened: start.number), at: line.number) }
        end = next
      }
      next += 1
    }
    let content = Array(lines[first..<(end ?? lines.count)])
    for line in content { try rejectConflictMarker(line) }
    var prompts = content.indices.filter { content[$0].isPrompt }
    var unfinished: Transcript.UnfinishedTurn?
    var complete = content.count
    if end == nil {
      // Everything from the last prompt on may lack its rest; the line after the opening fence, its prompt.
      complete = prompts.popLast() ?? content.firstIndex { !$0.content.isEmpty } ?? content.count
      let cut = content[complete...]
      let number = cut.first?.number ?? lines.count + 1
      unfinished = .init(line: number, text: cut.map(\.source).joined())
      // Without a prompt, only one last line may be the start of one.
      if let line = cut.first, !line.isPrompt, cut.count > 1 || !line.terminator.isEmpty {
        throw error(.textBeforePrompt(line.content), at: line.number)
      }
    }
    let leading = content[..<(prompts.first ?? complete)]
    if let line = leading.first(where: { !$0.content.isEmpty }) {
      throw error(.textBeforePrompt(line.content), at: line.number)
    }
    var entries: [Transcript.Entry] = []
    for (index, prompt) in prompts.enumerated() {
      let after = index + 1 < prompts.count ? prompts[index + 1] : complete
      entries.append(try entry(content[prompt..<after]))
    }
    let opening = start.source + leading.map(\.source).joined()
    return (
      .init(opening: opening, entries: entries, closing: end.map { lines[$0].source } ?? ""), unfinished
    )
  }

  private func entry(_ lines: ArraySlice<SourceLine>) throws(TranscriptError) -> Transcript.Entry {
    let prompt = lines[lines.startIndex]
    let end = lines.dropFirst().lastIndex { !$0.content.isEmpty }.map { $0 + 1 } ?? lines.startIndex + 1
    let reply = lines[(lines.startIndex + 1)..<end]
    if let line = reply.first(where: { $0.content.utf8.starts(with: Escaping.prompt.utf8) }) {
      throw error(.malformedPrompt(line.content), at: line.number)
    }
    // The column of an escape counts from the line's beginning, so the prompt is cut off afterwards.
    let typed = try unescaped(prompt).unicodeScalars.dropFirst(Escaping.prompt.utf8.count + 1)
    var replyLines: [String] = []
    for line in reply { replyLines.append(try unescaped(line)) }
    return Transcript.Entry(
      turn: Turn(
        input: String(String.UnicodeScalarView(typed)), reply: replyLines.joined(separator: "\n"),
        line: prompt.number),
      prompt: prompt.source, reply: reply.map(\.source), gap: lines[end...].map(\.source))
  }

  private func unescaped(_ line: SourceLine) throws(TranscriptError) -> String {
    do throws(Escaping.InvalidEscape) {
      return try Escaping.unescaped(line.content)
    } catch let escape {
      throw error(.invalidEscape(escape.sequence, column: escape.column), at: line.number)
    }
  }
}

extension SourceLine {
  fileprivate var isPrompt: Bool {
    let bytes = Array(content.utf8)
    let prompt = Array(Escaping.prompt.utf8)
    return bytes == prompt || bytes.starts(with: prompt + [UInt8(ascii: " ")])
  }
}
