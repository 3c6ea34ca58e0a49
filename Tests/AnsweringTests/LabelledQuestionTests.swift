import Answering
import Knowledge
import Testing
import Understanding

/// The score of the shipped pack on its own labelled questions must not fall under what was reached before.
struct LabelledQuestionTests {
  /// What was reached, rounded down: raise these with each improvement, never lower them.
  ///
  /// Both sets grow. `examine` was 0.963, 0.012 and 0.88 while it had 3,609 questions, which are at 0.967, 0.011 and 0.904 now; 439
  /// that came in then were harder and lowered it to 0.957, 0.0145 and 0.855; of the rest, 2,500 are as clinicians, students,
  /// typists and patients put them, and easier. 9,638 harder ones came into `develop` last:
  /// for those that were there before, `earlier`, its level is what it was.
  private static let levels: [QuestionSet: (strict: Double, unsafe: Double, verdict: Double)] = [
    .develop: (strict: 0.989, unsafe: 0.0015, verdict: 0.952),
    .examine: (strict: 0.97, unsafe: 0.0085, verdict: 0.889),
  ]
  private static let earlier = 0.99
  /// What the names of the harder ones begin with.
  private static let latest = ["w41", "w42", "w43"]
  /// Of the questions that teach, every so manyth is put: they are more than ninety thousand.
  private static let step = 9

  @Test(arguments: QuestionSet.allCases) func scoreDoesNotFall(_ set: QuestionSet) throws {
    let pack = try ShippedPack.pack()
    var questions = try ShippedPack.questions().filter { $0.set == set }
    if set == .develop {
      questions = questions.enumerated().filter { $0.offset % Self.step == 0 }.map(\.element)
    }
    #expect(questions.count >= 150)
    let evaluation = Evaluation(questions, by: Answerer(pack: pack))
    let level = try #require(Self.levels[set])
    if set == .develop {
      let earlier = questions.filter { question in !Self.latest.contains { question.id.hasPrefix($0) } }
      #expect(earlier.count > 11_000)
      let strict = Evaluation(earlier, by: Answerer(pack: pack)).strict
      #expect(strict >= Self.earlier, "strict \(strict)")
    }
    #expect(evaluation.strict >= level.strict, "strict \(evaluation.strict)")
    #expect(evaluation.unsafe <= level.unsafe, "unsafe \(evaluation.unsafe)")
    #expect(evaluation.verdict >= level.verdict, "verdict \(evaluation.verdict)")
  }

  @Test func everyCitationIsVerbatim() throws {
    let pack = try ShippedPack.pack()
    for statement in pack.statements {
      #expect(pack.document.text(in: statement.citation.range) == statement.citation.quote)
    }
  }

  @Test func nothingIsCitedWhereNothingIsAnswered() throws {
    let pack = try ShippedPack.pack()
    let answerer = Answerer(pack: pack)
    let questions = try ShippedPack.questions()
    for (index, question) in questions.enumerated() where index % Self.step == 1 {
      let answer = answerer.answer(question.turns[0])
      if answer.outcome == .answered {
        #expect(!answer.statements.isEmpty)
      } else {
        #expect(answer.statements.isEmpty && answer.verdict == nil)
      }
    }
  }

  @Test func theSameInputGivesTheSameAnswer() throws {
    let pack = try ShippedPack.pack()
    let (one, other) = (Answerer(pack: pack), Answerer(pack: pack))
    for question in try ShippedPack.questions().prefix(100) {
      let line = question.turns[0]
      #expect(one.answer(line).statements == other.answer(line).statements)
    }
  }
}

extension Answerer {
  fileprivate func answer(_ line: String) -> Answer {
    var conversation = Conversation()
    return answer(line, in: &conversation)
  }
}
