public import Answering

/// Writes what the labelled questions of a pack tell those who write it.
public enum AuthoringText {
  private static let wordLimit = 60

  /// One paragraph for each part; `questions` is how many were put.
  public static func page(_ report: AuthoringReport, questions: Int) -> Page {
    var page = Page("\(Phrases.count(questions, "labelled question")) put.")
    page.addBlank()
    let unreached = report.unreachedStatements
    page.add(
      unreached.isEmpty
        ? "Every statement answers one of them."
        : "Statements that answer none of them: \(unreached.joined(separator: ", "))")
    page.addBlank()
    let words = report.unexplainedWords
    page.add(
      words.isEmpty
        ? "Every word of theirs is explained."
        : "Words of theirs that no layer explains: \(words.count). The most frequent, with the number of questions:"
    )
    if !words.isEmpty {
      let listed = words.prefix(wordLimit).map { "\($0.word) \($0.count)" }.joined(separator: ", ")
      page.blocks.append(Block([Span(TerminalText.clean(listed))], indent: 2, hanging: 2))
    }
    page.addBlank()
    let count = report.unusedLabels.map(\.labels.count).reduce(0, +)
    page.add(
      count == 0
        ? "Every name of every concept is used."
        : "Names of concepts that none of them uses: \(count)")
    for (concept, labels) in report.unusedLabels {
      page.blocks.append(
        Block(
          [Span(TerminalText.clean("\(concept): \(labels.joined(separator: ", "))"))], indent: 2, hanging: 4))
    }
    return page
  }
}
