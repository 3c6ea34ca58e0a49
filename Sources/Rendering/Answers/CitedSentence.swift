public import Knowledge

/// A sentence of the document with the statements that are quoted from it: what one `[N]` on the screen stands for.
public struct CitedSentence: Sendable, Equatable {
  /// Its number in the reply, 1-based.
  public let number: Int
  /// Which sentence it is.
  public let sentence: SentenceNumber
  /// 1-based line of the document.
  public let line: Int
  /// Its statements in the order of the document.
  public let statements: [Statement]
  /// The quoted parts: byte ranges of the document, ascending, none touching the next.
  public let quotes: [Range<Int>]

  /// The most bytes between two quotes that are shown as one; it is room for "; " or " and ".
  private static let bridge = 6

  /// Puts the statements of one sentence together; sentences stay in the order in which they come first.
  public static func group(_ statements: [Statement]) -> [CitedSentence] {
    var order: [SentenceNumber] = []
    var groups: [SentenceNumber: [Statement]] = [:]
    for statement in statements {
      let sentence = statement.citation.sentence
      if groups[sentence] == nil { order.append(sentence) }
      groups[sentence, default: []].append(statement)
    }
    return order.enumerated().map { index, sentence in
      let members = (groups[sentence] ?? []).sorted {
        let (one, other) = ($0.citation.range, $1.citation.range)
        return (one.lowerBound, one.upperBound, $0.id) < (other.lowerBound, other.upperBound, $1.id)
      }
      return CitedSentence(
        number: index + 1, sentence: sentence, line: members[0].citation.line, statements: members,
        quotes: merged(members.map(\.citation.range)))
    }
  }

  /// The same under another number.
  func numbered(_ number: Int) -> CitedSentence {
    CitedSentence(number: number, sentence: sentence, line: line, statements: statements, quotes: quotes)
  }

  /// Ranges in ascending order as few that do not touch.
  static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges {
      if let last = result.last, range.lowerBound <= last.upperBound + bridge {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
