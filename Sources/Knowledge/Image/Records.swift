/// Writes values of all sorts one after the other into two parts of a compiled pack: numbers, and the strings that
/// some of the numbers stand for.
package struct RecordWriter {
  private var numbers: [Int32] = []
  private var strings = InternTable()

  /// Begins without values.
  package init() {}

  /// Writes a number.
  package mutating func write(_ number: Int) { numbers.append(Int32(number)) }

  /// Writes a string.
  package mutating func write(_ string: String) { write(strings.insert(string)) }

  /// Writes how many elements there are, and each as `body` does.
  package mutating func write<Element>(
    _ elements: some Collection<Element>, _ body: (inout Self, Element) -> Void
  ) {
    write(elements.count)
    for element in elements { body(&self, element) }
  }

  /// Writes strings.
  package mutating func write(_ strings: some Collection<String>) { write(strings) { $0.write($1) } }

  /// Adds all that was written to a compiled pack.
  package func add(_ name: String, to image: inout ImageWriter) {
    image.add(name + ".numbers", Numbers(numbers))
    StringTable(strings).add(name + ".strings", to: &image)
  }
}

/// Reads what a `RecordWriter` wrote, in the same order.
package struct RecordReader {
  private let numbers: Numbers
  private let table: StringTable
  private var place = 0

  /// Begins at the first value of a part.
  package init(_ name: String, in image: PackImage) {
    numbers = image.numbers(name + ".numbers")
    table = StringTable(name + ".strings", in: image)
  }

  /// Reads a number.
  package mutating func number() -> Int {
    defer { place += 1 }
    return numbers[place]
  }

  /// Reads a string.
  package mutating func string() -> String { table.string(number()) }

  /// Reads elements, each as `body` does.
  package mutating func elements<Element>(_ body: (inout Self) -> Element) -> [Element] {
    (0..<number()).map { _ in body(&self) }
  }

  /// Reads strings.
  package mutating func strings() -> [String] { elements { $0.string() } }
}
