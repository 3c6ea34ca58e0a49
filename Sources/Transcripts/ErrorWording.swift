import Glibc

// Every word that this target says about an error: what is wrong, where, and what to do next.

extension TranscriptError: CustomStringConvertible {
  /// One line: `file:line: what is wrong; what to do`.
  public var description: String { "\(file):\(line): \(problem.wording)" }
}

extension Transcript {
  /// What to tell a person about a file that ends inside a block, one line like an error's; nil for a whole file.
  public var warning: String? {
    unfinished.map { turn in
      "\(file):\(turn.line): the file ends inside a block, so what begins here is left out; "
        + "end the block with a line '```' if its last reply is whole, or take the turn out"
    }
  }
}

extension TranscriptHeader.InvalidValue: CustomStringConvertible {
  /// What the key expects.
  public var description: String {
    switch key {
    case TranscriptHeader.Key.pack:
      "'\(shown(value))' is not the name of a pack; write letters, digits, '.', '_' and '-'"
    case TranscriptHeader.Key.documentSHA256, TranscriptHeader.Key.knowledgeSHA256:
      "'\(shown(value))' is not a SHA-256; write 64 hexadecimal digits, or take the line out and accept again"
    default:
      "the value of '\(key)' opens a quotation that does not end well: \(shown(value)); "
        + "close it, and write only \\\" \\\\ \\n \\t \\r \\uXXXX \\UXXXXXXXX inside"
    }
  }
}

extension TranscriptError.Problem {
  fileprivate var wording: String {
    switch self {
    case .notUTF8: "bytes that are not UTF-8; save the file as UTF-8"
    case .noFrontMatter:
      "no front matter; a transcript begins with a line '---' and then 'ibid-transcript: 1'"
    case .unclosedFrontMatter: "the front matter does not end; write a line '---' after its last key"
    case .missingKey(let key): "the front matter lacks '\(key)'; add \(example(of: key))"
    case .duplicateKey(let key, let first):
      "'\(key)' stands already on line \(first); take one of the two out"
    case .malformedFrontMatter(let line):
      "expected 'key: value', a comment or a blank line, found '\(shown(line))'; write one key a line, unindented"
    case .unsupportedVersion(let version):
      "format version '\(shown(version))'; this program reads version \(TranscriptHeader.formatVersion)"
    case .invalidValue(let value): value.description
    case .malformedOpeningFence(let line):
      "'\(shown(line))' does not open a block of turns; write exactly '\(Fence.blockOpening)', "
        + "or put an example inside a fence of four backticks"
    case .hiddenBlock(let fence):
      "this block of turns stands inside the fenced block of line \(fence) and would not be replayed; "
        + "close that one first, or give it four backticks if it shows an example"
    case .turnOutsideBlock:
      "a turn outside of every block would not be replayed; take out the fence too many before it, open a block "
        + "with '\(Fence.blockOpening)', or indent the line if it is none"
    case .conflictMarker(let line):
      "'\(shown(line))' is left from a merge; keep one of the two versions and take its marks out"
    case .unclosedBlock(let opened):
      "a fence inside the block of turns of line \(opened); close that block before with '```', "
        + "or write a backslash before the fence if it belongs to the reply"
    case .textBeforePrompt(let line):
      "expected a question after '\(Escaping.prompt) ', found '\(shown(line))'; begin the block with a question"
    case .malformedPrompt(let line):
      "expected a space after '\(Escaping.prompt)' in '\(shown(line))'; "
        + "add it, or write 'ibid\\>' if the line belongs to the reply"
    case .invalidEscape(let sequence, let column):
      "column \(column): '\(sequence)' is no escape; "
        + "write '\\\\' for a backslash, or one of \\n \\t \\r \\u{HEX} and a backslash before punctuation"
    }
  }

  private func example(of key: String) -> String {
    switch key {
    case TranscriptHeader.Key.version: "'\(key): \(TranscriptHeader.formatVersion)'"
    default: "'\(key): NAME'"
    }
  }
}

extension TranscriptFileError: CustomStringConvertible {
  /// One line: `path: what is wrong; what to do`.
  public var description: String {
    switch self {
    case .notFound(let path): "\(shown(path)): no such file or folder; check the name"
    case .alreadyExists(let path):
      "\(shown(path)): already exists; name another file, or agree to overwrite it"
    case .notAFile(let path): "\(shown(path)): not a regular file; name a file"
    case .tooLarge(let path, let limit):
      "\(shown(path)): larger than \(limit >> 20) MB, the most that is read; divide it"
    case .notATranscript(let path):
      "\(shown(path)):1: not a transcript; one begins with '---' and then 'ibid-transcript: 1'"
    case .noTranscripts(let folder):
      "\(shown(folder)): no transcript in this folder; one is a file *.md that begins with '---' "
        + "and then 'ibid-transcript: 1'"
    case .finished(let path): "\(shown(path)): the recording has ended; start another in a new file"
    case .changedMeanwhile(let path):
      "\(shown(path)): changed, moved or removed while it was recorded; the recording stops here, "
        + "start another in a new file"
    case .system(let operation, let path, let code):
      "\(shown(path)): cannot \(operation.rawValue): \(String(cString: strerror(code))); \(advice(for: code))"
    }
  }

  private func advice(for code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "free some space and try again"
    case EACCES, EPERM, EROFS: "check the permissions, or name another place"
    case ENOENT, ENOTDIR: "check that the folder exists"
    default: "check the path, or name another place"
    }
  }
}

/// Text from a file or a person, safe to print in a message and not too long for one.
private func shown(_ text: String) -> String {
  let limit = 60
  let scalars = text.unicodeScalars.prefix(limit + 1)
  let visible = scalars.prefix(limit).map { scalar in
    scalar == "\\" ? "\\" : Escaping.visible(scalar) ?? String(scalar)
  }
  return visible.joined() + (scalars.count > limit ? "..." : "")
}
