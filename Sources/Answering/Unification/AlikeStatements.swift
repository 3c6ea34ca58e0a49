import Knowledge
import Understanding

/// The statements of a large pack that a question can tell apart only by naming what one of them is about.
///
/// Two things are alike if statements are about them and have them in no other slot, if the same is broader than both,
/// and if they exclude the same and tell as much. Two statements are alike if like things fill their slots, and those of
/// what else is told of their subjects and in their sentences. Unless a question singles out a thing, what it finds in
/// one statement it finds in the other, and it is measured once.
struct AlikeStatements: Sendable {
  /// For each statement the number of its group.
  let groups: [Int]
  /// How many groups there are.
  let count: Int
  /// For each filler that is like another the statements that it sets apart from their groups.
  private let setApart: [[Int]]

  /// In smaller packs looking for them takes longer than measuring all.
  private static let leastStatements = 100

  /// The place of a thing in the lexicon.
  private struct Kind: Hashable {
    /// The filler, if statements have it in other slots than their subjects: it is like none.
    let filler: Int?
    let broader: [String]
    let opposites: [String]
    let isCategory: Bool
    let telling: Double?
  }

  /// What a question sees of a statement that names none of its things.
  private struct Form: Hashable {
    /// For each filling its slot, its kind and the first filling with the same filler.
    let fillings: [[Int]]
    let aspects: [String]
    let requires: [String]
    /// The kinds in other statements about its subjects, and whether they are of its sentence.
    let siblings: [[[Int]]]
    /// The kinds of the subjects in its sentence that are compared.
    let compared: Set<Int>
  }

  /// Groups the statements of a pack; nil if there is nothing to gain.
  init?(_ unifier: Unifier) {
    let (table, places) = (unifier.table, unifier.places)
    guard places.statements.count >= Self.leastStatements else { return nil }
    var isOnlySubject = [Bool](repeating: true, count: table.names.count)
    for filling in table.fillings.joined() where filling.slot != .subject {
      isOnlySubject[filling.filler] = false
    }
    let kinds = Self.numbers(
      table.names.indices.map { filler in
        let name = table.names[filler]
        return Kind(
          filler: isOnlySubject[filler] ? nil : filler,
          broader: unifier.lexicon.broader(of: name).subtracting([name]).sorted(),
          opposites: Set(unifier.lexicon.opposites(of: name)).sorted(), isCategory: table.isCategory[filler],
          telling: unifier.telling[name])
      })
    let comparing = unifier.tellsOf[Cue.comparability]
    let slots = Dictionary(uniqueKeysWithValues: zip(Slot.allCases, 0...))
    func subjects(_ index: Int) -> [Int] {
      table.fillings[index].filter { $0.slot == .subject }.map(\.filler)
    }
    let forms = places.statements.indices.map { index in
      let (statement, fillings) = (places.statements[index], table.fillings[index])
      return Form(
        fillings: fillings.map { filling in
          [slots[filling.slot]!, kinds[filling.filler], fillings.firstIndex { $0.filler == filling.filler }!]
        },
        aspects: statement.aspects.sorted(), requires: statement.requires,
        siblings: subjects(index).map { subject in
          (unifier.aboutSubject[subject] ?? []).filter { $0 != index }.map { other in
            [places.sentences[other] == places.sentences[index] ? 1 : 0]
              + table.fillings[other].map { kinds[$0.filler] }
          }
        },
        compared: comparing?[index] ?? false
          ? Set(
            unifier.statements(besides: index).filter { comparing?[$0] ?? false }.flatMap(subjects).map {
              kinds[$0]
            }) : [])
    }
    groups = Self.numbers(forms)
    count = (groups.max() ?? -1) + 1
    guard count < groups.count else { return nil }
    var members = [Int](repeating: 0, count: table.names.count)
    for kind in kinds { members[kind] += 1 }
    setApart = table.names.indices.map { filler in
      guard members[kinds[filler]] > 1 else { return [] }
      return table.statements[filler].flatMap { index in
        unifier.statements(besides: index) + subjects(index).flatMap { unifier.aboutSubject[$0] ?? [] }
      }
    }
  }

  /// Equal values have equal numbers, from 0 on.
  private static func numbers<Value: Hashable>(_ values: [Value]) -> [Int] {
    var numbers: [Value: Int] = [:]
    return values.map { value in
      let number = numbers[value] ?? numbers.count
      numbers[value] = number
      return number
    }
  }

  /// The statements that are set apart by concepts that a question names.
  func apart(by standings: [Standing]) -> [Bool] {
    var isApart = [Bool](repeating: false, count: groups.count)
    for standing in standings {
      for filler in standing.related where standing.nearness[filler] != .broader {
        for index in setApart[filler] { isApart[index] = true }
      }
      for filler in standing.opposites { for index in setApart[filler] { isApart[index] = true } }
    }
    return isApart
  }
}
