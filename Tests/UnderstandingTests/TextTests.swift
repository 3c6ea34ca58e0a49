import Knowledge
import Testing
@testable import Understanding

@Suite("Cleaning of text")
struct TextCleanerTests {
  @Test(arguments: [
    ("Don’t “quote” ‘me’", "don't \"quote\" 'me'"), ("a\u{A0}b\u{2003}c", "a b c"), ("ﬁne ﬂow", "fine flow"),
    ("INF-α β2 µg", "inf-alpha beta2 mug"), ("cafe\u{301} café ñ", "cafe cafe n"),
    ("oct\u{200B}re\u{FEFF}o", "octreo"),
    ("\u{202E}abc\u{2066}", "abc"), ("5‑HIAA – x", "5-hiaa - x"), ("ＡＢ①", "ab1"),
    ("Œdema Æ ß", "oedema ae ss"),
    ("a\tb\u{7}c\nd", "a b c\nd"), ("½", "1⁄2"), ("", ""),
  ])
  func bringsTextToOneForm(_ typed: String, _ clean: String) { #expect(TextCleaner.fold(typed) == clean) }

  @Test func rangesMapBackToTheCharactersTheyCameFrom() {
    let text = "é“α”\u{200B}x"
    let clean = TextCleaner.clean(text)
    let bytes = Array(text.utf8)
    let sources = clean.ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(sources == ["é", "“", "α", "α", "α", "α", "α", "”", "x"])
  }

  @Test func rangesAreValidAndAscendForAnyText() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let text = String(
        decoding: (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self)
      let clean = TextCleaner.clean(text)
      #expect(clean.scalars.count == clean.ranges.count)
      var end = 0
      for range in clean.ranges {
        #expect(range.lowerBound >= 0 && range.upperBound <= text.utf8.count && !range.isEmpty)
        #expect(range.lowerBound >= end || range.upperBound == end)
        end = max(end, range.upperBound)
      }
    }
  }
}

@Suite("Tokens")
struct TokenizerTests {
  private let plain = Tokenizer(shorthand: [:])
  private let clinical = Tokenizer(shorthand: [
    "s/p": ["after"], "w/": ["with"], "w/o": ["without"], "y/n": ["yes", "or", "no"], "b4": ["before"],
    "h/o": ["history", "of"],
  ])

  private func words(_ text: String, _ tokenizer: Tokenizer) -> [String] {
    tokenizer.tokens(of: TextCleaner.clean(text)).map(\.text)
  }

  @Test(arguments: [
    ("s/p surgery", ["after", "surgery"]), ("w/ mets", ["with", "mets"]), ("w/o it", ["without", "it"]),
    ("w/mets", ["with", "mets"]), ("ok y/n?", ["ok", "yes", "or", "no", "?"]),
    ("b4 meals", ["before", "meals"]),
    ("H/O flushing", ["history", "of", "flushing"]), ("and/or", ["and", "/", "or"]),
    ("xs/p", ["xs", "/", "p"]),
  ])
  func shorthandIsWrittenOut(_ text: String, _ expected: [String]) {
    #expect(words(text, clinical) == expected)
  }

  @Test(arguments: [
    ("isn't can't won't", ["is", "not", "can", "not", "will", "not"]),
    ("dont cannot", ["do", "not", "can", "not"]),
    ("it’s the patient's", ["it", "is", "the", "patient"]),
    ("they're I've she'll", ["they", "are", "i", "have", "she", "will"]),
    ("'quoted'", ["'", "quoted", "'"]),
  ])
  func contractionsAreWrittenOut(_ text: String, _ expected: [String]) {
    #expect(words(text, plain) == expected)
  }

  @Test func everyIrregularContractionIsLookedUp() {
    for (word, full) in Contraction.irregular { #expect(Contraction.expand(word) == full, "\(word)") }
  }

  @Test func numbersKeepTheirPoint() {
    let tokens = plain.tokens(of: TextCleaner.clean("1.5 mg. 20, v2 3.x"))
    #expect(tokens.map(\.text) == ["1.5", "mg", ".", "20", ",", "v2", "3", ".", "x"])
    #expect(tokens.map(\.kind) == [.number, .word, .mark, .number, .mark, .word, .number, .mark, .word])
    #expect(tokens.map(\.endsGroup) == [true, false, true, false, true, true, false, false, true])
  }

  @Test func hyphensStandAlone() {
    #expect(words("5-HIAA 5HIAA 5-FU", plain) == ["5", "-", "hiaa", "5hiaa", "5", "-", "fu"])
  }

  @Test func rangesAreThoseOfTheWordsAsTyped() {
    let text = "Don’t “ﬁx” 5-HIAA"
    let bytes = Array(text.utf8)
    let surfaces = plain.tokens(of: TextCleaner.clean(text)).map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
    #expect(surfaces == ["Don’t", "Don’t", "“", "ﬁx", "”", "5", "-", "HIAA"])
  }

  @Test func labelsAreDividedAsTextIs() {
    var random = SeededGenerator(seed: 3)
    var labels = Array(Shipped.pack.lexicon.concepts.values.flatMap { $0.labels.map(\.text) })
    for _ in 0..<3000 { labels.append(random.word(of: "abnt019 .-'/%éα’", lengths: 0...12)) }
    for var label in labels {
      var scanner = LabelScanner()
      var scanned: [String] = []
      label.withUTF8 { bytes in
        scanner.scan(bytes) { part in
          switch part {
          case .word(let bytes, let isNumber):
            scanned.append(String(decoding: bytes, as: UTF8.self) + (isNumber ? "#" : ""))
          case .gap: scanned.append("..")
          }
        }
      }
      let expected = label.split(separator: "..", omittingEmptySubsequences: false).map { part in
        plain.tokens(of: TextCleaner.clean(String(part))).filter { $0.kind != .mark }
          .map { $0.text + ($0.kind == .number ? "#" : "") }
      }.joined(separator: [".."])
      #expect(scanned == Array(expected), "\(label)")
    }
  }
}

@Suite("Keys of words")
struct WordKeyTests {
  @Test(arguments: [
    ("tumour", "tumor"), ("tumours", "tumor"), ("diarrhoea", "diarrhea"), ("embolisation", "embolization"),
    ("embolise", "embolize"), ("analogues", "analogue"), ("stabilised", "stabilize"),
    ("therapies", "therapy"),
    ("symptoms", "symptom"), ("flares", "flare"), ("treating", "treat"), ("treated", "treat"),
    ("oedema", "edema"),
    ("anaemia", "anemia"), ("radiolabelled", "radiolabeled"), ("progressing", "progress"),
    ("injections", "injection"),
    ("masses", "mass"), ("boxes", "box"), ("reduces", "reduced"), ("colour", "color"),
    ("radiolabelling", "radiolabeling"),
  ])
  func formsOfOneWordHaveOneKey(_ one: String, _ other: String) {
    #expect(WordKey.key(of: one) == WordKey.key(of: other))
  }

  @Test(arguments: [
    ("octreotide", "lanreotide"), ("serotonin", "serotonergic"), ("oral", "orally"), ("mass", "mas"),
    ("diagnosis", "diagnose"),
    ("virus", "viru"), ("response", "respond"), ("effect", "effective"), ("use", "us"),
    ("therapy", "therapist"),
    ("carcinoid", "carcinoma"), ("liver", "live"), ("bed", "b"), ("king", "k"), ("hour", "hor"),
    ("sting", "st"), ("shed", "sh"),
    ("embolization", "chemoembolization"), ("somatostatin", "somatotropin"), ("tumor", "tumid"),
    ("spring", "spr"),
  ])
  func differentWordsStayApart(_ one: String, _ other: String) {
    #expect(WordKey.key(of: one) != WordKey.key(of: other))
  }

  @Test(arguments: ["a", "its", "5fu", "lu177", "βlocker", "größe", "gas", "5-hiaas", ""])
  func shortAndForeignWordsAndThoseWithDigitsAreTheirOwnKey(_ word: String) {
    #expect(WordKey.key(of: word) == word)
  }

  @Test func aKeyIsNeverLongerThanItsWord() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<5000 {
      let word = random.word(of: "aeiousdlingrmt", lengths: 0...12)
      let key = WordKey.key(of: word)
      #expect(key.utf8.count <= word.utf8.count)
      #expect(word.isEmpty || !key.isEmpty)
    }
  }
}
