import Foundation

/// Text brought to one form, each scalar with the bytes of the original that it came from.
struct CleanText {
  /// Lower-case scalars without marks; letters of other scripts stay as they are.
  var scalars: [Unicode.Scalar] = []
  /// For each scalar its byte range in the original, 0-based, end exclusive.
  var ranges: [Range<Int>] = []
}

/// Where in a terminal's escape sequence ("ESC [ 31 m") the text is: pasted colours are no part of what was meant.
private enum EscapeSequence {
  case none
  case begun
  case parameters

  /// Whether a scalar belongs to a sequence, by the syntax of ECMA-48, 5.4.
  mutating func swallows(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .none:
      if scalar == "\u{1B}" { self = .begun }
      return scalar == "\u{1B}"
    case .begun:
      self = scalar == "[" ? .parameters : .none
      return scalar == "["
    case .parameters:
      if (0x40...0x7E).contains(scalar.value) { self = .none }
      return true
    }
  }
}

/// Brings what people type and paste to one form: compatibility forms, quotes, dashes, ligatures, Greek letters.
enum TextCleaner {
  static func clean(_ original: String) -> CleanText {
    var text = CleanText()
    text.scalars.reserveCapacity(original.utf8.count)
    text.ranges.reserveCapacity(original.utf8.count)
    var offset = 0
    var sequence = EscapeSequence.none
    for scalar in original.unicodeScalars {
      let range = offset..<(offset + UTF8.width(scalar))
      offset = range.upperBound
      if sequence.swallows(scalar) { continue }
      if scalar.isASCII {
        text.scalars.append(lowercased(scalar))
        text.ranges.append(range)
      } else {
        for folded in fold(scalar) {
          text.scalars.append(folded)
          text.ranges.append(range)
        }
      }
    }
    return text
  }

  /// One folded word, for labels and look-ups.
  static func fold(_ word: String) -> String {
    var folded = String.UnicodeScalarView()
    folded.append(contentsOf: clean(word).scalars)
    return String(folded)
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(lowercased(UInt8(truncatingIfNeeded: scalar.value)))
  }

  /// The form of an ASCII byte: control characters become blanks, capitals small letters.
  static func lowercased(_ byte: UInt8) -> UInt8 {
    if byte < 0x20 || byte == 0x7F { return byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ") }
    return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
  }

  private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let small = scalar.properties.lowercaseMapping.unicodeScalars
    if let plain = replacements[scalar] ?? small.first.flatMap({ replacements[$0] }) {
      return Array(plain.unicodeScalars)
    }
    // What stands for bytes that were not UTF-8 splits no word.
    if scalar == "\u{FFFD}" { return [] }
    switch scalar.properties.generalCategory {
    case .format, .nonspacingMark, .enclosingMark, .control, .privateUse, .surrogate, .unassigned: return []
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return [" "]
    case .dashPunctuation: return ["-"]
    case .initialPunctuation, .finalPunctuation: return ["'"]
    default: break
    }
    let decomposed = String(scalar).decomposedStringWithCompatibilityMapping.lowercased()
    return decomposed.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
  }

  private static let replacements: [Unicode.Scalar: String] = [
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "«": "\"", "»": "\"", "…": "...", "´": "'", "`": "'",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "μ": "mu",
    "µ": "mu", "ω": "omega", "Α": "alpha", "Β": "beta", "Γ": "gamma", "×": "x", "≥": ">=", "≤": "<=",
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "•": ";", "·": " ", "–": "-", "—": " - ",
  ]
}
