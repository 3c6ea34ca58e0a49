import ArgumentParser

/// Prints the manual page, for whoever installs the program.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page in the format of man(1).", shouldDisplay: false)

  func run() throws {
    try StandardOutput.write(ManualPage(command: try CommandInfo.root(), version: Ibid.version).text)
  }
}
