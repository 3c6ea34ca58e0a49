import Testing

@testable import Transcripts

struct CoverageTests {
  @Test("What is exercised is counted, by one conversation and by several; the rest is missing in order")
  func counting() {
    let empty = ReplayCoverage([("letters", ["a", "b", "c"]), ("digits", ["1"])])
    var one = empty
    one.count("b", in: "letters")
    one.count("z", in: "letters")
    one.count("b", in: "digits")
    var all = empty
    all.merge(one)
    all.merge(one)
    #expect(all.group("letters")?.missing == ["a", "c"])
    #expect(all.group("letters")?.count(of: "b") == 2)
    #expect(all.group("letters")?.count(of: "z") == 0)
    #expect(all.group("digits")?.missing == ["1"] && all.group("nothing") == nil)
  }
}
