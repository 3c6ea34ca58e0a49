/// Reads the lines that a person typed from plain text or from a history file.
public enum QuestionList {
  /// The form that the lines are in.
  enum Form: Equatable {
    /// A question a line.
    case plain
    /// libedit's history: the header `_HiStOrY_V2_`, then a line an entry with octal escapes.
    case editline
    /// This program's own history: the header `line-history 1`, then a line an entry with `\n`, `\\` and `\xHH`.
    case own

    init(header: String) {
      switch header {
      case "_HiStOrY_V2_": self = .editline
      case "line-history 1": self = .own
      default: self = .plain
      }
    }
  }

  /// The lines in order, without blank ones. Bytes that are not UTF-8 are repaired.
  public static func lines(of bytes: [UInt8]) -> [String] {
    let rows = bytes.split(separator: UInt8(ascii: "\n")).map { row in
      Array(row.last == UInt8(ascii: "\r") ? row.dropLast() : row)
    }
    guard let first = rows.first else { return [] }
    let form = Form(header: String(decoding: first, as: UTF8.self).withoutByteOrderMark)
    let entries = form == .plain ? rows[...] : rows.dropFirst()
    return entries.enumerated().map { index, row in
      let line =
        switch form {
        case .plain: String(decoding: row, as: UTF8.self)
        case .editline: String(decoding: octalDecoded(row), as: UTF8.self)
        case .own: String(decoding: hexDecoded(row), as: UTF8.self)
        }
      return trimmed(index == 0 ? line.withoutByteOrderMark : line)
    }.filter { !$0.isEmpty }
  }

  /// `\040` is the byte with that octal number, `\\` a backslash; a backslash before anything else stays.
  static func octalDecoded(_ row: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < row.count {
      guard row[index] == UInt8(ascii: "\\"), index + 1 < row.count else {
        result.append(row[index])
        index += 1
        continue
      }
      let digits = row[(index + 1)...].prefix(3).prefix { (0x30...0x37).contains($0) }
      if digits.count == 3, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) {
        result.append(value)
        index += 4
      } else if row[index + 1] == UInt8(ascii: "\\") {
        result.append(row[index + 1])
        index += 2
      } else {
        result.append(row[index])
        index += 1
      }
    }
    return result
  }

  /// `\n`, `\\` and `\xHH` are resolved; a backslash before anything else stays.
  static func hexDecoded(_ row: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < row.count {
      let next = index + 1 < row.count ? row[index + 1] : nil
      switch (row[index], next) {
      case (UInt8(ascii: "\\"), UInt8(ascii: "n")):
        result.append(UInt8(ascii: "\n"))
        index += 2
      case (UInt8(ascii: "\\"), UInt8(ascii: "\\")):
        result.append(UInt8(ascii: "\\"))
        index += 2
      case (UInt8(ascii: "\\"), UInt8(ascii: "x")):
        let digits = row[(index + 2)...].prefix(2)
        guard digits.count == 2, digits.allSatisfy(Escaping.isHexDigit),
          let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { fallthrough }
        result.append(value)
        index += 4
      default:
        result.append(row[index])
        index += 1
      }
    }
    return result
  }

  private static func trimmed(_ line: String) -> String {
    var scalars = line.unicodeScalars[...]
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    return String(String.UnicodeScalarView(scalars))
  }
}
