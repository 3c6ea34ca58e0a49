import Knowledge

/// Divides a reading into clauses and tells which of them ask, and how.
///
/// A class, though nothing of it changes: its parts ask each other all the time, and each would copy its many lists.
final class ClauseDivider {
  private let tokens: [Token]
  private let mentions: [Mention]
  private let unknown: [UnknownWord]
  /// For each token what it does for the form of a question by itself.
  private let cues: [FormCue?]
  /// For each token, and for the end, the first of `mentions`, `unknown` and `words` that begins there or later; an input
  /// of ten thousand words has too many to look through them for every clause.
  private let firsts: [(mention: Int, unknown: Int, word: Int)]
  /// The tokens that are no marks.
  private let words: [Int]

  // Made once: a list in the middle of the code is made anew whenever it is looked at.
  private static let subjects = ["i", "we", "it", "he", "she", "they", "you"]
  private static let tagSubjects: Set = ["it", "they", "he", "she", "we", "you", "i", "that", "there"]
  private static let finalTags = ["no", "yes", "eh", "yeah"]
  private static let breakingMarks = [",", ";", ".", ":"]
  private static let breakingWords = ["but", "while", "whereas"]
  private static let denials = [Cue.negator, Cue.reversal, Cue.worthless]
  private static let properties = ["ed", "able", "ible", "ful", "ive", "ate"]
  private static let ends = [".", "?", "!"]
  private static let answers: Set = [
    "no", "none", "nope", "absent", "negative", "yes", "yep", "yeah", "present", "positive",
  ]

  /// Takes mentions and unknown words in the order of their first tokens.
  init(tokens: [Token], mentions: [Mention], unknown: [UnknownWord], cues: [FormCue?]) {
    self.tokens = tokens
    self.mentions = mentions
    self.unknown = unknown
    self.cues = cues
    var words: [Int] = []
    words.reserveCapacity(tokens.count)
    for position in tokens.indices where tokens[position].kind != .mark { words.append(position) }
    self.words = words
    firsts = Self.firsts(tokens.count, mentions, unknown, words)
  }

  private static func firsts(
    _ count: Int, _ mentions: [Mention], _ unknown: [UnknownWord], _ words: [Int]
  ) -> [(mention: Int, unknown: Int, word: Int)] {
    var firsts: [(mention: Int, unknown: Int, word: Int)] = []
    firsts.reserveCapacity(count + 1)
    var next = (mention: 0, unknown: 0, word: 0)
    for token in 0...count {
      while next.mention < mentions.count, mentions[next.mention].first < token { next.mention += 1 }
      while next.unknown < unknown.count, unknown[next.unknown].token < token { next.unknown += 1 }
      while next.word < words.count, words[next.word] < token { next.word += 1 }
      firsts.append(next)
    }
    return firsts
  }

  private func isAuxiliary(_ position: Int) -> Bool { cues[position] == .auxiliary }

  /// The form that a token is a cue for by itself, or nil.
  private func cuedForm(_ position: Int) -> QuestionForm? {
    if case .form(let form) = cues[position], !takesBack(position) { form } else { nil }
  }

  /// The words among some tokens.
  private func words(in range: Range<Int>) -> ArraySlice<Int> {
    words[firsts[range.lowerBound].word..<firsts[range.upperBound].word]
  }

  /// The mentions that begin at a token.
  private func mentions(at position: Int) -> ArraySlice<Mention> {
    mentions[firsts[position].mention..<firsts[position + 1].mention]
  }

  /// The mentions among some tokens.
  private func mentions(in range: Range<Int>) -> [Mention] {
    let begun = mentions(from: range)
    var inside: [Mention] = []
    inside.reserveCapacity(begun.count)
    for mention in begun where isInside(mention, range) { inside.append(mention) }
    return inside
  }

  /// The mentions that begin among some tokens; `isInside` tells which of them end there, too.
  private func mentions(from range: Range<Int>) -> ArraySlice<Mention> {
    mentions[firsts[range.lowerBound].mention..<firsts[range.upperBound].mention]
  }

  private func isInside(_ mention: Mention, _ range: Range<Int>) -> Bool {
    mention.last < range.upperBound
  }

  /// The unknown words among some tokens.
  private func unknown(in range: Range<Int>) -> ArraySlice<UnknownWord> {
    unknown[firsts[range.lowerBound].unknown..<firsts[range.upperBound].unknown]
  }

  func clauses() -> [Clause] {
    var clauses: [Clause] = []
    var sentence = 0
    for range in join(ranges()) {
      let parts = coordinated(range)
      // What is joined to a circumstance is part of the circumstance.
      let isCircumstance = opening(from: range.lowerBound) == .when && !opensDirectly(range)
      for part in parts {
        clauses.append(
          clause(part, sentence, isCoordinate: parts.count > 1 && !isCircumstance || leadsToAnother(part)))
      }
      if range.upperBound > 0, isHard(range.upperBound - 1) { sentence += 1 }
    }
    return clauses
  }

  /// "dose of X, and does it help?": what is wanted of a thing, before another question that is joined to it.
  private func leadsToAnother(_ range: Range<Int>) -> Bool {
    let next = range.upperBound + 1
    guard next < tokens.count, tokens[range.upperBound].text == ",",
      mentions(at: next).contains(where: { $0.concept == Cue.coordination })
    else { return false }
    let inside = mentions(from: range)
    return inside.contains { $0.role == .aspect && $0.first <= range.lowerBound + 1 }
      && inside.contains { $0.role == .topic }
  }

  // MARK: Where clauses end

  private func ranges() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for position in tokens.indices where ends(at: position, from: start) {
      let stop = isHard(position) ? position + 1 : position
      if stop > start { ranges.append(start..<stop) }
      start = position + (tokens[position].kind == .mark ? 1 : 0)
    }
    if start < tokens.count { ranges.append(start..<tokens.count) }
    return ranges.filter { !words(in: $0).isEmpty || hasMark($0) }
  }

  private func hasMark(_ range: Range<Int>) -> Bool {
    range.contains { tokens[$0].kind == .mark && tokens[$0].text == "?" && !isAnswered($0) }
  }

  private func isHard(_ position: Int) -> Bool { tokens[position].endsSentence && !isAnswered(position) }

  /// "X? No.": of a state, a mark that whoever typed it answers at once asks nothing.
  private func isAnswered(_ position: Int) -> Bool {
    tokens[position].text == "?" && isValue(of: position)
  }

  /// Whether a state that is named before a mark is said behind it to be there or not ("X: no").
  private func isValue(of position: Int) -> Bool {
    let answer = position + 1
    guard [":", "-", "=", "?"].contains(tokens[position].text), answer < tokens.count,
      Self.answers.contains(tokens[answer].text),
      answer + 1 == tokens.count || tokens[answer + 1].kind == .mark && tokens[answer + 1].text != "?"
    else { return false }
    let start = tokens[..<position].lastIndex { $0.endsSentence }.map { $0 + 1 } ?? 0
    let named = mentions(from: start..<position)
    return named.contains { $0.role == .condition }
      && !named.contains { $0.plays([.topic, .relation, .aspect, .category, .value]) }
  }

  private func ends(at position: Int, from start: Int) -> Bool {
    let token = tokens[position]
    guard token.kind == .mark else { return false }
    switch token.text {
    case "?": return !isAnswered(position)
    case "!", ";", "\n": return true
    case ".": return token.endsGroup
    case ":": return token.endsGroup && opening(from: start) == nil && !isValue(of: position)
    case "-":
      return token.endsGroup && position > start && tokens[position - 1].endsGroup
        && startsQuestion(position + 1)
    case ",": return startsQuestion(position + 1)
    default: return false
    }
  }

  /// Whether a question opens at that token, little words before it aside.
  private func startsQuestion(_ position: Int) -> Bool { opening(from: position) != nil }

  private func opening(from start: Int) -> QuestionForm? {
    var position = start
    var skipped = 0
    while position < tokens.count, skipped < 5 {
      let here = mentions(at: position)
      if tellsOfHaving(position, from: start) { return nil }
      for mention in here { if let form = form(opening: mention) { return form } }
      if isAuxiliary(position) { return deniesAgain(position) ? nil : .whether }
      if let form = cuedForm(position) { return form }
      guard
        let filler = here.first(where: {
          $0.concept == Cue.filler || $0.concept == Cue.followOn || $0.concept == Cue.coordination
            || $0.concept == Cue.correction || $0.role == .discourse && $0.concept != Cue.pronoun
        })
      else {
        if tokens[position].kind == .mark, !Self.ends.contains(tokens[position].text) {
          position += 1; skipped += 1; continue
        }
        return nil
      }
      position = filler.last + 1
      skipped += 1
    }
    return nil
  }

  /// "Has pain and a fever", "now has pain": who has them was told before, and nothing is asked.
  ///
  /// - Parameter start: where the clause begins, with little words before the verb.
  private func tellsOfHaving(_ position: Int, from start: Int) -> Bool {
    guard Self.having.contains(tokens[position].text),
      start == 0 || Self.ends.contains(tokens[start - 1].text) || tokens[start - 1].text == ":"
    else { return false }
    let rest = tokens[(position + 1)...].prefix { !Self.ends.contains($0.text) }
    if rest.endIndex < tokens.count, tokens[rest.endIndex].text == "?" { return false }
    if rest.contains(where: { $0.text == "been" }) { return false }
    return rest.indices.first { !Self.determiners.contains(tokens[$0].text) }.map { next in
      mentions(at: next).contains { $0.plays([.condition, .finding]) }
    } ?? false
  }

  /// "..., the second does not.": what was said before is denied of somebody, and nothing is asked.
  private func deniesAgain(_ position: Int) -> Bool {
    guard position + 1 < tokens.count, tokens[position + 1].text == "not" else { return false }
    let rest = tokens[(position + 2)...].prefix { !Self.ends.contains($0.text) && $0.text != ";" }
    if rest.endIndex < tokens.count, tokens[rest.endIndex].text == "?" { return false }
    return rest.first.map { ["have", "had", "any"].contains($0.text) && rest.count <= 3 } ?? true
  }

  /// "..., which is not true": what was said before is wrong, and nothing is asked.
  private func takesBack(_ position: Int) -> Bool {
    guard tokens[position].text == "which", position > 0, tokens[position - 1].text == "," else {
      return false
    }
    let rest = tokens[position...].prefix { !$0.endsSentence }
    return (rest.endIndex == tokens.count || tokens[rest.endIndex].text != "?")
      && rest.indices.contains { AbsenceFinder.isError($0, tokens) }
  }

  private static let having: Set = ["has", "had", "have"]
  private static let determiners: Set = ["a", "an", "the", "some", "developed", "got", "also", "now"]

  /// The form of the question that a cue opens, or nil.
  private func form(opening mention: Mention) -> QuestionForm? {
    switch mention.cue {
    case .auxiliary: .whether
    case .form(let form): takesBack(mention.first) ? nil : form
    case nil: nil
    }
  }

  /// Puts a clause that only asks for the truth ("agree?") to the claim before it.
  private func join(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges {
      if let last = joined.last, isOnlyTag(range), claimsSomething(last) || isOnlyTag(last) {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else if let last = joined.last, isOnlyTag(last) {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  private func claimsSomething(_ range: Range<Int>) -> Bool {
    mentions(from: range).contains { mention in
      isInside(mention, range)
        && mention.plays([.topic, .finding, .value, .nuance, .aspect, .category, .condition, .relation])
    }
  }

  private func isOnlyTag(_ range: Range<Int>) -> Bool {
    func names(_ test: (Mention) -> Bool) -> Bool {
      mentions(from: range).contains { isInside($0, range) && test($0) }
    }
    return (names { $0.concept == Cue.tag } || isTagQuestion(range))
      && !names { $0.plays([.topic, .finding, .value, .aspect, .category, .condition, .relation]) }
      && unknown(in: range).count <= 1
  }

  /// "isn't it", "wouldn't they".
  private func isTagQuestion(_ range: Range<Int>) -> Bool {
    let words = words(in: range)
    return words.count <= 4 && words.count >= 2 && tagStart(words) == words.first
  }

  /// Where "isn't it" begins at the end of some words, or nil.
  private func tagStart(_ words: ArraySlice<Int>) -> Int? {
    guard words.count >= 2, let last = words.last, Self.tagSubjects.contains(tokens[last].text) else {
      return nil
    }
    var before = words.dropLast()
    let hasNot = before.last.map { tokens[$0].text == "not" } ?? false
    if hasNot { before = before.dropLast() }
    guard let verb = before.last, isAuxiliary(verb) else { return nil }
    return hasNot || before.count == 1 || verb > 0 && tokens[verb - 1].text == "," ? verb : nil
  }

  /// Divides a clause at "and" where both sides ask something of their own.
  private func coordinated(_ range: Range<Int>) -> [Range<Int>] {
    for position in range.dropFirst().dropLast() where isCoordination(position) {
      let left = range.lowerBound..<position
      let right = (position + 1)..<range.upperBound
      if asksByItself(left), asksByItself(right) || opening(from: position + 1) != nil, !isOnlyTag(right) {
        return [left] + coordinated(right)
      }
    }
    return [range]
  }

  private func isCoordination(_ position: Int) -> Bool {
    if tokens[position].kind == .mark,
      tokens[position].text == "+" || tokens[position].text == "&"
        || tokens[position].text == "," && opening(from: position + 1) != nil
    {
      return true
    }
    return mentions(at: position).contains { $0.concept == Cue.coordination && $0.tokens.count == 1 }
  }

  private func asksByItself(_ range: Range<Int>) -> Bool {
    let inside = mentions(in: range)
    if inside.contains(where: { $0.role == .aspect }) { return true }
    guard range.contains(where: { tokens[$0].kind == .word }), let form = opening(from: range.lowerBound)
    else {
      return false
    }
    let things = inside.filter { $0.plays([.topic, .finding, .value, .category]) }
    // "Is A" claims nothing yet of A: in "is A + B effective" both have the claim in common.
    return form == .whether
      ? things.contains { !$0.plays(.topic) } || things.count > 1 : !things.isEmpty
  }

  // MARK: What a clause asks

  private func clause(_ range: Range<Int>, _ sentence: Int, isCoordinate: Bool) -> Clause {
    let words = words(in: range)
    let inside = mentions(in: range)
    let hasMark = hasMark(range)
    let tagPosition = tagStart(words)
    let finalNo =
      words.last.map { Self.finalTags.contains(tokens[$0].text) && words.count > 2 && hasMark }
      ?? false
    let hasTag = inside.contains { isTag($0, words) } || tagPosition != nil || finalNo
    let opening = opening(from: range.lowerBound)
    let isSubordinate = opening == .when && !opensDirectly(range)
    // Within a claim, "who" and "when" only relate.
    let relative: [QuestionForm] = hasMark ? [.whether, .who, .when, .where] : [.whether]
    var form =
      opening
      ?? inside.first { cue in
        cue.form.map { !relative.contains($0) && !takesBack(cue.first) } ?? false
      }?.form
      ?? (hasTag ? .whether : nil)
    if form == nil {
      form =
        hasMark && (words.contains(where: isAuxiliary) || claims(inside))
          || endsInProperty(inside, words)
        ? .whether : .keywords
    }
    let isApart = hasTag && range.contains { tokens[$0].text == "." }
    if hasTag, opening == nil || opening == .whether || opening == .what && isApart { form = .whether }
    if hasMark, opening == nil, !hasTag, words.count <= 3 {
      form = inside.first { $0.form != nil }?.form ?? .keywords
    }
    if form == .keywords, words.contains(where: isAuxiliary) { form = .whether }
    if form == .keywords, !hasMark, let cued = words.first(where: { cuedForm($0) != nil }) {
      form = cuedForm(cued)
    }
    let isOpen = opening == nil && !hasTag && isLeftOpen(words)
    if isOpen, form == .keywords || form == .whether { form = .what }
    let negators = negators(words, inside, tagPosition, finalNo)
    let asks =
      !range.contains(where: isAnswered)
      && (isCoordinate || hasMark || hasTag || opening != nil || isOpen || isInverted(words)
        || inside.contains { $0.concept == "ask-whether" })
    return Clause(
      tokens: range, mentions: named(inside, asks: asks), unknown: Array(unknown(in: range)), asks: asks,
      hasQuestionMark: hasMark, form: form!, hasTag: hasTag,
      negators: negators,
      reversals: negators.filter { position in
        inside.contains { $0.concept == Cue.reversal && $0.first == position }
      }, breaks: range.filter(isBreak),
      disjunctions: words.filter { tokens[$0].text == "or" }, sentence: sentence,
      isSubordinate: isSubordinate,
      opensWithVerb: opening == .whether)
  }

  /// What a clause names. A test of which only the value is told ("marker 5 %", "score: 0") beside what is told of a patient
  /// is nothing that a document would have to speak of.
  private func named(_ inside: [Mention], asks: Bool) -> [Mention] {
    guard !asks, inside.contains(where: { $0.isOfPack && $0.plays([.condition, .domain]) }) else {
      return inside
    }
    return inside.filter { !isMeasured($0) && !isShareOfMeasured($0) }
  }

  private func isMeasured(_ mention: Mention) -> Bool {
    guard mention.meant.kind == KnownKind.test, !mention.isOfPack else { return false }
    return tokens[(mention.last + 1)...].prefix(Self.reachOfValue).drop { Self.measuring.contains($0.text) }
      .first?.kind == .number
  }

  /// "%" behind such a value.
  private func isShareOfMeasured(_ mention: Mention) -> Bool {
    tokens[mention.first].text == "percent" && mention.first > 0 && tokens[mention.first - 1].kind == .number
      && mentions.contains {
        $0.last < mention.first && mention.first - $0.last <= Self.reachOfValue + 1 && isMeasured($0)
      }
  }

  private static let reachOfValue = 3
  private static let measuring: Set = ["of", "is", "was", "at", ":", "=", "<", ">", "~", "-", "now"]

  private static let getting: Set = ["get", "have", "receive", "take", "given", "use", "start", "with"]
  private static let lacking: Set = ["gets", "needs", "receives", "requires"]

  /// "A patient with X should get": what somebody is to have is left for the answer.
  private func isLeftOpen(_ words: ArraySlice<Int>) -> Bool {
    guard let last = words.last, words.count > 3 else { return false }
    if Self.lacking.contains(tokens[last].text) { return true }
    return Self.getting.contains(tokens[last].text)
      && words.suffix(4).dropLast().contains { ["should", "must"].contains(tokens[$0].text) }
  }

  /// "when should ...", not "when somebody has ...".
  private func opensDirectly(_ range: Range<Int>) -> Bool {
    guard let when = words(in: range).first(where: { cuedForm($0) == .when }) else { return true }
    let next = when + 1
    return next >= range.upperBound || tokens[next].kind == .mark || isAuxiliary(next)
  }

  /// Whether words without a verb claim something ("Justified?"): a property is named, or they end in an adjective.
  private func claims(_ inside: [Mention]) -> Bool {
    inside.contains { $0.plays([.nuance, .value, .relation]) || $0.concept == Cue.negator }
  }

  private func endsInProperty(_ inside: [Mention], _ words: ArraySlice<Int>) -> Bool {
    guard let last = words.last, inside.contains(where: { $0.role == .aspect || $0.role == .nuance }) else {
      return false
    }
    return Self.properties.contains(where: tokens[last].text.hasSuffix)
  }

  /// A cue for the truth of a claim stands before it or after it, not in the middle of it.
  private func isTag(_ mention: Mention, _ words: ArraySlice<Int>) -> Bool {
    guard mention.concept == Cue.tag else { return false }
    if mention.first > 0 {
      // "X not confirmed", "X: yes".
      if tokens[mention.first - 1].text == "not" || isValue(of: mention.first - 1) { return false }
      // "X is confirmed" tells of a state.
      if tokens[mention.first].text == "confirmed", mention.first > 1,
        ["is", "was"].contains(tokens[mention.first - 1].text),
        mentions.contains(where: { $0.role == .condition && $0.last == mention.first - 2 })
      {
        return false
      }
    }
    if mention.last == words.last { return true }
    guard mention.first == words.first else { return mention.tokens.count > 2 }
    let next = mention.last + 1
    return mention.tokens.count > 1 || next < tokens.count && tokens[next].kind == .mark
  }

  /// "should I", "can we": an auxiliary before its subject asks wherever it stands.
  private func isInverted(_ words: ArraySlice<Int>) -> Bool {
    zip(words, words.dropFirst()).contains { one, next in
      isAuxiliary(one) && Self.subjects.contains(tokens[next].text)
        // "Does not have it" tells.
        && (one == 0 || tokens[one - 1].text != "not")
        && tokens[one].range != tokens[next].range
    }
  }

  private func isBreak(_ position: Int) -> Bool {
    tokens[position].kind == .mark
      ? Self.breakingMarks.contains(tokens[position].text)
      : Self.breakingWords.contains(tokens[position].text)
  }

  private func negators(_ words: ArraySlice<Int>, _ inside: [Mention], _ tagPosition: Int?, _ finalNo: Bool)
    -> [Int]
  {
    var positions: [Int] = []
    for mention in inside where Self.denials.contains(mention.concept) {
      guard let last = words.last else { continue }
      let position = mention.first
      if let tagPosition, position >= tagPosition { continue }
      // "no, sorry, ...": a word to the reader, not part of the claim.
      if position == words.first, position + 1 < tokens.count, tokens[position + 1].kind == .mark { continue }
      if inside.contains(where: {
        $0.concept == Cue.correction && $0.first > position && $0.first - position <= 3
      }) {
        continue
      }
      // "that I can't see": what is denied there is not the claim.
      if mention.concept == Cue.negator, tokens[position].text == "not", position != last,
        // "not useless"
        !inside.contains(where: { $0.first == position + 1 && Self.denials.contains($0.concept) }),
        !inside.contains(where: {
          $0.first > position && !$0.plays(.weightless)
        }),
        unknown(in: (position + 1)..<max(position + 1, last + 1)).isEmpty
      {
        continue
      }
      if finalNo, position == last { continue }
      // "isn't everyone ...": a negative question says nothing negative.
      if mention.concept == Cue.negator, tokens[position].text == "not", let first = words.first,
        position == first + 1, isAuxiliary(first), tokens[position].range == tokens[first].range
      {
        continue
      }
      if mention.concept == Cue.negator, position > 0, tokens[position - 1].text == "or" { continue }
      positions.append(position)
    }
    return positions
  }
}
