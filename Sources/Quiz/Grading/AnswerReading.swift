import Knowledge
import Understanding

/// An answer as it was read: what it names, and which of it is denied.
struct AnswerReading {
  /// Something named in the answer.
  struct Claim {
    let concept: String
    let role: Role
    let words: String
    /// The first of its tokens in the answer, 0-based.
    let position: Int
    /// Whether the answer says that it is not so.
    let isDenied: Bool
    /// Whether the answer calls it small ("little", "low").
    var isSmall = false
    /// Whether the answer says that it does so hardly at all ("only marginally").
    var isMarginal = false
    /// Whether the answer says that it is so for few.
    var isRare = false
    /// Whether the answer says that it is so most of the time, or for most.
    var isFrequent = false
  }

  let claims: [Claim]
  /// What documents are about as a whole, where the answer names such a thing; with its words.
  let domains: [(concept: String, words: String)]
  /// What single words of the names in the answer tell by themselves: "help" in "did not help".
  private(set) var inner: [(claim: Claim, of: Claim)] = []
  /// Words that leave no exception.
  let universals: [String]
  /// Words that no layer explains.
  let unknown: [String]
  /// Those of them that look like a name.
  let names: [String]
  let corrections: [Correction]
  /// The words, folded, in order.
  let words: [String]
  /// What its words that carry meaning have in common with others of their kind (see ``Token/key``).
  let keys: Set<String>

  /// The words with the corrected ones in place of those typed.
  var corrected: String {
    words.map { word in corrections.first { $0.typed.lowercased() == word }?.read ?? word }
      .joined(separator: " ")
  }

  init(_ reading: Reading) {
    claims = reading.clauses.flatMap { clause in
      Self.claims(in: clause, reading.tokens) + Self.comparatives(in: clause, reading.tokens)
    }
    domains = reading.clauses.flatMap(\.mentions).filter { $0.role == .domain }
      .map { ($0.concept, $0.surface) }
    universals =
      reading.clauses.flatMap(\.mentions).filter { $0.concept == Self.universal }.map(\.surface)
      + reading.clauses.filter(\.negators.isEmpty).flatMap { clause in
        clause.tokens.map { reading.tokens[$0].text }.filter(Self.obliging.contains)
      }
    unknown = reading.clauses.flatMap(\.unknown).map(\.text).filter {
      !Self.colourless.contains($0.lowercased())
    }
    names = reading.clauses.flatMap(\.unknown).filter(\.looksLikeName).map(\.text)
    corrections = reading.corrections
    words = reading.tokens.map(\.text)
    keys = Set(
      reading.tokens.filter { $0.kind != .mark && !Self.joining.contains($0.text) }.map {
        Self.conditions.contains($0.text) ? "if" : $0.key
      })
  }

  /// The same with what single words of its names tell, read by `read`.
  init(_ reading: Reading, read: (String) -> Reading) {
    self.init(reading)
    for claim in claims {
      let words = claim.words.split(separator: " ").map(String.init)
      guard words.count > 1 else { continue }
      var isDenied = claim.isDenied
      for (index, word) in words.enumerated() {
        if read(word).clauses.contains(where: { !$0.negators.isEmpty }) {
          isDenied.toggle()
          continue
        }
        for length in 1..<words.count where index + length <= words.count {
          let part = words[index..<(index + length)].joined(separator: " ")
          inner += AnswerReading(read(part)).claims
            .filter { $0.concept != claim.concept && Self.telling.contains($0.role) && !$0.isDenied }
            .map {
              let told = Claim(
                concept: $0.concept, role: $0.role, words: $0.words, position: claim.position,
                isDenied: isDenied)
              return (told, claim)
            }
        }
      }
    }
  }

  /// What tells something of a thing.
  private static let telling: Set<Role> = [.nuance, .relation, .aspect, .value]

  /// Words that only join others to a name.
  private static let joining: Set<String> = [
    "a", "an", "the", "of", "in", "on", "for", "to", "its", "their", "that", "which", "is", "are", "who",
  ]

  /// Words that open a condition, one as good as the other.
  private static let conditions: Set<String> = ["if", "when", "whenever", "where", "wherever"]

  /// Words that say how much, how, or in what shape, and nothing more.
  private static let colourless: Set<String> = [
    "fairly", "especially", "particularly", "relatively", "somewhat", "pretty", "truly", "form", "forms",
    "version",
    "versions", "extent", "degree", "manner", "fashion", "view", "basis", "nature", "character",
  ]

  /// Whether it says nothing but that something is small.
  var isOnlySmall: Bool {
    let telling = words.filter { !Self.colourless.contains($0) && !Self.degrees.contains($0) }
    return !telling.isEmpty && telling.allSatisfy(Self.small.contains)
  }

  /// Whether a word says how often or how much something is so.
  static func tellsHowMuch(_ word: String) -> Bool { often.contains(word) || small.contains(word) }

  /// Whether it speaks of some, not of many.
  var saysSome: Bool { words.contains(where: Self.someAmounts.contains) && !words.contains("any") }

  /// A comparison that stands in the answer, "in most cases" aside.
  var comparison: String? {
    words.indices.first { index in
      ["less", "more", "fewer", "least"].contains(words[index])
        || words[index] == "most" && !Self.sharesOut(["most"], in: words)
    }.map { words[$0] }
  }

  /// Others of a class that the answer speaks of: "other treatments".
  var others: String? {
    words.indices.dropLast().first { index in
      ["other", "another", "others"].contains(words[index])
        && claims.contains { $0.role == .category && $0.position == index + 1 }
    }.map { words[$0] + " " + words[$0 + 1] }
  }

  /// A word that makes an exception.
  var exception: String? { words.first { Self.excepting.contains($0) && $0 != "besides" || $0 == "unless" } }

  private static let degrees: Set<String> = ["rather", "quite", "very", "only", "a", "bit", "just", "too"]
  private static let someAmounts: Set<String> = [
    "some", "few", "several", "limited", "certain", "isolated", "occasional", "handful",
  ]
  private static let small: Set<String> = [
    "little", "low", "poor", "poorly", "weak", "slight", "minor", "minimal", "small", "scant", "meagre",
    "meager",
  ]
  private static let marginal: Set<String> = [
    "marginally", "slightly", "minimally", "barely", "scarcely", "negligibly", "insignificantly",
  ]
  /// What leaves no exception ("always").
  private static let universal = "universal"
  /// What makes of a possibility a duty.
  private static let obliging: Set<String> = [
    "required", "mandatory", "obligatory", "compulsory", "necessary", "essential", "indispensable",
  ]
  private static let doubting: Set<String> = ["doubt", "doubts", "doubted"]
  /// What sets aside what follows it.
  private static let excepting: Set<String> = ["except", "excepting", "excluding", "besides"]
  private static let often: Set<String> = [
    "often", "usually", "frequently", "commonly", "generally", "mostly", "typically", "regularly",
  ]

  /// "often", "in most cases", "most of the time"; not "most effective".
  private static func isFrequent(_ words: [String]) -> Bool {
    words.contains(where: often.contains) || sharesOut(["most", "many"], in: words)
  }

  /// Whether it says in how many, or of how many, something is so.
  private static func sharesOut(_ amounts: Set<String>, in words: [String]) -> Bool {
    words.indices.contains { index in
      amounts.contains(words[index])
        && (index > 0 && ["in", "for", "a"].contains(words[index - 1])
          || index + 1 < words.count && words[index + 1] == "of")
    }
  }

  /// "less X" says that X decreases, "more X" the contrary.
  private static func comparatives(in clause: Clause, _ tokens: [Token]) -> [Claim] {
    clause.tokens.compactMap { position in
      let concept: String
      switch tokens[position].text {
      case "less", "fewer": concept = Cue.decrease
      case "more": concept = Cue.increase
      default: return nil
      }
      guard
        clause.mentions.contains(where: { mention in
          mention.role == .finding
            && mention.tokens.first.map { $0 > position && $0 <= position + 2 } == true
        }),
        !clause.mentions.contains(where: { $0.tokens.contains(position) && claiming.contains($0.role) })
      else { return nil }
      let denials = clause.negators.count { $0 < position }
      return Claim(
        concept: concept, role: .nuance, words: tokens[position].text, position: position,
        isDenied: denials % 2 == 1)
    }
  }

  /// Whether the answer calls what stands at that place small: just before it, or at the end of the clause.
  private static func isSmall(_ position: Int, in clause: Clause, _ tokens: [Token]) -> Bool {
    let places = clause.tokens.filter { place in
      small.contains(tokens[place].text)
        && !(place > clause.tokens.lowerBound && tokens[place - 1].text == "a")
    }
    let end = clause.tokens.last { tokens[$0].kind != .mark }
    return places.contains { $0 < position && position <= $0 + 2 || $0 > position && $0 == end }
      || position > clause.tokens.lowerBound && tokens[position - 1].text == "less"
  }

  private static let claiming: Set<Role> = [
    .topic, .finding, .condition, .value, .nuance, .relation, .aspect, .category,
  ]

  private static func claims(in clause: Clause, _ tokens: [Token]) -> [Claim] {
    let mentions = clause.mentions.filter { claiming.contains($0.role) }
    let last = mentions.compactMap(\.tokens.first).max() ?? 0
    let words = clause.tokens.map { tokens[$0].text }
    let (isFrequent, isRare) = (isFrequent(words), sharesOut(["few", "some"], in: words))
    // Every negation counts: an answer asks nothing, so "don't" is no way to ask.
    var negators =
      clause.mentions.filter { [Cue.negator, Cue.reversal].contains($0.concept) }
      .compactMap(\.tokens.first) + clause.tokens.filter { excepting.contains(tokens[$0].text) }
    // "no doubt" is no denial; a doubt alone is none either.
    if !negators.isEmpty { negators += clause.tokens.filter { doubting.contains(tokens[$0].text) } }
    let worthless = clause.mentions.filter { $0.concept == Cue.worthless }
    // "X would be pointless": what turns the claim stands behind it; in "X, not Y" it turns Y.
    let behind = negators.filter { negator in
      negator > last
        && !(clause.tokens.contains { last < $0 && $0 < negator && tokens[$0].text == "," }
          && clause.tokens.contains { $0 > negator && tokens[$0].kind != .mark })
    }
    let denials = worthless.map { mention in
      Claim(
        concept: Cue.effect, role: .aspect, words: mention.surface, position: mention.tokens.first ?? 0,
        isDenied: negators.count { $0 < mention.tokens.first ?? 0 } % 2 == 0)
    }
    return denials
      + mentions.map { mention in
        let position = mention.tokens.first ?? 0
        let start = clause.breaks.filter { $0 <= position }.max() ?? clause.tokens.lowerBound
        let before = negators.count { $0 >= start && $0 <= position && !mention.tokens.contains($0) }
        // "It is agreed that X is not": what is agreed on is denied, not that it is agreed.
        let after = behind.count { negator in
          !clause.tokens.contains { position < $0 && $0 < negator && tokens[$0].text == "that" }
        }
        return Claim(
          concept: mention.concept, role: mention.role, words: mention.surface, position: position,
          isDenied: (before + after) % 2 == 1,
          isSmall: isSmall(position, in: clause, tokens),
          isMarginal: clause.tokens.contains {
            abs($0 - position) <= 3 && marginal.contains(tokens[$0].text)
          },
          isRare: isRare, isFrequent: isFrequent)
      }
  }
}
