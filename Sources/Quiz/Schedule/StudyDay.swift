/// A day in somebody's local time.
public struct StudyDay: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970.
  public let number: Int

  /// The day of a moment (seconds since 1970 UTC), `zone` seconds ahead of UTC.
  public init(_ moment: Int, zone: Int = 0) {
    let local = moment + zone
    number = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
  }

  /// A day by its number.
  public init(number: Int) { self.number = number }

  /// 0 for Monday to 6 for Sunday.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  /// Year, month and day of the Gregorian calendar.
  public var date: (year: Int, month: Int, day: Int) {
    // Counting years from 1 March puts the leap day last; an era is 400 years of 146,097 days.
    let days = number + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The day of a date of the Gregorian calendar.
  public init(year: Int, month: Int, day: Int) {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// `2026-01-05`.
  public var text: String {
    let (year, month, day) = date
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// The order of the cases or of the numbers.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
