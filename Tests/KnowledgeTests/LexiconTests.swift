@testable import Knowledge
import Testing

@Suite("Hierarchy, opposites and layers")
struct LexiconTests {
  @Test func aKindOfAKindIsOfTheKind() throws {
    let lexicon = try SmallPack.load([
      "field/acts.yaml": SmallPack.files["field/acts.yaml"]!
        + "\n  frozen: {kind: state, is-a: [icy], labels: [frozen]}\n"
    ]).lexicon
    #expect(lexicon.isA("frozen", "icy"))
    #expect(lexicon.isA("frozen", "cold"))
    #expect(lexicon.isA("frozen", "frozen"))
    #expect(!lexicon.isA("cold", "frozen"))
    #expect(!lexicon.isA("frozen", "hot"))
    #expect(lexicon.broader(of: "frozen") == ["frozen", "icy", "cold"])
    #expect(lexicon.isA("zeta", "stuff"))
    #expect(lexicon.broader(of: "zeta") == ["zeta", "stuff"])
    #expect(lexicon.broader(of: "nowhere") == ["nowhere"])
    #expect(lexicon.isA("nowhere", "nowhere"))
  }

  @Test func oppositesHoldBothWaysAndForWhatIsBelow() throws {
    let lexicon = try SmallPack.load().lexicon
    #expect(lexicon.areOpposite("hot", "cold"))
    #expect(lexicon.areOpposite("cold", "hot"))
    #expect(lexicon.areOpposite("hot", "icy"))
    #expect(lexicon.areOpposite("icy", "hot"))
    #expect(!lexicon.areOpposite("cold", "icy"))
    #expect(!lexicon.areOpposite("hot", "hot"))
    #expect(!lexicon.areOpposite("alpha", "beta"))
  }

  @Test func aLaterLayerTakesALabelOver() throws {
    let lexicon = try SmallPack.load().lexicon
    #expect(lexicon.concepts["little"]?.labels.map(\.text) == ["the"])
    #expect(lexicon.concepts["beta"]?.labels == [Label(text: "beta", origin: .document)])
    #expect(lexicon.concepts["beta"]?.layer == .pack)
  }

  @Test func aLaterLayerMayDefineAConceptAnew() throws {
    let files = SmallPack.files["small/lexicon.yaml"]! + "\n  zeta: {kind: thing, general: [zeta six]}\n"
    let lexicon = try SmallPack.load(["small/lexicon.yaml": files]).lexicon
    #expect(lexicon.concepts["zeta"]?.labels.map(\.text) == ["zeta six"])
    #expect(lexicon.concepts["zeta"]?.layer == .pack)
    #expect(lexicon.order.filter { $0 == "zeta" }.count == 1)
  }

  @Test func theOrderIsThatOfTheLayersAndFiles() throws {
    #expect(
      try SmallPack.load().lexicon.order
        == [
          "ask", "little", "stuff", "helps", "effect", "hot", "cold", "icy", "zeta", "eta", "alpha", "beta",
        ])
  }

  @Test func termsTakeTheirListsKindAndNames() throws {
    let zeta = try #require(try SmallPack.load().lexicon.concepts["zeta"])
    #expect(zeta.labels.map(\.text) == ["zeta", "zed"])
    #expect(zeta.kind == "thing" && zeta.role == .topic && zeta.broader == ["stuff"])
    #expect(zeta.source == at("field/things.txt", 2))
  }

  @Test func aStatementTellsWhatItsRelationAnswers() throws {
    let pack = try SmallPack.load()
    #expect(pack.statement("one")?.aspects == ["effect"])
    #expect(pack.statement("one")?.concepts == ["alpha", "beta", "helps"])
  }
}

@Suite("Lists of words and stems")
struct WordListTests {
  @Test func searchFindsExactlyTheWordsOfTheList() {
    for count in [0, 1, 2, 3, 50, 333] {
      var random = SeededGenerator(seed: UInt64(count))
      let words = Set((0..<count).map { _ in random.word(of: "abcé", lengths: 1...6) }).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      for ending in ["", "\n"] {
        let list = WordList(Array((words.joined(separator: "\n") + ending).utf8))
        for word in words { #expect(list.contains(word)) }
        for _ in 0..<300 {
          let word = random.word(of: "abcé", lengths: 0...6)
          #expect(list.contains(word) == words.contains(word), "\(word)")
        }
      }
    }
  }

  @Test func aStemStandsAtItsEndOfALongEnoughWord() {
    let suffix = NameStem(letters: "mab", position: .suffix, minimum: 6)
    #expect(suffix.matches("rituximab"))
    #expect(!suffix.matches("mabel"))
    #expect(!suffix.matches("xxmab"))
    #expect(!suffix.matches("rituximabs"))
    let prefix = NameStem(letters: "cef", position: .prefix, minimum: 2)
    #expect(prefix.matches("cefazolin"))
    #expect(!prefix.matches("icef"))
    #expect(!prefix.matches("ce"))
  }

  @Test func numbersOfATableAreThoseOfTheStrings() {
    var random = SeededGenerator(seed: 5)
    var table = InternTable(capacity: 1)
    var numbers: [String: Int] = [:]
    for _ in 0..<5000 {
      let word = random.word(of: "abc", lengths: 0...6)
      let number = table.insert(word)
      #expect(numbers[word] == nil || numbers[word] == number)
      numbers[word] = number
    }
    #expect(table.count == numbers.count)
    for (word, number) in numbers {
      #expect(table.number(of: word) == number)
      #expect(String(decoding: table[number], as: UTF8.self) == word)
    }
    #expect(table.number(of: "d") == nil)
  }
}

/// A small generator whose numbers depend on the seed alone (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func word(of letters: String, lengths: ClosedRange<Int>) -> String {
    let letters = Array(letters)
    return String(
      (0..<Int.random(in: lengths, using: &self)).map { _ in letters.randomElement(using: &self)! })
  }
}
