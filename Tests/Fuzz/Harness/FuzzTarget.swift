import Answering
import EmbeddedKnowledge
import FoundationEssentials
import Glibc
import Knowledge
import LineEditing
import Rendering
import Transcripts

/// A way in, with what has to hold whatever comes through it.
enum FuzzTarget: String, CaseIterable {
  case question, conversation, transcript, pack, history, configuration

  /// The pack that ships.
  nonisolated(unsafe) private static var shipped: Answerer!
  /// A small pack by file, for changes.
  nonisolated(unsafe) private static var small: [String: [UInt8]] = [:]
  /// A file in memory for what is read from disk.
  private static let file = "/dev/shm/ibid-fuzz-\(getpid())"

  func prepare() {
    switch self {
    case .question, .conversation:
      Self.shipped = try! Answerer(pack: PackSource(path: nil).load())
    case .pack:
      Self.small = EmbeddedKnowledge.files.filter { !$0.key.hasPrefix("net-systemic-therapy/") }
      // The lists of words take most of the time of loading and hold nothing but words.
      for (name, bytes) in Self.small where name.hasSuffix(".txt") {
        Self.small[name] = Array(
          bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(12)
            .joined(separator: [UInt8(ascii: "\n")]))
      }
      for name in ["pack.yaml", "document.txt", "lexicon.yaml", "statements.yaml"] {
        let url = URL(fileURLWithPath: "Tests/Fixtures/garden/" + name)
        Self.small["garden/" + name] = Array(try! Data(contentsOf: url))
      }
    case .transcript, .history, .configuration: break
    }
    atexit { for name in ["", ".lock", ".new"] { unlink(FuzzTarget.file + name) } }
  }

  func run(_ bytes: [UInt8]) {
    switch self {
    case .question: Self.converse([String(decoding: bytes, as: UTF8.self)])
    case .conversation:
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      Self.converse(lines.prefix(12).map { String(decoding: $0, as: UTF8.self) })
    case .transcript: Self.readTranscript(bytes)
    case .pack: Self.loadPack(bytes)
    case .history: Self.readHistory(bytes)
    case .configuration: Self.configure(bytes)
    }
  }

  // MARK: Questions

  /// The same lines get the same bytes; what is cited stands in the document; nothing is cited where nothing answers;
  /// no reply holds anything that a terminal obeys; and a record of it parses to what it was made of.
  private static func converse(_ lines: [String]) {
    let pack = shipped.pack
    var (one, other) = (Session(answerer: shipped), Session(answerer: shipped))
    var turns: [Turn] = []
    for line in lines {
      let (turn, again) = (one.recordedTurn(line), other.recordedTurn(line))
      require(turn.reply.map { Array($0.utf8) } == again.reply.map { Array($0.utf8) }, "same input, same bytes")
      if let answer = turn.answer {
        check(answer, pack)
        let json = AnswerJSON(pack: pack)
        require(
          json.value(answer, to: line, explaining: true).text
            == json.value(again.answer!, to: line, explaining: true).text, "same input, same JSON")
        _ = ExplanationText(pack: pack).page(answer).text(width: 1)
      }
      guard let reply = turn.reply else { break }
      require(isClean(reply), "a reply holds nothing that a terminal obeys")
      turns.append(Turn(input: line, reply: reply))
    }
    require(isClean(ConversationMarkdown(pack: pack, version: "x").text(one.turns)), "an export is clean")
    guard let header = try? TranscriptHeader(pack: pack.name, documentSHA256: pack.document.sha256) else {
      return require(false, "the shipped pack has a name that can be recorded")
    }
    let written = Transcript(header: header, turns: turns).serialized()
    let parsed = try? Transcript(parsing: written, file: "")
    require(parsed?.serialized() == written, "what is recorded parses to the same bytes")
    require(
      parsed?.turns.map { [Array($0.input.utf8), Array($0.reply.utf8)] }
        == turns.map { [Array($0.input.utf8), Array($0.reply.utf8)] }, "what is recorded parses to its turns")
  }

  private static func check(_ answer: Answer, _ pack: Pack) {
    for statement in answer.statements + answer.related { checkCitation(statement, pack) }
    switch answer.outcome {
    case .answered: require(!answer.statements.isEmpty, "an answer cites something")
    case .abstained, .clarify:
      require(answer.statements.isEmpty, "nothing is cited where nothing answers")
      require(answer.verdict == nil, "there is no verdict where nothing answers")
    }
  }

  private static func checkCitation(_ statement: Statement, _ pack: Pack) {
    let citation = statement.citation
    require(
      citation.range.upperBound <= pack.document.bytes.count
        && pack.document.bytes[citation.range].elementsEqual(citation.quote.utf8), "citations are verbatim")
  }

  /// Whether a text holds nothing but line ends that a terminal obeys, reorders or hides.
  private static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n"
      case .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }

  // MARK: Files

  /// What parses is written the same; accepting the replies that are there changes nothing; errors name a line.
  private static func readTranscript(_ bytes: [UInt8]) {
    _ = QuestionList.lines(of: bytes)
    do throws(TranscriptError) {
      let transcript = try Transcript(parsing: bytes, file: "x.md")
      require(transcript.serialized() == bytes, "parsing and writing are inverse")
      let accepted = transcript.replacingReplies(transcript.turns.map(\.reply))
      require(accepted.serialized() == bytes, "accepting what is there changes nothing")
      let changed = transcript.replacingReplies(transcript.turns.map { _ in "ibid> x\n```\n\u{1B}\n" })
      guard transcript.unfinished == nil else { return }
      let reread = try? Transcript(parsing: changed.serialized(), file: "x.md")
      require(reread?.turns.count == transcript.turns.count, "a reply cannot add or hide turns")
      require(reread?.turns.allSatisfy { $0.reply == "ibid> x\n```\n\u{1B}\n" } ?? false, "replies are kept")
    } catch {
      require(error.description.hasPrefix("x.md:"), "an error tells where")
      require(isClean(error.description), "an error is clean")
    }
  }

  /// The first byte chooses which file of a small pack the rest replaces. A pack loads whole, with its quotes
  /// verbatim, or not at all, with the same problems each time; what loads can be asked.
  private static func loadPack(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    var files = small
    let names = ["pack.yaml", "lexicon.yaml", "statements.yaml", "document.txt", "classifier.txt"]
    let name = names[Int(choice) % names.count]
    files["garden/" + name] = Array(bytes.dropFirst())
    if name == "document.txt" {
      let old = String(decoding: files["garden/pack.yaml"]!, as: UTF8.self)
      let sum = "sha256: " + Document.sha256(of: Array(bytes.dropFirst()))
      files["garden/pack.yaml"] = Array(old.replacing(/sha256: [0-9a-f]+/, with: sum).utf8)
    }
    do throws(InvalidKnowledge) {
      let pack = try PackLoader.load("garden", from: MemoryFiles(files))
      for statement in pack.statements { checkCitation(statement, pack) }
      var conversation = Session(answerer: Answerer(pack: pack))
      for line in ["does basil reduce aphids?", "what about onions?", "/topics", "/summary", "/about"] {
        require(conversation.recordedReply(to: line).map(isClean) ?? false, "replies of any pack are clean")
      }
      _ = PackCheck.report(for: pack)
    } catch {
      require(!error.problems.isEmpty, "what does not load has a problem")
      let lines = error.problems.map(ProblemWording.line)
      for line in lines { require(isClean(line), "problems are clean") }
      do throws(InvalidKnowledge) {
        _ = try PackLoader.load("garden", from: MemoryFiles(files))
        require(false, "what does not load once does not load again")
      } catch {
        require(error.problems.map(ProblemWording.line) == lines, "same pack, same problems")
      }
    }
  }

  /// Any file opens; what is added to one that is ours is there afterwards, and what was understood stays.
  private static func readHistory(_ bytes: [UInt8]) {
    write(bytes)
    let before = LineHistory(path: file, limit: 1000)
    let entries = before.entries
    let isOurs = before.isPersistent
    let new = "new \u{1B}[2J\\ entry\n"
    before.append(new)
    let after = LineHistory(path: file, limit: 1000)
    if isOurs {
      require(after.entries == Array((entries.last == new ? entries : entries + [new]).suffix(1000)), "kept")
    } else {
      require((try? Data(contentsOf: URL(fileURLWithPath: file))).map(Array.init) == bytes, "left alone")
    }
    _ = QuestionList.lines(of: bytes)
  }

  /// Settings are taken or refused with a clean message, the same each time.
  private static func configure(_ bytes: [UInt8]) {
    write(bytes)
    func outcome() -> String {
      var settings = Settings()
      do throws(SettingProblem) {
        try SettingsFile.apply(file, to: &settings)
        return Setting.allCases.map { settings.text($0) + settings.origin($0).text(for: $0) }.joined()
      } catch {
        return error.description
      }
    }
    let first = outcome()
    require(first == outcome(), "same file, same settings")
    require(isClean(TerminalText.clean(first)), "clean")
  }

  private static func write(_ bytes: [UInt8]) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    require(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "scratch file")
  }
}
