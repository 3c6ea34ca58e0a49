/// What a key does, for manuals.
public struct KeyHelp: Sendable {
  /// The key, or several that do the same.
  public let keys: String
  /// What it does, as one sentence.
  public let meaning: String
}

extension LineEditing {
  /// The keys that are bound unless a start-up file binds them otherwise.
  public static let keys: [KeyHelp] = [
    KeyHelp(keys: "Enter", meaning: "Sends the line."),
    KeyHelp(keys: "Tab", meaning: "Completes; pressed again, it lists what is possible."),
    KeyHelp(keys: "Up, Down, Ctrl-P, Ctrl-N", meaning: "Go to an older or a newer line."),
    KeyHelp(
      keys: "Ctrl-R",
      meaning:
        "Searches earlier lines for what you type; Ctrl-R again finds an older one, Ctrl-S a newer one. "
        + "Enter sends what is found, arrows edit it, Ctrl-G gives your own line back."
    ),
    KeyHelp(keys: "PgUp, PgDn", meaning: "Search lines that begin as this one does."),
    KeyHelp(keys: "Left, Right, Home, End, Ctrl-A, Ctrl-E", meaning: "Move the cursor."),
    KeyHelp(keys: "Ctrl-Left, Ctrl-Right, Alt-B, Alt-F", meaning: "Move by words."),
    KeyHelp(
      keys: "Ctrl-W, Ctrl-U, Ctrl-K",
      meaning: "Delete the word before the cursor, all before it, all behind it."),
    KeyHelp(keys: "Ctrl-Y", meaning: "Inserts what was deleted last."),
    KeyHelp(keys: "Ctrl-_, Ctrl-X Ctrl-U", meaning: "Takes back the last change."),
    KeyHelp(keys: "Ctrl-L", meaning: "Clears the screen and keeps the line."),
    KeyHelp(keys: "Ctrl-C", meaning: "Clears the line, or stops a reply that is being printed."),
    KeyHelp(keys: "Ctrl-Z", meaning: "Stops the program until fg continues it."),
    KeyHelp(keys: "Ctrl-D", meaning: "On an empty line ends the input."),
    KeyHelp(keys: "Pasting", meaning: "Pasted lines become one line, which waits for Enter."),
  ]
}
