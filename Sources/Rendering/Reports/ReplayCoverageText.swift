public import Transcripts

/// Writes what conversations exercise.
public enum ReplayCoverageText {
  /// A table for each group: how many turns exercise each thing, those that none does first.
  public static func page(_ coverage: ReplayCoverage) -> Page {
    var page = Page()
    for group in coverage.groups {
      page.addBlank()
      let covered = group.items.count - group.missing.count
      page.add("\(group.name): \(covered) of \(group.items.count)", .strong)
      let width = group.items.map(\.count).max() ?? 0
      for item in group.missing + group.items.filter({ group.count(of: $0) > 0 }) {
        let count = group.count(of: item)
        let blanks = String(repeating: " ", count: width - item.count)
        page.blocks.append(
          Block(
            [
              Span(item + blanks),
              Span(
                "  " + (count == 0 ? "none" : Phrases.count(count, "turn")), count == 0 ? .caution : .plain),
            ], indent: 2))
      }
    }
    return page
  }

  /// A line for each of the named groups in which something is not exercised.
  public static func missing(_ coverage: ReplayCoverage, in names: [String]) -> [String] {
    names.compactMap { name in
      guard let group = coverage.group(name), !group.missing.isEmpty else { return nil }
      return "ibid: no conversation exercises \(group.missing.count) of \(group.items.count) \(name): "
        + "\(group.missing.joined(separator: ", ")); record one that does"
    }
  }
}
