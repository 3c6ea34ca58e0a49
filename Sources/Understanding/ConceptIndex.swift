import Foundation
import Knowledge

/// Finds the labels of a lexicon in a row of tokens: the longest label wins, and a word means one thing only.
struct ConceptIndex: Sendable {
  private struct Entry {
    let keys: [String]
    let concept: String
    let role: Role
    let label: Label
  }
  /// A label with a gap: parts that follow each other with up to `ConceptIndex.gap` other words between.
  private struct Pattern {
    let parts: [[String]]
    let concept: String
    let role: Role
    let label: Label
  }

  /// How many other words `..` stands for at the most.
  static let gap = 6

  private var entries: [String: [Entry]] = [:]
  private var patterns: [String: [Pattern]] = [:]
  /// Multi-word labels written as one word, and the other way round ("5 hiaa", "5hiaa").
  private var joined: [String: Entry] = [:]
  /// The folded words of all labels with the highest layer that uses each.
  private(set) var vocabulary: [String: Layer] = [:]
  private(set) var keys: Set<String> = []
  /// The single words that by themselves are cues for a form, also where they are part of a longer label.
  private(set) var formWords: [String: String] = [:]

  init(_ lexicon: Lexicon) {
    let tokenizer = Tokenizer(shorthand: [:])
    for concept in lexicon.concepts.values {
      for label in concept.labels {
        let parts = label.text.components(separatedBy: "..").map { part in
          tokenizer.tokens(of: TextCleaner.clean(part)).filter { $0.kind != .mark }
        }
        for token in parts.joined() {
          keys.insert(token.key)
          if token.kind == .word { vocabulary[token.text] = max(vocabulary[token.text] ?? .language, concept.layer) }
        }
        add(parts.map { $0.map(\.key) }, words: parts.joined().map(\.text), concept, label)
      }
    }
    for key in entries.keys { entries[key]!.sort { $0.keys.count > $1.keys.count } }
  }

  private mutating func add(_ parts: [[String]], words: [String], _ concept: Concept, _ label: Label) {
    guard let first = parts.first?.first, !parts.contains(where: \.isEmpty) else { return }
    // What remains of "C++" is a letter, and a letter names nothing.
    if words.joined().utf8.count == 1, label.text.utf8.count > 1 { return }
    guard parts.count == 1 else {
      patterns[first, default: []].append(
        Pattern(parts: parts, concept: concept.id, role: concept.role, label: label))
      return
    }
    if concept.role == .form, parts[0].count == 1 { formWords[parts[0][0]] = concept.id }
    let entry = Entry(keys: parts[0], concept: concept.id, role: concept.role, label: label)
    entries[first, default: []].append(entry)
    let whole = words.joined()
    if parts[0].count > 1, whole.utf8.count >= 4, concept.layer == .pack || concept.layer == .field,
      concept.role != .form
    {
      joined[WordKey.key(of: whole)] = entry
      keys.insert(WordKey.key(of: whole))
    }
    if parts[0].count == 1, whole.utf8.count >= 6 { joined[parts[0][0]] = entry }
  }

  /// The mentions in a row of tokens. Marks end a label.
  func mentions(in tokens: [Token], surface: (Range<Int>) -> String) -> [Mention] {
    var mentions: [Mention] = []
    var index = 0
    while index < tokens.count {
      if let (entry, count) = longest(at: index, in: tokens) {
        mentions.append(mention(entry.concept, entry.role, entry.label, Array(index..<(index + count)), tokens, surface))
        index += count
      } else {
        index += 1
      }
    }
    let taken = Set(mentions.flatMap(\.tokens))
    mentions += patternMentions(in: tokens, taken: taken, surface: surface)
    return mentions.sorted { ($0.tokens[0], $1.tokens.count) < ($1.tokens[0], $0.tokens.count) }
  }

  private func longest(at index: Int, in tokens: [Token]) -> (Entry, Int)? {
    if tokens[index].kind == .mark { return nil }
    for entry in entries[tokens[index].key] ?? [] {
      if let count = match(entry.keys, at: index, in: tokens) { return (entry, count) }
    }
    // "telo tristat": two words that are one.
    if index + 1 < tokens.count, tokens[index + 1].kind != .mark,
      let entry = joined[WordKey.key(of: tokens[index].text + tokens[index + 1].text)]
    {
      return (entry, 2)
    }
    if let entry = joined[tokens[index].key] { return (entry, 1) }
    return nil
  }

  /// How many tokens a label takes from `index` on, or nil. Hyphens within a label may or may not be there.
  private func match(_ keys: [String], at index: Int, in tokens: [Token]) -> Int? {
    var position = index
    for (number, key) in keys.enumerated() {
      if number > 0, position < tokens.count, tokens[position].text == "-" || tokens[position].text == "/" || tokens[position].text == "'" {
        position += 1
      }
      guard position < tokens.count, tokens[position].key == key else { return nil }
      position += 1
    }
    return position - index
  }

  private func patternMentions(
    in tokens: [Token], taken: Set<Int>, surface: (Range<Int>) -> String
  ) -> [Mention] {
    var found: [Mention] = []
    for index in tokens.indices {
      var best: [Int]?
      var bestPattern: Pattern?
      for pattern in patterns[tokens[index].key] ?? [] {
        guard let places = match(pattern.parts, at: index, in: tokens) else { continue }
        if places.count > best?.count ?? 0 { (best, bestPattern) = (places, pattern) }
      }
      guard let places = best, let pattern = bestPattern else { continue }
      found.append(mention(pattern.concept, pattern.role, pattern.label, places, tokens, surface))
    }
    return found
  }

  private func match(_ parts: [[String]], at index: Int, in tokens: [Token]) -> [Int]? {
    var places: [Int] = []
    var position = index
    for (number, part) in parts.enumerated() {
      var found: Int?
      for start in position...(number == 0 ? position : position + Self.gap) where start < tokens.count {
        if number > 0, tokens[position..<start].contains(where: { $0.kind == .mark && ".?!;\n".contains($0.text) }) {
          break
        }
        if match(part, at: start, in: tokens) == part.count {
          found = start
          break
        }
      }
      guard let start = found else { return nil }
      places += start..<(start + part.count)
      position = start + part.count
    }
    return places
  }

  private func mention(
    _ concept: String, _ role: Role, _ label: Label, _ places: [Int], _ tokens: [Token],
    _ surface: (Range<Int>) -> String
  ) -> Mention {
    let range = tokens[places[0]].range.lowerBound..<tokens[places[places.count - 1]].range.upperBound
    return Mention(
      concept: concept, role: role, tokens: places, range: range, surface: surface(range), corrected: nil,
      label: label)
  }
}
