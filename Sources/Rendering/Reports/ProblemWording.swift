public import Knowledge

/// What a person reads about a problem in a pack: where, what is wrong, what is expected, what to do.
public enum ProblemWording {
  /// One line: `file:line: what is wrong; what to do`.
  public static func line(_ problem: KnowledgeProblem) -> String {
    let mark = problem.severity == .warning ? "warning: " : ""
    return TerminalText.clean("\(problem.location): \(mark)\(wording(problem.defect))")
  }

  /// How many problems and warnings there are.
  public static func count(_ problems: [KnowledgeProblem]) -> String {
    let warnings = problems.count { $0.severity == .warning }
    let parts = [
      problems.count > warnings ? Phrases.count(problems.count - warnings, "problem") : nil,
      warnings > 0 ? Phrases.count(warnings, "warning") : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  private static func wording(_ defect: Defect) -> String {
    switch defect {
    case .missingFile: "there is no such file; a pack needs it, so add it or name another pack"
    case .unreadableFile(let reason): "cannot be read: \(reason); check its permissions"
    case .fileTooLarge(let limit):
      "larger than \(limit / 1024 / 1024) MB, the most that a pack's file may have; divide it"
    case .notUTF8(let offset): "byte \(offset) (counted from 0) is not UTF-8; save the file as UTF-8"
    case .malformedYAML(let reason): "not YAML: \(reason); check indentation and quotation marks"
    case .wrongType(let key, let expected): "\(key) has to be \(expected); write it so"
    case .missingKey(let key): "\"\(key)\" is missing; add it"
    case .unknownKey(let key, let known):
      "\"\(key)\" means nothing here; expected one of: \(known.joined(separator: ", "))\(suggestion(key, known))"
    case .unknownValue(let key, let value, let allowed):
      "\(key): \"\(value)\" is not possible; expected one of: \(allowed.joined(separator: ", "))\(suggestion(value, allowed))"
    case .pathLeavesPack(let path): "\"\(path)\" leads out of the pack's folder; name a file inside it"
    case .checksumMismatch(let expected, let actual):
      "the document's SHA-256 is \(actual), but pack.yaml expects \(expected); restore the document, or check every "
        + "quote and write the new checksum"
    case .emptyBody(let first, let last):
      "the body, lines \(first) to \(last), holds no sentence; give the first and last line of the text in pack.yaml"
    case .duplicate(let what, let id, let first):
      "\(what) \"\(id)\" is defined already at \(first); rename one of the two"
    case .undefined(let what, let id): "no \(what) \"\(id)\" is defined; define it or correct the name"
    case .cycle(let ids):
      "concept broader than itself: \(ids.joined(separator: " > ")); take one of these links out"
    case .sharedLabel(let label, let first, let second, let place):
      "\"\(label)\" names both \(first) (\(place)) and \(second); leave it to one of the two"
    case .labelNotInDocument(let label, let concept):
      "\"\(label)\" is listed as the document's own name for \(concept), but the document does not have it; move it to "
        + "\"general\""
    case .noSuchSentence(let number):
      "the document has no sentence \(number); give one as paragraph.sentence, such as 1.1"
    case .quoteNotFound(let quote, let sentence):
      "sentence \(sentence) does not hold \"\(quote)\"; copy the quote from the document letter by letter"
    case .quoteAmbiguous(let quote, let sentence):
      "sentence \(sentence) holds \"\(quote)\" more than once; make the quote longer"
    case .uncovered(let words, let sentence):
      "no statement quotes \"\(words)\" of sentence \(sentence); add a statement or lengthen a quote"
    case .unreachable(let statement):
      "no question can reach the statement \"\(statement)\"; give it a subject that a person can name"
    case .shadowed(let statement, let other):
      "no question can tell the statement \"\(statement)\" from \"\(other)\", which has the same slots and aspects; "
        + "give one of them a slot or an aspect of its own"
    case .malformedGist(let statement):
      "the gist of the statement \"\(statement)\" is empty or has several lines; write it on one line"
    case .unused(let concept):
      "no statement uses the concept \"\(concept)\", and nothing that is used is linked to it; use it or take it out"
    case .noteNotInDocument(let word):
      "the note is about \"\(word)\", which the document does not have; correct the word or take the note out"
    case .malformedQuestion(let reason):
      "not a labelled question: \(reason); CONTRIBUTING.md shows what it has to hold"
    case .malformedAnswer(let reason):
      "not a graded answer: \(reason); CONTRIBUTING.md shows what it has to hold"
    case .staleClassifier(let file):
      "learned from another \(file) than there is now; learn anew with `ibid train` and the pack's folder"
    case .malformedClassifier(let reason):
      "not learned weights: \(reason); write the file anew with `ibid train`"
    case .malformedTerm(let reason): "not a line of terms: \(reason)"
    }
  }

  private static func suggestion(_ word: String, _ known: [String]) -> String {
    Suggestion.nearest(to: word, among: known).first.map { "; did you mean \"\($0)\"?" } ?? ""
  }
}
