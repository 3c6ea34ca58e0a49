public import Answering
import Knowledge
import Understanding

/// Proves for every generated item that its key is right and what it offers beside it is wrong.
public struct ItemCheck: Sendable {
  /// Something wrong with an item.
  public struct Problem: Sendable, Equatable {
    /// The item.
    public let item: ItemID
    /// What is wrong.
    public let fault: Fault
  }

  /// What can be wrong with an item.
  public enum Fault: Sendable, Equatable {
    /// The gap put back does not give the words of the document.
    case notTheQuote
    /// The grader does not accept the key: how it grades it.
    case keyRefused(Grade.Outcome)
    /// The claim that is to be true is not confirmed.
    case notConfirmed(String)
    /// The claim that is to be false is not denied.
    case notDenied(String)
    /// An option that is to be wrong may be right.
    case secondAnswer(String)
    /// There is not exactly one right option.
    case keys(Int)
    /// Two items have the same name.
    case duplicate
  }

  private let judge: ClaimJudge
  private let grader: Grader

  /// Checks items of the pack that an answerer answers from.
  public init(answerer: Answerer) {
    judge = ClaimJudge(answerer: answerer)
    grader = Grader(answerer: answerer)
  }

  /// All that is wrong, in the order of the items.
  public func problems(of items: [Item]) -> [Problem] {
    var seen: Set<ItemID> = []
    return items.flatMap { item in
      var faults = faults(of: item)
      if !seen.insert(item.id).inserted { faults.append(.duplicate) }
      return faults.map { Problem(item: item.id, fault: $0) }
    }
  }

  private func faults(of item: Item) -> [Fault] {
    switch item.task {
    case .cloze(let gap, _):
      return (isQuoted(gap, item.statement) ? [] : [.notTheQuote]) + refusals(of: gap.hidden, item)
    case .choice(let gap, let options): return faults(of: gap, options, item.statement)
    case .trueFalse(let claim):
      let verdict = judge.verdict(on: claim.text, by: claim.fault == nil ? item.statement.id : nil)
      if claim.fault == nil {
        return claim.text == item.statement.gist && [.yes, .qualified].contains(verdict)
          ? [] : [.notConfirmed(claim.text)]
      }
      return verdict == .no ? [] : [.notDenied(claim.text)]
    case .recall: return refusals(of: item.statement.gist, item)
    }
  }

  /// Whether a text is the sentence of a statement, byte for byte, and what is hidden in it a part of the quote.
  private func isQuoted(_ gap: GappedText, _ statement: Statement) -> Bool {
    let document = judge.answerer.pack.document
    guard let sentence = document.sentence(statement.citation.sentence),
      gap.before + gap.hidden + gap.after == document.text(in: sentence.range)
    else { return false }
    let start = sentence.range.lowerBound + gap.before.utf8.count
    let range = statement.citation.range
    return range.lowerBound <= start && start + gap.hidden.utf8.count <= range.upperBound
  }

  private func refusals(of key: String, _ item: Item) -> [Fault] {
    guard let grade = grader.grade(key, to: item), grade.outcome != .right else { return [] }
    return [.keyRefused(grade.outcome)]
  }

  private func faults(of gap: GappedText, _ options: [Alternative], _ statement: Statement) -> [Fault] {
    let keys = options.filter { $0.fault == nil }
    var faults: [Fault] = keys.count == 1 ? [] : [.keys(keys.count)]
    for option in options {
      let verdict = judge.verdict(on: gap.before + option.text + gap.after)
      if let fault = option.fault {
        let slot = slot(of: keys.first, in: statement)
        let isShown =
          switch fault {
          case .denied: verdict == .no
          case .contrary: verdict != .yes && verdict != .qualified
          case .belongsElsewhere(let other):
            judge.otherPlace(of: option.concepts, insteadOf: statement, slot) == other && verdict == nil
          }
        if !isShown || judge.supports(statement, slot, exchangedFor: option.concepts) {
          faults.append(.secondAnswer(option.text))
        }
      } else if gap.before + option.text + gap.after != statement.gist {
        faults.append(.notConfirmed(option.text))
      }
    }
    return faults
  }

  private func slot(of key: Alternative?, in statement: Statement) -> Slot {
    key?.concepts.first.flatMap { SlotFinder.slot(of: $0, in: statement) } ?? .object
  }
}
