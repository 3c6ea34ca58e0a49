/// What the forms of a word have in common: endings taken off, British spelling made American.
///
/// It is applied alike to labels and to input, so it need not be a word; it must only keep different words apart.
enum WordKey {
  static func key(of word: String) -> String {
    var letters = Array(word.utf8)
    guard letters.count > 3, letters.allSatisfy({ $0 < 0x80 }), !letters.contains(where: isDigit) else {
      return word
    }
    americanize(&letters)
    dropPlural(&letters)
    dropVerbEnding(&letters)
    if letters.count > 3, letters.last == e { letters.removeLast() }
    if letters.count > 2, letters.last == UInt8(ascii: "y") { letters[letters.count - 1] = UInt8(ascii: "i") }
    return String(decoding: letters, as: UTF8.self)
  }

  private static func americanize(_ letters: inout [UInt8]) {
    replace("oea", "ea", in: &letters)
    replace("oed", "ed", in: &letters)
    replace("aem", "em", in: &letters)
    replace("isation", "ization", in: &letters)
    for ending in ["ise", "ises", "ised", "ising"] where ends(letters, ending) && letters.count > ending.count + 3 {
      letters[letters.count - ending.utf8.count + 1] = UInt8(ascii: "z")
    }
    replace("our", "or", in: &letters, from: 2)
    replace("lled", "led", in: &letters, from: 5)
    replace("lling", "ling", in: &letters, from: 5)
  }

  private static func dropPlural(_ letters: inout [UInt8]) {
    guard letters.last == s, letters.count > 3 else { return }
    if ends(letters, "ies"), letters.count > 4 {
      letters.removeLast(3)
      letters.append(UInt8(ascii: "y"))
    } else if ends(letters, "sses") || ends(letters, "shes") || ends(letters, "ches") || ends(letters, "xes") {
      letters.removeLast(2)
    } else if !ends(letters, "ss"), !ends(letters, "us"), !ends(letters, "is") {
      letters.removeLast()
    }
  }

  private static func dropVerbEnding(_ letters: inout [UInt8]) {
    for ending in ["ing", "ed"] where ends(letters, ending) && letters.count >= ending.utf8.count + 4 {
      let rest = letters.dropLast(ending.utf8.count)
      guard rest.contains(where: isVowel) else { return }
      letters = Array(rest)
      if letters.count > 4, let last = letters.last, last == letters[letters.count - 2], !isVowel(last), last != s,
        last != UInt8(ascii: "l"), last != UInt8(ascii: "f")
      {
        letters.removeLast()
      }
      return
    }
  }

  private static func replace(_ old: String, _ new: String, in letters: inout [UInt8], from first: Int = 1) {
    let pattern = Array(old.utf8)
    guard letters.count > pattern.count + first else { return }
    var start = first
    while start + pattern.count <= letters.count {
      if letters[start..<(start + pattern.count)].elementsEqual(pattern) {
        letters.replaceSubrange(start..<(start + pattern.count), with: Array(new.utf8))
        return
      }
      start += 1
    }
  }

  private static func ends(_ letters: [UInt8], _ ending: String) -> Bool { letters.reversed().starts(with: ending.utf8.reversed()) }
  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }
  private static func isDigit(_ letter: UInt8) -> Bool { letter >= UInt8(ascii: "0") && letter <= UInt8(ascii: "9") }
  private static let e = UInt8(ascii: "e")
  private static let s = UInt8(ascii: "s")
}
