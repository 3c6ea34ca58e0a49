/// The front matter of a transcript: what it was recorded with.
///
/// Its lines are kept as they stand in the file, comments and unknown keys included.
public struct TranscriptHeader: Equatable, Sendable {
  /// The version of the format that this program writes, and the only one it reads.
  public static let formatVersion = 1

  /// The name of the pack of knowledge.
  public let pack: String
  /// The SHA-256 of the pack's document, 64 hexadecimal digits; nil when none was recorded.
  public private(set) var documentSHA256: String?
  /// The SHA-256 of all that the replies came from, 64 hexadecimal digits; nil when none was recorded.
  public private(set) var knowledgeSHA256: String?
  /// What the conversation shows, for readers.
  public let title: String?
  /// The front matter as it stands in the file, from the opening `---` to the end of the closing one.
  public private(set) var source: String

  enum Key {
    static let version = "ibid-transcript"
    static let pack = "pack"
    static let documentSHA256 = "document-sha256"
    static let knowledgeSHA256 = "knowledge-sha256"
    static let title = "title"
  }

  /// A value that its key cannot have.
  public struct InvalidValue: Error, Equatable, Sendable {
    /// The key, as it is spelled in the front matter.
    public let key: String
    /// The value given for it.
    public let value: String
  }

  /// Front matter for a new transcript.
  public init(
    pack: String, documentSHA256: String? = nil, knowledgeSHA256: String? = nil, title: String? = nil
  ) throws(InvalidValue) {
    self.pack = try Self.validated(pack: pack)
    self.documentSHA256 = try documentSHA256.map { (hex) throws(InvalidValue) in
      try Self.validated(sha256: hex, of: Key.documentSHA256)
    }
    self.knowledgeSHA256 = try knowledgeSHA256.map { (hex) throws(InvalidValue) in
      try Self.validated(sha256: hex, of: Key.knowledgeSHA256)
    }
    self.title = title == "" ? nil : title
    var lines = ["---", "\(Key.version): \(Self.formatVersion)", "\(Key.pack): \(pack)"]
    if let documentSHA256 { lines.append("\(Key.documentSHA256): \(documentSHA256)") }
    if let knowledgeSHA256 { lines.append("\(Key.knowledgeSHA256): \(knowledgeSHA256)") }
    if let title = self.title { lines.append("\(Key.title): \(FrontMatterValue.written(title))") }
    lines.append("---")
    source = lines.map { $0 + "\n" }.joined()
  }

  /// Front matter that was read, its values checked by the parser.
  init(pack: String, documentSHA256: String?, knowledgeSHA256: String?, title: String?, source: String) {
    self.pack = pack
    self.documentSHA256 = documentSHA256
    self.knowledgeSHA256 = knowledgeSHA256
    self.title = title
    self.source = source
  }

  /// Records another document, changing that line only, or adding it after the pack's.
  public mutating func setDocumentSHA256(_ hex: String) throws(InvalidValue) {
    documentSHA256 = try Self.validated(sha256: hex, of: Key.documentSHA256)
    set(Key.documentSHA256, to: hex, below: Key.pack)
  }

  /// Records other knowledge, changing that line only, or adding it after the document's.
  public mutating func setKnowledgeSHA256(_ hex: String) throws(InvalidValue) {
    knowledgeSHA256 = try Self.validated(sha256: hex, of: Key.knowledgeSHA256)
    set(Key.knowledgeSHA256, to: hex, below: documentSHA256 == nil ? Key.pack : Key.documentSHA256)
  }

  private mutating func set(_ key: String, to value: String, below other: String) {
    let entry = "\(key): \(value)"
    // The source was valid when it was read or written; should it not split, there is nothing to change.
    guard var lines = try? SourceLine.lines(of: Array(source.utf8)).lines else { return }
    if let index = lines.firstIndex(where: { FrontMatterLine($0.content) == .entry(key: key) }) {
      lines[index] = SourceLine(content: entry, terminator: lines[index].terminator, number: 0)
    } else if let index = lines.firstIndex(where: { FrontMatterLine($0.content) == .entry(key: other) }) {
      lines.insert(SourceLine(content: entry, terminator: lines[index].terminator, number: 0), at: index + 1)
    }
    source = lines.map(\.source).joined()
  }

  static func validated(pack: String) throws(InvalidValue) -> String {
    let bytes = pack.utf8
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
      default: false
      }
    }
    guard let first = bytes.first, isAlphanumeric(first),
      bytes.allSatisfy({ isAlphanumeric($0) || "._-".utf8.contains($0) })
    else { throw InvalidValue(key: Key.pack, value: pack) }
    return pack
  }

  static func validated(sha256 hex: String, of key: String) throws(InvalidValue) -> String {
    guard hex.utf8.count == 64, hex.utf8.allSatisfy(Escaping.isHexDigit) else {
      throw InvalidValue(key: key, value: hex)
    }
    return hex
  }
}
