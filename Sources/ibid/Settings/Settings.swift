import Rendering

/// The settings in force, with where each comes from.
struct Settings {
  /// Columns to wrap to; nil follows the window.
  private(set) var width: Int?
  private(set) var colour = ColourSetting.auto
  private(set) var detail = Detail.normal
  private(set) var pager = PagerSetting.auto
  /// nil follows the terminal.
  private(set) var plain: Bool?
  private(set) var isPrivate = false
  private(set) var historySize = 1000
  /// The folder of a pack; nil for the built-in one.
  private(set) var pack: String?
  private(set) var origins: [Setting: SettingOrigin] = [:]

  /// Takes a value as a person wrote it.
  ///
  /// - Throws: `SettingProblem` if the setting takes no such value; it then stays as it was.
  mutating func set(_ setting: Setting, to text: String, from origin: SettingOrigin) throws(SettingProblem) {
    let word = text.lowercased().filter { !$0.isWhitespace }
    let wrong = SettingProblem.wrongValue(setting, text, origin)
    switch setting {
    case .width: width = try word == "auto" ? nil : Self.number(word, in: 1...1000, else: wrong)
    case .colour:
      guard let choice = ColourSetting(rawValue: word) else { throw wrong }
      colour = choice
    case .detail:
      guard let choice = Detail(rawValue: word) else { throw wrong }
      detail = choice
    case .pager:
      switch word {
      case "": throw wrong
      case "auto": pager = .auto
      // As YAML and shells spell it.
      case "off", "no", "false": pager = .off
      default:
        guard !CommandWords.split(text).isEmpty else { throw wrong }
        pager = .program(text)
      }
    case .plain: plain = try word == "auto" ? nil : Self.truth(word, else: wrong)
    case .isPrivate: isPrivate = try Self.truth(word, else: wrong)
    case .historySize: historySize = try Self.number(word, in: 0...100_000, else: wrong)
    case .pack:
      guard !word.isEmpty else { throw wrong }
      pack = word == "built-in" ? nil : Self.folder(text, origin)
    }
    origins[setting] = origin
  }

  /// The value as a person would write it.
  func text(_ setting: Setting) -> String {
    switch setting {
    case .width: width.map { "\($0)" } ?? "auto"
    case .colour: colour.rawValue
    case .detail: detail.rawValue
    case .pager:
      switch pager {
      case .auto: "auto"
      case .off: "off"
      case .program(let command): command
      }
    case .plain: plain.map { $0 ? "yes" : "no" } ?? "auto"
    case .isPrivate: isPrivate ? "yes" : "no"
    case .historySize: "\(historySize)"
    case .pack: pack ?? "built-in"
    }
  }

  /// Where the value comes from.
  func origin(_ setting: Setting) -> SettingOrigin { origins[setting] ?? .standard }

  private static func number(
    _ word: String, in range: ClosedRange<Int>, else wrong: SettingProblem
  ) throws(SettingProblem) -> Int {
    guard let number = Int(word), range.contains(number) else { throw wrong }
    return number
  }

  private static func truth(_ word: String, else wrong: SettingProblem) throws(SettingProblem) -> Bool {
    switch word {
    case "yes", "true", "on", "1": return true
    case "no", "false", "off", "0": return false
    default: throw wrong
    }
  }

  /// A folder named in a file is beside that file, not where the program happens to be started.
  private static func folder(_ path: String, _ origin: SettingOrigin) -> String {
    let path = expandingHome(path)
    guard case .file(let file, _) = origin, !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else {
      return path
    }
    return file[...slash] + path
  }
}

/// Where the value of a setting comes from, weakest first.
enum SettingOrigin: Equatable {
  case standard
  /// A line of the configuration file, 1-based.
  case file(String, line: Int)
  /// A variable of the environment.
  case variable
  /// An option of the command line.
  case option
  /// `/set`
  case command
}

/// What is wrong with a setting.
enum SettingProblem: Error, Equatable {
  case wrongValue(Setting, String, SettingOrigin)
  /// No setting has that name.
  case unknown(String, SettingOrigin, near: [String])
  /// The configuration file cannot be read as a map of settings; `line` is 1-based.
  case malformed(file: String, line: Int, reason: String)
  /// The configuration file is there and cannot be read; `code` is errno, or 0 for what is no regular file.
  case unreadable(file: String, code: Int32)
}
