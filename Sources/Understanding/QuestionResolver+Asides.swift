import Knowledge

// Lines that ask nothing of the document.
extension QuestionResolver {
  /// What a line is that asks nothing of the document. Where somebody may be in danger, nothing else in it matters.
  func aside(_ clauses: [Clause]) -> Aside? {
    var named: [Aside] = []
    for clause in clauses {
      // Of most mentions their role tells at once that they are none.
      for mention in clause.mentions where mention.role == .discourse {
        if let aside = Aside(rawValue: mention.concept) { named.append(aside) }
      }
    }
    if named.isEmpty { return nil }
    if named.contains(.distress) { return .distress }
    if let asked = Aside.ofProgram.first(where: named.contains), !clauses.contains(where: hasContent) {
      return asked
    }
    if let aside = Aside.ofMemory.first(where: named.contains), isOnlyTalk(clauses) { return aside }
    return isOnlyCourteous(clauses) ? Aside.courtesies.first(where: named.contains) : nil
  }

  private func isCourteous(_ clause: Clause) -> Bool {
    Aside.courtesies.contains { clause.mentions($0.rawValue) }
  }

  private func isOnlyCourteous(_ clauses: [Clause]) -> Bool {
    clauses.contains(where: isCourteous)
      && clauses.allSatisfy { clause in
        !hasContent(clause) && !clause.hasQuestionMark && clause.unknown.count <= 1
          && (isCourteous(clause) || !clause.asks)
      }
  }

  /// Whether nothing is told or asked besides.
  private func isOnlyTalk(_ clauses: [Clause]) -> Bool {
    clauses.allSatisfy { !hasContent($0) && !$0.hasQuestionMark && $0.unknown.count <= 1 }
  }

  /// "No, he doesn't", "she has none": of what was told before, and nothing else.
  func deniesAll(_ reading: Reading) -> Bool {
    let words = reading.ownTokens.drop { $0.kind == .mark || Self.hesitating.contains($0.text) }
    guard let first = words.first,
      TaleReader.persons.union(["it", "that", "this", "the"]).contains(first.text),
      !reading.ownTokens.contains(where: { $0.text == "?" })
    else { return false }
    let said = words.dropFirst().filter { $0.kind != .mark && $0.text != "patient" }.map(\.text)
    guard let verb = said.first,
      ["does", "did", "has", "have", "do", "is", "was", "are", "were"].contains(verb)
    else { return false }
    let rest = said.dropFirst()
    // "That was wrong", "it was a mistake".
    if ["that", "this", "it"].contains(first.text), rest.count <= 2, let last = rest.last,
      AbsenceFinder.wrong.union(["mistake", "error"]).contains(last),
      rest.dropLast().allSatisfy({ ["a", "an", "all"].contains($0) })
    {
      return true
    }
    return rest.first == "none" && rest.count == 1
      || rest.first == "not"
        && rest.dropFirst().allSatisfy {
          ["have", "had", "it", "any", "that", "so", "true", "right", "correct"].contains($0)
        }
  }

  private static let hesitating: Set = [
    "no", "nope", "wait", "sorry", "actually", "oops", "but", "correction", "well", "oh", "ah", "hang",
    "hold",
    "on", "my", "mistake", "bad", "error", "apologies",
  ]

  /// "ok", "hmm": nothing to go on with.
  func isOnlyFiller(_ clauses: [Clause]) -> Bool {
    clauses.allSatisfy { clause in
      !clause.hasQuestionMark && clause.mentions.allSatisfy { $0.concept == Cue.filler }
    }
  }
}
