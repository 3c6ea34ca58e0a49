/// Weighs named features for each of some classes: independent logistic regressions over one set of features.
///
/// The probability of a class is `1 / (1 + exp(-(bias + sum of weight x value)))`. Classes are not exclusive, so the
/// probabilities of one input need not add up to 1.
public struct LinearClassifier: Sendable, Equatable {
  /// The names of the classes.
  public let classes: [String]
  /// What each class starts from, in the order of `classes`, in hundredths.
  public let bias: [Int]
  /// The weight of each feature for each class, in the order of `classes`, in hundredths.
  public let weights: [String: [Int]]

  /// Takes weights that were learned; every row has a number for each class.
  public init(classes: [String], bias: [Int], weights: [String: [Int]]) {
    self.classes = classes
    self.bias = bias
    self.weights = weights
  }

  /// How far features speak for each class, in the order of `classes`: the logarithm of the odds.
  public func logOdds(of features: Features) -> [Double] {
    var sums = bias.map(Double.init)
    // In one order, so that rounding is the same in every run.
    for (name, value) in features.sorted {
      guard let row = weights[name] else { continue }
      for index in sums.indices { sums[index] += Double(row[index]) * value }
    }
    return sums.map { $0 / 100 }
  }

  /// The features that speak most for a class, and against it, with what each adds to the logarithm of the odds.
  public func reasons(for index: Int, in features: Features) -> [(feature: String, share: Double)] {
    features.sorted.compactMap { name, value in
      guard let row = weights[name], row[index] != 0 else { return nil }
      return (name, Double(row[index]) * value / 100)
    }.sorted { abs($0.share) > abs($1.share) }
  }
}

/// What an input shows, as named numbers.
public struct Features: Sendable, Equatable {
  private var values: [String: Double] = [:]

  /// Nothing shown.
  public init() {}

  /// Shows a feature; of several values the greatest stays.
  public mutating func show(_ name: String, _ value: Double = 1) {
    values[name] = max(values[name] ?? value, value)
  }

  /// Adds to a feature.
  public mutating func add(_ name: String, _ value: Double) { values[name, default: 0] += value }

  /// Whether a feature is shown.
  public func shows(_ name: String) -> Bool { values[name] != nil }

  /// Those whose names do not hold a character.
  public func without(_ character: Character) -> Features {
    var rest = self
    rest.values = values.filter { !$0.key.contains(character) }
    return rest
  }

  /// The features by name.
  public var sorted: [(name: String, value: Double)] {
    values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// The classifiers that were learned from a pack's labelled questions.
public struct LearnedReading: Sendable, Equatable {
  /// Which sentences answer, or that none does: its classes are sentence numbers, `abstain` and `clarify`.
  public let answers: LinearClassifier
  /// The verdict on a proposition: its classes are `none` and the verdicts.
  public let verdicts: LinearClassifier
  /// The SHA-256 of the file of questions that they were learned from, in lower-case hexadecimal.
  public let questionsSHA256: String

  /// Binds the two together.
  public init(answers: LinearClassifier, verdicts: LinearClassifier, questionsSHA256: String) {
    self.answers = answers
    self.verdicts = verdicts
    self.questionsSHA256 = questionsSHA256
  }

  private static let head = [
    "# Learned from the labelled questions (the set `develop`) by `ibid train`; not to be edited by hand.",
    "# One feature a line, with its weight for each class in hundredths of the logarithm of the odds.",
  ]

  /// The file's text; `init(parsing:file:)` reads it back.
  public var serialized: String {
    var lines = Self.head
    lines.append("questions\t" + questionsSHA256)
    for (name, classifier) in [("answers", answers), ("verdicts", verdicts)] {
      lines.append("")
      lines.append("[\(name)]\t" + classifier.classes.joined(separator: "\t"))
      lines.append("bias\t" + Self.row(classifier.bias))
      for (feature, row) in classifier.weights.sorted(by: { $0.key < $1.key }) {
        lines.append(feature + "\t" + Self.row(row))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: "\t")
  }

  /// Reads the file's text.
  ///
  /// - Throws: a `KnowledgeProblem` with the 1-based line that is not one.
  public init(parsing bytes: [UInt8], file: String) throws(KnowledgeProblem) {
    var parser = Parser(file: file)
    var line = 0
    for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      if part.isEmpty || part.first == UInt8(ascii: "#") { continue }
      try parser.take(part, line: line)
    }
    guard let answers = parser.classifier("answers"), let verdicts = parser.classifier("verdicts") else {
      throw parser.problem("the parts [answers] and [verdicts] are not both there", line: line)
    }
    self.init(answers: answers, verdicts: verdicts, questionsSHA256: parser.questionsSHA256)
  }

  private struct Parser {
    let file: String
    private var sections: [String: (classes: [String], bias: [Int], weights: [String: [Int]])] = [:]
    private var current = ""
    private(set) var questionsSHA256 = ""

    init(file: String) { self.file = file }

    func problem(_ reason: String, line: Int) -> KnowledgeProblem {
      KnowledgeProblem(.malformedClassifier(reason: reason), at: SourceLocation(file: file, line: line))
    }

    mutating func take(_ bytes: ArraySlice<UInt8>, line: Int) throws(KnowledgeProblem) {
      let fields = bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      let name = String(decoding: fields[0], as: UTF8.self)
      if name.hasPrefix("["), name.hasSuffix("]") {
        current = String(name.dropFirst().dropLast())
        sections[current] = (fields.dropFirst().map { String(decoding: $0, as: UTF8.self) }, [], [:])
        return
      }
      if current.isEmpty, name == "questions", fields.count == 2 {
        questionsSHA256 = String(decoding: fields[1], as: UTF8.self)
        return
      }
      guard let classes = sections[current]?.classes else {
        throw problem("\"\(name)\" stands before the first part", line: line)
      }
      var row: [Int] = []
      row.reserveCapacity(classes.count)
      for field in fields.dropFirst() {
        guard let number = Self.integer(field) else {
          throw problem("\"\(String(decoding: field, as: UTF8.self))\" is not a whole number", line: line)
        }
        row.append(number)
      }
      guard row.count == classes.count else {
        throw problem("\(row.count) numbers for \(classes.count) classes", line: line)
      }
      if name == "bias" {
        sections[current]!.bias = row
      } else {
        sections[current]!.weights[name] = row
      }
    }

    /// By hand: there are tens of thousands of them to read before the first answer.
    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
      let isNegative = bytes.first == UInt8(ascii: "-")
      var result = 0
      guard (isNegative ? 2...7 : 1...6).contains(bytes.count) else { return nil }
      for byte in isNegative ? bytes.dropFirst() : bytes {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        result = result * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return isNegative ? -result : result
    }

    func classifier(_ name: String) -> LinearClassifier? {
      guard let section = sections[name], section.bias.count == section.classes.count else { return nil }
      return LinearClassifier(classes: section.classes, bias: section.bias, weights: section.weights)
    }
  }
}
