import Quiz

/// Spans of time as people say them.
enum TimeText {
  /// `now`, `10 min`, `5 h`, `3 days`, `2.4 months`, `1.5 years`.
  static func pause(_ seconds: Int) -> String {
    switch seconds {
    case ..<1: "now"
    case ..<60: "\(seconds) s"
    case ..<3600: "\(Int((Double(seconds) / 60).rounded())) min"
    case ..<86_400: "\(Int((Double(seconds) / 3600).rounded())) h"
    default: days(Double(seconds) / 86_400)
    }
  }

  /// A number of days, in the unit that suits it.
  static func days(_ days: Double) -> String {
    switch days {
    case ..<1: "less than a day"
    case ..<60: Phrases.count(Int(days.rounded()), "day")
    case ..<365: Phrases.decimal(days / 30.4375, places: 1) + " months"
    default: Phrases.decimal(days / 365.25, places: 1) + " years"
    }
  }

  /// `today`, `tomorrow`, `in 5 days`, with the pause where it is less than a day.
  static func next(_ moment: Int, from now: Int) -> String {
    moment <= now ? "now" : "in " + pause(moment - now)
  }
}
