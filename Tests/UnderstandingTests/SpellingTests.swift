import Knowledge
import Testing
@testable import Understanding

@Suite("Spelling")
struct SpellingTests {
  /// The distance by its definition: optimal string alignment, the whole table.
  static func distance(_ one: String, _ other: String) -> Int {
    let (left, right) = (Array(one.utf8), Array(other.utf8))
    var table = [[Int]](repeating: Array(0...right.count), count: left.count + 1)
    for row in 0...left.count { table[row][0] = row }
    for row in 1..<(left.count + 1) where !right.isEmpty {
      for column in 1...right.count {
        var cost = min(
          table[row - 1][column] + 1, table[row][column - 1] + 1,
          table[row - 1][column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          cost = min(cost, table[row - 2][column - 2] + 1)
        }
        table[row][column] = cost
      }
    }
    return table[left.count][right.count]
  }

  @Test(arguments: [
    ("abc", 2, 40), ("abcd", 7, 400), ("abé", 6, 200), ("abcdefghij", 12, 600), ("a", 20, 20),
  ])
  func theIndexFindsExactlyTheWordsWithinTheLimit(_ letters: String, _ longest: Int, _ count: Int) {
    var random = SeededGenerator(seed: UInt64(longest))
    let words = Set((0..<count).map { _ in random.word(of: letters, lengths: 0...longest) })
    let index = SpellingIndex(words)
    for round in 0..<250 {
      var word = random.word(of: letters, lengths: 0...longest)
      if round % 2 == 0, let near = words.randomElement(using: &random) {
        word = Self.edited(near, letters, &random)
      }
      for limit in 1...3 {
        let found = index.nearest(to: word, limit: limit)
        let expected = words.map { ($0, Self.distance(word, $0)) }.filter { $0.1 <= limit }
        #expect(Set(found.map(\.word)) == Set(expected.map(\.0)), "\(word) within \(limit)")
        #expect(found.count == expected.count)
        for (near, distance) in found { #expect(distance == Self.distance(word, near)) }
        let familiar = expected.filter { $0.1 <= 1 || $0.0.utf8.first == word.utf8.first || word.isEmpty }
        #expect(
          index.nearest(to: word, limit: limit, strangersWithinOne: true).map(\.word)
            == familiar.map(\.0).sorted(),
          "\(word) within \(limit), strangers within 1")
      }
    }
  }

  private static func edited(_ word: String, _ letters: String, _ random: inout SeededGenerator) -> String {
    var characters = Array(word)
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let place = Int.random(in: 0...characters.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where place < characters.count: characters.remove(at: place)
      case 1 where place < characters.count: characters[place] = letters.randomElement(using: &random)!
      case 2 where place + 1 < characters.count: characters.swapAt(place, place + 1)
      default: characters.insert(letters.randomElement(using: &random)!, at: place)
      }
    }
    return String(characters)
  }

  @Test func noEditsAndOverlongWordsFindNothing() {
    let index = SpellingIndex(["abc", String(repeating: "a", count: 64)])
    #expect(index.nearest(to: "abc", limit: 0).isEmpty)
    #expect(index.nearest(to: String(repeating: "a", count: 64), limit: 2).isEmpty)
    #expect(index.nearest(to: String(repeating: "a", count: 63), limit: 2).count == 1)
    #expect(SpellingIndex([]).nearest(to: "abc", limit: 2).isEmpty)
  }

  /// What a word of the shipped pack is read as.
  private func corrections(_ word: String) -> [Correction] {
    Shipped.reader.read("is \(word) any good").corrections
  }

  @Test(arguments: [
    "pasireotide", "doxycycline", "temsirolimus", "telmisartan", "streptomycin", "sunitinib", "cabozantinib",
  ])
  func anotherDrugStaysItself(_ word: String) {
    #expect(corrections(word).isEmpty)
    let named = Shipped.concepts(word).filter { Shipped.pack.lexicon.concepts[$0]?.layer == .pack }
    #expect(named.isEmpty, "\(named)")
  }

  @Test(arguments: [
    ("octreotid", "octreotide"), ("octretide", "octreotide"), ("lanretide", "lanreotide"),
    ("sandostatn", "sandostatin"), ("diarhea", "diarrhea"), ("evrolimus", "everolimus"),
    ("telotristt", "telotristat"),
    ("interfron", "interferon"), ("chemoembolizaton", "chemoembolization"),
    ("telotristaaaat", "telotristat"), ("everrrolimusss", "everolimus"), ("diarrrheaaa", "diarrhea"),
    ("octretideeee", "octreotide"),
  ])
  func aMisspeltWordIsReadAsTheNearest(_ typed: String, _ read: String) {
    let reading = Shipped.reader.read("is \(typed) any good")
    let meant = Shipped.concepts(read).filter { Shipped.pack.lexicon.concepts[$0]?.layer == .pack }
    #expect(!meant.isEmpty)
    #expect(reading.clauses.flatMap(\.mentions).map(\.concept).contains { meant.contains($0) })
  }

  @Test func anotherDrugDrawnOutStaysItself() {
    #expect(corrections("sunitinibbbb") == [Correction(typed: "sunitinibbbb", read: "sunitinib")])
  }

  @Test(arguments: ["ocreeee", "zzzzzz", "aaaa"])
  func drawnOutWordsThatAreNoneStayUnknown(_ word: String) { #expect(corrections(word).isEmpty) }

  @Test(arguments: ["house", "patient", "recommended", "weather", "answered"])
  func ordinaryWordsAreLeftAlone(_ word: String) { #expect(corrections(word).isEmpty) }

  @Test(arguments: ["Maria", "Anna", "Olivia", "Peter", "mario"])
  func givenNamesAreLeftAlone(_ name: String) {
    let reading = Shipped.reader.read("\(name) has pain")
    #expect(reading.corrections.isEmpty)
    #expect(reading.clauses[0].unknown.map(\.isOrdinary) == [false])
  }

  @Test func nothingIsReadAsAGivenName() {
    #expect(corrections("marian clarra").isEmpty)
  }

  @Test func manyThreadsMayAskForTheFirstCorrection() async {
    let reader = Reader(lexicon: Shipped.pack.lexicon)
    let readings = await withTaskGroup(of: [Correction].self) { group in
      for _ in 0..<16 { group.addTask { reader.read("octreotidd").corrections } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(readings.count == 16)
    #expect(readings.allSatisfy { $0 == [Correction(typed: "octreotidd", read: "octreotide")] })
  }
}
