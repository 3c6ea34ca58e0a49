import Knowledge

/// "The first", "the latter", "the third one": which of the things that were named a line picks.
extension QuestionResolver {
  private static let picks: Set = [Cue.former, Cue.second, Cue.third, Cue.latter]

  /// "The second one?", and nothing besides.
  func isOnlyPick(_ reading: Reading) -> Bool {
    reading.clauses.count == 1 && reading.clauses.allSatisfy { !hasContent($0) && $0.unknown.isEmpty }
      && reading.ownTokens.count { $0.kind != .mark } <= 4
  }

  /// Whether more than one thing was named or told of, so that there is something to pick from.
  func offersChoice(_ conversation: Conversation) -> Bool {
    conversation.topics.count > 1 || conversation.told.count > 1
      || (conversation.last?.mentions.count { $0.isTopic } ?? 0) > 1
      || conversation.earlier?.reading.ownTokens.contains { Self.joiners.contains($0.text) || $0.text == ":" }
        ?? false
  }

  /// Which of some things a clause picks.
  enum Pick {
    /// The one at a 0-based place.
    case at(Int)
    /// The second of two, and no other.
    case latter
    case last

    /// Its 0-based place among so many; nil if it picks none of them.
    func place(among count: Int) -> Int? {
      switch self {
      case .at(let place): place < count ? place : nil
      case .latter: count == 2 ? 1 : nil
      case .last: count - 1
      }
    }
  }

  /// Which of some things a clause picks ("the former", "the second one"); nil if it picks none.
  func pick(_ clause: Clause, _ reading: Reading) -> Pick? {
    guard let cue = clause.mentions.first(where: { Self.picks.contains($0.concept) }) else {
      return nil
    }
    // "the second" may go on: "the second drug of the list".
    let rest = reading.tokens[(cue.last + 1)..<max(cue.last + 1, clause.tokens.upperBound)]
    let isWhole = cue.label.text.hasSuffix("er") || cue.label.text.hasSuffix("one")
    guard isWhole || rest.allSatisfy({ $0.kind == .mark }) else { return nil }
    return switch cue.concept {
    case Cue.former: .at(0)
    case Cue.second: .at(1)
    case Cue.third: .at(2)
    default: cue.label.text.contains("last") ? .last : .latter
    }
  }

  /// An earlier line with only the one of the things in it that a line picks; nil if it picks none, or asks anything else.
  func chosen(by reading: Reading, of earlier: Reading) -> String? {
    guard let clause = reading.clauses.first, reading.clauses.count == 1, clause.unknown.isEmpty,
      !hasContent(clause), let pick = pick(clause, reading)
    else { return nil }
    for clause in earlier.clauses.reversed() {
      let named = clause.mentions.filter {
        !$0.isImplied && $0.plays([.topic, .finding, .condition, .nuance])
      }
      let alternatives = self.alternatives(clause, earlier)
      let topics = named.filter(\.isTopic)
      let rows = [
        row(of: topics, around: alternatives, earlier), named.filter { alternatives.contains($0.concept) },
        topics,
      ]
      guard let row = rows.first(where: { $0.count > 1 }), areNear(row),
        let place = pick.place(among: row.count)
      else { continue }
      let bytes = Array(earlier.original.utf8)
      let (start, end) = (row[0].range.lowerBound, row[row.count - 1].range.upperBound)
      return String(decoding: bytes[..<start] + bytes[row[place].range] + bytes[end...], as: UTF8.self)
    }
    return nil
  }

  /// Whether some things are named one not far behind the other.
  private func areNear(_ things: [Mention]) -> Bool {
    zip(things, things.dropFirst()).allSatisfy { one, next in
      next.first > one.last && next.first - one.last <= Self.widestGap
    }
  }

  /// The longest list of three or more things with nothing but "or", "and" and commas between them, which holds all that
  /// "or" sets side by side.
  private func row(of things: [Mention], around alternatives: Set<String>, _ reading: Reading) -> [Mention] {
    var rows: [[Mention]] = []
    for thing in things {
      if let last = rows.last?.last, thing.first > last.last,
        reading.tokens[(last.last + 1)..<thing.first].allSatisfy({ Self.joiners.contains($0.text) })
      {
        rows[rows.count - 1].append(thing)
      } else {
        rows.append([thing])
      }
    }
    let longest = rows.filter { $0.count > 2 }.max { $0.count < $1.count } ?? []
    return alternatives.isSubset(of: longest.map(\.concept)) ? longest : []
  }

  private static let joiners: Set = ["or", "and", ",", "/", "&", "versus"]

  /// The most tokens from one thing to another that is set beside it ("or with ").
  private static let widestGap = 4

  /// Of the things that the last question set side by side, or else of those that were told or given in answer, the one that a
  /// clause picks, and the others.
  func picked(by clause: Clause, of last: Question?, _ topics: [Mention], _ reading: Reading)
    -> (Mention, others: [Mention])?
  {
    guard let pick = pick(clause, reading) else { return nil }
    let own = last?.mentions.filter { !$0.isImplied && !(last?.inherited.contains($0.concept) ?? true) } ?? []
    let named = own.filter(\.isTopic)
    let rows = [
      own.filter { last?.alternatives.contains($0.concept) ?? false }, named, topics,
    ]
    guard var row = rows.first(where: { $0.count > 1 }), let place = pick.place(among: row.count) else {
      return nil
    }
    return (row.remove(at: place), row)
  }
}
