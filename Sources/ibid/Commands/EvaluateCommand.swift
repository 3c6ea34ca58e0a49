import Answering
import ArgumentParser
import Knowledge
import Quiz
import Rendering
import Transcripts

/// Scores a pack on labelled questions.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Score the answers to labelled questions.",
    discussion: "Ends with 1 if a requirement is not met.")

  @Argument(
    help: ArgumentHelp(
      "Labelled questions, one JSON object a line; the pack's own if left out.", valueName: "file"))
  var file: String?
  @Option(
    help: ArgumentHelp(
      "Bounds to keep, such as strict=0.9,unsafe=0.01: least strict and verdict, most unsafe.",
      valueName: "bounds"))
  var require: Requirements?
  @Flag(help: "Print the score and every judgement as JSON.")
  var json = false
  @Option(
    help: "Which questions to list: wrong, unsafe or none.",
    transform: { text in
      guard let listing = EvaluationText.Listing(rawValue: text) else {
        throw ValidationError("--show has to be wrong, unsafe or none.")
      }
      return listing
    })
  var show: EvaluationText.Listing = .wrong
  @Option(
    help: "Which half of a pack's questions to put: develop or examine. All if left out.",
    transform: { text in
      guard let set = QuestionSet(rawValue: text) else {
        throw ValidationError("--set has to be develop or examine.")
      }
      return set
    })
  var set: QuestionSet?
  @Option(
    help: ArgumentHelp(
      "Cross-validate: deal the questions into that many heaps, and put each to what the others teach.",
      valueName: "heaps"))
  var folds: Int?
  @Flag(help: "Put graded answers to items of the quiz instead, and tell how the grading agrees.")
  var answers = false
  @OptionGroup var packOptions: PackOptions

  func validate() throws {
    if answers, require != nil { throw ValidationError("--require is about questions, not about --answers.") }
    if let folds, !(2...20).contains(folds) { throw ValidationError("--folds has to be from 2 to 20.") }
  }

  func run() throws {
    let pack = try packOptions.load()
    if answers { return try evaluateGrading(pack) }
    let questions = try questions(pack)
    let evaluation =
      folds.map { Evaluation(crossValidating: questions, on: pack, folds: $0) }
      ?? Evaluation(questions, by: Answerer(pack: pack))
    let text = EvaluationText(evaluation, explanationText: ExplanationText(pack: pack))
    try write(text.page(show), text.json)
    if let require {
      let broken = require.broken(by: evaluation)
      StandardError.write(broken)
      if !broken.isEmpty { throw Failure.unsuccessful }
    }
  }

  private func evaluateGrading(_ pack: Pack) throws {
    let answers = try labelled(
      "graded answers", "answers.jsonl", in: pack, pack.gradedAnswers, GradedAnswer.read, set: \.set)
    let evaluation =
      folds.map { GradingEvaluation(crossValidating: answers, on: pack, folds: $0) }
      ?? GradingEvaluation(answers, on: pack)
    let known = Set(evaluation.judgements.map(\.answer.item))
    let unknown = Set(answers.map(\.item)).subtracting(known).sorted()
    if let first = unknown.first {
      StandardError.write([
        "ibid: \(unknown.count) of the items are none of the quiz, such as '\(TerminalText.excerpt(first))'; answers to them "
          + "are left out. 'ibid check --items' lists the items."
      ])
      if known.isEmpty { throw Failure.badData([]) }
    }
    let text = GradingText(evaluation)
    try write(text.page(show), text.json)
  }

  private func write(_ page: Page, _ value: JSONValue) throws {
    if json {
      try StandardOutput.write(value.text + "\n")
    } else {
      let width = StandardOutput.isTerminal ? 100 : 120
      try StandardOutput.write(page.text(width: width, colour: OutputOptions.showsColour) + "\n")
    }
  }

  private func questions(_ pack: Pack) throws(Failure) -> [LabelledQuestion] {
    try labelled(
      "labelled questions", "questions.jsonl", in: pack, pack.questions,
      { (text, file) throws(KnowledgeProblem) in
        try LabelledQuestion.read(text, file: file, about: pack.document)
      }, set: \.set)
  }

  /// The examples of the file that was named, or of the pack, that are of the wanted set.
  private func labelled<Example>(
    _ what: String, _ ownFile: String, in pack: Pack, _ own: String,
    _ read: (String, String) throws(KnowledgeProblem) -> [Example], set ofSet: KeyPath<Example, QuestionSet?>
  ) throws(Failure) -> [Example] {
    let name = file ?? "\(pack.name)/\(ownFile)"
    var bytes: [UInt8]?
    if let file {
      do throws(TranscriptFileError) {
        bytes = try TranscriptFile.read(file)
      } catch {
        throw Failure(error, reading: true)
      }
    }
    let examples: [Example]
    do throws(KnowledgeProblem) {
      examples = try read(
        bytes.map { bytes throws(KnowledgeProblem) in try UTF8Check.text(bytes, file: name) } ?? own, name)
    } catch {
      throw .badData([ProblemWording.line(error)])
    }
    let chosen = examples.filter { set == nil || $0[keyPath: ofSet] == set }
    guard !chosen.isEmpty else {
      let which = set.map { "no \(what) of the set \($0.rawValue)" } ?? "no \(what)"
      throw .noInput(
        "\(TerminalText.clean(name)): \(which); name a file of them, or a pack folder with --pack")
    }
    return chosen
  }
}

/// Bounds that an evaluation has to keep.
struct Requirements: ExpressibleByArgument {
  private enum Measure: String {
    case strict, unsafe, verdict
  }

  private let bounds: [(measure: Measure, bound: Double)]

  init?(argument: String) {
    var bounds: [(Measure, Double)] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let measure = Measure(rawValue: String(sides[0])), let bound = Double(sides[1]),
        (0...1).contains(bound)
      else { return nil }
      bounds.append((measure, bound))
    }
    self.bounds = bounds
  }

  /// A line for each bound that is not kept.
  func broken(by evaluation: Evaluation) -> [String] {
    bounds.compactMap { measure, bound in
      let (value, holds): (Double, Bool) =
        switch measure {
        case .strict: (evaluation.strict, evaluation.strict >= bound)
        case .verdict: (evaluation.verdict, evaluation.verdict >= bound)
        case .unsafe: (evaluation.unsafe, evaluation.unsafe <= bound)
        }
      return holds
        ? nil
        : "ibid: \(measure.rawValue) is \(value), required \(measure == .unsafe ? "at most" : "at least") \(bound)"
    }
  }
}
