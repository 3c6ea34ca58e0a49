import Answering
import Knowledge
import Understanding

/// A place in a text whose words name what fills a slot of a statement.
struct SlotSpan: Equatable {
  let slot: Slot
  /// The concepts it names; several where they are joined by "and" or "or".
  let concepts: [String]
  /// Byte offsets into the text, 0-based, end exclusive.
  let range: Range<Int>
  let words: String
}

/// Finds the words of a statement's fillers in its gist and its quote, by reading them as a question is read.
struct SlotFinder: Sendable {
  let answerer: Answerer
  private var lexicon: Lexicon { answerer.pack.lexicon }

  init(answerer: Answerer) { self.answerer = answerer }

  /// The spans in the order of the text, each filler once, at its first place.
  func spans(of statement: Statement, in text: String) -> [SlotSpan] {
    var found: [SlotSpan] = []
    for mention in mentions(in: text) where mention.corrected == nil && isUnbroken(mention.tokens) {
      add(mention.concept, mention.range, &found, statement, text)
    }
    for slot in Slot.allCases where slot != .context {
      for concept in statement.slots[slot] ?? [] {
        for label in labels(concept) {
          guard let range = Self.range(of: label, in: text) else { continue }
          makeRoom(for: range, &found, text)
          add(concept, range, &found, statement, text)
          break
        }
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The same, with what is joined within one slot as one span.
  func joinedSpans(of statement: Statement, in text: String) -> [SlotSpan] {
    var joined: [SlotSpan] = []
    for span in spans(of: statement, in: text) {
      if let last = joined.last, last.slot == span.slot,
        [" and ", " or ", ", "].contains(text.slice(last.range.upperBound..<span.range.lowerBound))
      {
        let range = last.range.lowerBound..<span.range.upperBound
        joined[joined.count - 1] = SlotSpan(
          slot: span.slot, concepts: last.concepts + span.concepts, range: range, words: text.slice(range))
      } else {
        joined.append(span)
      }
    }
    return joined
  }

  /// All that a text names, in its order.
  func mentions(in text: String) -> [Mention] {
    answerer.reader.read(text).clauses.flatMap(\.mentions)
  }

  /// Shortens a span that runs into another one, where what is left of it is still a name of its own ("modest" of
  /// "modest response" before "response rates").
  private func makeRoom(for range: Range<Int>, _ found: inout [SlotSpan], _ text: String) {
    for (index, span) in found.enumerated()
    where span.range.lowerBound < range.lowerBound && range.lowerBound < span.range.upperBound
      && span.range.upperBound < range.upperBound
    {
      let rest = span.range.lowerBound..<(range.lowerBound - 1)
      guard span.concepts.contains(where: { labels($0).contains(text.slice(rest).lowercased()) }) else {
        continue
      }
      found[index] = SlotSpan(slot: span.slot, concepts: span.concepts, range: rest, words: text.slice(rest))
    }
  }

  /// A name without the auxiliary before it or the preposition behind it, where that is a name too.
  private func trimmed(_ range: Range<Int>, _ concept: String, _ text: String) -> Range<Int> {
    let words = text.slice(range)
    let labels = labels(concept)
    for auxiliary in ["be ", "is "] where words.hasPrefix(auxiliary) {
      if labels.contains(String(words.dropFirst(auxiliary.count))) {
        return (range.lowerBound + auxiliary.utf8.count)..<range.upperBound
      }
    }
    if words.hasSuffix(" with"), labels.contains(String(words.dropLast(5))) {
      return range.lowerBound..<(range.upperBound - 5)
    }
    return range
  }

  private func add(
    _ concept: String, _ range: Range<Int>, _ found: inout [SlotSpan], _ statement: Statement, _ text: String
  ) {
    guard let slot = Self.slot(of: concept, in: statement) else { return }
    let range = Self.withAbbreviation(trimmed(range, concept, text), labels(concept), text)
    guard !found.contains(where: { $0.concepts == [concept] || $0.range.overlaps(range) }) else { return }
    found.append(SlotSpan(slot: slot, concepts: [concept], range: range, words: text.slice(range)))
  }

  /// The slot that a concept fills; what is claimed comes before what is mentioned in passing.
  static func slot(of concept: String, in statement: Statement) -> Slot? {
    Slot.allCases.first { $0 != .context && (statement.slots[$0] ?? []).contains(concept) }
  }

  private func labels(_ concept: String) -> [String] {
    (lexicon.concepts[concept]?.labels.map(\.text) ?? []).filter { !$0.contains("..") }
      .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// The range with a bracket behind it that holds another name of the same thing, or with such a name before it if
  /// it stands in a bracket itself.
  private static func withAbbreviation(_ range: Range<Int>, _ labels: [String], _ text: String) -> Range<Int>
  {
    let before = text.slice(0..<range.lowerBound)
    if let name = labels.first(where: { before.lowercased().hasSuffix($0.lowercased() + " (") }),
      text.slice(range.upperBound..<text.utf8.count).hasPrefix(")")
    {
      return (range.lowerBound - name.utf8.count - 2)..<(range.upperBound + 1)
    }
    let rest = text.slice(range.upperBound..<text.utf8.count)
    guard rest.hasPrefix(" ("), let end = rest.firstIndex(of: ")") else { return range }
    let inside = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
    guard labels.contains(where: { $0.lowercased() == inside.lowercased() }) else { return range }
    return range.lowerBound..<(range.upperBound + rest[...end].utf8.count)
  }

  /// Where a text holds whole words, in whatever case; byte offsets.
  static func range(of words: String, in text: String) -> Range<Int>? {
    let (hay, needle) = (Array(text.lowercased().utf8), Array(words.lowercased().utf8))
    guard !needle.isEmpty, hay.count == text.utf8.count, hay.count >= needle.count else { return nil }
    func isLetter(_ index: Int) -> Bool {
      guard hay.indices.contains(index) else { return false }
      let byte = hay[index]
      return (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
    }
    for start in 0...(hay.count - needle.count) where hay[start] == needle[0] {
      let end = start + needle.count
      if Array(hay[start..<end]) == needle, !isLetter(start - 1), !isLetter(end) { return start..<end }
    }
    return nil
  }

  /// Names with other words between them cannot be blanked as one.
  private func isUnbroken(_ tokens: ArraySlice<Int>) -> Bool {
    zip(tokens, tokens.dropFirst()).allSatisfy { $1 - $0 <= 1 }
  }
}

extension String {
  /// The text between two byte offsets.
  func slice(_ range: Range<Int>) -> String { String(decoding: Array(utf8)[range], as: UTF8.self) }

  /// The text with the bytes of a range taken out.
  func gapped(_ range: Range<Int>) -> GappedText {
    GappedText(
      before: slice(0..<range.lowerBound), hidden: slice(range), after: slice(range.upperBound..<utf8.count))
  }

  /// With its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// With its first letter in lower case, unless its first word is written in capitals ("LAR").
  var lowercasedFirst: String {
    guard let first, first.isUppercase, !(dropFirst().first?.isUppercase ?? false) else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
