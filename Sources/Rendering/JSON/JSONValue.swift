/// JSON whose keys keep their order.
public indirect enum JSONValue: Sendable {
  /// `null`
  case null
  /// A whole number.
  case integer(Int)
  /// A number, written with that many decimals.
  case decimal(Double, places: Int)
  /// A truth value.
  case bool(Bool)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Keys and values in the order in which they are written.
  case object([(key: String, value: JSONValue)])

  /// The value on one line.
  public var text: String {
    switch self {
    case .null: "null"
    case .integer(let number): "\(number)"
    case .decimal(let number, let places): number.isFinite ? Phrases.decimal(number, places: places) : "null"
    case .bool(let value): value ? "true" : "false"
    case .string(let text): Self.quoted(text)
    case .array(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.key) + ": " + $0.value.text }.joined(separator: ", ") + "}"
    }
  }

  /// A text in quotation marks. What a terminal could obey or not show is escaped too, so that a line of JSON is safe
  /// to look at.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        if isVisible(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        }
      }
    }
    return result + "\""
  }

  /// Whether a scalar can be seen, and does nothing to a terminal.
  static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
