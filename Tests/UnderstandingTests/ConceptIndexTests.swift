import Knowledge
import ProcessorTime
import Testing
@testable import Understanding

@Suite("Names found in text")
struct ConceptIndexTests {
  private static let lexicon = try! small()

  private func names(_ text: String) -> [String] {
    let tokens = Tokenizer(shorthand: [:]).tokens(of: TextCleaner.clean(text))
    let bytes = Array(text.utf8)
    let index = ConceptIndex(Self.lexicon)
    return index.mentions(in: index.row(of: tokens)) { String(decoding: bytes[$0], as: UTF8.self)[...] }
      .map { "\($0.concept):\($0.surface)" }
  }

  @Test func theLongestNameWins() {
    #expect(names("long acting release please") == ["release:long acting release"])
    #expect(names("long acting please") == ["acting:long acting"])
    #expect(names("long please") == [])
  }

  @Test func hyphensInANameMayBeLeftOutOrPutIn() {
    #expect(names("long-acting release") == ["release:long-acting release"])
    #expect(names("5-HIAA") == ["marker:5-HIAA"])
    #expect(names("5 hiaa") == ["marker:5 hiaa"])
    #expect(names("slow/step") == ["step:slow/step"])
  }

  @Test func aNameInTwoHalvesOrTwoNamesInOneAreFound() {
    #expect(names("5hiaa") == ["marker:5hiaa"])
    #expect(names("telo tristat") == ["telotristat:telo tristat"])
    #expect(names("longacting") == ["acting:longacting"])
    #expect(names("slowstep") == ["step:slowstep"])
  }

  @Test func otherMarksEndAName() {
    #expect(names("long. acting") == [])
    #expect(names("long, acting release") == [])
    #expect(names("slow (step)") == [])
  }

  @Test func aGapStandsForUpToSixWords() {
    #expect(names("keep it in check") == ["control:keep it in check"])
    #expect(names("keep in check") == ["control:keep in check"])
    #expect(names("keep a b c d e f in check") == ["control:keep a b c d e f in check"])
    #expect(names("keep a b c d e f g in check") == [])
    #expect(names("keep it. in check") == [])
    #expect(names("keep it, in check") == ["control:keep it, in check"])
  }

  @Test func whatAGapSkipsIsStillRead() {
    #expect(
      names("keep telotristat in check") == ["control:keep telotristat in check", "telotristat:telotristat"])
  }

  @Test func formsOfTheWordsAreFound() {
    #expect(names("slowing steps") == ["step:slowing steps"])
  }

  @Test func theVeryWordsWinOverAnotherFormOfThem() {
    #expect(names("hive") == ["rash:hive"])
    #expect(names("hives") == ["rash:hives"])
    #expect(names("HIV") == ["virus:HIV"])
  }

  @Test func aLetterLeftOfANameNamesNothing() {
    #expect(names("c") == [])
    #expect(names("c plus") == [])
  }

  @Test func theSameTextIsReadTheSameByEveryIndex() {
    let texts = [
      "advanced carcinoid on long acting octreotide", "response rates of chemo",
      "hold the shots, reduce symptoms",
    ]
    let first = texts.map { Reader(lexicon: Shipped.pack.lexicon).read($0).clauses.flatMap(\.mentions) }
    for _ in 0..<3 {
      #expect(
        texts.map { Reader(lexicon: Shipped.pack.lexicon).read($0).clauses.flatMap(\.mentions) } == first)
    }
  }

  private static func small() throws -> Lexicon {
    try smallLexicon(
      """
        acting: {kind: thing, general: [long acting]}
        release: {kind: thing, general: [long-acting release]}
        marker: {kind: thing, general: [5-HIAA]}
        telotristat: {kind: thing, general: [telotristat]}
        step: {kind: thing, general: [slow step]}
        control: {kind: thing, general: [keep .. in check]}
        virus: {kind: thing, general: [HIV]}
        rash: {kind: thing, general: [hive, hives]}
        language: {kind: thing, general: [C++]}
      """)
  }
}

@Suite("Any input can be read")
struct ReaderFuzzTests {
  @Test(.timeLimit(.minutes(5)))
  func randomBytesAreReadWithoutFailingAndRangesAreValid() {
    var random = SeededGenerator(seed: 2026)
    let parts = [
      "octreotide", "isn't", " ", "?", "5-HIAA", "w/", "s/p", "LAR", ",", "no", "or", "’", "é", "\n", "and",
      "is", "it",
    ]
    for round in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...14, using: &random) {
        if round % 2 == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        } else {
          bytes += Array(parts.randomElement(using: &random)!.utf8)
          if Bool.random(using: &random) { bytes.append(UInt8(ascii: " ")) }
        }
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  private func check(_ text: String) {
    let count = text.utf8.count
    let reading = Shipped.reader.read(text)
    func isValid(_ range: Range<Int>) -> Bool { range.lowerBound >= 0 && range.upperBound <= count }
    let tokensAreValid = reading.tokens.allSatisfy {
      isValid($0.range) && !$0.range.isEmpty && !$0.text.isEmpty
    }
    let clausesAreValid = reading.clauses.allSatisfy { clause in
      clause.tokens.lowerBound >= 0 && clause.tokens.upperBound <= reading.tokens.count
        && clause.mentions.allSatisfy { mention in
          isValid(mention.range) && !mention.tokens.isEmpty
            && mention.tokens.allSatisfy { reading.tokens.indices.contains($0) }
        }
        && clause.unknown.allSatisfy { reading.tokens.indices.contains($0.token) }
    }
    #expect(tokensAreValid && clausesAreValid, "\(text.debugDescription)")
  }

  @Test func overlongInputIsReadUpToTheLimit() {
    let text = String(repeating: "octreotidd é ", count: 12_000)
    var end = 0
    let time = processorTime { end = Shipped.reader.read(text).tokens.map(\.range.upperBound).max() ?? 0 }
    #expect(time < .seconds(20))
    #expect(end > Reader.limit - 20 && end <= Reader.limit + 2)
  }
}
