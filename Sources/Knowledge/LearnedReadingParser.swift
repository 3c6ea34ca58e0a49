/// Reads the file of learned classifiers in one pass: there are tens of thousands of numbers in it before the first
/// answer.
struct LearnedReadingParser {
  private let file: String
  /// The 1-based line being read.
  private var line = 0
  private var sections: [Section] = []
  private(set) var questionsSHA256 = ""

  init(file: String) { self.file = file }

  /// A complaint about the line that was read last.
  func problem(_ reason: String) -> KnowledgeProblem {
    KnowledgeProblem(.malformedClassifier(reason: reason), at: SourceLocation(file: file, line: line))
  }

  mutating func read(_ bytes: [UInt8]) throws(KnowledgeProblem) {
    var start = 0
    var failure: KnowledgeProblem?
    bytes.withUnsafeBufferPointer { bytes in
      do throws(KnowledgeProblem) {
        while start <= bytes.count {
          var end = start
          while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
          line += 1
          if end > start, bytes[start] != UInt8(ascii: "#") {
            try take(UnsafeBufferPointer(rebasing: bytes[start..<end]))
          }
          start = end + 1
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(KnowledgeProblem) {
    let tab = bytes.firstIndex(of: UInt8(ascii: "\t")) ?? bytes.count
    let name = UnsafeBufferPointer(rebasing: bytes[..<tab])
    if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]"), name.count > 1 {
      let fields = Self.texts(bytes)
      let title = String(fields[0].dropFirst().dropLast())
      sections.removeAll { $0.name == title }
      sections.append(Section(name: title, classes: Array(fields.dropFirst())))
      return
    }
    guard !sections.isEmpty else {
      let fields = Self.texts(bytes)
      guard fields[0] == "questions", fields.count == 2 else {
        throw problem("\"\(fields[0])\" stands before the first part")
      }
      questionsSHA256 = fields[1]
      return
    }
    let last = sections.count - 1
    let classCount = sections[last].classes.count
    if Self.isBias(name) {
      var row: [Int32] = []
      if let fault = Self.read(bytes[tab...], classCount, into: &row) { throw problem(fault) }
      sections[last].bias = row.map(Int.init)
    } else {
      let start = sections[last].rows.count
      if let fault = Self.read(bytes[tab...], classCount, into: &sections[last].rows) { throw problem(fault) }
      sections[last].name(name, rowFrom: start)
    }
  }

  private static func isBias(_ name: UnsafeBufferPointer<UInt8>) -> Bool { name.elementsEqual("bias".utf8) }

  private static func texts(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Appends the numbers of a line, each after a tab; returns what is wrong with them.
  private static func read(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ classCount: Int, into row: inout [Int32]
  ) -> String? {
    var count = 0
    var start = bytes.startIndex + 1
    while start <= bytes.endIndex {
      var end = start
      while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\t") { end += 1 }
      guard let number = integer(bytes[start..<end]) else {
        return "\"\(String(decoding: bytes[start..<end], as: UTF8.self))\" is not a whole number"
      }
      row.append(number)
      count += 1
      start = end + 1
    }
    return count == classCount ? nil : "\(count) numbers for \(classCount) classes"
  }

  private static func integer(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int32? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    guard (isNegative ? 2...7 : 1...6).contains(bytes.count) else { return nil }
    var result: Int32 = 0
    for byte in isNegative ? bytes.dropFirst() : bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      result = result * 10 + Int32(byte - UInt8(ascii: "0"))
    }
    return isNegative ? -result : result
  }

  /// The classifier of a part; nil if there is none or it has no bias.
  func classifier(_ name: String) -> LinearClassifier? {
    guard let section = sections.first(where: { $0.name == name }),
      section.bias.count == section.classes.count
    else { return nil }
    return section.classifier
  }
}

/// One part of the file: what makes up a classifier.
private struct Section {
  let name: String
  let classes: [String]
  var bias: [Int] = []
  var names = InternTable(capacity: 4096)
  var rows: [Int32] = []
  /// Whether the names came in their order, as they are written.
  private var isSorted = true

  init(name: String, classes: [String]) {
    self.name = name
    self.classes = classes
  }

  /// Gives the numbers at the end of `rows` to a feature; of two rows the later counts.
  mutating func name(_ name: UnsafeBufferPointer<UInt8>, rowFrom start: Int) {
    let count = names.count
    let number = names.insert(name)
    if number < count {
      rows.replaceSubrange((number * classes.count)..<((number + 1) * classes.count), with: rows[start...])
      rows.removeSubrange((count * classes.count)...)
    } else if isSorted, number > 0 {
      isSorted = names[number - 1].lexicographicallyPrecedes(names[number])
    }
  }

  var classifier: LinearClassifier {
    let classifier = LinearClassifier(classes: classes, bias: bias, names: names, rows: rows)
    guard !isSorted else { return classifier }
    let weights = Dictionary(uniqueKeysWithValues: classifier.weights.map { ($0.name, $0.row) })
    return LinearClassifier(classes: classes, bias: bias, weights: weights)
  }
}
