/// Words at the end of a sentence that deny what was said before in it ("..., but he does not", "..., the other has not").
struct LaterDenial {
  /// The tokens that name whom or what they deny it of; empty where that is left out.
  let subject: Range<Int>
  /// Whether they deny it of somebody else than of whom it was said.
  let isOfAnother: Bool

  /// Takes a place in the sentence; nil if nothing is denied at its end, nor by the next sentence ("He has X. No, he does
  /// not.").
  init?(after place: Int, in tokens: [Token]) {
    let end = tokens[place...].firstIndex(where: Self.ends) ?? tokens.count
    if let denial = LaterDenial(from: place, to: end, in: tokens) {
      self = denial
      return
    }
    let next = end + 1
    guard next < tokens.count, tokens[end].text != "?" else { return nil }
    let start = tokens[next...].firstIndex { $0.kind == .word && $0.text != "no" } ?? next
    let stop = tokens[next...].firstIndex(where: Self.ends) ?? tokens.count
    guard start < stop, let denial = LaterDenial(from: start - 1, to: stop, in: tokens),
      !denial.isOfAnother, denial.subject.lowerBound == start, !denial.subject.isEmpty
    else { return nil }
    self = denial
  }

  private init?(from place: Int, to end: Int, in tokens: [Token]) {
    if end < tokens.count, tokens[end].text == "?" { return nil }
    guard let negator = tokens[place..<end].lastIndex(where: { $0.text == "not" }), negator > place,
      Self.verbs.contains(tokens[negator - 1].text),
      // "..., isn't it" asks.
      tokens[(negator + 1)..<end].first.map({ Self.having.contains($0.text) }) ?? true,
      tokens[(negator + 1)..<end].dropFirst().allSatisfy({ Self.repeating.contains($0.text) })
    else { return nil }
    let subject = tokens[place..<(negator - 1)].reversed().prefix {
      $0.kind == .word && !Self.joining.contains($0.text)
    }
    self.subject = (negator - 1 - subject.count)..<(negator - 1)
    guard self.subject.lowerBound > place, !subject.contains(where: { Self.reporting.contains($0.text) })
    else {
      return nil
    }
    isOfAnother = !subject.allSatisfy { Self.same.contains($0.text) }
  }

  private static func ends(_ token: Token) -> Bool {
    token.endsGroup && token.text == ":"
      || token.endsSentence && token.text != ";" && (token.text != "." || token.endsGroup)
  }

  private static let verbs: Set = ["does", "do", "did", "has", "have", "had", "is", "are", "was", "were"]
  private static let joining: Set = ["but", "while", "whereas", "and", "although", "though", "however"]
  private static let having: Set = ["have", "had", "any", "either", "yet"]
  /// What stands for what was said before.
  private static let repeating: Set = ["had", "any", "it", "them", "that", "either", "yet"]
  /// Words of what somebody says or asks.
  private static let reporting: Set = [
    "say", "says", "said", "think", "thinks", "thought", "what", "which", "who",
  ]
  /// Who is meant by them is of whom it was said.
  private static let same: Set = [
    "he", "she", "they", "it", "i", "we", "there", "the", "this", "patient", "actually",
  ]
}
