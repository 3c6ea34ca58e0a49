import Knowledge
import Understanding

/// The concepts that fill the slots of a pack's statements, numbered: what a question's concept has to do with all of
/// them is looked up once, and not once for each statement.
struct FillerTable: Sendable {
  /// What fills a slot of a statement.
  struct Filling: Sendable {
    let slot: Slot
    let filler: Int
  }

  private let lexicon: Lexicon
  /// The fillers by number.
  let names: [String]
  private let numbers: [String: Int]
  /// For each filler whether it is a general noun.
  let isCategory: [Bool]
  /// What fills the slots of each statement, in the order of the slots.
  let fillings: [[Filling]]
  /// For each filler the statements with it, ascending, and those of which it is the subject.
  let statements: [[Int]]
  private let aboutSubject: [[Int]]
  /// The sentence of each statement.
  private let sentences: [SentenceNumber]
  /// For each concept the fillers that are kinds of it.
  private let below: [String: [Int]]
  /// For each concept the fillers that name it as their opposite.
  private let opposing: [String: [Int]]

  init(pack: Pack) {
    lexicon = pack.lexicon
    sentences = pack.statements.map(\.citation.sentence)
    var names: [String] = []
    var numbers: [String: Int] = [:]
    var statements: [[Int]] = []
    var aboutSubject: [[Int]] = []
    fillings = pack.statements.indices.map { index in
      Slot.allCases.flatMap { slot in
        (pack.statements[index].slots[slot] ?? []).map { name in
          let number = numbers[name] ?? names.count
          if number == names.count {
            numbers[name] = number
            names.append(name)
            statements.append([])
            aboutSubject.append([])
          }
          if slot == .subject { aboutSubject[number].append(index) }
          if statements[number].last != index { statements[number].append(index) }
          return Filling(slot: slot, filler: number)
        }
      }
    }
    var below: [String: [Int]] = [:]
    var opposing: [String: [Int]] = [:]
    for (number, name) in names.enumerated() {
      for broad in pack.lexicon.broader(of: name) where broad != name {
        below[broad, default: []].append(number)
      }
      for other in Set(pack.lexicon.opposites(of: name)) { opposing[other, default: []].append(number) }
    }
    isCategory = names.map { pack.lexicon.role(of: $0) == .category }
    self.names = names
    self.numbers = numbers
    self.statements = statements
    self.aboutSubject = aboutSubject
    self.below = below
    self.opposing = opposing
  }

  /// The statements that name a concept itself, ascending.
  func statements(with concept: String) -> [Int] { numbers[concept].map { statements[$0] } ?? [] }

  /// How near the fillers are that are in line with a concept, and which they are.
  func nearness(of concept: String) -> (of: [Nearness?], related: [Int]) {
    var nearness = [Nearness?](repeating: nil, count: names.count)
    var related: [Int] = []
    func relate(_ filler: Int, _ near: Nearness) {
      if nearness[filler] == nil { related.append(filler) }
      nearness[filler] = near
    }
    for filler in below[concept] ?? [] { relate(filler, .broader) }
    for broad in lexicon.broader(of: concept) {
      if let filler = numbers[broad] { relate(filler, broad == concept ? .same : .narrower) }
    }
    return (nearness, related)
  }

  /// How a concept stands to the fillers, where a match with it tells as much as `weight`.
  func standing(of concept: String, weight: Double, stated: StatedAspect?) -> Standing {
    let (nearness, related) = nearness(of: concept)
    let broader = lexicon.broader(of: concept)
    var isOpposite: [Bool] = []
    var opposites: [Int] = []
    func oppose(_ filler: Int) {
      if isOpposite.isEmpty { isOpposite = Array(repeating: false, count: names.count) }
      guard !isOpposite[filler] else { return }
      isOpposite[filler] = true
      opposites.append(filler)
    }
    for broad in broader { for filler in opposing[broad] ?? [] { oppose(filler) } }
    for opposite in lexicon.opposites(of: concept) {
      if let filler = numbers[opposite] { oppose(filler) }
      for filler in below[opposite] ?? [] { oppose(filler) }
    }
    let reached = reached(related, opposites)
    return Standing(
      concept: concept, weight: weight, nearness: nearness, isOpposite: isOpposite, related: related,
      opposites: opposites, reached: reached,
      bearings: reached.map { bearing(on: $0, nearness, isOpposite) }, statementCount: fillings.count,
      layer: lexicon.layer(of: concept),
      isTreatment: lexicon.isA(concept, Cue.therapy),
      domains: Set(
        broader.compactMap { lexicon.role(of: $0) == .domain ? lexicon.layer(of: $0) : nil }),
      stated: stated)
  }

  /// The statements with one of some fillers or opposites, and those on the same subject as one with a filler.
  private func reached(_ related: [Int], _ opposites: [Int]) -> [Int] {
    var reached = Set(opposites.flatMap { statements[$0] })
    var subjects: Set<Int> = []
    for index in related.flatMap({ statements[$0] }) {
      reached.insert(index)
      for filling in fillings[index] where filling.slot == .subject {
        // Facts told elsewhere of the same subject.
        if subjects.insert(filling.filler).inserted { reached.formUnion(aboutSubject[filling.filler]) }
      }
    }
    return Array(reached)
  }

  /// What a statement has to do with a concept that is so near to the fillers and has some of them as opposites.
  private func bearing(on index: Int, _ nearness: [Nearness?], _ isOpposite: [Bool]) -> Standing.Bearing {
    let fillings = fillings[index]
    // The first slot with the same concept, or failing that with one it is a kind of, or with a kind of it.
    func place(_ wanted: Nearness) -> (slot: Slot, nearness: Nearness, filler: Int)? {
      fillings.first { nearness[$0.filler] == wanted }.map { ($0.slot, wanted, $0.filler) }
    }
    let siblings = fillings.lazy.filter { $0.slot == .subject }.flatMap { aboutSubject[$0.filler] }
      .filter { sibling in
        sibling != index && self.fillings[sibling].contains { nearness[$0.filler] != nil }
      }
    return Standing.Bearing(
      place: place(.same) ?? place(.narrower) ?? place(.broader),
      opposite: isOpposite.isEmpty
        ? nil : fillings.first { isOpposite[$0.filler] }.map { ($0.slot, $0.filler) },
      isToldElsewhere: siblings.contains { _ in true },
      isToldBeside: siblings.contains { sentences[$0] == sentences[index] })
  }
}

/// How a concept that a question names stands to the concepts in the statements' slots.
///
/// A class, since every statement is measured by it: a copy is a reference.
final class Standing: Sendable {
  let concept: String
  /// How much a match with it tells.
  let weight: Double
  /// For each filler how near it is; nil if it is not in line with the concept.
  let nearness: [Nearness?]
  /// For each filler whether it is an opposite; empty if none is.
  private let isOpposite: [Bool]
  /// The fillers that are in line with the concept.
  let related: [Int]
  /// The fillers that are opposites.
  let opposites: [Int]
  /// The statements that have anything to do with the concept.
  let reached: [Int]
  /// What each of them has, and for each statement of the pack the place there plus one, or 0.
  private let bearings: [Bearing]
  private let bearingPlaces: [Int32]
  /// The layer that defines the concept; nil if none does.
  let layer: Layer?
  /// Whether it is something that is done for a patient.
  let isTreatment: Bool
  /// The layers that define the domains that it belongs to.
  let domains: Set<Layer>
  /// Which statements tell about it, if it is an aspect and any does.
  let stated: StatedAspect?

  /// What a statement has to do with the concept.
  struct Bearing: Sendable {
    /// The slot with what is nearest to it.
    let place: (slot: Slot, nearness: Nearness, filler: Int)?
    /// The first slot with an opposite.
    let opposite: (slot: Slot, filler: Int)?
    /// Whether another statement with the same subject knows it, and whether one of the same sentence does.
    let isToldElsewhere: Bool
    let isToldBeside: Bool
  }

  init(
    concept: String, weight: Double, nearness: [Nearness?], isOpposite: [Bool], related: [Int],
    opposites: [Int], reached: [Int], bearings: [Bearing], statementCount: Int, layer: Layer?,
    isTreatment: Bool, domains: Set<Layer>, stated: StatedAspect?
  ) {
    self.concept = concept
    self.weight = weight
    self.nearness = nearness
    self.isOpposite = isOpposite
    self.related = related
    self.opposites = opposites
    self.reached = reached
    self.bearings = bearings
    var bearingPlaces = [Int32](repeating: 0, count: statementCount)
    for (place, index) in reached.enumerated() { bearingPlaces[index] = Int32(place + 1) }
    self.bearingPlaces = bearingPlaces
    self.layer = layer
    self.isTreatment = isTreatment
    self.domains = domains
    self.stated = stated
  }

  /// What a statement has to do with the concept; nil if nothing.
  func bearing(on index: Int) -> Bearing? {
    let place = Int(bearingPlaces[index])
    return place == 0 ? nil : bearings[place - 1]
  }

  /// Whether a filler is an opposite.
  func opposes(_ filler: Int) -> Bool { !opposites.isEmpty && isOpposite[filler] }

  /// Whether a slot of a statement has something in line with it.
  func isRelated(to fillings: [FillerTable.Filling], in slot: Slot) -> Bool {
    !related.isEmpty && fillings.contains { $0.slot == slot && nearness[$0.filler] != nil }
  }

  /// Whether a slot of a statement has the concept itself.
  func fills(_ slot: Slot, of fillings: [FillerTable.Filling]) -> Bool {
    !related.isEmpty && fillings.contains { $0.slot == slot && nearness[$0.filler] == .same }
  }
}
