/// Reads the file of learned classifiers in one pass: there are tens of thousands of numbers in it before the first
/// answer.
struct LearnedReadingParser {
  private let file: String
  /// The 1-based line being read.
  private var line = 0
  private var sections: [Section] = []
  private(set) var questionsSHA256 = ""
  private(set) var answersSHA256 = ""

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
      switch (fields[0], fields.count) {
      case ("questions", 2): questionsSHA256 = fields[1]
      case ("answers", 2): answersSHA256 = fields[1]
      default: throw problem("\"\(fields[0])\" stands before the first part")
      }
      return
    }
    let last = sections.count - 1
    let classCount = sections[last].classes.count
    if name.elementsEqual(Self.bias.utf8) {
      sections[last].bias = try numbers(bytes[tab...], classCount)
    } else if name.elementsEqual(Self.secondUnit.utf8) {
      guard sections[last].units.isEmpty else {
        throw problem("a unit of the second layer stands after one of the first")
      }
      sections[last].secondUnits.append(try unit(bytes[tab...], classCount))
    } else if name.elementsEqual(Self.unit.utf8) {
      guard sections[last].names.count == 0 else { throw problem("a unit stands after the first feature") }
      sections[last].units.append(try unit(bytes[tab...], classCount + sections[last].secondUnits.count))
    } else {
      let row = bytes[min(tab + 1, bytes.count)...]
      guard row.count == sections[last].units.count else {
        throw problem("\(row.count) characters for \(sections[last].units.count) units")
      }
      guard row.allSatisfy(StepCoding.isCharacter) else {
        throw problem("a character of the weights is none from 0 to n")
      }
      sections[last].name(name, row: row)
    }
  }

  /// What begins the line of what the classes start from; no feature begins so.
  static let bias = "=bias"
  /// What begins the line of a unit of the first layer.
  static let unit = "=unit"
  /// What begins the line of one of the second layer, which stand before those of the first.
  static let secondUnit = "=second"

  /// A unit with so many weights.
  private func unit(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ weightCount: Int
  ) throws(KnowledgeProblem) -> NeuralClassifier.Unit {
    let row = try numbers(bytes, weightCount + 1)
    return NeuralClassifier.Unit(bias: row[0], row: Array(row.dropFirst()))
  }

  private static func texts(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The numbers of a line, each after a tab.
  private func numbers(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ wanted: Int
  ) throws(KnowledgeProblem) -> [Int] {
    var numbers: [Int] = []
    for field in bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).dropFirst() {
      guard let number = Self.integer(field) else {
        throw problem("\"\(String(decoding: field, as: UTF8.self))\" is not a whole number")
      }
      numbers.append(number)
    }
    guard numbers.count == wanted else { throw problem("\(numbers.count) numbers where \(wanted) belong") }
    return numbers
  }

  private static func integer(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    guard (isNegative ? 2...7 : 1...6).contains(bytes.count) else { return nil }
    var result = 0
    for byte in isNegative ? bytes.dropFirst() : bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      result = result * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return isNegative ? -result : result
  }

  /// The classifier of a part; nil if there is none or it has no bias.
  func classifier(_ name: String) -> NeuralClassifier? {
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
  var units: [NeuralClassifier.Unit] = []
  var secondUnits: [NeuralClassifier.Unit] = []
  var names = InternTable(capacity: 4096)
  private var rows: [UInt8] = []
  /// Whether the names came in their order, as they are written.
  private var isSorted = true

  init(name: String, classes: [String]) {
    self.name = name
    self.classes = classes
  }

  /// Gives weights to a feature; of two rows the later counts.
  mutating func name(_ name: UnsafeBufferPointer<UInt8>, row: Slice<UnsafeBufferPointer<UInt8>>) {
    let count = names.count
    let number = names.insert(name)
    if number < count {
      rows.replaceSubrange((number * units.count)..<((number + 1) * units.count), with: row)
      return
    }
    rows += row
    if isSorted, number > 0 { isSorted = names[number - 1].lexicographicallyPrecedes(names[number]) }
  }

  var classifier: NeuralClassifier {
    let classifier = NeuralClassifier(
      classes: classes, bias: bias, units: units, secondUnits: secondUnits, names: names, rows: rows)
    guard !isSorted else { return classifier }
    let weights = Dictionary(uniqueKeysWithValues: classifier.weights.map { ($0.name, $0.row) })
    return NeuralClassifier(
      classes: classes, bias: bias, units: units, secondUnits: secondUnits, weights: weights)
  }
}
