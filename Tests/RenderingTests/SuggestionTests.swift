import Testing

@testable import Rendering

/// "Did you mean".
struct SuggestionTests {
  private static let names = ["help", "why", "source", "topics", "record", "history", "about", "quit"]

  @Test(arguments: [
    ("hlep", "help"), ("souce", "source"), ("topcis", "topics"), ("recrod", "record"), ("quite", "quit"),
    ("abuot", "about"),
  ])
  func slipsFindTheirCommand(_ typed: String, _ meant: String) {
    #expect(Suggestion.nearest(to: typed, among: Self.names).first == meant)
  }

  @Test(arguments: ["", "x", "frobnicate", "zzzzzz"]) func gibberishFindsNothing(_ typed: String) {
    #expect(Suggestion.nearest(to: typed, among: Self.names).isEmpty)
  }

  @Test func longLinesCostLittle() {
    #expect(Suggestion.nearest(to: String(repeating: "ab", count: 1_000_000), among: Self.names).isEmpty)
  }
}
