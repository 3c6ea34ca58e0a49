/// Two versions of some lines of a file, as a unified diff.
public struct UnifiedDiff: Equatable, Sendable {
  /// A line of the diff.
  public struct Line: Equatable, Sendable {
    /// What a line of a diff can be.
    public enum Kind: Equatable, Sendable {
      /// `--- ...` or `+++ ...`
      case fileHeader
      /// `@@ -from,count +from,count @@ section`
      case hunkHeader
      /// A line that both sides have.
      case context
      /// A line that only the old side has.
      case removed
      /// A line that only the new side has.
      case added
    }

    /// What the line is.
    public let kind: Kind
    /// The line without the space, `-` or `+` before it, and without a newline.
    public let text: String
    /// The words that differ from the line's other version: ranges of UTF-8 bytes in `text`, in order.
    public let emphasis: [Range<Int>]

    /// The line as it is printed, without colour.
    public var printed: String {
      switch kind {
      case .fileHeader, .hunkHeader: text
      case .context: " " + text
      case .removed: "-" + text
      case .added: "+" + text
      }
    }
  }

  /// Headers and hunks; none when the two sides are the same.
  public let lines: [Line]

  /// The whole diff as it is printed, without colour, every line ended by a newline.
  public var text: String { lines.map { $0.printed + "\n" }.joined() }

  /// Compares two lists of lines byte for byte.
  ///
  /// Two lines that look the same and differ in bytes, being canonically equivalent, are shown with every scalar
  /// outside ASCII spelled out.
  /// - Parameters:
  ///   - old: Lines without terminators, printable as they are.
  ///   - new: The same for the other side.
  ///   - oldName: What follows `--- `.
  ///   - newName: What follows `+++ `.
  ///   - firstLine: The line number of `old`'s and `new`'s first line, 1-based.
  ///   - context: How many equal lines to show around a change; nil for all.
  ///   - section: What follows each hunk's numbers.
  public init(
    old: [String], new: [String], oldName: String, newName: String, firstLine: Int = 1, context: Int? = 3,
    section: String = ""
  ) {
    let steps = MyersDiff.steps(from: old.map { Array($0.utf8) }, to: new.map { Array($0.utf8) })
    let hunks = Self.hunks(of: steps, context: context.map { max(0, $0) } ?? steps.count)
    guard !hunks.isEmpty else {
      lines = []
      return
    }
    var lines = [
      Line(kind: .fileHeader, text: "--- " + oldName, emphasis: []),
      Line(kind: .fileHeader, text: "+++ " + newName, emphasis: []),
    ]
    // The numbers of the next line on either side, and the step up to which they were counted.
    var (nextOld, nextNew, counted) = (firstLine, firstLine, 0)
    for hunk in hunks {
      let before = steps[counted..<hunk.lowerBound]
      nextOld += before.count(where: \.isOnOldSide)
      nextNew += before.count(where: \.isOnNewSide)
      let oldCount = steps[hunk].count(where: \.isOnOldSide)
      let newCount = steps[hunk].count(where: \.isOnNewSide)
      let numbers = "@@ -\(Self.range(nextOld, oldCount)) +\(Self.range(nextNew, newCount)) @@"
      let text = section.isEmpty ? numbers : numbers + " " + section
      lines.append(Line(kind: .hunkHeader, text: text, emphasis: []))
      lines += Self.body(of: steps[hunk], old: old, new: new)
      (nextOld, nextNew, counted) = (nextOld + oldCount, nextNew + newCount, hunk.upperBound)
    }
    self.lines = lines
  }

  /// The numbers of a hunk's side. One without lines is numbered by the line before it.
  private static func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start)" : "\(count == 0 ? start - 1 : start),\(count)"
  }

  /// Ranges of `steps` that hold changes with their context, those that touch joined.
  private static func hunks(of steps: [DiffStep], context: Int) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (index, step) in steps.enumerated() where !step.isKeep {
      let start = max(0, index - context)
      let end = min(steps.count, index + 1 + context)
      if let last = hunks.last, last.upperBound >= start {
        hunks[hunks.count - 1] = last.lowerBound..<end
      } else {
        hunks.append(start..<end)
      }
    }
    return hunks
  }

  private static func body(of steps: ArraySlice<DiffStep>, old: [String], new: [String]) -> [Line] {
    var lines: [Line] = []
    var removed: [String] = []
    var added: [String] = []
    func flush() {
      lines += changed(removed, added)
      removed = []
      added = []
    }
    for step in steps {
      switch step {
      case .remove(let index): removed.append(old[index])
      case .insert(let index): added.append(new[index])
      case .keep(let index, _):
        flush()
        lines.append(Line(kind: .context, text: old[index], emphasis: []))
      }
    }
    flush()
    return lines
  }

  /// The lines of one change: the first removed line is compared with the first added one, and so on.
  private static func changed(_ removed: [String], _ added: [String]) -> [Line] {
    var before: [Line] = []
    var after: [Line] = []
    for index in 0..<max(removed.count, added.count) {
      guard index < removed.count, index < added.count else {
        if index < removed.count { before.append(Line(kind: .removed, text: removed[index], emphasis: [])) }
        if index < added.count { after.append(Line(kind: .added, text: added[index], emphasis: [])) }
        continue
      }
      var (old, new) = (removed[index], added[index])
      if old == new { (old, new) = (Escaping.spelledOut(old), Escaping.spelledOut(new)) }
      let spans = WordEmphasis.spans(old: old, new: new)
      before.append(Line(kind: .removed, text: old, emphasis: spans.old))
      after.append(Line(kind: .added, text: new, emphasis: spans.new))
    }
    return before + after
  }
}

extension DiffStep {
  fileprivate var isKeep: Bool { if case .keep = self { true } else { false } }
  fileprivate var isOnOldSide: Bool { if case .insert = self { false } else { true } }
  fileprivate var isOnNewSide: Bool { if case .remove = self { false } else { true } }
}
