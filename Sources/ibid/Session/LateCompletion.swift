import LineEditing
import Quiz
import Rendering

/// Completion that is prepared when Tab is first pressed, as the prompt must not wait for it.
final class LateCompletion {
  weak var chat: Chat?
  private var completer: QuestionCompleter?

  func complete(_ line: String, _ cursor: Int) -> CompletionResult {
    guard let chat else { return CompletionResult(range: cursor..<cursor, candidates: []) }
    let ready = completer ?? QuestionCompleter(answerer: chat.session.answerer)
    completer = ready
    var result =
      if let sitting = chat.session.sitting {
        ready.complete(line, cursor, keys: sitting.keys, wantsWords: sitting.wantsWords)
      } else { ready.complete(line, cursor, citations: chat.session.citations) }
    // Names of files come from anybody.
    for index in result.candidates.indices {
      result.candidates[index].display = TerminalText.clean(result.candidates[index].display)
    }
    return result
  }
}
