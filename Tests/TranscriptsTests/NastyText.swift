/// SplitMix64: small, seeded, and the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Text that is likely to break a notation, put together from pieces.
enum NastyText {
  static let pieces = [
    "ibid> ", "ibid>", "ibid", "```", "```ibid", "~~~", "~~~ibid", "````", "---", "<<<<<<<", ">>>>>>> ", "--",
    "`", "\\", "\\\\",
    "\\n",
    "\\u{41}", "\\u{", "}", "\n", "\n\n", "\n```\n", "\nibid> x\n", "\r", "\r\n", "\t", " ", "  ", "    ",
    "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{A0}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{200F}",
    "\u{202E}",
    "\u{2028}", "\u{2029}", "\u{2066}", "\u{2800}", "\u{3000}", "\u{3164}", "\u{FEFF}", "\u{FE0F}",
    "\u{FFFE}",
    "\u{E000}", "\u{E0041}", "\u{10FFFF}", "\u{301}", "e\u{301}", "\u{E9}", "👩‍🔬", "🇨🇭", "漢字", "שלום",
    "word", "5-HIAA",
    "a", "b", "Yes.", "[1.5]", "# title", "title: x", "<!--", "-->", "> ", "<details>",
  ]

  static func text(_ generator: inout SeededGenerator, pieces limit: Int = 8) -> String {
    // Scalars are appended one by one, so that pieces meet as they would in a file.
    var result = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...limit, using: &generator) {
      if Int.random(in: 0..<6, using: &generator) == 0 {
        result.append(scalar(&generator))
      } else {
        result.append(contentsOf: pieces.randomElement(using: &generator)!.unicodeScalars)
      }
    }
    return String(result)
  }

  static func scalar(_ generator: inout SeededGenerator) -> Unicode.Scalar {
    let limits: [UInt32] = [0x7F, 0xFF, 0x2FFF, 0x10FFFF]
    while true {
      let limit = limits.randomElement(using: &generator)!
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &generator)) { return scalar }
    }
  }
}

extension String {
  /// For comparisons byte for byte; `==` of strings is coarser.
  var bytes: [UInt8] { Array(utf8) }
}
