import Glibc
import Quiz

/// What time it is, in a sitting.
enum StudyClock: Sendable, Equatable {
  /// The machine's clock and time zone.
  case system
  /// A clock that stands still but for ten seconds at each look, in UTC: what a replay and a test go by.
  case fixed(Int)

  /// The moment from which a replay counts where nothing else is said: 5 January 2026, 9:00.
  static let standard = StudyClock.fixed(1_767_603_600)

  private static let step = 10

  /// Seconds since 1970 UTC; a fixed clock goes on with each look.
  mutating func now() -> Int {
    switch self {
    case .system: return time(nil)
    case .fixed(let moment):
      self = .fixed(moment + Self.step)
      return moment
    }
  }

  /// What the local time is ahead of UTC, in seconds.
  var zone: Int {
    guard self == .system else { return 0 }
    var moment = time(nil)
    var parts = tm()
    localtime_r(&moment, &parts)
    return parts.tm_gmtoff
  }

  /// Reads `2026-01-05T09:00:00Z`; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "T")
    guard parts.count == 2, parts[1].hasSuffix("Z") else { return nil }
    let date = parts[0].split(separator: "-").compactMap { Int($0) }
    let hours = parts[1].dropLast().split(separator: ":").compactMap { Int($0) }
    guard date.count == 3, hours.count == 3, (1970...9999).contains(date[0]), (1...12).contains(date[1]),
      (1...31).contains(date[2]), (0...23).contains(hours[0]), (0...59).contains(hours[1]),
      (0...59).contains(hours[2])
    else { return nil }
    let day = StudyDay(year: date[0], month: date[1], day: date[2])
    // A day that the month does not have counts on into the next.
    guard day.date.day == date[2] else { return nil }
    self = .fixed(((day.number * 24 + hours[0]) * 60 + hours[1]) * 60 + hours[2])
  }
}
