import BuiltInPacks
import EmbeddedKnowledge
@testable import Knowledge
import Testing
@testable import Understanding

@Suite("Compiled packs")
struct CompiledPackTests {
  private let name = "net-systemic-therapy"

  private func read() throws -> Pack {
    let files = MemoryFiles(EmbeddedKnowledge.files, displayPrefix: EmbeddedKnowledge.displayPrefix)
    return try PackLoader.load(name, from: files)
  }

  private func compiled(_ pack: Pack) -> String? {
    var writer = ImageWriter()
    pack.add(to: &writer)
    CompiledIndex.add(of: pack.lexicon, to: &writer)
    return writer.text
  }

  /// What is in the binary is what this text compiles to, and it compiles to itself: no table loses anything.
  @Test func whatIsBuiltInIsWhatItsTextCompilesTo() throws {
    let image = try #require(BuiltInPacks.image(name)).description
    #expect(compiled(try read()) == image)
    #expect(compiled(try #require(BuiltInPacks.pack(name))) == image)
  }

  @Test func theValuesAreThoseOfThePackThatIsReadFromText() throws {
    let (read, built) = (try read(), try #require(BuiltInPacks.pack(name)))
    #expect(
      [built.name, built.title, built.publisher, built.date] == [
        read.name, read.title, read.publisher, read.date,
      ])
    #expect(built.caveats == read.caveats && built.notes == read.notes && built.summary == read.summary)
    #expect(built.document == read.document && built.questions == read.questions)
    #expect(built.statements == read.statements)
    #expect(built.learned == read.learned)
    #expect(built.lexicon.stems == read.lexicon.stems && built.lexicon.shorthand == read.lexicon.shorthand)
    #expect(built.lexicon.words.bytes == read.lexicon.words.bytes)
    #expect(built.lexicon.order == read.lexicon.order)
    #expect(built.lexicon.concepts.values.elementsEqual(read.lexicon.concepts.values))
    for id in read.lexicon.order {
      #expect(built.lexicon.broader(of: id) == read.lexicon.broader(of: id))
      #expect(built.lexicon.opposites(of: id) == read.lexicon.opposites(of: id))
    }
  }

  /// A name that is taken away is taken away from the tables, too.
  @Test func aChangedPackDoesNotUseTheTablesOfTheCompiledOne() throws {
    let built = try #require(BuiltInPacks.pack(name))
    let mutation = try #require(
      PackMutation.all(of: built).first { mutation in
        if case .removeLabel(_, let label) = mutation { label.text == "octreotide" } else { false }
      })
    let reader = Reader(lexicon: mutation.applied(to: built).lexicon)
    func concepts(_ reader: Reader) -> [String] {
      reader.read("what does octreotide do").clauses.flatMap(\.mentions).map(\.concept)
    }
    #expect(concepts(Reader(lexicon: built.lexicon)).contains("octreotide"))
    #expect(!concepts(reader).contains("octreotide"))
  }

  @Test func numbersOfEverySizeArePacked() throws {
    let numbers = Packing.range
    let samples = [0, 1, -1, 63, 64, 4095, 4096, 262_143, 262_144, numbers.lowerBound, numbers.upperBound]
    for sample in samples {
      var bytes: [UInt8] = []
      Packing.append(sample, to: &bytes)
      #expect(bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") })
      bytes.withUnsafeBytes { #expect(Numbers(packed: $0)[0] == Int(sample)) }
    }
    for sample in [numbers.upperBound + 1, numbers.lowerBound - 1] {
      var writer = ImageWriter()
      writer.add("part", Numbers([sample]))
      #expect(writer.text == nil)
    }
  }

  /// No packed number is as great as the length of such a part.
  @Test func aPartMayBeLongerThanAnyNumber() throws {
    let count = Int(Packing.range.upperBound) + 3
    var writer = ImageWriter()
    writer.add("long", Bytes(Array(repeating: UInt8(ascii: "a"), count: count)))
    writer.add("short", Bytes(Array("b".utf8)))
    try Array(#require(writer.text).utf8).withUnsafeBytes { text in
      let image = PackImage(inPlace: text)
      #expect(image.bytes("long").count == count)
      #expect(image.bytes("short").withAll { Array($0) } == Array("b".utf8))
    }
  }

  @Test func bytesThatAreNoTextAreNotCompiled() {
    var writer = ImageWriter()
    writer.add("part", Bytes([0xFF]))
    #expect(writer.text == nil)
  }

  /// Whoever asks first makes a concept for all.
  @Test func manyThreadsMayAskForTheSameConcepts() async throws {
    let lexicon = try #require(BuiltInPacks.pack(name)).lexicon
    let ids = lexicon.order
    let names = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { ids.compactMap { lexicon.concepts[$0]?.name } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(names.count == 8 && Set(names).count == 1 && names[0].count == ids.count)
  }
}
