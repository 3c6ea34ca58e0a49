import Testing

@testable import Transcripts

struct DiffTests {
  @Test("Applying a diff's steps and its printed hunks gives the other side", arguments: 0..<6)
  func applying(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<150 {
      let alphabet = Int.random(in: 1...6, using: &generator)
      func lines(_ generator: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...25, using: &generator)).map { _ in
          ["a", "b", "", "- c", "+d", "e\u{301}", "\u{E9}"][Int.random(in: 0...alphabet, using: &generator)]
        }
      }
      let old = lines(&generator)
      let new = lines(&generator)
      check(MyersDiff.steps(from: old.map(\.bytes), to: new.map(\.bytes)), old: old, new: new)
      let context = Int.random(in: 0...3, using: &generator)
      let first = Int.random(in: 1...50, using: &generator)
      let diff = UnifiedDiff(
        old: old, new: new, oldName: "o", newName: "n", firstLine: first, context: context)
      // Lines that only look the same are spelled out in the diff, so only plain text can be applied.
      guard (old + new).allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else { continue }
      #expect(try apply(diff.text, to: old, firstLine: first) == new)
    }
  }

  @Test("The difference of short inputs is as short as can be", arguments: 0..<4)
  func minimal(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(50 + seed))
    for _ in 0..<200 {
      let old = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        Int.random(in: 0...3, using: &generator)
      }
      let new = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        Int.random(in: 0...3, using: &generator)
      }
      let changes = MyersDiff.steps(from: old, to: new).count { if case .keep = $0 { false } else { true } }
      #expect(changes == old.count + new.count - 2 * longestCommonSubsequence(old, new))
    }
  }

  @Test("Ten thousand lines do not explode", arguments: ["different", "binary", "shifted", "one-sided"])
  func large(kind: String) throws {
    var generator = SeededGenerator(seed: 5)
    let count = 10_000
    var old = (0..<count).map { "old \($0)" }
    var new = (0..<count).map { "new \($0)" }
    switch kind {
    case "binary":
      old = old.map { _ in Bool.random(using: &generator) ? "a" : "b" }
      new = new.map { _ in Bool.random(using: &generator) ? "a" : "b" }
    case "shifted": new = Array(old[100...]) + ["x"] + old[..<90]
    case "one-sided": new = []
    default: break
    }
    let clock = ContinuousClock()
    let start = clock.now
    let steps = MyersDiff.steps(from: old.map(\.bytes), to: new.map(\.bytes))
    let diff = UnifiedDiff(old: old, new: new, oldName: "o", newName: "n", context: 0)
    #expect(clock.now - start < .seconds(10))
    check(steps, old: old, new: new)
    #expect(try apply(diff.text, to: old, firstLine: 1) == new)
  }

  @Test("Hunks number the lines of the file and name the section")
  func numbers() {
    let old = (1...20).map { "line \($0)" }
    var new = old
    new[4] = "line five"
    new.remove(at: 15)
    new.append("end")
    let diff = UnifiedDiff(
      old: old, new: new, oldName: "f.md:101 recorded", newName: "replayed", firstLine: 101, context: 1,
      section: "ibid> q")
    #expect(
      diff.text == """
        --- f.md:101 recorded
        +++ replayed
        @@ -104,3 +104,3 @@ ibid> q
         line 4
        -line 5
        +line five
         line 6
        @@ -115,3 +115,2 @@ ibid> q
         line 15
        -line 16
         line 17
        @@ -120 +119,2 @@ ibid> q
         line 20
        +end

        """)
  }

  @Test("A side without lines is numbered by the line before")
  func emptySides() {
    let diff = UnifiedDiff(old: [], new: ["a", "b"], oldName: "o", newName: "n", firstLine: 7)
    #expect(diff.lines[2].text == "@@ -6,0 +7,2 @@")
    #expect(UnifiedDiff(old: ["a"], new: ["a"], oldName: "o", newName: "n").lines.isEmpty)
  }

  @Test("Words that changed are marked, and nothing in lines with little in common")
  func emphasis() {
    let diff = UnifiedDiff(
      old: ["It controls the symptoms é well.", "entirely other"],
      new: ["It reduces the symptoms é very well.", "?!"],
      oldName: "o", newName: "n")
    let marked = diff.lines.dropFirst(3).map { line in
      line.emphasis.map { String(decoding: Array(line.text.utf8)[$0], as: UTF8.self) }
    }
    #expect(marked == [["controls"], [], ["reduces", "very "], []])
  }

  @Test("Emphasis marks exactly what differs: without it both lines are the same", arguments: 0..<3)
  func emphasisIsComplete(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<300 {
      let words = ["a", "bc", " ", ".", "é", "\u{301}", "-"]
      let lines = (0..<2).map { _ in
        (0..<Int.random(in: 0...10, using: &generator)).map { _ in words.randomElement(using: &generator)! }
          .joined()
      }
      let spans = WordEmphasis.spans(old: lines[0], new: lines[1])
      if spans.old.isEmpty, spans.new.isEmpty { continue }
      func rest(_ line: String, _ spans: [Range<Int>]) -> [UInt8] {
        line.bytes.enumerated().filter { place in !spans.contains { $0.contains(place.offset) } }.map(
          \.element)
      }
      #expect(rest(lines[0], spans.old) == rest(lines[1], spans.new))
      #expect(zip(spans.old, spans.old.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    }
  }

  @Test("Lines that look the same and differ in bytes are spelled out")
  func lookalikes() {
    let diff = UnifiedDiff(old: ["caf\u{E9}"], new: ["cafe\u{301}"], oldName: "o", newName: "n")
    #expect(diff.lines.suffix(2).map(\.printed) == [#"-caf\u{E9}"#, #"+cafe\u{301}"#])
  }

  // MARK: - Helpers

  private func check(_ steps: [DiffStep], old: [String], new: [String]) {
    var rebuilt: [String] = []
    var x = 0
    var y = 0
    for step in steps {
      switch step {
      case .keep(let i, let j):
        guard i == x, j == y, old[i].bytes == new[j].bytes else {
          Issue.record("keep \(i) \(j)")
          return
        }
        rebuilt.append(old[i])
        x += 1
        y += 1
      case .remove(let i):
        guard i == x else {
          Issue.record("remove \(i)")
          return
        }
        x += 1
      case .insert(let j):
        guard j == y else {
          Issue.record("insert \(j)")
          return
        }
        rebuilt.append(new[j])
        y += 1
      }
    }
    #expect(x == old.count && y == new.count && rebuilt.count == new.count)
  }

  /// A small `patch`, strict about every number and line.
  private func apply(_ diff: String, to old: [String], firstLine: Int) throws -> [String] {
    var result: [String] = []
    var next = 0
    for line in diff.split(separator: "\n", omittingEmptySubsequences: false).dropLast().dropFirst(2) {
      let text = String(line.dropFirst())
      switch line.first {
      case "@":
        let sides = try #require(line.wholeMatch(of: /@@ -(\d+)(,(\d+))? \+(\d+)(,(\d+))? @@/)).output
        let isEmpty = sides.3 == "0"
        let start = try #require(Int(sides.1)) - firstLine + (isEmpty ? 1 : 0)
        result += old[next..<start]
        next = start
        let newStart = try #require(Int(sides.4)) - firstLine + (sides.6 == "0" ? 1 : 0)
        #expect(newStart == result.count)
      case " ":
        #expect(old[next] == text)
        result.append(text)
        next += 1
      case "-":
        #expect(old[next] == text)
        next += 1
      default: result.append(text)
      }
    }
    return result + old[next...]
  }

  private func longestCommonSubsequence(_ a: [Int], _ b: [Int]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? diagonal + 1 : max(above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }
}
