/// Makes sure that a file is UTF-8.
package enum UTF8Check {
  /// A file's bytes as text.
  ///
  /// - Throws: a problem with the 1-based line and the 0-based offset of the first byte that is not UTF-8.
  package static func text(_ bytes: [UInt8], file: String) throws(KnowledgeProblem) -> String {
    try check(bytes, file: file)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Throws: a problem with the 1-based line and the 0-based offset of the first byte that is not UTF-8.
  static func check(_ bytes: [UInt8], file: String) throws(KnowledgeProblem) {
    guard String(validating: bytes, as: UTF8.self) == nil, let offset = firstInvalid(in: bytes) else {
      return
    }
    let line = bytes[..<offset].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    throw KnowledgeProblem(.notUTF8(offset: offset), at: SourceLocation(file: file, line: line))
  }

  private static func firstInvalid(in bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
