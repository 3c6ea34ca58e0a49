import Answering
import ArgumentParser
import Glibc
import Knowledge
import Quiz
import Rendering
import Transcripts

/// Learns from the labelled questions of a pack.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Learn from a pack's labelled questions, for those who maintain it.",
    discussion: "Writes classifier.txt into the pack's folder. Only questions of the set develop teach.")

  @Argument(help: ArgumentHelp("The pack's folder.", valueName: "dir"))
  var folder: String

  func run() throws {
    var pack = try PackSource(path: folder).load()
    let questions: [LabelledQuestion]
    do throws(KnowledgeProblem) {
      questions = try LabelledQuestion.read(
        pack.questions, file: "\(pack.name)/questions.jsonl", about: pack.document)
    } catch {
      throw Failure.badData([ProblemWording.line(error)])
    }
    let teaching = questions.filter { $0.set == .develop }
    guard !teaching.isEmpty else {
      throw Failure.noInput(
        "\(TerminalText.clean(folder)): no labelled questions of the set develop; add them to questions.jsonl"
      )
    }
    // Twice, as what comes before a line is answered by what was learned.
    pack.learned = nil
    pack.learned = ReadingTrainer(pack: pack).learn(from: teaching)
    var learned = ReadingTrainer(pack: pack).learn(from: teaching)
    pack.learned = learned
    let graded = try Self.graded(pack).filter { $0.set == .develop }
    if !graded.isEmpty {
      let grades = GradeTrainer(pack: pack).learn(from: graded)
      learned = learned.with(
        grades: grades, answersSHA256: Document.sha256(of: Array(pack.gradedAnswers.utf8)))
    }
    let path = folder + (folder.hasSuffix("/") ? "" : "/") + "classifier.txt"
    if access(path, F_OK) != 0 { close(creat(path, 0o644)) }
    do throws(TranscriptFileError) {
      try TranscriptFile.replace(path, with: Array(learned.serialized.utf8))
    } catch {
      throw Failure(error, reading: false)
    }
    try StandardOutput.write(
      "\(TerminalText.clean(path)): learned from \(teaching.count) questions and \(graded.count) graded answers, \(learned.answers.featureCount) features\n"
    )
  }

  /// The graded answers of a pack.
  private static func graded(_ pack: Pack) throws(Failure) -> [GradedAnswer] {
    do throws(KnowledgeProblem) {
      return try GradedAnswer.read(pack.gradedAnswers, file: "\(pack.name)/answers.jsonl")
    } catch {
      throw .badData([ProblemWording.line(error)])
    }
  }
}
