import ArgumentParser
import Glibc

/// The settings as options of a command, and together with the other places that they come from.
struct SettingsOptions: ParsableArguments {
  @Option(help: Setting.width.help, completion: Setting.width.completion) var width: String?
  @Option(
    name: [.customLong("colour"), .customLong("color")], help: Setting.colour.help,
    completion: Setting.colour.completion) var colour: String?
  @Option(help: Setting.detail.help, completion: Setting.detail.completion) var detail: String?
  @Option(help: Setting.pager.help, completion: Setting.pager.completion) var pager: String?
  @Flag(inversion: .prefixedNo, help: Setting.plain.help) var plain: Bool?
  @Flag(name: .customLong("private"), inversion: .prefixedNo, help: Setting.isPrivate.help)
  var isPrivate: Bool?
  @Option(help: Setting.historySize.help) var historySize: String?
  @Option(help: Setting.pack.help, completion: .directory) var pack: String?

  /// What was given on the command line, by setting.
  private var given: [(Setting, String)] {
    func text(_ flag: Bool?) -> String? { flag.map { $0 ? "yes" : "no" } }
    return Setting.allCases.compactMap { setting in
      let value =
        switch setting {
        case .width: width
        case .colour: colour
        case .detail: detail
        case .pager: pager
        case .plain: text(plain)
        case .isPrivate: text(isPrivate)
        case .historySize: historySize
        case .pack: pack
        }
      return value.map { (setting, $0) }
    }
  }

  mutating func validate() throws {
    var settings = Settings()
    for (setting, value) in given {
      do throws(SettingProblem) {
        try settings.set(setting, to: value, from: .option)
      } catch {
        throw ValidationError(error.description)
      }
    }
  }

  /// The settings in force, those of the command line among them.
  func settings() throws(Failure) -> Settings { try .inForce(given: given) }
}

extension Settings {
  /// The settings in force: an option counts before a variable of the environment, that before the configuration file,
  /// and that before what is built in. A variable that is empty counts as not set.
  static func inForce(given options: [(Setting, String)] = []) throws(Failure) -> Settings {
    var settings = Settings()
    do throws(SettingProblem) {
      if let path = UserFiles.configuration { try SettingsFile.apply(path, to: &settings) }
    } catch {
      throw Failure(error)
    }
    do throws(SettingProblem) {
      for setting in Setting.allCases {
        guard let value = environment(setting.variable), !value.isEmpty else { continue }
        try settings.set(setting, to: value, from: .variable)
      }
      for (setting, value) in options { try settings.set(setting, to: value, from: .option) }
    } catch {
      throw .usage(error.description)
    }
    return settings
  }
}

extension Setting {
  /// The help of its option.
  fileprivate var help: ArgumentHelp {
    let isFlag = placeholder.isEmpty
    return ArgumentHelp(
      "\(summary)" + (isFlag ? "" : " (\(values))"), valueName: isFlag ? nil : placeholder)
  }

  /// What a shell offers for its value.
  fileprivate var completion: CompletionKind { .list(choices) }
}
