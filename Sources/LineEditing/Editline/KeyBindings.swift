/// The keys that differ from libedit's defaults.
///
/// Some keys do not come from the keyboard: the input layer recognises what the terminal sends and passes on one code of
/// the C1 range, which nobody can type. That works the same in every mode and inside a search, where libedit would take
/// an escape sequence apart.
enum KeyBindings {
  /// Functions of our own that keys, and lines of the start-up file, can name.
  enum Function {
    static let complete = "complete-word"
    static let paste = "insert-paste"
    static let combine = "combine-character"
    static let undo = "undo-change"
    static let search = "search-history"
    static let older = "older-line"
    static let newer = "newer-line"
    static let olderAlike = "older-line-alike"
    static let newerAlike = "newer-line-alike"
    static let nothing = "do-nothing"
  }

  /// Codes for events that are no keys.
  enum Code {
    static let paste: UInt8 = 0x81
    static let combine: UInt8 = 0x82
    static let nothing: UInt8 = 0x83
  }

  /// Sequences a terminal sends for keys, without the leading Escape, and libedit's function for each.
  static let sequences: [(names: [String], function: String)] = [
    (["[A", "OA"], Function.older),
    (["[B", "OB"], Function.newer),
    (["[C", "OC"], "ed-next-char"),
    (["[D", "OD"], "ed-prev-char"),
    (["[H", "OH", "[1~", "[7~"], "ed-move-to-beg"),
    (["[F", "OF", "[4~", "[8~"], "ed-move-to-end"),
    (["[3~"], "ed-delete-next-char"),
    (["[1;5D", "[1;3D", "[5D", "Od", "[1;9D"], "ed-prev-word"),
    (["[1;5C", "[1;3C", "[5C", "Oc", "[1;9C"], "em-next-word"),
    (["[3;5~", "[3;3~"], "em-delete-next-word"),
    (["[5~"], Function.olderAlike),
    (["[6~"], Function.newerAlike),
    (["[201~"], Function.nothing),
  ]

  /// The code that stands for a sequence where libedit could not take it; nil for a sequence that means nothing here.
  static func code(forSequence name: String) -> UInt8? {
    sequences.firstIndex { $0.names.contains(name) }.map { UInt8(0x84 + $0) }
  }

  /// Binds our keys in the present mode.
  static func apply(to handle: EditlineHandle) {
    for (key, function) in [
      ("^I", Function.complete), ("^R", Function.search), ("^S", Function.search),
      ("^P", Function.older), ("^N", Function.newer), ("^L", "ed-clear-screen"),
    ] {
      handle.bind(key, to: function)
    }
    bindCodes { handle.bind($0, to: $1) }
    if handle.usesViKeys {
      bindCodes { handle.bindInCommandMode($0, to: $1) }
      for (key, function) in [
        ("^R", Function.search), ("k", Function.older), ("j", Function.newer), ("\\055", Function.older),
        ("+", Function.newer), ("^P", Function.older), ("^N", Function.newer), ("K", Function.olderAlike),
        ("J", Function.newerAlike),
      ] {
        handle.bindInCommandMode(key, to: function)
      }
      return
    }
    let keys = [
      ("^W", "ed-delete-prev-word"), ("^U", "vi-kill-line-prev"),
      ("^_", Function.undo), ("^X^U", Function.undo), ("\\e[200~", Function.paste),
      ("\\ep", Function.olderAlike), ("\\en", Function.newerAlike),
      // libedit's own command line, which would lose what was typed.
      ("\\ex", Function.nothing), ("\\eX", Function.nothing),
    ]
    for (key, function) in keys { handle.bind(key, to: function) }
    for (names, function) in sequences {
      for name in names { handle.bind("\\e" + name, to: function) }
    }
  }

  private static func bindCodes(_ bind: (String, String) -> Void) {
    var codes = [
      (Code.paste, Function.paste), (Code.combine, Function.combine), (Code.nothing, Function.nothing),
    ]
    codes += sequences.enumerated().map { (UInt8(0x84 + $0), $1.function) }
    for (code, function) in codes { bind("\\" + String(code, radix: 8), function) }
  }
}
