import Glibc
import Knowledge
import LineEditing
import Quiz
import Rendering
import Transcripts

/// The exit statuses of the command line, after sysexits(3).
enum ExitStatus {
  static let success: Int32 = 0
  static let unsuccessful: Int32 = 1
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let noInput: Int32 = 66
  static let inputOutput: Int32 = 74
  static let interrupted: Int32 = 130

  /// All of them with what they mean, for help and the manual.
  static let meanings: [(status: Int32, meaning: String)] = [
    (success, "answered, or all well"),
    (unsuccessful, "ask could not answer, replay found differences, evaluate missed a requirement"),
    (usage, "wrong usage"),
    (badData, "a pack, a transcript, labelled questions or the configuration are not what they have to be"),
    (noInput, "a file or folder is missing or cannot be read"),
    (inputOutput, "input or output failed"),
    (interrupted, "interrupted by Ctrl-C"),
  ]
}

/// Why a command ends before its time. All errors become one of these, and only here an exit status.
enum Failure: Error {
  /// A question was not answered, or replies differ; it has been said already.
  case unsuccessful
  /// The command cannot do what its arguments ask.
  case usage(String)
  /// Files are there and not what they have to be.
  case badData([String])
  /// A file or folder is not there or cannot be read.
  case noInput(String)
  /// Writing failed.
  case inputOutput(String)
  /// Nobody reads the output any longer.
  case outputClosed
  /// Ctrl-C.
  case interrupted

  var status: Int32 {
    switch self {
    case .unsuccessful: ExitStatus.unsuccessful
    case .usage: ExitStatus.usage
    case .badData: ExitStatus.badData
    case .noInput: ExitStatus.noInput
    case .inputOutput, .outputClosed: ExitStatus.inputOutput
    case .interrupted: ExitStatus.interrupted
    }
  }

  /// What is said on standard error.
  var messages: [String] {
    switch self {
    case .unsuccessful, .outputClosed, .interrupted: []
    case .usage(let message), .noInput(let message), .inputOutput(let message): ["ibid: " + message]
    case .badData(let messages): messages
    }
  }

  init(_ error: InvalidKnowledge) { self = .badData(error.problems.map(ProblemWording.line)) }

  init(_ error: TranscriptError) { self = .badData([error.description]) }

  init(_ error: StudyLogError) {
    switch error {
    case .damaged, .newer, .foreign: self = .badData(["ibid: \(error)"])
    case .noPlace, .cannotOpen, .busy, .failed: self = .inputOutput(error.description)
    }
  }

  init(_ error: SettingProblem) {
    if case .unreadable = error {
      self = .noInput(error.description)
    } else {
      self = .badData([error.description])
    }
  }

  init(_ error: LineEditingError) { self = .inputOutput(error.description) }

  /// `reading` tells a file to be read from one to be written.
  init(_ error: TranscriptFileError, reading: Bool) {
    switch error {
    case .notATranscript, .tooLarge: self = .badData([error.description])
    case .notFound, .noTranscripts: self = .noInput(error.description)
    case .notAFile where reading, .system(.read, _, _), .system(.list, _, _):
      self = .noInput(error.description)
    default: self = .inputOutput(error.description)
    }
  }
}
