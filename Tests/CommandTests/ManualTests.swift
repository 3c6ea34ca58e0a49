import Foundation
import LineEditing
import Testing

@testable import ibid

/// The manual page and the completion of shells, both made from the definitions.
struct ManualTests {
  private static func plain(_ roff: String) -> String { roff.replacing("\\-", with: "-") }

  @Test func itHoldsEveryCommandSettingKeyAndStatus() throws {
    let page = Self.plain(try Program.run(["manual"]).output)
    for command in ReplCommand.allCases { #expect(page.contains("\"\(command.usage)\"")) }
    for setting in Setting.allCases { #expect(page.contains(setting.variable)) }
    for (status, meaning) in ExitStatus.meanings { #expect(page.contains(".B \"\(status)\"\n\(meaning)")) }
    for key in LineEditing.keys { #expect(page.contains(key.meaning.replacing("-", with: "-"))) }
    for command in try CommandInfo.root().subcommands ?? [] where command.commandName != "help" {
      #expect(page.contains(".SS \"\(command.commandName)\"") == command.shouldDisplay)
    }
  }

  private static let groff = ["/usr/bin/groff", "/usr/local/bin/groff"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: groff != nil)) func groffHasNothingToSayAgainstIt() throws {
    let scratch = try Scratch()
    try Data(Program.run(["manual"]).output.utf8).write(to: URL(fileURLWithPath: scratch.path("ibid.1")))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "\(Self.groff ?? "") -man -ww -Tascii \(scratch.path("ibid.1")) 2>&1 >/dev/null",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(said.isEmpty && process.terminationStatus == 0, "\(said)")
  }

  @Test func noWordOfItIsTakenForARequest() throws {
    let known: Set = ["TH", "SH", "SS", "PP", "TP", "B", "EX", "EE"]
    for line in try Program.run(["manual"]).output.split(separator: "\n") where line.hasPrefix(".") {
      #expect(known.contains(String(line.dropFirst().prefix { $0 != " " })), "\(line)")
      #expect(!line.hasPrefix("'"))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func shellsGetACompletionScript(_ shell: String) throws {
    let script = try Program.run(["--generate-completion-script", shell])
    #expect(script.status == 0)
    for setting in Setting.allCases { #expect(script.output.contains(setting.name)) }
    for command in ["chat", "ask", "replay", "check", "evaluate"] { #expect(script.output.contains(command)) }
  }

  @Test func bashAcceptsItsScript() throws {
    let scratch = try Scratch()
    let script = try Program.run(["--generate-completion-script", "bash"]).output
    try Data(script.utf8).write(to: URL(fileURLWithPath: scratch.path("ibid.bash")))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-n", scratch.path("ibid.bash")]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func theTableOfSettingsHasNoGaps() {
    for setting in Setting.allCases {
      #expect(!setting.summary.isEmpty && !setting.values.isEmpty && !setting.details.isEmpty)
      var settings = Settings()
      for choice in setting.choices {
        #expect(throws: Never.self) { try settings.set(setting, to: choice, from: .option) }
      }
    }
    for command in ReplCommand.allCases { #expect(!command.summary.isEmpty && !command.details.isEmpty) }
  }
}
