import Answering
import CAllocationCounter
import Knowledge
import Understanding

/// What answering costs in this process.
struct AnsweringBench {
  let pack: Pack
  let questions: [LabelledQuestion]

  /// Every labelled question in a conversation of its own, all of its lines.
  func labelled() -> Table {
    let answerer = Answerer(pack: pack)
    let overhead = clockCost()
    var table = Table(
      title: "Answering",
      remark:
        "Every line of every labelled question of the pack, read and answered in one process. The first pass is not "
        + "counted. Processor time of the thread, less the \(microseconds(overhead)) µs that reading its clock takes.",
      head: ["lines", "p50 µs", "p99 µs", "mean µs", "allocations, p50", "allocations, p99"])
    _ = Self.measure(questions.prefix(500), by: answerer)
    let (times, allocations) = Self.measure(questions[...], by: answerer, less: overhead)
    table.rows.append([
      String(times.values.count), microseconds(times.median), microseconds(times.percentile(0.99)),
      microseconds(times.mean), rounded(allocations.median), rounded(allocations.percentile(0.99)),
    ])
    return table
  }

  /// Each line's time, less the seconds that reading the clock takes, and its allocations.
  static func measure(
    _ questions: ArraySlice<LabelledQuestion>, by answerer: Answerer, less overhead: Double = 0
  ) -> (times: Samples, allocations: Samples) {
    var times = Samples()
    var allocations = Samples()
    for question in questions {
      var conversation = Conversation()
      for turn in question.turns {
        let count = allocation_count()
        let start = threadSeconds()
        let answer = answerer.answer(turn, in: &conversation)
        times.add(threadSeconds() - start - overhead)
        allocations.add(Double(allocation_count() - count))
        withExtendedLifetime(answer) {}
      }
    }
    return (times, allocations)
  }

  /// Packs of which the statements are written over and over, each time about another subject.
  func growth(_ files: any KnowledgeFiles) -> Table {
    var table = Table(
      title: "Growth with the statements",
      remark:
        "The pack's own questions, put to packs with more paragraphs, sentences and statements, each copy about a "
        + "subject of its own. Loading is reading and checking the files and making the indexes.",
      head: ["statements", "loading ms", "p50 µs", "p99 µs", "times p50 of the first"])
    var first: Double?
    for scale in [1, 10, 100, 1000] {
      let start = threadSeconds()
      guard
        let larger = try? PackLoader.load(
          pack.name, from: GeneratedFiles(pack: pack, files: files, scale: scale))
      else {
        table.rows.append(["\(scale) times", "could not be generated", "", "", ""])
        continue
      }
      let answerer = Answerer(pack: larger)
      let loading = threadSeconds() - start
      let some = questions.prefix(scale < 100 ? 1000 : scale < 1000 ? 200 : 40)
      _ = Self.measure(some.prefix(20), by: answerer)
      let times = Self.measure(some, by: answerer).times
      table.rows.append([
        String(larger.statements.count), milliseconds(loading), microseconds(times.median),
        microseconds(times.percentile(0.99)), rounded(times.median / (first ?? times.median)),
      ])
      first = first ?? times.median
    }
    return table
  }

  /// One input of more and more words.
  func length() -> Table {
    let answerer = Answerer(pack: pack)
    let words = questions.flatMap(\.turns).joined(separator: " ").split(separator: " ")
    var table = Table(
      title: "Growth with the length of the question",
      remark: "The labelled questions one after the other as a single input, up to some number of words.",
      head: ["words", "µs", "µs per word"])
    for count in [10, 100, 1_000, 10_000] where count <= words.count {
      let input = words.prefix(count).joined(separator: " ")
      var times = Samples()
      for _ in 0..<(count > 1000 ? 3 : 10) {
        var conversation = Conversation()
        let start = threadSeconds()
        _ = answerer.answer(input, in: &conversation)
        times.add(threadSeconds() - start)
      }
      table.rows.append([
        String(count), microseconds(times.median), microseconds(times.median / Double(count)),
      ])
    }
    return table
  }

  /// The cost of a line after many others in one conversation.
  func conversation() -> Table {
    let answerer = Answerer(pack: pack)
    let lines = questions.flatMap(\.turns)
    var table = Table(
      title: "Growth with the length of the conversation",
      remark:
        "The labelled questions as the lines of a single conversation: what a line costs when so many were said.",
      head: ["lines before", "p50 µs", "p99 µs"])
    var conversation = Conversation()
    var said = 0
    for end in [100, 1_000, 5_000] where end <= lines.count {
      var times = Samples()
      for line in lines[said..<end] {
        let start = threadSeconds()
        _ = answerer.answer(line, in: &conversation)
        times.add(threadSeconds() - start)
      }
      table.rows.append([
        "\(said) to \(end)", microseconds(times.median), microseconds(times.percentile(0.99)),
      ])
      said = end
    }
    return table
  }
}
