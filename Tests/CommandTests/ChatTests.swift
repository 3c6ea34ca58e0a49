import Foundation
import Testing

/// `ibid chat` on a pipe.
struct ChatTests {
  private func chat(_ lines: String, _ arguments: String...) throws -> Program.Result {
    try Program.run(["chat", "--pack", Program.garden] + arguments, input: lines)
  }

  @Test func pipeShowsNeitherBannerNorPrompt() throws {
    let result = try chat("does basil reduce aphids?\n")
    #expect(result.output.hasPrefix("Yes. "))
    #expect(!result.output.contains("ibid>"))
    #expect(result.status == 0)
  }

  @Test func linesAreOneConversation() throws {
    let result = try chat("does basil reduce aphids?\nwhat dose?\n")
    #expect(result.output.contains("names basil but says nothing of its dose"))
  }

  @Test func chatIsTheDefault() throws {
    let result = try Program.run(["--pack", Program.garden], input: "does basil reduce aphids?\n")
    #expect(result.output.hasPrefix("Yes. "))
  }

  @Test func namesOfCommandsMayBeShortened() throws {
    #expect(try chat("/to\n").output == chat("/topics\n").output)
    #expect(try chat("/TOPICS\n").output == chat("/topics\n").output)
  }

  @Test func ambiguousBeginningNamesTheChoices() throws {
    #expect(try chat("/h\n").output == "/h is ambiguous: /help /history\n")
  }

  @Test func mistypedCommandGetsASuggestion() throws {
    #expect(try chat("/souce\n").output == "There is no command /souce. Did you mean /source?\n")
    #expect(try chat("/qwertzuiop\n").output == "There is no command /qwertzuiop. /help lists them.\n")
  }

  @Test func helpListsEveryCommand() throws {
    let help = try chat("/help\n").output
    for name in [
      "/help [COMMAND]", "/why", "/source [N]", "/topics", "/related [THING]", "/compare A B", "/summary",
      "/quiz [OPTIONS]", "/study",
      "/history [N]", "/record FILE|off", "/replay FILE", "/export FILE", "/set [NAME [VALUE]]", "/about",
      "/private", "/quit",
    ] {
      #expect(help.contains("  " + name + " "))
    }
  }

  @Test func quitEndsTheConversation() throws {
    let result = try chat("/quit\ndoes basil reduce aphids?\n")
    #expect(result.output.isEmpty)
    #expect(result.status == 0)
  }

  @Test func sourceMarksTheCitedSentence() throws {
    let result = try chat(
      "does basil reduce aphids?\n/source 1\n/source 1.3\n/source 7\n/source x\n", "--width", "500")
    #expect(result.output.contains(">> Basil has been shown to reduce aphids. <<"))
    #expect(result.output.contains(">> There is no consensus on pruning. <<"))
    #expect(result.output.contains("The last reply has no citation [7], only [1]."))
    #expect(result.output.contains("/source takes the number of a citation"))
  }

  @Test func whyExplainsTheLastQuestion() throws {
    #expect(try chat("/why\n").output == "There is no question to explain yet.\n")
    let why = try chat("does basil reduce aphids?\n/why\n").output
    #expect(why.contains("named:      basil [topic]"))
    #expect(why.split(separator: "\n").count <= 30)
  }

  @Test func everyLineOfAJSONChatGivesOneObject() throws {
    let result = try chat("does basil reduce aphids?\n/help\n\n/nonsense\n/quit\n", "--json")
    #expect(result.lines.count == 5)
    for line in result.lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["outcome"] is String)
    }
    #expect(result.lines[1].contains("\"reason\": \"not-a-question\""))
  }

  @Test func recordingReplaysWithoutDifference() throws {
    let scratch = try Scratch()
    let file = scratch.path("a.md")
    let lines =
      "does basil reduce aphids?\n/why\nwhat dose?\n/history\n\u{1B}[31m``` ibid> \u{202E}\n\n/quit\n"
    let recorded = try chat(lines, "--record", file)
    #expect(recorded.status == 0)
    let replayed = try Program.run(["replay", file, "--pack", Program.garden])
    #expect(replayed.status == 0)
    #expect(replayed.output == "replayed 1 transcript, 6 turns: no differences\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
  }

  @Test func recordCommandBeginsAndEndsARecording() throws {
    let scratch = try Scratch()
    let file = scratch.path("b.md")
    let result = try chat("/record \(file)\ndoes basil reduce aphids?\n/record\n/record off\n/why\n")
    #expect(result.output.contains("/record off stops."))
    #expect(result.output.contains("Recorded 1 turn to"))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("ibid> does basil reduce aphids?\nYes. "))
    #expect(!text.contains("/record"))
    #expect(!text.contains("/why"))
  }

  @Test func existingFileIsNotOverwrittenOnAPipe() throws {
    let scratch = try Scratch()
    let file = scratch.path("c.md")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
    let refused = try chat("does basil reduce aphids?\n", "--record", file)
    #expect(refused.status == 74)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("already exists"))
    #expect(try chat("/record \(file)\n").output.contains("already exists"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
  }

  /// What people are used to type at any prompt.
  @Test func someWordsByThemselvesAreCommands() throws {
    for word in ["quit", "exit", " Quit ", "/exit"] {
      let result = try chat("\(word)\ndoes basil reduce aphids?\n")
      #expect(result.status == 0 && result.output.isEmpty, "\(word)")
    }
    #expect(try chat("help\n").output == chat("/help\n").output)
    #expect(try chat("help basil\n").output != chat("/help basil\n").output)
  }

  @Test func wordsAfterQuizAreATopic() throws {
    let result = try chat("/quiz basil\nquit\n")
    #expect(result.output.contains("1. new"))
    #expect(!result.output.contains("Unexpected"))
    #expect(try chat("/quiz tulips\n").output.contains("tulips"))
  }
}
