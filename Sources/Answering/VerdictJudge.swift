import Knowledge
import Understanding

/// Tells the truth of a proposition as the user worded it.
///
/// A proposition is a row of claims: each thing said of the topic, turned by the cues before it in its part of the
/// sentence. One false claim makes the whole false.
struct VerdictJudge: Sendable {
  let lexicon: Lexicon
  /// Aspects of which even key words with a question mark ask whether they are there.
  private static let properties = [Cue.effect, Cue.role, Cue.agreement, Cue.evidence]

  /// The verdict on a question of yes or no; nil if it wants another sort of answer.
  func verdict(on question: Question, by candidates: [Candidate]) -> Verdict? {
    let asksForProperty =
      question.form == .keywords && question.hasQuestionMark
      && question.aspects.contains { Self.properties.contains($0) }
    guard question.form == .whether || question.hasTag || asksForProperty, let best = candidates.first,
      !best.isChoice, !question.isSameness
    else { return nil }
    return truth(of: question, by: best)
  }

  /// How true what a question says is, taken as a proposition whether it asks for that or not.
  func truth(of question: Question, by best: Candidate) -> Verdict {
    let certainty = best.statement.certainty
    let isTrue = holds(question, best)
    if question.aspects.contains(Cue.isMentioned) { return isTrue ? .yes : .no }
    if question.isExclusive, isTrue, best.statement.aspects.contains(Cue.alternatives) {
      return certainty.denies
    }
    if let denied = deniedAspect(of: best.statement), question.aspects.contains(denied) {
      return isTrue ? .no : .yes
    }
    if isTrue {
      if question.isUniversal, certainty.affirms == .yes, certainty.denies == .no, certainty.isHedged {
        return .qualified
      }
      // Said for some patients only, who were not asked about.
      let isForSome = !best.statement.fillers(of: .population).isEmpty
      let isForThese = best.findings.contains {
        if case .slot(.population, _) = $0.account {
          true
        } else if case .slot(.object, _) = $0.account {
          true
        } else {
          false
        }
      }
      func saysOfPatient(_ mention: Mention) -> Bool {
        mention.role == .condition || mention.role == .finding
      }
      return certainty.affirms == .yes && isForSome && !isForThese
        && !question.mentions.contains(where: saysOfPatient)
        && !question.context.contains(where: saysOfPatient)
        ? .qualified : certainty.affirms
    }
    return best.opposed.isEmpty ? certainty.denies : certainty.denies == .yes ? .yes : .no
  }

  /// The aspect that a statement denies outright, such as agreement by "no agreement"; it is asked for rarely.
  func deniedAspect(of statement: Statement) -> String? {
    guard statement.certainty.affirms == .qualified else { return nil }
    let isDenied = statement.fillers(of: .value).contains {
      isNegative($0) && lexicon.concepts[$0]?.implied.first == Cue.agreement
    }
    return isDenied ? Cue.agreement : nil
  }

  private func holds(_ question: Question, _ candidate: Candidate) -> Bool {
    var isTrue = !question.isNegatedBefore
    var carried = 0
    var claims: [(mention: Mention, token: Int)] = []
    for mention in question.mentions
    where isClaim(mention, candidate) && !question.inherited.contains(mention.concept) {
      if let token = mention.tokens.first { claims.append((mention, token)) }
    }
    // "untrue", before all that is claimed, denies the whole.
    let start = claims.lazy.map(\.token).min() ?? .min
    let outer = question.reversals.filter { $0 < start }
    let inner = question.negators.filter { !outer.contains($0) }
    for part in parts(question) {
      var lastClaim: Int?
      var judged: [Int] = []
      for (claim, token) in claims where part.contains(token) {
        lastClaim = max(lastClaim ?? token, token)
        guard !judged.contains(token) else { continue }
        judged.append(token)
        var turns = carried + inner.count { part.contains($0) && $0 <= token }
        if isAgainst(claim, question, candidate) { turns += 1 }
        if isNegative(claim.concept) && !candidate.opposed.contains(claim.concept)
          && isAsserted(claim, candidate)
        {
          turns += 1
        }
        if turns % 2 == 1 { isTrue = false }
      }
      guard let lastClaim else {
        carried += inner.count(where: part.contains)
        continue
      }
      // "X would be pointless": what turns the claim stands behind it.
      let behind = inner.count { part.contains($0) && $0 > lastClaim }
      if behind % 2 == 1 { isTrue = !isTrue }
      carried = 0
    }
    if (carried + outer.count) % 2 == 1 { isTrue = !isTrue }
    return isTrue
  }

  private func parts(_ question: Question) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = Int.min
    for position in question.breaks.sorted() {
      parts.append(start..<position)
      start = position
    }
    parts.append(start..<Int.max)
    return parts
  }

  private func isClaim(_ mention: Mention, _ candidate: Candidate) -> Bool {
    switch mention.role {
    case .value, .nuance, .finding, .aspect, .relation: true
    case .condition: candidate.opposed.contains(mention.concept)
    case .topic: candidate.opposed.contains(mention.concept) && candidate.isMisplaced
    default: false
    }
  }

  private func isAgainst(_ claim: Mention, _ question: Question, _ candidate: Candidate) -> Bool {
    if let denied = question.denialStart, (claim.tokens.first ?? 0) > denied {
      return !candidate.opposed.contains(claim.concept)
        && candidate.findings(on: claim.concept).contains(where: \.account.isSlot)
    }
    return candidate.opposed.contains(claim.concept)
  }

  private func isAsserted(_ claim: Mention, _ candidate: Candidate) -> Bool {
    candidate.statement.fillers(of: .value).contains {
      lexicon.isA($0, claim.concept) || lexicon.isA(claim.concept, $0)
    }
  }

  /// Whether a statement itself denies something ("no role").
  func denies(_ statement: Statement) -> Bool { statement.fillers(of: .value).contains(where: isNegative) }

  /// A statement's own negative: the claim that repeats it is true where the plain claim is false.
  private func isNegative(_ concept: String) -> Bool { concept.hasPrefix("no-") || concept.hasPrefix("low-") }
}
