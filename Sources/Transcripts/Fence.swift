/// A line that opens or closes a fenced block, by CommonMark's rules.
struct Fence: Equatable {
  /// The whole opening line of a block of turns.
  static let blockOpening = "```ibid"

  let indent: Int
  let isBacktick: Bool
  let length: Int
  /// The text after the fence, without blanks around it.
  let info: String

  /// Nil when `line`, without its terminator, is no fence.
  init?(_ line: String) {
    let bytes = Array(line.utf8)
    let indent = bytes.prefix { $0 == UInt8(ascii: " ") }.count
    guard indent <= 3, indent < bytes.count else { return nil }
    let mark = bytes[indent]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let length = bytes[indent...].prefix { $0 == mark }.count
    guard length >= 3 else { return nil }
    let rest = bytes[(indent + length)...]
    // Backticks after backticks are inline code, not a fence.
    if mark == UInt8(ascii: "`"), rest.contains(mark) { return nil }
    self.indent = indent
    self.isBacktick = mark == UInt8(ascii: "`")
    self.length = length
    self.info = String(decoding: rest.trimmingBlanks(), as: UTF8.self)
  }

  /// Whether it opens a block of turns.
  var opensBlock: Bool { indent == 0 && isBacktick && length == 3 && info == "ibid" }

  /// Whether it is the line that ends a block of turns.
  var isBare: Bool { isBacktick && length == 3 && info.isEmpty }

  /// Whether a person probably meant it to open a block of turns, though it does not.
  var nearlyOpensBlock: Bool {
    let word = info.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    return !opensBlock && String(decoding: word, as: UTF8.self).lowercased() == "ibid"
  }

  /// Whether it ends the block that `opening` began.
  func closes(_ opening: Fence) -> Bool {
    info.isEmpty && isBacktick == opening.isBacktick && length >= opening.length
  }
}

extension ArraySlice<UInt8> {
  /// Without spaces and tabs at either end.
  func trimmingBlanks() -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var slice = drop(while: isBlank)
    while let last = slice.last, isBlank(last) { slice.removeLast() }
    return slice
  }
}
