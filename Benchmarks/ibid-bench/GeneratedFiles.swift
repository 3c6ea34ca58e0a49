import Knowledge

/// The files of a pack with its body and its statements written over and over.
///
/// The copies are about subjects made up for each, so that a question meets as many statements as before among more.
struct GeneratedFiles: KnowledgeFiles {
  private let files: any KnowledgeFiles
  private let folder: String
  private let generated: MemoryFiles

  init(pack: Pack, files: any KnowledgeFiles, scale: Int) throws(KnowledgeProblem) {
    self.files = files
    folder = pack.name
    func text(_ file: String) throws(KnowledgeProblem) -> String {
      String(decoding: try files.read(file, in: pack.name) ?? [], as: UTF8.self)
    }
    let lines = try text("document.txt").split(separator: "\n", omittingEmptySubsequences: false)
    let first = pack.document.sentences[0].line
    let last = pack.document.sentences[pack.document.sentences.count - 1].line
    let body = Array(lines[(first - 1)..<last])
    var document = Array(lines[..<last])
    for _ in 1..<max(1, scale) { document += [""] + body }
    let newLast = document.count
    document += lines[last...]
    let bytes = Array(document.joined(separator: "\n").utf8)
    let manifest = try text("pack.yaml")
      .replacing(pack.document.sha256, with: Document.sha256(of: bytes))
      .replacing("last: \(last)", with: "last: \(newLast)")
    let paragraphs = pack.document.sentences[pack.document.sentences.count - 1].number.paragraph
    var statements = try text("statements.yaml")
    var lexicon = try text("lexicon.yaml")
    let entries = statements.split(separator: "\n").drop { !$0.hasPrefix("statements:") }.dropFirst()
    let model = pack.statements.lazy.compactMap { $0.slots[.subject]?.first }.compactMap {
      pack.lexicon.concepts[$0]
    }.first { !$0.broader.isEmpty }
    for copy in 1..<max(1, scale) {
      let subject = Self.name(copy)
      lexicon +=
        "\n  \(subject):\n    kind: \(model?.kind ?? "")\n    is-a: [\(model?.broader.joined(separator: ", ") ?? "")]\n"
        + "    general: [\(subject)]\n"
      for line in entries {
        if line.hasPrefix("    sentence: "), let number = SentenceNumber(String(line.dropFirst(14))) {
          statements += "    sentence: \(number.paragraph + copy * paragraphs).\(number.sentence)\n"
        } else if line.hasPrefix("    subject: ") {
          statements += "    subject: [\(subject)]\n"
        } else if line.hasPrefix("  "), !line.hasPrefix("   "), line.hasSuffix(":") {
          statements += line.dropLast() + "-\(copy):\n"
        } else {
          statements += line + "\n"
        }
      }
    }
    generated = MemoryFiles([
      pack.name + "/document.txt": bytes, pack.name + "/pack.yaml": Array(manifest.utf8),
      pack.name + "/statements.yaml": Array(statements.utf8),
      pack.name + "/lexicon.yaml": Array(lexicon.utf8),
    ])
  }

  /// A word that no language has.
  private static func name(_ copy: Int) -> String {
    var letters = ""
    var rest = copy
    for _ in 0..<4 {
      letters += ["qua", "zo", "xi", "vu", "jy", "ke", "wo", "fa", "ru", "ti"][rest % 10]
      rest /= 10
    }
    return letters
  }

  func read(_ file: String, in folder: String) throws(KnowledgeProblem) -> [UInt8]? {
    if folder == self.folder, let bytes = try generated.read(file, in: folder) { return bytes }
    return try files.read(file, in: folder)
  }

  func displayName(_ file: String, in folder: String) -> String { "generated:\(folder)/\(file)" }
}
