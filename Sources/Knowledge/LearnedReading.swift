/// The classifiers that were learned from a pack's labelled questions.
public struct LearnedReading: Sendable, Equatable {
  /// Which sentences answer, or that none does: its classes are sentence numbers, `abstain` and `clarify`.
  public let answers: NeuralClassifier
  /// The verdict on a proposition: its classes are `none` and the verdicts.
  public let verdicts: NeuralClassifier
  /// Whether a free answer to an item of the quiz is right: its class is `right`; nil if there was nothing to learn from.
  public let grades: NeuralClassifier?
  /// The SHA-256 of the file of questions that the first two were learned from, in lower-case hexadecimal.
  public let questionsSHA256: String
  /// The same of the file of graded answers that `grades` was learned from; empty without them.
  public let answersSHA256: String

  /// Binds them together.
  public init(
    answers: NeuralClassifier, verdicts: NeuralClassifier, grades: NeuralClassifier? = nil,
    questionsSHA256: String, answersSHA256: String = ""
  ) {
    self.answers = answers
    self.verdicts = verdicts
    self.grades = grades
    self.questionsSHA256 = questionsSHA256
    self.answersSHA256 = answersSHA256
  }

  /// The same with what was learned from graded answers.
  public func with(grades: NeuralClassifier, answersSHA256: String) -> LearnedReading {
    LearnedReading(
      answers: answers, verdicts: verdicts, grades: grades, questionsSHA256: questionsSHA256,
      answersSHA256: answersSHA256)
  }

  private static let head = [
    "# Learned from the labelled questions (the set `develop`) by `ibid train`; not to be edited by hand.",
    "# Each part: what each class starts from; the hidden units of the second layer and those of the first, with what each",
    "# starts from and its weight for each class, then for each unit of the second layer, in hundredths; the features, with",
    "# what each weighs for each unit of the first layer, a character of 63 each, from 0 to n, O for nothing.",
  ]

  /// The file's text; `init(parsing:file:)` reads it back.
  public var serialized: String {
    var lines = Self.head
    lines.append("questions\t" + questionsSHA256)
    if grades != nil { lines.append("answers\t" + answersSHA256) }
    for (name, classifier) in parts {
      lines.append("")
      lines.append("[\(name)]\t" + classifier.classes.joined(separator: "\t"))
      lines.append(LearnedReadingParser.bias + "\t" + Self.row(classifier.bias))
      let layers = [
        (LearnedReadingParser.secondUnit, classifier.secondUnits),
        (LearnedReadingParser.unit, classifier.units),
      ]
      for (key, units) in layers {
        lines += units.map { key + "\t" + Self.row([$0.bias] + $0.row) }
      }
      for number in 0..<classifier.featureCount {
        let row = String(decoding: classifier.row(of: number), as: UTF8.self)
        lines.append(classifier.names[number] + "\t" + row)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The classifiers by the names that they have in a file.
  private var parts: [(name: String, classifier: NeuralClassifier)] {
    [("answers", answers), ("verdicts", verdicts)] + (grades.map { [("grades", $0)] } ?? [])
  }

  private static func row(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: "\t")
  }

  /// Reads the file's text.
  ///
  /// - Throws: a `KnowledgeProblem` with the 1-based line that is not one.
  public init(parsing bytes: [UInt8], file: String) throws(KnowledgeProblem) {
    var parser = LearnedReadingParser(file: file)
    try parser.read(bytes)
    guard let answers = parser.classifier("answers"), let verdicts = parser.classifier("verdicts") else {
      throw parser.problem("the parts [answers] and [verdicts] are not both there")
    }
    self.init(
      answers: answers, verdicts: verdicts, grades: parser.classifier("grades"),
      questionsSHA256: parser.questionsSHA256, answersSHA256: parser.answersSHA256)
  }
}

// MARK: Compiled

extension LearnedReading {
  /// Uses the classifiers of a compiled pack in place.
  init(in image: PackImage, _ reader: inout RecordReader) {
    questionsSHA256 = reader.string()
    answersSHA256 = reader.string()
    answers = NeuralClassifier("answers", in: image)
    verdicts = NeuralClassifier("verdicts", in: image)
    grades = reader.number() == 0 ? nil : NeuralClassifier("grades", in: image)
  }

  /// Adds what the classifiers were learned from to the record of a pack.
  func add(to writer: inout RecordWriter) {
    writer.write(questionsSHA256)
    writer.write(answersSHA256)
    writer.write(grades == nil ? 0 : 1)
  }

  /// Adds the classifiers to a compiled pack.
  func add(to image: inout ImageWriter) {
    for (name, classifier) in parts { classifier.add(name, to: &image) }
  }
}
