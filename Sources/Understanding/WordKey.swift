/// What the forms of a word have in common: endings taken off, British spelling made American.
///
/// It is applied alike to labels and to input, so it need not be a word; it must only keep different words apart.
enum WordKey {
  /// The key of a folded word. Short words, words with digits and those of other scripts are their own key.
  static func key(of word: String) -> String {
    var word = word
    let count = word.utf8.count
    guard count > 3 else { return word }
    return word.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { letters in
        _ = letters.initialize(from: bytes)
        let length = reduce(letters)
        return String(decoding: letters[..<length], as: UTF8.self)
      }
    }
  }

  /// Turns a folded word into its key in place; returns the key's length, which is never greater.
  static func reduce(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard bytes.count > 3, bytes.allSatisfy({ $0 < 0x80 && !isDigit($0) }) else { return bytes.count }
    var letters = Letters(bytes: bytes, count: bytes.count)
    americanize(&letters)
    dropPlural(&letters)
    dropVerbEnding(&letters)
    if letters.count > 3, letters.last == e { letters.count -= 1 }
    if letters.count > 2, letters.last == y { letters.last = UInt8(ascii: "i") }
    return letters.count
  }

  /// A word that only gets shorter.
  private struct Letters {
    let bytes: UnsafeMutableBufferPointer<UInt8>
    var count: Int

    var last: UInt8 {
      get { bytes[count - 1] }
      nonmutating set { bytes[count - 1] = newValue }
    }

    func ends(_ ending: StaticString) -> Bool {
      ending.utf8CodeUnitCount <= count && matches(ending, at: count - ending.utf8CodeUnitCount)
    }

    func matches(_ pattern: StaticString, at start: Int) -> Bool {
      for position in 0..<pattern.utf8CodeUnitCount
      where bytes[start + position] != pattern.utf8Start[position] {
        return false
      }
      return true
    }

    /// Puts `new`, which is not longer, in the place of the first `old` at or after `first`.
    mutating func replace(_ old: StaticString, _ new: StaticString, from first: Int = 1) {
      let (length, newLength) = (old.utf8CodeUnitCount, new.utf8CodeUnitCount)
      guard count > length + first else { return }
      for start in first...(count - length) where matches(old, at: start) {
        for position in 0..<newLength { bytes[start + position] = new.utf8Start[position] }
        for position in (start + length)..<max(start + length, count) {
          bytes[position - length + newLength] = bytes[position]
        }
        count -= length - newLength
        return
      }
    }
  }

  private static func americanize(_ letters: inout Letters) {
    // One look at the pairs of letters tells which rules can apply: for most words none does.
    var (hasOE, hasAE, hasIS, hasOU, hasLL) = (false, false, false, false, false)
    for position in 1..<letters.count {
      switch (letters.bytes[position - 1], letters.bytes[position]) {
      case (UInt8(ascii: "o"), e): hasOE = true
      case (UInt8(ascii: "a"), e): hasAE = true
      case (UInt8(ascii: "i"), s): hasIS = true
      case (UInt8(ascii: "o"), UInt8(ascii: "u")): hasOU = true
      case (UInt8(ascii: "l"), UInt8(ascii: "l")): hasLL = true
      default: break
      }
    }
    if hasOE {
      letters.replace("oea", "ea")
      letters.replace("oed", "ed", from: 0)
    }
    if hasAE { letters.replace("aem", "em") }
    if hasIS {
      letters.replace("isation", "ization")
      zed("ise", in: letters)
      zed("ises", in: letters)
      zed("ised", in: letters)
      zed("ising", in: letters)
    }
    if hasOU { letters.replace("our", "or", from: 2) }
    if hasLL {
      letters.replace("lled", "led", from: 5)
      letters.replace("lling", "ling", from: 5)
    }
  }

  private static func zed(_ ending: StaticString, in letters: Letters) {
    let length = ending.utf8CodeUnitCount
    guard letters.count > length + 3, letters.ends(ending) else { return }
    letters.bytes[letters.count - length + 1] = UInt8(ascii: "z")
  }

  private static func dropPlural(_ letters: inout Letters) {
    guard letters.count > 3, letters.last == s else { return }
    if letters.count > 4, letters.ends("ies") {
      letters.count -= 2
      letters.last = y
    } else if letters.ends("sses") || letters.ends("shes") || letters.ends("ches") || letters.ends("xes") {
      letters.count -= 2
    } else if !letters.ends("ss"), !letters.ends("us"), !letters.ends("is") {
      letters.count -= 1
    }
  }

  private static func dropVerbEnding(_ letters: inout Letters) {
    let length: Int
    if letters.count >= 7, letters.ends("ing") {
      length = 3
    } else if letters.count >= 6, letters.ends("ed") {
      length = 2
    } else {
      return
    }
    guard letters.bytes[..<(letters.count - length)].contains(where: isVowel) else { return }
    letters.count -= length
    let last = letters.last
    if letters.count > 4, last == letters.bytes[letters.count - 2], !isVowel(last), last != s,
      last != UInt8(ascii: "l"), last != UInt8(ascii: "f")
    {
      letters.count -= 1
    }
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "a"), e, UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), y: true
    default: false
    }
  }
  private static func isDigit(_ letter: UInt8) -> Bool {
    letter >= UInt8(ascii: "0") && letter <= UInt8(ascii: "9")
  }
  private static let e = UInt8(ascii: "e")
  private static let s = UInt8(ascii: "s")
  private static let y = UInt8(ascii: "y")
}
